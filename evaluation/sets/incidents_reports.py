"""incidents_gva, the reports of an incident together: killed, injured, day and city, asked where any states them.

Dateline links the reports of an incident, which are given as one story, and says what stands of it in their dossier
(`events[].standing`). Peers read the reports one by one, as in incidents_facts, and their answers are joined by a rule:
the value that most reports hold; of several as frequent the number told last, for the dead and wounded change with the
hours, and the earlier day. No incident is of a day after its first report. One wounded, which a report that counts
nobody gives as well, yields to numbers of several that as many reports hold together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from evaluation.context import Context
from evaluation.files import Row, digest, find, rows
from evaluation.sets.incidents_facts import asked, score, total
from evaluation.task import Figures, Line, Result

__all__ = ["TASKS", "IncidentTask", "joined"]

_SYSTEMS = {"dateline": "incidents", "patterns": "patterns"}


class IncidentTask:
    """Incidents of two reports and more; a sample takes whole incidents."""

    name = "incidents_reports"
    issue = 5
    lines = (
        Line(metric="killed", label="all reports: killed", aim=".90", known="patterns .82"),
        Line(metric="injured", label="all reports: injured", aim=".85", known="patterns .77"),
        Line(metric="day", label="all reports: day", aim=".88", known="patterns .75"),
        Line(metric="city", label="all reports: city", aim=".88", known="patterns .47"),
        Line(metric="killed_many", label="all reports: killed, two or more", floor=False),
        Line(metric="injured_many", label="all reports: injured, two or more", floor=False),
    )

    def measure(self, context: Context) -> Result | None:
        """Ask every system about every report, join its answers, and score what they come to."""
        paths = find(context.data / "incidents_gva", ("incidents.jsonl.xz", "docs_*.jsonl.xz"))
        if not paths:
            return None
        facts, incidents = _incidents(paths)
        names = context.choose(sorted(incidents), name=str)
        golds = [_gold(incidents[name], facts[name]) for name in names]
        asks = [[{"text": row["text"], "published": row["date"]} for row in incidents[name]] for name in names]
        figures: dict[str, Figures] = {}
        worst: list[tuple[str, float]] = []
        for system, runner in _SYSTEMS.items():
            told = _told(context, runner, asks, task=self.name)
            if told is None:
                continue
            scores = [score(gold, answer) for gold, answer in zip(golds, told, strict=True)]
            figures[system] = total(scores)
            if system == "dateline":
                ranked = [(name, _right(each)) for name, each in zip(names, scores, strict=True)]
                worst = sorted(ranked, key=lambda pair: (pair[1], pair[0]))[:10]
        return Result(
            task=self.name, digest=digest(paths), sample=context.sample, pages=len(names), systems=figures, worst=worst
        )


def _told(context: Context, runner: str, asks: Sequence[Sequence[Row]], *, task: str) -> list[Row] | None:
    """What a system says of each incident: Dateline of all reports at once, a peer of one at a time."""
    if runner == "incidents":
        answers = context.answers(runner, [{"reports": list(reports)} for reports in asks], task=task)
        return None if answers is None else list(answers)
    # The same asks as in incidents_facts: what was answered there is not asked again.
    answers = context.answers(runner, [ask for reports in asks for ask in reports], task=task)
    if answers is None:
        return None
    given = iter(answers)
    return [joined([next(given) for _ in reports], reports, dated="published") for reports in asks]


def _incidents(paths: Sequence[Path]) -> tuple[dict[str, Row], dict[str, list[Row]]]:
    facts = {row["incident"]: row for path in paths if "incidents." in path.name for row in rows(path)}
    found: dict[str, list[Row]] = defaultdict(list)
    for path in paths:
        if "docs_" in path.name:
            for row in rows(path):
                if "killed" in facts.get(row["incident"], {}) and str(row["text"]).strip():
                    found[row["incident"]].append(row)
    return facts, {name: reports for name, reports in found.items() if len(reports) > 1}


def _gold(reports: Sequence[Row], facts: Row) -> Row:
    """The facts that any report's own text states."""
    gold: Row = {}
    for report in reports:
        gold |= asked(report, facts)
    return gold


def joined(answers: Sequence[Row], reports: Sequence[Row], *, dated: str = "date") -> Row:
    """What the answers to all reports of one incident come to; `reports` tell when each was published, as `dated`."""
    told = sorted(zip(answers, reports, strict=True), key=lambda pair: pair[1].get(dated) or "9999")
    first = told[0][1].get(dated) if told else None
    days = Counter(
        answer["day"] for answer, _ in told if answer.get("day") and (first is None or answer["day"] <= first[:10])
    ) or Counter(answer["day"] for answer, _ in told if answer.get("day"))
    return {
        "killed": _number([answer.get("killed") for answer, _ in told]),
        "injured": _number(_counted([answer.get("injured") for answer, _ in told])),
        "day": min(days, key=lambda day: (-days[day], day), default=None),
        "places": _places([answer.get("places") or [] for answer, _ in told]),
    }


def _counted(told: Sequence[int | None]) -> list[int | None]:
    """Without the ones where as many reports count several."""
    several = [number for number in told if number is not None and number > 1]
    return [*several] if several and len(several) >= told.count(1) else [*told]


def _number(told: Sequence[int | None]) -> int | None:
    """The number that most hold; given in order of publication."""
    counts = Counter(number for number in told if number is not None)
    last = {number: at for at, number in enumerate(told)}
    return max(counts, key=lambda number: (counts[number], last[number]), default=None)


def _places(told: Sequence[Sequence[str]]) -> list[str]:
    """All names of the place that most hold."""
    counts = Counter(names[0].casefold() for names in told if names)
    if not counts:
        return []
    best = counts.most_common(1)[0][0]
    return list(dict.fromkeys(name for names in told if names and names[0].casefold() == best for name in names))


def _right(counts: Row) -> float:
    every = [float(counts[name]) for name in ("killed", "injured", "day", "city") if name in counts]
    return sum(every) / len(every) if every else 1.0


TASKS = (IncidentTask(),)
