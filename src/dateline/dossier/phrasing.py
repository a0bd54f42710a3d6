"""Bare words compared: sentences that say the same in the same order, and denials.  A point in, Findings out.

Words without an event or a state in them are compared as they stand: everything that tells must come in one sentence of
a page, in the same order, a name as whoever bears it, with the same words that deny or doubt, and "by" where the
sentence has it: who does it to whom is told by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.dossier.asked import AskedPoint, has_by, tell, unsaying
from dateline.dossier.sentences import sentences
from dateline.dossier.sources import distinct
from dateline.dossier.tellings import Archive
from dateline.records.corroboration import Bearing, Finding, FindingKind
from dateline.records.dossier import DossierClaim, Holder
from dateline.records.evidence import Evidence, Text

__all__ = ["denials", "worded"]

_FEWEST = 2
"""Telling things that a sentence must say to be compared by its words: a name and a word, say."""
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
            if _has(_pieces(span, archive), point.ordered):
                yield _judged(point, span, archive)


def _judged(point: AskedPoint, span: Evidence, archive: Archive) -> Finding:
    """A sentence with all the words: does it say so, deny it, or say something else?"""
    asked, told = point.unsaying, unsaying(span.exact)
    claims = [c for c in archive.linked.claims if any(_overlap(words, span) for words in c.evidence)]
    denied = any(c.polarity == "negative" for c in claims)
    doubted = any(c.modality not in ("asserted", "denied") for c in claims)
    bearing: Bearing = "supports"
    lacks: tuple[str, ...] = ()
    if asked != told or has_by(span.exact) != point.by or (denied and not asked) or (doubted and not asked):
        bearing, lacks = ("denies" if denied and not asked else "near"), ("modality",)
    holder = archive.sources.holder(_core(span, point, archive))
    if point.speaker is not None and holder.entity != point.speaker:
        bearing, lacks = "near", (*lacks, "speaker")
    return _finding(bearing, "sentence", archive.article(span.text_id), (span,), holder, archive, lacks=lacks)


def denials(point: AskedPoint, archive: Archive) -> Iterator[Finding]:
    """What is denied in so many words: that somebody is dead, that he was killed."""
    who = point.actors | point.recipients | point.besides | ({point.subject} if point.subject else set())
    if not who or not point.stem:
        return
    for claim in archive.linked.claims:
        if claim.polarity != "negative" or not claim.evidence:
            continue
        said = {told.stem for words in claim.evidence for told in tell(words.exact, 0, len(words.exact))}
        if point.stem not in said or not point.rest <= said or not who <= archive.mentioned(claim.evidence):
            continue
        named = {
            t.stem
            for w in claim.evidence
            for a, b, _ in archive.named_in(w)
            for t in tell(w.exact, a - w.start, b - w.start)
        }
        if len(said - named - point.rest - {point.stem}) <= _BESIDE and _places_fit(point, claim, archive):
            yield _denial(claim, archive)


def _places_fit(point: AskedPoint, claim: DossierClaim, archive: Archive) -> bool:
    return point.places <= archive.mentioned(claim.evidence)


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


def _pieces(span: Evidence, archive: Archive) -> tuple[str, ...]:
    """All that a sentence tells, in order, whoever it mentions as an id."""
    named = archive.named_in(span)
    pieces = [(start, who) for start, _, who in named]
    for told in tell(span.exact, 0, len(span.exact)):
        start, end = told.start + span.start, told.end + span.start
        if not any(a <= start and end <= b for a, b, _ in named):
            pieces.append((start, told.stem))
    return tuple(piece for _, piece in sorted(pieces))


def _has(pieces: Sequence[str], ordered: Sequence[str]) -> bool:
    """Whether all of it stands there, in this order."""
    rest = iter(pieces)
    return all(any(piece == wanted for piece in rest) for wanted in ordered)


def _core(span: Evidence, point: AskedPoint, archive: Archive) -> Evidence:
    """The stretch from the first to the last of the words asked for: who says these, not who is quoted beside them."""
    wanted = set(point.ordered)
    at = [(a, b) for a, b, who in archive.named_in(span) if who in wanted]
    at += [(t.start + span.start, t.end + span.start) for t in tell(span.exact, 0, len(span.exact)) if t.stem in wanted]
    start, end = min(a for a, _ in at), max(b for _, b in at)
    return Text(id=span.text_id, text=archive.text(span.text_id)).cut(start, end)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.text_id == other.text_id and one.start < other.end and other.start < one.end
