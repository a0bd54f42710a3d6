"""Dateline as a system that is given pages and asked for dossiers: of all of them, or of some among themselves.

The readings are kept in a workspace under a digest of the rooms that read, so that a change in linking or in the
dossier reads nothing again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from dateline.engine import LocalEngine
from dateline.pipeline import Plan, read
from dateline.records.page import Known, Source
from dateline.records.plain import to_plain
from dateline.store import open_store
from dateline.workspace import Workspace
from evaluation.context import Runner
from evaluation.files import Row
from evaluation.ours import KEPT, WORKERS, source_digest, source_of

__all__ = ["runner"]

_READERS = ("capture", "article", "reading", "nlp", "store", "records", "lexicon", "errors.py", "stage.py")
_LINKERS = ("linking", "dossier", "workspace.py", "ports.py")
_ASKED = (
    "articles", "texts", "entities", "places", "mentions", "toponyms", "events", "states", "stories", "timeline",
    "changes", "disputes", "claims", "quotations", "chains", "origins", "copies",
)  # fmt: skip


def runner(name: str) -> Runner | None:
    """Our runner of this name: "dossiers"."""
    if name != "dossiers":
        return None
    return Runner(name="dateline-dossiers", version=source_digest((*_READERS, *_LINKERS)), run=_dossiers)


def _dossiers(asks: Sequence[Row]) -> Iterator[Row]:
    """Asks are `{set, pages: [{name, html | text, known}], only: [name]}`; the pages of one set are read once."""
    done: set[Path] = set()
    for ask in asks:
        path = KEPT / "workspaces" / f"gold-{source_digest(_READERS)}-{ask['set']}.db"
        if path not in done:
            _read(path, ask["pages"])
            done.add(path)
        with Workspace(path) as workspace:
            found = to_plain(workspace.dossier(pages=ask["only"]))
        assert isinstance(found, dict)
        yield {key: found[key] for key in _ASKED}


def _read(path: Path, pages: Sequence[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with LocalEngine(workers=WORKERS) as engine, closing(open_store(path)) as store:
        for _ in read(map(_source, pages), store=store, engine=engine, plan=Plan()):
            pass


def _source(page: Row) -> Source:
    given = source_of(page)
    known = {key: page["known"].get(key) for key in ("url", "outlet", "title", "published")}
    return Source(name=given.name, payload=given.payload, media_type=given.media_type, known=Known(**known))
