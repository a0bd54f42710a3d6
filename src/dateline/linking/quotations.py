"""Quotations and claims on the wire: each with all articles that share its text, its speaker's entity and its times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.linking.corpus import SharedText
from dateline.linking.holders import Holders
from dateline.linking.speakers import Speakers
from dateline.linking.times import Clock
from dateline.records.dossier import DossierClaim, DossierQuotation, DossierSpeaker, QuotationEvidence
from dateline.records.reading import Medium, Quotation

__all__ = ["link_claims", "link_quotations"]

_JOINED_BY = {"interview": "with", "testimony": "to", "court filing": "in", "hearing": "of"}


def link_quotations(
    texts: Sequence[SharedText], *, speakers: Speakers, clock: Clock, chain_of: Mapping[str, str]
) -> tuple[DossierQuotation, ...]:
    """Lay out every quotation; `chain_of` gives the chain by which it came, by quotation id."""
    return tuple(
        DossierQuotation(
            id=quotation.id,
            articles=text.article_ids,
            speaker=_speaker(quotation, speakers),
            cue=quotation.cue,
            content=quotation.content,
            kind=quotation.kind,
            medium=_medium(quotation.medium),
            said=clock.at(quotation.said) if quotation.said else clock.told_by(text.text_id),
            parent=quotation.parent,
            chain=chain_of.get(quotation.id),
            evidence=_evidence(quotation),
        )
        for text in texts
        for quotation in text.reading.quotations
    )


def link_claims(texts: Sequence[SharedText], *, holders: Holders, clock: Clock) -> tuple[DossierClaim, ...]:
    """Lay out every claim with its holder."""
    return tuple(_claims(texts, holders=holders, clock=clock))


def _claims(texts: Sequence[SharedText], *, holders: Holders, clock: Clock) -> Iterator[DossierClaim]:
    for text in texts:
        for claim in text.reading.claims:
            yield DossierClaim(
                id=claim.id,
                articles=text.article_ids,
                holder=holders.of(claim.quotation, text.text_id),
                quotation=claim.quotation,
                text=claim.text,
                modality=claim.modality,
                polarity=claim.polarity,
                about=clock.at(claim.about),
                evidence=claim.evidence,
            )


def _speaker(quotation: Quotation, speakers: Speakers) -> DossierSpeaker:
    spoken = speakers.of(quotation.id)
    text = quotation.speaker.text
    return DossierSpeaker(text=text, entity=spoken.entity if spoken else None, clear=spoken.clear if spoken else False)


def _medium(medium: Medium | None) -> str | None:
    if medium is None or medium.name is None:
        return medium.kind if medium else None
    return f"{medium.kind} {_JOINED_BY.get(medium.kind, 'on')} {medium.name}"


def _evidence(quotation: Quotation) -> QuotationEvidence:
    return QuotationEvidence(
        speaker=quotation.speaker_evidence,
        cue=quotation.cue_evidence,
        content=quotation.content_evidence,
        medium=(quotation.medium.evidence,) if quotation.medium else (),
    )
