"""Who stands behind a happening in a text: the sources that the text states for it.  Event mentions in, origins out.

A source is stated for a mention by the quotation in which it stands; else by an attribution in its paragraph, which
carries on to the sentences that state none; and an opening that states none is told on the word of
whoever speaks next, if that is one of those who took part, or who speaks for a body. Whoever "confirmed" it is a
source besides. Only where nothing is stated does a text speak in its own voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.linking.chains import Provenance
from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.happenings import Seen
from dateline.linking.parties import Parties, ranked
from dateline.linking.sentences import telling
from dateline.records.base import record
from dateline.records.dossier import Copies, Origin
from dateline.records.reading import EventMention, Quotation

__all__ = ["Sourcing"]

_CONFIRMING = "confirm"
_TO = re.compile(r"\bto (?!\d)")


@record
class _Said:
    """A quotation that has an origin: the stretch from its first to its last words, in which paragraph, by whom."""

    start: int
    end: int
    block: int
    origins: tuple[str, ...]
    quotation: Quotation


class Sourcing:
    """Answers under whom the mentions of a happening are counted."""

    def __init__(
        self,
        texts: Sequence[SharedText],
        *,
        register: Register,
        parties: Parties,
        provenance: Provenance,
        copies: Sequence[Copies],
    ) -> None:
        self._register = register
        self._parties = parties
        self._provenance = provenance
        self._origin: Mapping[str, Origin] = {origin.id: origin for origin in provenance.origins}
        self._quotations = {quotation.id: quotation for text in texts for quotation in text.reading.quotations}
        self._said = {text.text_id: self._sayings(text) for text in texts}
        shared = {article: n for n, group in enumerate(copies) for article in group.articles}
        self._group = {text.text_id: shared[text.founder.id] for text in texts if text.founder.id in shared}

    def of(self, seen: Sequence[Seen]) -> tuple[str, ...]:
        """The origins of one happening, told in one text or in several."""
        by_text: dict[str, list[Seen]] = {}
        for one in seen:
            by_text.setdefault(one.text.text_id, []).append(one)
        told: dict[str, list[str]] = {}
        for text_id, mentions in by_text.items():
            stated = [origin for one in mentions for origin in self._stated(one)]
            stated = stated or [origin for one in mentions for origin in self._governed(one)]
            if stated:
                stated += [origin for one in mentions for origin in self._confirmed(one)]
            told[text_id] = stated
        sourced = {self._group[text_id] for text_id, stated in told.items() if stated and text_id in self._group}
        found: list[str] = []
        for text_id, stated in told.items():
            voice = self._provenance.origin_of_voice.get(text_id)
            # What a copy leaves out, the text that it was copied from has said.
            silent = voice is None or self._group.get(text_id) in sourced
            found.extend(stated or ([] if silent or voice is None else [voice]))
        return self._as_one(tuple(dict.fromkeys(found)))

    def _sayings(self, text: SharedText) -> tuple[_Said, ...]:
        found = []
        # Whoever denies something is not the source of what is told around it.
        denials = {claim.quotation for claim in text.reading.claims if claim.modality == "denied"}
        for quotation in text.reading.quotations:
            if quotation.id in denials:
                continue
            origins = self._provenance.origins_of_quotation.get(quotation.id, ())
            spans = (*quotation.speaker_evidence, *quotation.content_evidence)
            if origins and spans:
                start, end = min(span.start for span in spans), max(span.end for span in spans)
                block = _block(text, start)
                found.append(_Said(start=start, end=end, block=block, origins=origins, quotation=quotation))
        return tuple(sorted(found, key=lambda one: (one.start, one.end)))

    def _stated(self, one: Seen) -> tuple[str, ...]:
        if self._is_deed(one):
            return ()
        return self._provenance.origins_of_quotation.get(one.mention.quotation or "", ())

    def _is_deed(self, one: Seen) -> bool:
        """Whether what holds the mention is no statement but a deed: "dockers voted to accept the offer"."""
        quotation = self._quotations.get(one.mention.quotation or "")
        if quotation is None or not quotation.content_evidence:
            return False
        start = quotation.content_evidence[0].start
        return bool(_TO.search(one.text.text[max(0, start - 4) : start + 3]))

    def _governed(self, one: Seen) -> tuple[str, ...]:
        said, at = self._said[one.text.text_id], one.mention.evidence
        if one.mention.quotation is not None and not self._is_deed(one):
            return ()  # somebody is said to have told it, only who that is is unclear
        block = _block(one.text, at.start)
        # "He resigned four days after a builder accused him": what stands beside it in its sentence is another matter.
        around = [each for each in said if each.block == block and (each.end <= at.start or at.end <= each.start)]
        before = [each for each in around if each.end <= at.start]
        if around:
            return (before[-1] if before else around[0]).origins
        if any(each.start < at.start for each in said):
            return ()
        after = next((each for each in said if each.start >= at.end), None)
        if after is not None and after.block <= block + 1 and self._speaks_to(after, one.mention):
            return after.origins
        return ()

    def _speaks_to(self, said: _Said, mention: EventMention) -> bool:
        """Whether who speaks took part in what is told, or speaks for a body."""
        speakers = {who for origin in said.origins if (who := self._origin[origin].entity) is not None}
        parts = (*mention.actors, *mention.recipients)
        took = {entity.id for part in parts if (entity := self._register.entity(part.chain)) is not None}
        return bool(speakers & took) or any(
            ranked(self._register.by_id[entity]) for entity in speakers if entity in self._register.by_id
        )

    def _confirmed(self, one: Seen) -> Iterator[str]:
        """Whoever confirmed what a mention tells, in other words of the same text."""
        told = telling(one.mention.evidence.exact).keys()
        for each in self._said[one.text.text_id]:
            confirms = each.quotation.cue.casefold().startswith(_CONFIRMING)
            if confirms and telling(each.quotation.content).keys() & told:
                yield from each.origins

    def _as_one(self, origins: tuple[str, ...]) -> tuple[str, ...]:
        """A body and the one person who speaks for it are one; several who speak for it are it."""
        found = [self._origin[origin] for origin in origins]
        people = [one for one in found if self._is_person(one)]
        dropped: set[str] = set()
        for body in found:
            if body.kind != "speaker" or body in people:
                continue
            own = [one for one in people if self._parties.speak_for(one.entity or "", body.name)]
            dropped.update([body.id] if len(own) == 1 else [one.id for one in own])
        return tuple(origin for origin in origins if origin not in dropped)

    def _is_person(self, origin: Origin) -> bool:
        entity = self._register.by_id.get(origin.entity or "")
        return entity is not None and entity.type == "person"


def _block(text: SharedText, at: int) -> int:
    """Which block of the article holds a character."""
    return next((n for n, block in enumerate(text.founder.blocks) if block.start <= at < block.end), -1)
