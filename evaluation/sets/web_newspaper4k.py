"""web_newspaper4k: body, title, authors and day of pages of 211 sites; in HTML, and the body as plain text.

A title is right when its words are the gold's but for case. Authors are right when they share a word with the
gold's (pages without gold authors are left out); the F1 of their words is stricter. A day whose gold
contradicts the page's own data (`date_suspect`) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evaluation.context import Context
from evaluation.files import Row
from evaluation.scoring.days import day_counts
from evaluation.scoring.ratios import answers, f1_of_counts, means
from evaluation.scoring.shingles import body_counts, body_figures, page_f1
from evaluation.sets.web import HTML, PLAIN, as_text, html_pages
from evaluation.task import Figures, Line, Page, PageTask

__all__ = ["TASKS"]

_FOLDER = "web_newspaper4k"
_FILES = ("gold*.jsonl.gz", "pages_*.tar.xz")
_WORD = re.compile(r"\w+")
_JOINING = frozenset({"and", "by"})


def _pages(context: Context, paths: Sequence[str]) -> list[Page]:
    return html_pages(context, paths)


def _texts(context: Context, paths: Sequence[str]) -> list[Page]:
    return as_text(context, html_pages(context, paths), task=f"{_FOLDER} text")


def words(text: str) -> list[str]:
    """The words of a title or of names, case levelled."""
    return _WORD.findall(text.casefold())


def author_f1(wanted: str, given: str) -> float:
    """F1 of the words of the authors' names."""
    gold, answer = _name_words(wanted), _name_words(given)
    return f1_of_counts((gold & answer).total(), answer.total(), gold.total())


def _name_words(names: str) -> Counter[str]:
    return Counter(word for word in words(names) if word not in _JOINING)


def score(gold: Row, answer: Row) -> Row:
    """The page's shingles, title, authors and day."""
    found: Row = {"failed": "failure" in answer}
    if answers(answer, "body"):
        found.update(body_counts(gold["text"], answer.get("body") or ""))
    if gold.get("title") and answers(answer, "title"):
        found["title"] = float(words(gold["title"]) == words(answer.get("title") or ""))
    if gold.get("authors") and answers(answer, "author"):
        named = answer.get("author") or ""
        found["author"] = float(not set(words(gold["authors"])).isdisjoint(words(named)))
        found["author_f1"] = author_f1(gold["authors"], named)
    if gold.get("date") and not gold["date_suspect"] and answers(answer, "day"):
        found.update(day_counts(gold["date"], answer.get("day")))
    return found


def total(scores: Sequence[Row]) -> Figures:
    """All figures of the set."""
    return {**body_figures(scores), **means(scores, "title", "author", "author_f1", "day_right", "day_wrong")}


TASKS = (
    PageTask(
        name="web_newspaper4k",
        issue=3,
        folder=_FOLDER,
        files=_FILES,
        lines=(
            Line(metric="body_f1", label="body, F1 of 4-word shingles", aim=".94"),
            Line(metric="title", label="title exact", aim=".90"),
            Line(metric="author", label="authors, a name shared", aim=".90"),
            Line(metric="author_f1", label="authors, F1 of words"),
            Line(metric="day_right", label="day right (suspect gold left out)", aim=".94"),
            Line(metric="day_wrong", label="day wrong", aim="under .03", lower=True),
        ),
        ask=_pages,
        systems={**HTML, "htmldate": "htmldate"},
        score=score,
        total=total,
        rank=page_f1,
    ),
    PageTask(
        name="web_newspaper4k_text",
        issue=3,
        folder=_FOLDER,
        files=_FILES,
        lines=(
            Line(metric="body_f1", label="page as plain text: body F1", aim=".90, must .82"),
            Line(metric="body_precision", label="page as plain text: precision", floor=False),
            Line(metric="body_recall", label="page as plain text: recall", floor=False),
        ),
        ask=_texts,
        systems=PLAIN,
        score=score,
        total=body_figures,
        rank=page_f1,
    ),
)
