"""The bench: an archive generated as records, and what it costs to keep its stories in order and to look at it."""
