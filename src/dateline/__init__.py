"""Dateline: who, what, when and where in the news, and who says so, traceable to exact characters.

import dateline

with dateline.open("story.db") as workspace:
    workspace.read(["pages/"])
    picture = workspace.dossier()
    events = dateline.frame(picture.events)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Literal

    from dateline.workspace import Workspace

__all__ = ["frame", "open"]


def open(path: str | Path = "dateline.db", *, workers: int = 1) -> Workspace:
    """Open a workspace file, made where it is not there yet; `workers` are the processes that read."""
    import sys

    from dateline.workspace import Workspace

    if "IPython" in sys.modules:
        from dateline.notebook import show_in_notebook

        show_in_notebook()
    return Workspace(path, workers=workers)


def frame(records: Iterable[object], *, library: Literal["pandas", "polars"] = "pandas") -> Any:
    """A list of records, as ``picture.events`` or the hits of a search, as a DataFrame of pandas or polars.

    Raises UsageError: missing_library where it is not installed, not_records, unknown_library.
    """
    from dateline.export.frames import frame

    return frame(records, library=library)
