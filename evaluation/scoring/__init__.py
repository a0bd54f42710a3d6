"""Scores: gold and answer in, counts out; counts in, figures out.  Pure, and tested by hand-computed cases."""
