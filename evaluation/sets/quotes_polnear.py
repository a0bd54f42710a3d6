"""quotes_polnear: attributions (source, cue, content) of news of an election, and the agency that an article is from.

Gold is the first annotator's. Roles are compared as sets of words. A role is right when the F1 of its words
with the gold's is at least one half, a triple when its three roles are; pairs are made one to one by the
greatest overlap. By this measure annotators agree among themselves by .79 / .82 / .82 (cue, source, content).
Contents that hold quotation marks: exact are the same words; the speaker is right when it shares a word with
the source of the gold content that it overlaps (annotators: .87 and .94).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from evaluation.context import Context
from evaluation.files import Row, rows
from evaluation.scoring.ratios import added, f1_of_counts, share
from evaluation.scoring.spans import Words, aligned, same_by_half
from evaluation.task import Figures, Line, Page, PageTask

__all__ = ["TASKS"]

_FOLDER = "quotes_polnear"
_FILES = ("docs*.jsonl.gz",)
_ROLES = ("cue", "source", "content")
_MARK = re.compile('["“”„]')
_AGENCIES = {
    "AP": "Associated Press",
    "UPI": "United Press International",
    "AFP": "Agence France-Presse",
    "REUTERS": "Reuters",
}
_EXACT = "people .87; textacy .26, a rule .57"
_SPEAKER = "people .94; textacy .58, a rule .70"
_SHOWN = 600
"""An agency is shown by a text that names it so near its beginning or end."""

Roles = dict[str, frozenset[int]]


def _pages(context: Context, paths: Sequence[str]) -> list[Page]:
    every = (row for path in paths for row in rows(Path(path)))
    found = context.choose(every, name=lambda row: str(row["id"]))
    return [Page(id=row["id"], ask={"text": row["text"]}, gold=row) for row in found]


def score(gold: Row, answer: Row) -> Row:
    """Counts of attributions, of contents with marks, and of speakers that are said to be sure."""
    text = gold["text"]
    words = Words(text)
    wanted = [
        (_roles(words, one), _marked(text, one["content"]))
        for one in gold["annotations"][0]["relations"]
        if one["content"] and one["cue"]
    ]
    given = [
        (_roles(words, one), _marked(text, one["content"]), bool(one.get("sure")))
        for one in answer.get("quotations", ())
        if one["content"]
    ]
    counts = _all_attributions([roles for roles, _ in wanted], [one[0] for one in given])
    quoted = [roles for roles, marked in wanted if marked]
    answers = [(roles, sure) for roles, marked, sure in given if marked]
    return {**counts, **_quoted(quoted, answers), "failed": "failure" in answer}


def _roles(words: Words, relation: Row) -> Roles:
    return {role: words.of(relation[role]) for role in _ROLES}


def _marked(text: str, spans: Sequence[Sequence[int]]) -> bool:
    # Our contents leave the outer marks out: look one character beyond.
    return any(_MARK.search(text[max(start - 1, 0) : end + 1]) for start, end, *_ in spans)


def _all_attributions(wanted: Sequence[Roles], given: Sequence[Roles]) -> Row:
    counts: Row = {"wanted": len(wanted), "given": len(given), "triples": 0, "exact": 0}
    for role in _ROLES:
        left, right = [one[role] for one in wanted if one[role]], [one[role] for one in given if one[role]]
        counts[f"{role}_wanted"], counts[f"{role}_given"] = len(left), len(right)
        counts[role] = sum(same_by_half(left[one], right[other]) for one, other in aligned(left, right))
    for one, other in aligned([one["content"] for one in wanted], [one["content"] for one in given]):
        counts["triples"] += all(same_by_half(wanted[one][role], given[other][role]) for role in _ROLES)
        counts["exact"] += all(wanted[one][role] == given[other][role] for role in _ROLES)
    return counts


def _quoted(wanted: Sequence[Roles], given: Sequence[tuple[Roles, bool]]) -> Row:
    pairs = aligned([one["content"] for one in wanted], [one["content"] for one, _ in given])
    right = [_same_speaker(wanted[one]["source"], given[other][0]["source"]) for one, other in pairs]
    sure = [given[other][1] for _, other in pairs]
    return {
        "quoted_wanted": len(wanted),
        "quoted_given": len(given),
        "quoted_exact": sum(wanted[one]["content"] == given[other][0]["content"] for one, other in pairs),
        "quoted_speaker": sum(right),
        "quoted_paired": len(pairs),
        "sure": sum(sure),
        "sure_right": sum(both for both in map(all, zip(right, sure, strict=True))),
    }


def _same_speaker(left: frozenset[int], right: frozenset[int]) -> bool:
    return bool(left & right) or not (left or right)


def total(scores: Sequence[Row]) -> Figures:
    """F1 of each; how many speakers of quoted contents are printed as sure, and how many of those are right."""
    found: Figures = {}
    for role in _ROLES:
        found[role] = f1_of_counts(*added(scores, role, f"{role}_given", f"{role}_wanted"))
    for name in ("triples", "exact"):
        found[name] = f1_of_counts(*added(scores, name, "given", "wanted"))
    for name in ("quoted_exact", "quoted_speaker"):
        found[name] = f1_of_counts(*added(scores, name, "quoted_given", "quoted_wanted"))
    sure, right, wanted = added(scores, "sure", "sure_right", "quoted_wanted")
    if sure:
        found.update(sure=share(sure, wanted), sure_right=share(right, sure))
    return found


def _rank(counts: Row) -> float:
    return f1_of_counts(counts["quoted_speaker"], counts["quoted_given"], counts["quoted_wanted"] or 1e-9)


def _wire_pages(context: Context, paths: Sequence[str]) -> list[Page]:
    every = [row for path in paths for row in rows(Path(path)) if row.get("wire") != "NA" and _shows(row)]
    found = context.choose(every, name=lambda row: str(row["id"]))
    return [
        Page(id=row["id"], ask={"text": row["text"], "bare": True}, gold={"wire": row.get("wire")}) for row in found
    ]


def _agency(row: Row) -> str:
    """The gold agency's short form in capitals; "" for none."""
    short = str(row.get("wire") or "").upper()
    return short if short in _AGENCIES else ""


