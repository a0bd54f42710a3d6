"""events_muc4: who did what to whom in reports of attacks, as role fillers (CEAF-REE), without training on it.

Five roles; a report's templates are taken together. A filler is right when it is one of a gold filler's
wordings, each gold filler once; what the gold marks as optional is neither asked nor wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from evaluation.context import Context
from evaluation.files import Row, rows
from evaluation.scoring.ratios import added, f1_of_counts
from evaluation.task import Figures, Line, Page, PageTask

__all__ = ["TASKS", "fillers"]

_SLOTS = {
    "perpetrator": "perp_individual",
    "organisation": "perp_org",
    "target": "phys_tgt_id",
    "victim": ("hum_tgt_name", "hum_tgt_desc"),
    "weapon": "instrument_id",
}
_EVENTS = frozenset({"assault", "death", "crime"})
"""What the set's incidents are among our types (attack, bombing, arson, kidnapping, robbery, hijacking): not what the
police seize or whom they arrest, nor misfortunes."""
_QUOTED = re.compile(r'"([^"]+)"')
_LEADING = re.compile(r"^(?:the|a|an|some|about|several|many|his|her|its|their|two|three|four|five|six|\d+)\s+", re.I)


def _pages(context: Context, paths: Sequence[str]) -> list[Page]:
    every = (row for path in paths for row in rows(Path(path)))
    found = context.choose(every, name=lambda row: str(row["id"]))
    return [Page(id=row["id"], ask={"text": row["text"]}, gold=row) for row in found]


def fillers(slot: str) -> list[tuple[frozenset[str], bool]]:
    """The filler of a slot's line: its wordings, and whether it is optional ("?"); nothing for a line without words."""
    words = frozenset(level(words) for words in _QUOTED.findall(slot)) - {"", "-"}
    return [(words, slot.lstrip().startswith("?"))] if words else []


def level(words: str) -> str:
    """A filler for comparing: white space, case, articles and counts in front, marks at the ends."""
    said = " ".join(words.replace("[", " ").replace("]", " ").casefold().split()).strip(" .,;:'\"")
    while (shorter := _LEADING.sub("", said)) != said:
        said = shorter
    return said


def _wanted(gold: Row, role: str) -> list[tuple[frozenset[str], bool]]:
    slots = _SLOTS[role]
    found: list[tuple[frozenset[str], bool]] = []
    for template in gold["templates"]:
        for slot in (slots,) if isinstance(slots, str) else slots:
            for line in template["slots"].get(slot, ()):
                for words, optional in fillers(line):
                    if not any(words & known for known, _ in found):
                        found.append((words, optional))
    return found


def _given(answer: Row, role: str) -> list[frozenset[str]]:
    """Fillers of our events: an event's actors, recipients and instruments, by their types."""
    found: list[frozenset[str]] = []
    for event in answer.get("events", ()):
        if event["happened"] and event["type"] in _EVENTS:
            for words in _of_role(event, role):
                if words and not any(words & known for known in found):
                    found.append(words)
    return found


def _of_role(event: Row, role: str) -> Iterable[frozenset[str]]:
    field = {"victim": "recipients", "target": "recipients", "weapon": "instruments"}.get(role, "actors")
    for name, words, kind in event[field]:
        people = kind in ("person", "group")
        if (role in ("perpetrator", "victim")) == people or role == "weapon":
            yield frozenset({level(name), level(words)} - {""})


def score(gold: Row, answer: Row) -> Row:
    """Fillers right, given and wanted, over all roles."""
    counts = {"right": 0, "given": 0, "wanted": 0}
    for role in _SLOTS:
        wanted = _wanted(gold, role)
        for words in _given(answer, role):
            match = next((one for one in wanted if one[0] & words), None)
            if match is not None:
                wanted.remove(match)
                if not match[1]:
                    counts["right"] += 1
                    counts["given"] += 1
                    counts["wanted"] += 1
            else:
                counts["given"] += 1
        counts["wanted"] += sum(not optional for _, optional in wanted)
    return counts


def total(scores: Sequence[Row]) -> Figures:
    """F1 over all fillers."""
    return {"f1": f1_of_counts(*added(scores, "right", "given", "wanted"))}


TASKS = (
    PageTask(
        name="events_muc4",
        issue=4,
        folder="events_muc4",
        files=("docs*.jsonl.gz",),
        lines=(Line(metric="f1", label="role fillers, CEAF-REE F1, untrained", aim=".25", known="GRIT .545, trained"),),
        ask=_pages,
        systems={"dateline": "reading"},
        score=score,
        total=total,
        rank=lambda counts: f1_of_counts(counts["right"], counts["given"], counts["wanted"] or 1e-9),
    ),
)
