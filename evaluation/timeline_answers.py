"""Dateline as a system that is given the articles of a topic and asked for its timeline: days, sentences, weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from dateline.dossier.recalls import day_named
from dateline.engine import LocalEngine
from dateline.pipeline import Plan, read
from dateline.records.ids import digest
from dateline.records.page import Known, Source
from dateline.store import open_store
from dateline.workspace import Workspace
from evaluation.context import Runner
from evaluation.files import Row
from evaluation.ours import KEPT, WORKERS, source_digest

__all__ = ["runner"]

_READERS = (
    "capture", "article", "reading", "nlp", "store", "records", "lexicon", "engine", "errors.py", "stage.py",
)  # fmt: skip
_LINKERS = ("linking", "dossier", "workspace.py", "ports.py")


def runner(name: str) -> Runner | None:
    """Our runner of this name: "timelines"."""
    if name != "timelines":
        return None
    return Runner(name="dateline-timelines", version=source_digest((*_READERS, *_LINKERS)), run=_timelines)


def _timelines(asks: Sequence[Row]) -> Iterator[Row]:
    """One ask is a topic: `{pages: [{id, text, published, outlet}]}`; the answer its lines that bear a day."""
    for ask in asks:
        yield {"lines": _lines(ask["pages"])}


def _lines(pages: Sequence[Row]) -> list[Row]:
    # A workspace that is kept: reading goes on where it was cut short, and a change in the dossier reads nothing again.
    key = digest("\x1f".join(str(page["text"]) for page in pages).encode("utf-8", "surrogatepass"))[:16]
    path = KEPT / "workspaces" / f"timeline-{source_digest(_READERS)}-{key}.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    with LocalEngine(workers=WORKERS) as engine, closing(open_store(path)) as store:
        for _ in read(map(_source, pages), store=store, engine=engine, plan=Plan()):
            pass
    with Workspace(path) as workspace:
        lines = workspace.dossier().timeline
    return [{"day": day, "text": line.text, "weight": line.weight} for line in lines if (day := day_named(line.time))]


def _source(page: Row) -> Source:
    return Source(
        name=page["id"],
        payload=str(page["text"]).encode("utf-8", "replace"),
        media_type="text/plain; charset=utf-8",
        known=Known(bare=True, published=page["published"], outlet=page["outlet"]),
    )
