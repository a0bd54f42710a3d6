"""Dateline as a system that is given the words that tell of events, and says which of them tell of one happening.

Rows are pages as `dateline read` takes them, with `given_events: [{id, start, end}]`: characters of the row's text,
which is taken as it is. Only these words are event mentions then; their participants, times and places are read,
entities, places and events are linked as ever, and the dossier's `events[].mentions[]` carry the ids in `given`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.dossier.build import build
from dateline.linking import link
from dateline.nlp import model
from dateline.reading.stage import read
from dateline.reading.who import head_of
from dateline.records.dossier import Scope
from dateline.records.evidence import Text
from dateline.records.ids import text_id
from dateline.records.linked import Linked, Page
from dateline.records.plain import to_plain
from evaluation.bare_pages import bare_page
from evaluation.context import Runner
from evaluation.files import Row
from evaluation.ours import source_digest

__all__ = ["dossier_of", "grouped", "print_dossier", "read_given", "runner"]

_ROOMS = ("reading", "nlp", "linking", "records", "lexicon", "errors.py", "stage.py")


@dataclass(slots=True)
class Told:
    """Pages with the ids of their given words: by text id and first character of the words' head."""

    pages: list[Page] = field(default_factory=list)
    ids: dict[tuple[str, int], list[object]] = field(default_factory=lambda: defaultdict(list))


def runner(name: str) -> Runner | None:
    """Our runner of this name: "events"."""
    if name != "events":
        return None
    return Runner(name="dateline-events", version=source_digest(_ROOMS), run=_events)


def _events(asks: Sequence[Row]) -> Iterator[Row]:
    """One ask is a whole set of pages; the answer numbers the event of each given id, found among all and in groups.

    In groups (`group`) only the pages of one are linked among themselves.
    """
    for ask in asks:
        told = read_given(ask["pages"])
        groups: dict[str, list[Page]] = defaultdict(list)
        for page, row in zip(told.pages, ask["pages"], strict=True):
            groups[row["group"]].append(page)
        apart = {name: grouped(link(pages), told) for name, pages in groups.items()}
        yield {
            "events": grouped(link(told.pages), told),
            "alone": {given: f"{name} {at}" for name, found in apart.items() for given, at in found.items()},
        }


def read_given(rows: Iterable[Row]) -> Told:
    """Read pages with the event words that they are given."""
    told = Told()
    for at, row in enumerate(rows):
        # Given words count the characters of the text as it is: nothing may be unified or joined before it is read.
        text = Text(id=text_id(str(row["text"])), text=str(row["text"]))
        given = row.get("given_events") or ()
        parse = model.parse(text.text)
        reading = read(text, parse=parse, events_at=[(one["start"], one["end"]) for one in given])
        told.pages.append(bare_page(reading, text=text, row=row, at=at))
        for one in given:
            head = head_of(parse, one["start"], one["end"])
            if head is not None:
                told.ids[text.id, head.start].append(one["id"])
    return told


def grouped(picture: Linked, told: Told) -> dict[str, int]:
    """The number of the event of each given id."""
    return {
        str(given): number
        for number, event in enumerate(picture.events)
        for words in event.mentions
        for given in told.ids.get((words.text_id, words.start), ())
    }


def dossier_of(rows: Iterable[Row]) -> Row:
    """The dossier of pages with given events, each mention once for every id that it was given under."""
    told = read_given(rows)
    texts = {page.reading.text_id: page.text for page in told.pages}
    found: Any = to_plain(build(link(told.pages), scope=Scope(), text=texts.__getitem__))
    assert isinstance(found, dict)
    for event in found["events"]:
        event["mentions"] = [
            {**words, "given": given}
            for words in event["mentions"]
            for given in told.ids.get((words["text_id"], words["start"]), ())
        ]
    return found


def print_dossier(lines: Iterable[str]) -> str:
    """The dossier of a file of such rows, as JSON."""
    return json.dumps(dossier_of(json.loads(line) for line in lines if line.strip()), ensure_ascii=False)
