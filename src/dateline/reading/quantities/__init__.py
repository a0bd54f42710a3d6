"""Quantities: numbers with unit, bounds and what they count."""
