"""Bare words compared: sentences that say the same in the same order, and denials.  A point in, Findings out.

Words without an event or a state in them are compared as they stand: everything that tells must come in one sentence of
a page, in the same order, a name as whoever bears it, with the same words that deny or doubt, and "by" where the
sentence has it: who does it to whom is told by nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.dossier.asked import AskedPoint, has_by, owns, tell, unsaying
from dateline.dossier.sentences import sentences
from dateline.dossier.sources import distinct, inside
from dateline.dossier.tellings import Archive
from dateline.records.base import record
from dateline.records.corroboration import Bearing, Finding, FindingKind
from dateline.records.dossier import DossierClaim, Holder
from dateline.records.evidence import Evidence, Text

__all__ = ["denials", "worded"]

_BARE = 4
"""Letters of a verb's bare form."""
_DID_NOT = re.compile(r"\b(?:did|does|do|will|would)(?: not|n['’]t)\b", re.IGNORECASE)
_FEWEST = 2
"""Telling things that a sentence must say to be compared by its words: a name and a word, say."""
_BETWEEN = 3
"""Other telling words between two that are asked for: more, and they may be of two matters."""
_BESIDE = 3
"""Telling words that a denial may have besides those asked for: more, and it denies something more special."""


def worded(point: AskedPoint, archive: Archive) -> Iterator[Finding]:
    """The sentences that say the same in the same words."""
    if len(point.ordered) < _FEWEST or point.strangers:
        return
    for text_id in distinct(article.text_id for article in archive.linked.articles):
        where = Text(id=text_id, text=archive.text(text_id))
        for start, end in sentences(where.text):
            span = where.cut(start, end)
            found = _found(_pieces(span, archive), point.ordered)
            if found is not None:
                yield _judged(point, span, where.cut(*found), archive)


def _judged(point: AskedPoint, span: Evidence, core: Evidence, archive: Archive) -> Finding:
    """A sentence with all the words, `core` from the first to the last: does it say so, deny it, or something else?"""
    asked, told = point.unsaying, unsaying(span.exact)
    claims = [c for c in archive.linked.claims if any(_overlap(words, core) for words in c.evidence)]
    denied = any(c.polarity == "negative" and inside(core, c.evidence) for c in claims)
    plain = all(c.modality == "asserted" and c.polarity == "positive" for c in claims)
    bearing: Bearing = "supports"
    lacks: tuple[str, ...] = ()
    if asked != told or has_by(span.exact) != point.by or not (plain or asked):
        bearing, lacks = ("denies" if denied and not asked else "near"), ("modality",)
    holder = archive.sources.holder(core)
    if point.speaker is not None and holder.entity != point.speaker:
        bearing, lacks = "near", (*lacks, "speaker")
    return _finding(bearing, "sentence", archive.article(span.text_id), (span,), holder, archive, lacks=lacks)


def denials(point: AskedPoint, archive: Archive) -> Iterator[Finding]:
    """What is denied in so many words: that somebody is dead, that he was killed."""
    who = point.actors | point.recipients | point.besides | ({point.subject} if point.subject else set())
    if not who or not point.word:
        return
    for claim in archive.linked.claims:
        if claim.polarity == "negative" and any(_denied(point, who, words, archive) for words in claim.evidence):
            yield _denial(claim, archive)


def _denied(point: AskedPoint, who: frozenset[str] | set[str], words: Evidence, archive: Archive) -> bool:
    """Whether some words that are denied say of the same people what is asked, and little more."""
    told = list(tell(words.exact, 0, len(words.exact)))
    said = {each.stem for each in told}
    at = next((each for each in told if _same_word(point.word, each.word, words.exact)), None)
    mentioned = archive.mentioned((words,))
    if at is None or not point.rest <= said or not who <= mentioned or not point.places <= mentioned:
        return False
    spans = [(a - words.start, b - words.start, one) for a, b, one in archive.named_in(words)]
    others = [(a, b, one) for a, b, one in spans if not owns(words.exact, a, b)]
    before = max((each for each in others if each[1] <= at.start), default=None)
    after = min(
        (each for each in others if each[0] >= at.end and not has_by(words.exact[at.end : each[0]])), default=None
    )
    if not any(each is not None and each[2] in who for each in (before, after)):
        return False
    named = {each.stem for a, b, _ in spans for each in tell(words.exact, a, b)}
    return len(said - named - point.rest - {at.stem}) <= _BESIDE


def _same_word(asked: str, told: str, words: str) -> bool:
    """Whether two words are the same, or the second its bare form after a denial: "did not resign"."""
    return asked == told or (len(told) >= _BARE and asked.startswith(told) and _DID_NOT.search(words) is not None)


def _denial(claim: DossierClaim, archive: Archive) -> Finding:
    spans = distinct(archive.sentence(words) for words in claim.evidence)
    return _finding("denies", "claim", claim.id, spans, claim.holder, archive)


def _finding(
    bearing: Bearing,
    kind: FindingKind,
    id: str,
    spans: tuple[Evidence, ...],
    holder: Holder,
    archive: Archive,
    *,
    lacks: tuple[str, ...] = (),
) -> Finding:
    sources, text_id = archive.sources, spans[0].text_id
    origin = sources.origin(holder, text_id)
    return Finding(
        bearing=bearing,
        kind=kind,
        id=id,
        text=" … ".join(" ".join(each.exact.split()) for each in spans),
        lacks=lacks,
        holder=holder,
        origins=(origin,) if origin else (),
        published=sources.published(text_id),
        articles=distinct(a.id for a in sources.articles(text_id)),
        evidence=spans,
    )


@record
class _Piece:
    """Something that a sentence tells, and where: a stem, or who is mentioned, by id (none where it is but his)."""

    start: int
    end: int
    what: str
    named: bool


def _pieces(span: Evidence, archive: Archive) -> tuple[_Piece, ...]:
    """All that a sentence tells, in order."""
    named = archive.named_in(span)
    pieces = [
        _Piece(start=a, end=b, what="" if owns(span.exact, a - span.start, b - span.start) else who, named=True)
        for a, b, who in named
    ]
    for told in tell(span.exact, 0, len(span.exact)):
        start, end = told.start + span.start, told.end + span.start
        if not any(a <= start and end <= b for a, b, _ in named):
            pieces.append(_Piece(start=start, end=end, what=told.stem, named=False))
    return tuple(sorted(pieces, key=lambda piece: (piece.start, -piece.end)))


def _found(pieces: Sequence[_Piece], ordered: Sequence[str]) -> tuple[int, int] | None:
    """Where all of it stands, in this order: with nobody else between, and few words."""
    for first in reversed(range(len(pieces))):
        last = _reached(pieces[first:], ordered)
        if last is not None:
            return pieces[first].start, last.end
    return None


def _reached(pieces: Sequence[_Piece], ordered: Sequence[str]) -> _Piece | None:
    """The last piece of what begins with the first, None where it breaks off."""
    wanted, between = 0, 0
    for piece in pieces:
        if piece.what == ordered[wanted]:
            wanted, between = wanted + 1, 0
            if wanted == len(ordered):
                return piece
            continue
        between += 1
        if wanted == 0 or piece.named or between > _BETWEEN:
            return None
    return None


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.text_id == other.text_id and one.start < other.end and other.start < one.end
