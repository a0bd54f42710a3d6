"""Dateline as a system where entities are judged: pairs of names alone, and the entities of many texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.engine import LocalEngine
from dateline.linking import link
from dateline.linking.name_scores import LIKELY, compare
from dateline.reading.stage import ReadingStage
from dateline.records.evidence import Evidence, Text
from dateline.records.ids import text_id
from dateline.records.linked import Linked
from evaluation.bare_pages import bare_page
from evaluation.context import Runner
from evaluation.files import Row
from evaluation.ours import WORKERS, source_digest

__all__ = ["judged", "numbered", "runner"]

_ROOMS = ("reading", "nlp", "linking", "records", "lexicon", "errors.py", "stage.py")


def runner(name: str) -> Runner | None:
    """Our runner of this name: "entities" or "names"."""
    work = {"entities": _entities, "names": _names}.get(name)
    if work is None:
        return None
    return Runner(name=f"dateline-{name}", version=source_digest(_ROOMS), run=work)


def judged(pair: Row) -> Row:
    """Whether the two names of a pair ({name1, name2, schema}) are taken for one's, and how likely that is."""
    likely = compare(str(pair.get("name1") or ""), str(pair.get("name2") or ""), person=pair.get("schema") == "Person")
    return {"match": likely.value >= LIKELY, "score": round(likely.value, 4)}


def _names(asks: Sequence[Row]) -> Iterator[Row]:
    yield from (judged(ask) for ask in asks)


def _entities(asks: Sequence[Row]) -> Iterator[Row]:
    """One ask is a whole set of texts, each with the spans asked about; the answer numbers the entity of each span."""
    for ask in asks:
        yield {"entities": _entities_of(ask["pages"])}


def _entities_of(pages: Sequence[Row]) -> list[list[int | None]]:
    # Spans count the characters of the text as it is: nothing may be unified or joined before it is read.
    texts = [Text(id=text_id(str(page["text"])), text=str(page["text"])) for page in pages]
    with LocalEngine(workers=WORKERS) as engine:
        outcomes = list(engine.run(ReadingStage(), texts))
    read = [
        bare_page(one.output, text=text, at=at)
        for at, (text, one) in enumerate(zip(texts, outcomes, strict=True))
        if one.output
    ]
    return numbered(link(read), texts=[text.id for text in texts], spans=[page["spans"] for page in pages])


def numbered(
    picture: Linked, *, texts: Sequence[str], spans: Sequence[Sequence[Sequence[int]]]
) -> list[list[int | None]]:
    """The entity or place that each asked span means, as a number; None where nothing was found there.

    A span means what the mention or toponym means that overlaps it most; a mention that is a place without
    being an entity means that place.
    """
    found: dict[str, list[tuple[Evidence, str]]] = {}
    for toponym in picture.toponyms:
        found.setdefault(toponym.evidence.text_id, []).append((toponym.evidence, toponym.place))
    kinds = {entity.id: entity.type for entity in picture.entities}
    for mention in picture.mentions:
        if mention.entity is not None and mention.form == "name" and kinds.get(mention.entity) != "place":
            found.setdefault(mention.evidence.text_id, []).append((mention.evidence, mention.entity))
    numbers: dict[str, int] = {}
    return [
        [
            numbers.setdefault(meant, len(numbers)) if (meant := _meant(found.get(text, ()), span)) else None
            for span in asked
        ]
        for text, asked in zip(texts, spans, strict=True)
    ]


def _meant(found: Iterable[tuple[Evidence, str]], span: Sequence[int]) -> str | None:
    start, end = span
    best, meant = 0.0, None
    for evidence, one in found:
        shared = min(evidence.end, end) - max(evidence.start, start)
        alike = shared / (max(evidence.end, end) - min(evidence.start, start))
        if shared > 0 and alike > best:
            best, meant = alike, one
    return meant
