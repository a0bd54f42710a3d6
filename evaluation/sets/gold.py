"""gold: invented stories with what a careful analyst takes from them; the format is told in gold/README.md.

The pages of each story are linked among themselves, then the pages of all stories together. The set lies in the
folder `gold` of the data, or else in the repository.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.context import Context
from evaluation.files import Row, digest
from evaluation.gold_answers import runner
from evaluation.scoring.gold_counts import Labelled, counted, figures_of
from evaluation.scoring.gold_picture import Picture
from evaluation.task import Line, Result

__all__ = ["OURS", "TASKS", "GoldTask", "load", "stories_of", "words_of"]

OURS = Path(__file__).parents[2] / "gold"
_PAGED = ("page", "file")
_LISTED = ("pages", "within")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTask:
    """All stories of the set are one question: a system gives a dossier of each and one of all."""

    name: str
    issue: int
    lines: tuple[Line, ...]

    def measure(self, context: Context) -> Result | None:
        """Ask for the dossiers and score them; a sample takes whole stories."""
        paths = stories_of(context)
        golds = [load(path) for path in paths]
        if not golds:
            return None
        asks = list(_asks(golds))
        finding = replace(context, find_runner=lambda name: context.find_runner(name) or runner(name))
        answers = finding.answers("dossiers", [ask for _, ask in asks], task=self.name)
        if answers is None:
            return None
        pictures = {key: Picture(answer) for (key, _), answer in zip(asks, answers, strict=True)}
        whole = counted([Labelled(picture=pictures["all"], golds=golds)], pictures)
        alone = counted([Labelled(picture=pictures[gold["name"]], golds=[gold]) for gold in golds], pictures)
        figures = figures_of(whole) | {f"alone_{name}": value for name, value in figures_of(alone).items()}
        files = [file for path in paths for file in (path, *sorted(path.parent.glob("pages/*")))]
        return Result(
            task=self.name,
            digest=digest(files),
            sample=context.sample,
            pages=sum(len(gold["pages"]) for gold in golds),
            systems={"dateline": figures},
            worst=[(miss, 0.0) for miss in whole.misses],
        )


def stories_of(context: Context) -> list[Path]:
    """The golds of the data's own set, or else of ours; the sample of them."""
    folder = context.data / "gold"
    paths = sorted((folder if folder.is_dir() else OURS).glob("*/gold.json"))
    return context.choose(paths, name=lambda path: path.parent.name)


def load(path: Path) -> Row:
    """A story's gold, its pages called "story/file" throughout, with their bytes and the names that stand in them."""
    gold: Row = _called(json.loads(path.read_text(encoding="utf-8")), path.parent.name)
    gold["name"] = path.parent.name
    # Another such set may leave out what it does not ask.
    for key in ("stories", "events", "copies", "changes", "disputes", "entities"):
        gold.setdefault(key, [])
    for point in gold["events"]:
        point.update({"asks": "event", "origins": None} | point)
    for page in gold["pages"]:
        page.update({"published": None, "chains": []} | page)
        page["payload"] = (path.parent / "pages" / Path(page["file"]).name).read_bytes()
    words = {page["file"]: words_of(page) for page in gold["pages"]}
    for page, text in words.items():
        _names_in(page, text, [one for one in gold["entities"] if page in one["pages"]])
    return gold


def _called(gold: object, story: str) -> Row:
    """The same with the story's name before each page's."""

    def call(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {name: call(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [call(each, key) if not isinstance(each, str) or key in _LISTED else each for each in value]
        return f"{story}/{value}" if isinstance(value, str) and key in (*_PAGED, *_LISTED) else value

    called = call(gold)
    assert isinstance(called, dict)
    return called


def words_of(page: Row) -> str:
    """A page's words with single spaces; for HTML without its tags."""
    text = page["payload"].decode("utf-8")
    if page["file"].endswith(".html"):
        text = html.unescape(re.sub(r"</?[a-zA-Z!][^>]*>", " ", text))
    return re.sub(r"\s+", " ", text)


def _names_in(page: str, text: str, entities: Sequence[Row]) -> None:
    """Note which names of each entity stand in a page; a name inside a longer one does not."""
    named = [(name, entity) for entity in entities for name in entity["names"]]
    for name, entity in sorted(named, key=lambda pair: (-len(pair[0]), pair[0])):
        left = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " | ", text)
        entity.setdefault("names_in", {}).setdefault(page, [])
        if left != text:
            entity["names_in"][page].append(name)
            text = left


def _asks(golds: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    """The dossiers that are asked for, under the names by which scoring knows them."""
    pages = [_page(page) for gold in golds for page in gold["pages"]]
    name = _digest(pages)

    def ask(only: Iterable[str]) -> Row:
        return {"set": name, "pages": pages, "only": list(only)}

    for gold in golds:
        yield gold["name"], ask(page["file"] for page in gold["pages"])
        for point in gold["events"]:
            if "within" in point:
                yield f"{gold['name']}/{point['id']}", ask(point["within"])
    yield "all", ask(page["name"] for page in pages)


def _page(page: Row) -> Row:
    payload = page["payload"]
    said = (
        {"html": base64.b64encode(payload).decode("ascii")}
        if page["file"].endswith(".html")
        else {"text": payload.decode("utf-8", "replace")}
    )
    return {"name": page["file"], "known": page.get("known", {}), **said}


def _digest(pages: Sequence[Row]) -> str:
    return hashlib.sha256(json.dumps(pages, sort_keys=True).encode()).hexdigest()[:16]


_BOTH = (
    ("origins", "origin counts exact", ".90, must .80"),
    ("changes_f1", "changes F1", ".85"),
    ("disputes_f1", "disputes F1", ".85"),
    ("stories_b3", "stories, B-cubed F1", ""),
    ("entities_b3", "entities, B-cubed F1", ""),
    ("copies_precision", "copies, pairs: precision", ""),
    ("copies_recall", "copies, pairs: recall", ""),
)
_PARTS = (
    ("origins_named", "origins counted and named"),
    ("changes_precision", "changes, precision"),
    ("changes_recall", "changes, recall"),
    ("kinds", "kind of change right"),
    ("disputes_precision", "disputes, precision"),
    ("disputes_recall", "disputes, recall"),
    ("events_b3", "happenings, B-cubed F1"),
    ("chains", "chains found"),
    ("days", "day of a page right or rightly unknown"),
)
_CONFUSED = "change taken for dispute or the reverse"

TASKS = (
    GoldTask(
        name="gold",
        issue=5,
        lines=(
            *(Line(metric=name, label=f"all together: {label}", aim=aim) for name, label, aim in _BOTH),
            Line(metric="confused", label=f"all together: {_CONFUSED}", aim="under .05", lower=True),
            *(Line(metric=name, label=f"all together: {label}", floor=False) for name, label in _PARTS),
            *(Line(metric=f"alone_{name}", label=f"story by story: {label}", aim=aim) for name, label, aim in _BOTH),
            Line(metric="alone_confused", label=f"story by story: {_CONFUSED}", aim="under .05", lower=True),
        ),
    ),
)
