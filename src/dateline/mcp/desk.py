"""One workspace for all calls: one at a time, opened anew when somebody has written, its pictures remembered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from dateline.errors import UsageError
from dateline.records.dossier import Dossier
from dateline.workspace import Workspace

__all__ = ["Desk"]

_PICTURES = 4
"""Dossiers that are remembered, so that going on behind a cursor links nothing again."""


class Desk:
    """Lends the workspace of one file; raises UsageError("no_workspace") where there is none."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not self.path.exists():
            raise UsageError("no_workspace", f"there is no workspace {path}: `dateline read PATH...` makes one")
        self._workspace = Workspace(self.path)
        self._mark = self._workspace.watermark()
        self._pictures: OrderedDict[tuple[str | None, str | None, str | None], Dossier] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def look(self) -> Iterator[Workspace]:
        """The workspace, this call's alone for as long as the block lasts."""
        with self._lock:
            if self._workspace.watermark() != self._mark:
                self._workspace.close()
                self._workspace = Workspace(self.path)
                self._mark = self._workspace.watermark()
                self._pictures.clear()
            yield self._workspace

    def picture(self, what: str | None, *, on: str | None, as_of: str | None) -> Dossier:
        """`Workspace.dossier`, remembered for as long as nobody writes. Raises as that does."""
        key = what, on, as_of
        with self.look() as workspace:
            found = self._pictures.get(key)
            if found is None:
                found = workspace.dossier(what, on=on, as_of=as_of)
            self._pictures[key] = found
            self._pictures.move_to_end(key)
            while len(self._pictures) > _PICTURES:
                self._pictures.popitem(last=False)
            return found

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._workspace.close()
