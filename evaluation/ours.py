"""Dateline as a system under measurement: the stages that the product runs, on the engine that it runs them on.

Answers are kept under a digest of the source of the rooms behind them, since a stage's version need not rise
while it is being worked on.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import dateline
from dateline.article import ArticleStage, Captured
from dateline.capture import CaptureStage
from dateline.engine import LocalEngine
from dateline.reading.stage import ReadingStage
from dateline.records.evidence import Text
from dateline.records.ids import text_id
from dateline.records.outcome import Outcome
from dateline.records.page import Article, Capture, Known, Source
from dateline.records.time import day_of
from evaluation.context import Runner
from evaluation.files import Row
from evaluation.reading_answers import reading_answer

__all__ = ["KEPT", "WORKERS", "read_articles", "runner", "source_digest"]

WORKERS = 2
KEPT = Path(__file__).parents[1] / ".evaluation"
"""What runs keep, out of version control: answers, results, workspaces."""
_BATCH = 32
_GROUND = ("records", "lexicon", "errors.py", "stage.py")
_ROOMS = {"article": ("capture", "article", *_GROUND), "reading": ("reading", "nlp", *_GROUND)}


def runner(name: str) -> Runner | None:
    """Our runner of this name: "article" reads pages, "reading" bare texts."""
    work = {"article": _articles, "reading": _readings}.get(name)
    if work is None:
        return None
    return Runner(name=f"dateline-{name}", version=source_digest(_ROOMS[name]), run=work)


@cache
def source_digest(rooms: Sequence[str]) -> str:
    """16 hex digits over the source and the word tables of these rooms, and over what makes answers of them."""
    root = Path(dateline.__file__).parent
    seen = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*_answers.py"))))
    seen.update(Path(__file__).read_bytes())
    for room in rooms:
        path = root / room
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                seen.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes())
    return seen.hexdigest()[:16]


def source_of(ask: Row) -> Source:
    """The page that an ask holds: `html` in base64, or `text` (with `bare` where it is the article already)."""
    html = ask.get("html")
    return Source(
        name=ask.get("name", "page"),
        payload=base64.b64decode(html) if html else str(ask["text"]).encode("utf-8", "replace"),
        media_type=None if html else "text/plain; charset=utf-8",
        known=Known(url=ask.get("url"), bare=bool(ask.get("bare")), published=ask.get("published")),
    )


def read_articles(
    asks: Sequence[Row], engine: LocalEngine
) -> Iterator[tuple[Outcome[Capture], Outcome[tuple[Article, ...]] | None]]:
    """Capture pages and find their articles; None where a page could not even be captured."""
    sources = [source_of({"name": f"page-{at}", **ask}) for at, ask in enumerate(asks)]
    seen = list(engine.run(CaptureStage(), sources))
    pages = [Captured(capture=one.output, text=one.texts[0]) for one in seen if one.output]
    found = engine.run(ArticleStage(), pages)
    for one in seen:
        yield one, next(found) if one.output else None


def _articles(asks: Sequence[Row]) -> Iterator[Row]:
    with LocalEngine(workers=WORKERS) as engine:
        for first in range(0, len(asks), _BATCH):
            for seen, found in read_articles(asks[first : first + _BATCH], engine):
                yield _article_answer(seen, found)


def _article_answer(seen: Outcome[Capture], found: Outcome[tuple[Article, ...]] | None) -> Row:
    failure = seen.failure or (found.failure if found else None)
    if found is None or not found.output:
        return {"failure": failure.code if failure else "no_article"}
    first = found.output[0]
    texts = {text.id: text.text for text in found.texts}
    day = day_of(first.published)
    return {
        "body": "\n\n".join(texts[article.text_id] for article in found.output),
        "title": first.title,
        "author": first.byline,
        "day": day.isoformat() if day else None,
        "credit": list(first.credit),
        "outlet": first.outlet,
        "blocks": [len(first.blocks), sum(block.xpath is not None for block in first.blocks)],
    }


def _readings(asks: Sequence[Row]) -> Iterator[Row]:
    texts = [_bare(str(ask["text"])) for ask in asks]
    with LocalEngine(workers=WORKERS) as engine:
        for text, outcome in zip(texts, engine.run(ReadingStage(), texts), strict=True):
            yield reading_answer(outcome, text.text)


def _bare(text: str) -> Text:
    """The text as it is: gold counts its characters, so nothing may be unified or joined."""
    return Text(id=text_id(text), text=text)
