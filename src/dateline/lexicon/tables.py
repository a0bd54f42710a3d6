"""The word tables: data files beside this module, read once, each with a header that says what it is."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["rows", "words"]


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/<name>.tsv``, split at tabs; empty lines and lines that begin with # are left out."""
    lines = files("dateline.lexicon").joinpath("data", f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``data/<name>.txt``, one a line."""
    lines = files("dateline.lexicon").joinpath("data", f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
