"""What the sets of web pages share: pages with their gold rows, and the visible text of a page."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from pathlib import Path

from evaluation.context import Context
from evaluation.files import Row, pages, rows
from evaluation.task import Page

__all__ = ["HTML", "PLAIN", "as_text", "html_pages"]

HTML = {
    "dateline": "article",
    "trafilatura": "trafilatura",
    "newspaper4k": "newspaper4k",
    "readability-lxml": "readability-lxml",
    "resiliparse": "resiliparse",
    "jusText": "jusText",
}
PLAIN = {"dateline": "article", "jusText": "jusText-lines", "all the text": "everything"}


def html_pages(
    context: Context, paths: Sequence[str], *, keep: Callable[[Row], bool] = bool, url: bool = False
) -> list[Page]:
    """The pages of a set in HTML; without their addresses, as their sources' own evaluations ask, unless `url`."""
    golds = [row for path in paths if ".jsonl" in path for row in rows(Path(path)) if keep(row)]
    html = pages(Path(path) for path in paths if ".tar" in path)
    golds = context.choose((gold for gold in golds if gold["id"] in html), name=lambda gold: str(gold["id"]))
    return [
        Page(
            id=gold["id"],
            ask={"html": base64.b64encode(html[gold["id"]]).decode(), **({"url": gold["url"]} if url else {})},
            gold=gold,
        )
        for gold in golds
    ]


def as_text(context: Context, found: Sequence[Page], *, task: str) -> list[Page]:
    """The same pages as the text that a reader sees, navigation and all, by a converter that is not ours.

    No pages where the converter, which is in the peers' environment, is not there.
    """
    answers = context.answers("visible-text", [page.ask for page in found], task=task)
    return [
        Page(id=page.id, ask={"text": answer["text"]}, gold=page.gold)
        for page, answer in zip(found, answers or (), strict=False)
        if str(answer.get("text") or "").strip()
    ]
