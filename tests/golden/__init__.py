"""Dossiers written by hand from the example pages, and the means to hold an output against them."""
