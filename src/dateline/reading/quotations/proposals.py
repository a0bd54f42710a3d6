"""Proposals: what the rules take for quotations.  A unit in, its drafts out: cue, speaker's words, content.

The rules know the lexicon's cues, the tree and the quotation marks; which of their proposals hold is decided with the
judge's word in `drafts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.nlp import Parse
from dateline.reading.quotations import contents, cues, speakers
from dateline.reading.quotations.cues import Cue
from dateline.reading.quotations.speakers import Source
from dateline.reading.quotations.units import Unit
from dateline.reading.quoted import Quoted
from dateline.reading.who import Who

__all__ = ["Draft", "Span", "names", "ruled"]

_NICKNAME_WORDS = 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A quotation in the making: its unit, its cue and speaker's words (none for one that floats), its content."""

    unit: Unit
    cue: Cue | None
    source: Source | None
    spans: tuple[Span, ...]


def ruled(parse: Parse, unit: Unit, *, who: Who) -> Iterator[Draft]:
    """What the cues of one unit attribute by the rules; two cues never share what stands before them."""
    found = cues.find(parse, unit)
    left_taken = -1
    before: tuple[Cue, Source] | None = None
    said: set[Span] = set()
    for cue in found:
        source = speakers.find(parse, unit, cue, who=who)
        if cue.head.tag == "VBG" and before is not None and _directly_after(unit, before, cue):
            source = replace(before[1], after=False)
        content = contents.find(parse, unit, cue, source, cues=found)
        if content is None or (source is None and not _may_lack_speaker(unit, cue, content.spans)):
            continue
        if "a" in cue.takes and any(q.start == content.spans[0][0] and names(parse.text, q) for q in unit.quotes):
            continue  # "they call him 'the Heron'" names, and says nothing
        if content.side != "right" and content.spans[0][0] == left_taken and cue.head.dep in ("advcl", "conj"):
            continue
        if cue.form == "noun" and content.spans[-1] in said:
            continue  # "said in a statement that .."
        said.add(content.spans[-1])
        if content.side != "right":
            left_taken = content.spans[0][0]
        if source is not None and "s" in cue.takes:
            before = cue, source
        yield Draft(unit, cue, source, content.spans)


def _directly_after(unit: Unit, before: tuple[Cue, Source], cue: Cue) -> bool:
    """Whether but a comma parts a cue's clause from the next cue: "she said, adding .."."""
    end = max(before[0].end, before[1].end)
    return [t.text for t in unit.tokens if end <= t.start < cue.start] == [","]


def _may_lack_speaker(unit: Unit, cue: Cue, spans: Sequence[Span]) -> bool:
    return "s" in cue.takes and any(q.start == spans[0][0] for q in unit.quotes)


def names(text: str, quote: Quoted) -> bool:
    """Whether a stretch is a nickname or title: few words, each with a capital, no stop."""
    words = text[quote.first : quote.last].split()
    return len(words) <= _NICKNAME_WORDS and all(w[0].isupper() or w in ("the", "of", "la", "el", "de") for w in words)
