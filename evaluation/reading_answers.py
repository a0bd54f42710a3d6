"""A reading -> the plain rows that the reading sets are scored on: spans, and what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict

from dateline.records.evidence import Evidence
from dateline.records.outcome import Outcome
from dateline.records.reading import Argument, Place, Reading
from evaluation.files import Row

__all__ = ["reading_answer"]


_THAT = re.compile(r"\bthat\s+[\"“”‘'`]*$", re.I)
_BEFORE = 12
"""Characters that hold a "that" and the marks behind it."""


def reading_answer(outcome: Outcome[Reading], text: str) -> Row:
    """Quotations, times, toponyms, events and names of one text, or the code of the failure."""
    reading = outcome.output
    if reading is None:
        return {"failure": outcome.failure.code if outcome.failure else "nothing"}
    return {
        "quotations": _quotations(reading, text),
        "times": _times(reading),
        "toponyms": _toponyms(reading),
        "events": _events(reading),
        "names": [
            [one.evidence.start, one.evidence.end, one.type] for one in reading.mentions if one.form == "name"
        ],
    }  # fmt: skip


def _events(reading: Reading) -> list[Row]:
    names = {chain.id: chain.name for chain in reading.coreference if chain.named}

    def people(arguments: Iterable[Argument]) -> list[list[str]]:
        return [[names.get(one.chain or "", one.text), one.text, one.type] for one in arguments]

    return [
        {
            "type": one.type,
            "happened": one.polarity == "positive" and one.modality == "asserted",
            "actors": people(one.actors),
            "recipients": people(one.recipients),
            "instruments": people(one.instruments),
        }
        for one in reading.events
    ]


def _spans(evidence: Iterable[Evidence]) -> list[list[int]]:
    return [[one.start, one.end] for one in evidence]


def _quotations(reading: Reading, text: str) -> list[Row]:
    return [
        {
            "kind": one.kind,
            "source": _spans(one.speaker_phrase or one.speaker_evidence),
            "cue": _spans(one.cue_evidence),
            "content": _with_that(_spans(one.content_evidence), text),
            "sure": one.speaker.clear,
        }
        for one in reading.quotations
    ]


def _with_that(content: list[list[int]], text: str) -> list[list[int]]:
    """Content as PARC and PolNeAR mark it: with the "that" before a clause, which ours leave out."""
    if content and (found := _THAT.search(text, max(content[0][0] - _BEFORE, 0), content[0][0])):
        content[0][0] = found.start()
    return content


def _times(reading: Reading) -> list[Row]:
    return [
        {
            "start": one.evidence.start,
            "end": one.evidence.end,
            "type": one.type,
            "value": one.value,
            "anchor": asdict(one.anchor) if one.anchor else None,
        }
        for one in reading.times
    ]


def _toponyms(reading: Reading) -> list[Row]:
    places: dict[str, Place] = {place.id: place for place in reading.places}
    return [
        {
            "start": one.evidence.start,
            "end": one.evidence.end,
            "at": [places[one.place].latitude, places[one.place].longitude],
            "id": places[one.place].gazetteer_id,
        }
        for one in reading.toponyms
    ]
