"""Where the words of a golden stand in a text.  words, as a person gives them, in; offsets out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
Object: TypeAlias = Mapping[str, Json]

WORDING = frozenset({"exact", "nth", "in", "within", "page", "near", "starts"})
"""The keys of words that are more than a bare string; matching.py says what they mean."""


class GoldenError(ValueError):
    """A golden that cannot be meant: words that stand nowhere, or in several places."""


def locate(wanted: Json, text: str) -> tuple[int, int]:
    """Where the words of a golden stand in a text; raises GoldenError unless that is one place."""
    spec = wanted if isinstance(wanted, Mapping) else {"exact": wanted}
    words = str(spec.get("exact", spec.get("near", spec.get("starts"))))
    start, end = 0, len(text)
    if (frame := spec.get("within")) is not None:
        start = _only(str(frame), text, None)
        end = start + len(str(frame))
    nth = spec.get("nth")
    at = start + _only(words, text[start:end], nth if isinstance(nth, int) else None)
    return at, at + len(words)


def wordings(value: Json, *, under_evidence: bool = False) -> Iterator[Json]:
    """Every wording in a golden's objects: what `locate` takes."""
    if under_evidence and (isinstance(value, str) or (isinstance(value, Mapping) and set(value) <= WORDING)):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from wordings(inner, under_evidence=under_evidence or key == "evidence")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from wordings(inner, under_evidence=under_evidence)


def _only(words: str, text: str, nth: int | None) -> int:
    starts = [hit.start() for hit in re.finditer(re.escape(words), text)]
    if nth is not None and 1 <= nth <= len(starts):
        return starts[nth - 1]
    if nth is not None or len(starts) != 1:
        raise GoldenError(f"{words!r} stands {len(starts)} times: say which by nth or within")
    return starts[0]
