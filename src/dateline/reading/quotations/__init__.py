"""Quotations and claims: who says what, by which cue, in which medium."""