def _shows(row: Row) -> bool:
    """Whether a wire article's text names its agency; an article from no agency needs to show nothing."""
    short = _agency(row)
    ends = row["text"][:_SHOWN] + " " + row["text"][-_SHOWN:]
    return not short or bool(re.search(rf"\b{short}\b|(?i:{_AGENCIES[short]})", ends))


def wire_score(gold: Row, answer: Row) -> Row:
    """Whether an agency is wanted, given, and the right one."""
    short = _agency(gold)
    credit = {str(name).casefold() for name in answer.get("credit", ())}
    right = bool(short) and not credit.isdisjoint({short.casefold(), _AGENCIES[short].casefold()})
    return {"wanted": int(bool(short)), "given": int(bool(credit)), "right": int(right)}


def wire_total(scores: Sequence[Row]) -> Figures:
    """Precision and recall of the agency."""
    right, given, wanted = added(scores, "right", "given", "wanted")
    return {"wire_precision": share(right, given), "wire_recall": share(right, wanted)}


TASKS = (
    PageTask(
        name="quotes_polnear_wire",
        issue=3,
        folder=_FOLDER,
        files=_FILES,
        lines=(
            Line(metric="wire_precision", label="agency credited, precision (where the text shows it)", aim=".97"),
            Line(metric="wire_recall", label="agency credited, recall", aim=".97"),
        ),
        ask=_wire_pages,
        systems={"dateline": "article", "agency-mark": "agency-mark"},
        score=wire_score,
        total=wire_total,
        rank=lambda counts: float(counts["right"] - max(counts["given"], counts["wanted"])),
    ),
    PageTask(
        name="quotes_polnear",
        issue=4,
        folder=_FOLDER,
        files=_FILES,
        lines=(
            Line(metric="quoted_exact", label="contents with marks: exact", aim=".75", known=_EXACT),
            Line(metric="quoted_speaker", label="contents with marks: speaker right", aim=".85", known=_SPEAKER),
            Line(metric="sure", label="their speakers printed as sure", aim="must .60"),
            Line(metric="sure_right", label="sure speakers that are right", aim=".95, must .90"),
            Line(metric="cue", label="all attributions: cue", aim=".68", known="people .79"),
            Line(metric="source", label="all attributions: source", aim=".70", known="people .82"),
            Line(metric="content", label="all attributions: content", aim=".66", known="people .82"),
            Line(metric="triples", label="linked triples, by overlap", aim=".58", known="people .73"),
            Line(metric="exact", label="linked triples, exact", aim=".40", known="people .61"),
        ),
        ask=_pages,
        systems={"dateline": "reading", "textacy": "textacy", "marks-and-parse": "marks-and-parse"},
        score=score,
        total=total,
        rank=_rank,
    ),
)  # fmt: skip
