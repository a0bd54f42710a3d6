"""Dateline as a system where pages are read whole and linked: facts of a page, stories and copies of many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from dateline.engine import LocalEngine
from dateline.linking import link
from dateline.pipeline import PageRead, Plan, read
from dateline.reading.stage import ReadingStage
from dateline.records.ids import digest
from dateline.records.linked import Linked, Page
from dateline.records.page import Known, Source
from dateline.store import open_store
from evaluation.context import Runner
from evaluation.facts_answers import facts_of, facts_of_reports
from evaluation.files import Row
from evaluation.ours import KEPT, WORKERS, read_articles, source_digest

__all__ = ["runner"]

_READERS = ("capture", "article", "reading", "nlp", "records", "lexicon", "engine", "errors.py", "stage.py")
_ROOMS = (*_READERS, "linking", "dossier")
_BATCH = 32


def runner(name: str) -> Runner | None:
    """Our runner of this name: "facts", "incidents", "stories" or "copies"."""
    work = {"facts": _facts, "incidents": _incidents, "stories": _stories, "copies": _copies}.get(name)
    if work is None:
        return None
    return Runner(name=f"dateline-{name}", version=source_digest(_ROOMS), run=work)


def _facts(asks: Sequence[Row]) -> Iterator[Row]:
    with LocalEngine(workers=WORKERS) as engine:
        for first in range(0, len(asks), _BATCH):
            yield from _facts_of(asks[first : first + _BATCH], engine)


def _incidents(asks: Sequence[Row]) -> Iterator[Row]:
    """One ask is all the reports of one incident."""
    with LocalEngine(workers=WORKERS) as engine:
        for ask in asks:
            pages = [page for page in _pages_of(ask["reports"], engine) if isinstance(page, Page)]
            yield facts_of_reports(pages) if pages else {"failure": "no_reading"}


def _facts_of(asks: Sequence[Row], engine: LocalEngine) -> Iterator[Row]:
    for page in _pages_of(asks, engine):
        yield facts_of(link([page])) if isinstance(page, Page) else {"failure": page}


def _pages_of(asks: Sequence[Row], engine: LocalEngine) -> Iterator[Page | str]:
    """Texts as pages, read; a code for each that could not be."""
    found = [outcome for _, outcome in read_articles(asks, engine)]
    texts = [outcome.texts[0] for outcome in found if outcome is not None and outcome.output]
    readings = engine.run(ReadingStage(), texts)
    for outcome in found:
        if outcome is None or not outcome.output:
            yield "no_article"
            continue
        reading = next(readings)
        if reading.output is None:
            yield "no_reading"
            continue
        yield Page(article=outcome.output[0], reading=reading.output, text=outcome.texts[0].text)


def _stories(asks: Sequence[Row]) -> Iterator[Row]:
    """One ask is a whole set of pages; the answer gives the number of the story of each."""
    for ask in asks:
        yield {"clusters": _clusters(ask["pages"])}


def _copies(asks: Sequence[Row]) -> Iterator[Row]:
    """One ask is a whole set of pages and pairs of them; the answer says which pairs are copies of one text."""
    for ask in asks:
        done, picture = _linked(ask["pages"])
        groups = {
            page["id"]: {at for at, one in enumerate(picture.copies) if not set(one.articles).isdisjoint(read.articles)}
            for page, read in zip(ask["pages"], done, strict=True)
        }
        yield {"copies": [bool(groups[left] & groups[right]) for left, right in ask["pairs"]]}


def _clusters(pages: Sequence[Row]) -> list[int]:
    done, picture = _linked(pages)
    stories = {article: at for at, story in enumerate(picture.stories) for article in story.articles}
    # A page that was not read is a story of its own.
    alone = iter(range(len(stories), len(stories) + len(pages)))
    found = (next((stories[one] for one in page.articles if one in stories), None) for page in done)
    return [next(alone) if story is None else story for story in found]


def _linked(pages: Sequence[Row]) -> tuple[list[PageRead], Linked]:
    """Pages read and linked at once: what became of each, in order, and the picture of all."""
    sources = [
        Source(
            name=f"page-{at}",
            payload=str(page["text"]).encode("utf-8", "replace"),
            media_type="text/plain; charset=utf-8",
            known=Known(title=page.get("title"), published=page.get("date")),
        )
        for at, page in enumerate(pages)
    ]
    # A workspace that is kept: reading some thousand pages takes minutes, and goes on where it was cut short.
    path = KEPT / "workspaces" / f"{source_digest(_READERS)}-{_key(pages)}.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    with LocalEngine(workers=WORKERS) as engine, closing(open_store(path)) as store:
        done = list(read(sources, store=store, engine=engine, plan=Plan()))
        articles = list(store.articles())
        readings = {one.text_id: one for one in store.readings(sorted({one.text_id for one in articles}))}
        picture = link(
            Page(article=one, reading=readings[one.text_id], text=store.text(one.text_id))
            for one in articles
            if one.text_id in readings
        )
    return done, picture


def _key(pages: Sequence[Row]) -> str:
    return digest("\x1f".join(str(page["text"]) for page in pages).encode("utf-8", "surrogatepass"))[:16]
