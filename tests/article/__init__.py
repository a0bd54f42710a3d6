"""Tests of the article step."""
