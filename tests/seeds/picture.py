"""A dossier's JSON asked in plain words: the questions that the seed tests need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


class Picture:
    """One dossier as JSON, with the two pages told apart by the beginnings of their file names."""

    def __init__(self, dossier: Json) -> None:
        self.dossier = dossier
        self.entities = {entity["id"]: entity for entity in dossier["entities"]}
        self.places = {place["id"]: place for place in dossier["places"]}
        self.origins = {origin["id"]: origin for origin in dossier["origins"]}

    def article(self, page: str) -> Json:
        """The article read from the file whose name begins with `page`."""
        (found,) = [a for a in self.dossier["articles"] if a["source"].rsplit("/", 1)[-1].startswith(page)]
        return dict(found)

    def body(self, article: Json) -> str:
        """The article text."""
        return str(next(t["text"] for t in self.dossier["texts"] if t["text_id"] == article["text_id"]))

    def entity(self, name: str) -> Json | None:
        """The entity that a mention with exactly these words means."""
        means = {
            m["entity"] for m in self.dossier["mentions"] if bare(m["evidence"]["exact"]) == bare(name) and m["entity"]
        }
        means |= {e["id"] for e in self.entities.values() if name in names(e)}
        return self.entities[means.pop()] if len(means) == 1 else None

    def named(self, entity_id: str | None) -> set[str]:
        """All names of an entity."""
        return names(self.entities[entity_id]) if entity_id in self.entities else set()

    def means(self, page: Json, words: str) -> set[str | None]:
        """The entities meant by the mentions with these words in one article."""
        return {
            m["entity"]
            for m in self.dossier["mentions"]
            if m["evidence"]["text_id"] == page["text_id"] and bare(m["evidence"]["exact"]) == bare(words)
        }

    def quotations(self, page: Json, **wanted: str) -> list[Json]:
        """Quotations of an article: `speaker` a name, `cue` a word of the cue, `content` words of the content."""
        return [q for q in self.dossier["quotations"] if page["id"] in q["articles"] and self._fits(q, wanted)]

    def _fits(self, quotation: Json, wanted: dict[str, str]) -> bool:
        speaker = self.named(quotation["speaker"]["entity"])
        if "speaker" in wanted and not (quotation["speaker"]["clear"] and wanted["speaker"] in speaker):
            return False
        if "cue" in wanted and wanted["cue"] not in quotation["cue"].lower().split():
            return False
        return wanted.get("content", "") in quotation["content"]

    def events(self, words: str, **wanted: str) -> Iterator[Json]:
        """Events with a source sentence that holds these words, and with these plain field values."""
        for event in self.dossier["events"]:
            if any(words in e["exact"] for e in event["evidence"]) and all(event[k] == v for k, v in wanted.items()):
                yield event

    def takes_part(self, event: Json, role: str, name: str) -> bool:
        """Whether an entity of this name is among the event's actors, recipients or instruments."""
        return any(name in self.named(a["entity"]) | {a["text"]} for a in event[role])

    def casualties(self, kind: str) -> list[Json]:
        """All casualties of one kind, of all events."""
        return [c for e in self.dossier["events"] for c in e["casualties"] if c["kind"] == kind]

    def states(self, name: str, *values: str) -> list[Json]:
        """The states of the entity with this name that have one of these values."""
        return [s for s in self.dossier["states"] if name in self.named(s["entity"]) and s["value"] in values]

    def chains(self, page: Json) -> list[list[tuple[str, str]]]:
        """The chains of an article as (role, name) links, nearest the reader first."""
        mine = (chain for chain in self.dossier["chains"] if page["id"] in chain["articles"])
        return [[(link["role"], link["name"]) for link in chain["links"]] for chain in mine]


def names(entity: Json) -> set[str]:
    """The name of an entity and its aliases."""
    return {entity["name"], *(alias["text"] for alias in entity["aliases"])}


def bare(words: str) -> str:
    """Words without an article before them or quotation marks around them."""
    kept = words.strip("'\"‘’“”")
    for article in ("the ", "The ", "a ", "an "):
        kept = kept.removeprefix(article)
    return kept


def all_evidence(value: object) -> Iterator[Json]:
    """Every piece of evidence anywhere in a dossier."""
    if isinstance(value, dict):
        if {"text_id", "start", "end", "exact"} == set(value):
            yield value
        else:
            for inner in value.values():
                yield from all_evidence(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from all_evidence(inner)
