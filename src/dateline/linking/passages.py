"""Passages: the stretches of a text that its reading pinned, once each, with their words and whether they are quoted.

Linking sees readings, not texts: what can be aligned is what was read out of them, which is the sentences
of events, claims and quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.linking.corpus import SharedText
from dateline.linking.names import fold, tokens_of
from dateline.records.base import record
from dateline.records.evidence import Evidence

__all__ = ["Passage", "passages", "words_of"]

_NUMBER = re.compile(r"\d")
_STEM = 5  # letters by which "inspectors" and "inspection" meet
_WEIGHTLESS = 4  # letters: shorter words are mostly grammar; numbers always count


@record
class Passage:
    """Words of a text, folded; `stems` are the beginnings of its words of content; `quoted` marks the direct
    speech of somebody, which many may carry unasked."""

    evidence: Evidence
    folded: str
    words: frozenset[str]
    stems: frozenset[str]
    quoted: bool


def passages(text: SharedText) -> tuple[Passage, ...]:
    """The pinned stretches in text order; one that lies inside another is left out."""
    reading = text.reading
    direct = [e for q in reading.quotations if q.kind == "direct" for e in q.content_evidence]
    taken: list[Passage] = []
    end = -1
    for evidence in sorted(_pinned(text), key=lambda e: (e.start, -e.end)):
        if evidence.end <= end:
            continue
        end = evidence.end
        quoted = any(d.start < evidence.end and evidence.start < d.end for d in direct)
        words = words_of(evidence.exact)
        stems = frozenset(word[:_STEM] for word in words)
        folded = fold(evidence.exact)
        taken.append(Passage(evidence=evidence, folded=folded, words=words, stems=stems, quoted=quoted))
    return tuple(taken)


def words_of(words: str) -> frozenset[str]:
    """The words that carry content: longer ones, and numbers."""
    return frozenset(w for w in tokens_of(words) if len(w) >= _WEIGHTLESS or _NUMBER.search(w))


def _pinned(text: SharedText) -> Iterator[Evidence]:
    reading = text.reading
    yield from (event.evidence for event in reading.events)
    for claim in reading.claims:
        yield from claim.evidence
    for quotation in reading.quotations:
        yield from quotation.content_evidence
