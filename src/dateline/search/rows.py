"""What the parts of a page are found by: a page and its text in, rows of folded words out.

A row is a function of the two, so that it can be taken out of an index that keeps no rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.records.search import NameRow, Row, Searched
from dateline.search.words import folded

__all__ = ["MARK", "name_rows", "rows"]

MARK = "\ue000"
"""Stands around each name, so that no phrase runs from one into the next; no word that is searched for holds it."""


def rows(page: Searched, text: str) -> Iterator[Row]:
    """One row a part, in their order."""
    outlet = _names(page.outlets)
    called = [(name.name, *name.others) for name in page.names]
    speakers = sorted({part.speaker for part in page.parts if part.speaker is not None})
    for part in page.parts:
        whole = part.kind == "article"
        who = speakers if whole else [] if part.speaker is None else [part.speaker]
        said = _names(text[span.start : span.end] for span in part.saying)
        speaker = _names(name for at in who for name in called[at])
        yield Row(
            kind=part.kind,
            words=f" {MARK} ".join(_words(text[span.start : span.end]) for span in part.words),
            title=_words(page.title or "") if whole else "",
            speaker=f"{speaker} {said}".strip(),
            about=_names(name for at in part.about for name in called[at]),
            place=_names(page.places[at] for at in part.where),
            outlet=outlet,
            origin=_names(part.origins),
        )


def name_rows(page: Searched) -> Iterator[NameRow]:
    """The names that a text gives, and which of them are one's: "Lee" for "Ann Lee" is no name besides."""
    for name in page.names:
        called = {_words(name.name): name.name}
        for other in name.others:
            words = _words(other)
            if words and not set(words.split()) <= set(_words(name.name).split()):
                called.setdefault(words, other)
        for words, shown in called.items():
            if words:
                yield NameRow(
                    type=name.type, name=shown, words=words, others=tuple(one for one in called if one != words)
                )


def _names(names: Iterable[str]) -> str:
    """Names between marks, each once."""
    told = dict.fromkeys(words for name in names if (words := _words(name)))
    return f"{MARK} {f' {MARK} '.join(told)} {MARK}" if told else ""


def _words(text: str) -> str:
    return " ".join(folded(text))
