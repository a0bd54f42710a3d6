"""A process that works something out of a workspace: requests in on standard input, replies out on standard output."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from pathlib import Path

from dateline.errors import DatelineError
from dateline.records.base import record
from dateline.workspace import Workspace

__all__ = ["Asked", "Made", "main"]


@record
class Asked:
    """A verb of the workspace with what it is asked; `mark` is another one where somebody has written since."""

    mark: str
    verb: str
    arguments: tuple[object, ...]
    options: dict[str, object]


@record
class Made:
    """What it gave, or what it raised on purpose."""

    value: object = None
    error: DatelineError | None = None


def main(path: str) -> None:
    """Answer until there are no more requests. A slip of ours ends the process, and its words go to standard error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The server decides when this ends.
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What anything prints must not get among the replies.
    workspace, mark = Workspace(Path(path)), ""
    while (asked := _next(requests)) is not None:
        if asked.mark != mark:
            # A workspace holds pages in memory that it found before somebody wrote.
            workspace.close()
            workspace, mark = Workspace(Path(path)), asked.mark
        try:
            made = Made(value=getattr(workspace, asked.verb)(*asked.arguments, **asked.options))
        except DatelineError as error:
            made = Made(error=error)
        pickle.dump(made, replies, protocol=pickle.HIGHEST_PROTOCOL)
        replies.flush()
    workspace.close()


def _next(requests: object) -> Asked | None:
    try:
        asked = pickle.load(requests)  # type: ignore[arg-type]
    except EOFError:
        return None
    assert isinstance(asked, Asked)
    return asked
