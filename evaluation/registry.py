"""All that is measured, in the order of the table."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.sets import (
    coref_ecbplus,
    el_news,
    events_muc4,
    geo_news,
    gold,
    incidents_copies,
    incidents_facts,
    incidents_reports,
    names_bench,
    ner_conll2003,
    quotes_polnear,
    speed,
    stories,
    time_timebank,
    timelines_t17,
    web_aeb,
    web_dates,
    web_newspaper4k,
)
from evaluation.task import Task

__all__ = ["TASKS", "named"]

_WIRE, *_QUOTATIONS = quotes_polnear.TASKS
_HTML_SPEED, *_READING_SPEED = speed.TASKS

TASKS: tuple[Task, ...] = (
    *web_aeb.TASKS,
    *web_newspaper4k.TASKS,
    *web_dates.TASKS,
    _WIRE,
    _HTML_SPEED,
    *_QUOTATIONS,
    *time_timebank.TASKS,
    *geo_news.TASKS,
    *ner_conll2003.TASKS,
    *incidents_facts.TASKS,
    *events_muc4.TASKS,
    *_READING_SPEED,
    *stories.TASKS,
    *incidents_copies.TASKS,
    *coref_ecbplus.TASKS,
    *incidents_reports.TASKS,
    *timelines_t17.TASKS,
    *names_bench.TASKS,
    *gold.TASKS,
    *el_news.TASKS,
)


def named(names: Sequence[str]) -> list[Task]:
    """The tasks whose names begin with any of these, or all; raises LookupError for a name that fits none."""
    for name in names:
        if not any(task.name.startswith(name) for task in TASKS):
            raise LookupError(f"nothing is measured under {name!r}: choose from {', '.join(t.name for t in TASKS)}")
    return [task for task in TASKS if not names or any(task.name.startswith(name) for name in names)]
