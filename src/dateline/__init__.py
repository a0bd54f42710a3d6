"""Dateline: who, what, when and where in the news, and who says so, traceable to exact characters.

import dateline

with dateline.open("story.db") as workspace:
    workspace.read(["pages/"])
    picture = workspace.dossier()
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.workspace import Workspace

__all__ = ["open"]


def open(path: str | Path = "dateline.db", *, workers: int = 1) -> Workspace:
    """Open a workspace file, made where it is not there yet; `workers` are the processes that read."""
    from dateline.workspace import Workspace

    return Workspace(path, workers=workers)
