"""Five pages of two sets through the whole evaluation, held to the floors of samples of five."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.context import Context
from evaluation.floors import check, load
from evaluation.ours import runner
from evaluation.registry import named


@pytest.mark.slow
@pytest.mark.parametrize("name", ["web_newspaper4k", "time_timebank"])
def test_a_sample_of_five_pages_keeps_its_floors(name: str, shared: Path, tmp_path: Path) -> None:
    task = next(task for task in named([name]) if task.name == name)
    context = Context(data=shared / "data", cache=tmp_path, find_runner=runner, sample=5, quiet=True)
    result = task.measure(context)
    assert result is not None
    assert result.pages == 5
    assert list(result.systems) == ["dateline"]
    assert check(result, lines=tuple(task.lines), floors=load()).below == ()
