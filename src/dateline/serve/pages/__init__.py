"""The pages, each a pure function of what a workspace answers: records in, Markup out."""
