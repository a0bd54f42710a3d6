"""The results of runs, kept in one JSON file: the newest of each task, whole and by sample size."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from evaluation.task import Result

__all__ = ["keep", "load", "size_of"]


def size_of(sample: int | None) -> str:
    """How a run's size is called: "whole", or "sample 12"."""
    return "whole" if sample is None else f"sample {sample}"


def load(path: Path) -> dict[str, dict[str, Result]]:
    """Results by size and task; nothing where there is no file yet."""
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {
        size: {
            name: Result(**{**one, "worst": [(page, figure) for page, figure in one["worst"]]})
            for name, one in tasks.items()
        }
        for size, tasks in found.items()
    }


def keep(path: Path, results: Iterable[Result]) -> None:
    """Put results in place of older ones of the same task and size."""
    known = load(path)
    for result in results:
        known.setdefault(size_of(result.sample), {})[result.task] = result
    plain = {size: {name: asdict(one) for name, one in tasks.items()} for size, tasks in known.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(plain, indent=1, sort_keys=True) + "\n", encoding="utf-8")
