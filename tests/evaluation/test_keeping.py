"""What a run keeps: answers, results, floors and the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from evaluation.context import Context, Runner, chosen
from evaluation.files import Row
from evaluation.registry import TASKS
from evaluation.sets.speed import SpeedTask, Work
from evaluation.task import Line, Result

from evaluation import floors, results, table

LINES = (Line(metric="f1", label="F1"), Line(metric="wrong", label="wrong", lower=True))


def _result(digest: str = "d1", sample: int | None = None, **figures: float) -> Result:
    return Result(
        task="invented", digest=digest, sample=sample, pages=3, systems={"dateline": figures, "peer": {"f1": 0.5}}
    )


def _unused(context: Context, paths: Sequence[str]) -> tuple[Sequence[object], Work, Work]:
    raise AssertionError(f"nothing is measured here: {context}, {paths}")


def test_a_fall_below_a_floor_is_found_and_a_rounding_is_not() -> None:
    kept = floors.raised({}, _result(f1=0.8, wrong=0.1), lines=LINES)
    assert floors.check(_result(f1=0.7996, wrong=0.1004), lines=LINES, floors=kept).below == ()
    assert len(floors.check(_result(f1=0.79, wrong=0.11), lines=LINES, floors=kept).below) == 2
    assert len(floors.check(_result(wrong=0.1), lines=LINES, floors=kept).below) == 1


def test_floors_rise_and_never_sink() -> None:
    kept = floors.raised({}, _result(f1=0.8, wrong=0.1), lines=LINES)
    kept = floors.raised(kept, _result(f1=0.7, wrong=0.05), lines=LINES)
    assert kept == {"whole": {"invented": {"digest": "d1", "f1": 0.8, "wrong": 0.05}}}


def test_a_changed_set_is_noticed_and_not_compared() -> None:
    kept = floors.raised({}, _result(f1=0.8), lines=LINES)
    checked = floors.check(_result("d2", f1=0.1), lines=LINES, floors=kept)
    assert checked.changed
    assert checked.below == ()


def test_samples_have_floors_of_their_own() -> None:
    kept = floors.raised({}, _result(sample=5, f1=0.8), lines=LINES)
    assert list(kept) == ["sample 5"]
    # One and a half pages of five are three tenths.
    assert floors.check(_result(sample=5, f1=0.51), lines=LINES, floors=kept).below == ()
    assert len(floors.check(_result(sample=5, f1=0.49), lines=LINES, floors=kept).below) == 1
    assert floors.check(_result(f1=0.1), lines=LINES, floors=kept).below == ()


def test_what_depends_on_the_machine_has_no_floor() -> None:
    kept = floors.raised({}, _result(ratio=2.0), lines=(Line(metric="ratio", label="time", lower=True, floor=False),))
    assert kept == {"whole": {"invented": {"digest": "d1"}}}


def test_floors_of_the_project_are_for_what_it_measures() -> None:
    lines = {task.name: {line.metric for line in task.lines if line.floor} for task in TASKS}
    for tasks in floors.load().values():
        for name, kept in tasks.items():
            assert set(kept) - {"digest"} <= lines[name]


def test_results_come_back_as_they_were_kept(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    results.keep(path, [_result(f1=0.8)])
    results.keep(path, [_result(sample=5, f1=0.6)])
    assert results.load(path) == {
        "whole": {"invented": _result(f1=0.8)},
        "sample 5": {"invented": _result(sample=5, f1=0.6)},
    }


def test_a_sample_is_the_same_whatever_the_order_and_a_smaller_one_is_part_of_it() -> None:
    names = [f"page-{at}" for at in range(50)]
    few = chosen(names, 5, name=str)
    assert set(few) == set(chosen(names[::-1], 5, name=str))
    assert set(few) <= set(chosen(names, 9, name=str))
    assert few == sorted(few, key=names.index)
    assert chosen(names, None, name=str) == names


def test_answers_on_record_are_not_asked_again(tmp_path: Path) -> None:
    asked: list[Row] = []

    def echo(asks: Sequence[Row]) -> Iterable[Row]:
        asked.extend(asks)
        return ({"said": ask["text"].upper()} for ask in asks)

    def context() -> Context:
        return Context(
            data=tmp_path, cache=tmp_path, find_runner=lambda name: Runner(name=name, version="1", run=echo), quiet=True
        )

    first = context().answers("echo", [{"text": "a"}, {"text": "b"}, {"text": "a"}], task="invented")
    assert first == [{"said": "A"}, {"said": "B"}, {"said": "A"}]
    with (tmp_path / "echo" / "1.jsonl").open("a", encoding="utf-8") as file:
        file.write('["cut off by a ki')
    second = context().answers("echo", [{"text": "b"}, {"text": "c"}], task="invented")
    assert second == [{"said": "B"}, {"said": "C"}]
    assert [ask["text"] for ask in asked] == ["a", "b", "c"]


def test_a_page_is_written_between_its_marks_alone() -> None:
    page = f"before\n{table.BEGIN}\nold\n{table.END}\nafter"
    assert table.written(page, "new") == f"before\n{table.BEGIN}\n\nnew\n\n{table.END}\nafter"
    with pytest.raises(ValueError, match="no place for figures"):
        table.written("nothing here", "new")


def test_a_line_shows_ours_and_the_peers_best_first() -> None:
    task = SpeedTask(
        name="invented",
        issue=3,
        folder="",
        files=(),
        lines=(Line(metric="f1", label="F1", aim=".9"),),
        peer="",
        load=_unused,
    )
    shown = Result(
        task="invented",
        digest="",
        sample=None,
        pages=3,
        systems={"dateline": {"f1": 1.0}, "low": {"f1": 0.25}, "high": {"f1": 0.5}},
    )
    assert table.rows_of(task, shown) == [("invented (3)", "F1", "1.000", "high .500, low .250", "", ".9")]
