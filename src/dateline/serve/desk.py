"""Workspaces lent to request threads, and what they found remembered.

A SQLite connection serves one thread at a time, so every look borrows a workspace of its own. What was remembered holds
for as long as nobody writes: `mark` is another one as soon as anybody has, in this process or elsewhere.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Lock, local
from typing import Concatenate, ParamSpec, TypeVar

from dateline.records.dossier import Dossier
from dateline.serve.makers import Makers
from dateline.serve.memory import Memory
from dateline.serve.settings import Settings
from dateline.workspace import Workspace

__all__ = ["Desk"]

P = ParamSpec("P")
T = TypeVar("T")


class Desk:
    """The workspaces of one file, at most `settings.threads` open at a time; made by `make_app`."""

    def __init__(self, path: str | Path, *, settings: Settings) -> None:
        self.path = Path(path)
        self.settings = settings
        self._born = secrets.token_hex(6)
        self._watch = Workspace(self.path)
        self._watching, self._writing, self._lending = Lock(), Lock(), Lock()
        self._free: list[tuple[str, Workspace]] = []
        self._places = BoundedSemaphore(settings.threads + _BESIDES)
        self._mine = local()
        self._memory = Memory(most_bytes=settings.memory_bytes)
        self._leads_of, self._leads = "", dict[str, str]()
        self._makers: Makers | None = None
        if settings.makers:
            self._makers = Makers(self.path, most=settings.makers, seconds=settings.maker_seconds)

    def mark(self) -> str:
        """What all answers hang on: another one as soon as anything was written, and after every start."""
        with self._watching:
            return f"{self._born}-{self._watch.watermark()}"

    @contextmanager
    def look(self) -> Iterator[Workspace]:
        """A workspace to look at, this thread's alone for as long as the block lasts.

        A look within a look has the same one: no thread has two, so nobody waits for somebody who waits.
        """
        mine: Workspace | None = getattr(self._mine, "workspace", None)
        if mine is not None:
            yield mine
            return
        with self._places:
            mark = self.mark()
            self._mine.workspace = workspace = self._lend(mark)
            try:
                yield workspace
            except BaseException:
                workspace.close()
                raise
            finally:
                self._mine.workspace = None
            with self._lending:
                self._free.append((mark, workspace))

    @contextmanager
    def write(self) -> Iterator[Workspace]:
        """A workspace to write to; one thread at a time."""
        with self._writing, self.look() as workspace:
            yield workspace

    def picture(
        self, what: str | None = None, *, on: str | None = None, as_of: str | None = None, top: int | None = None
    ) -> Dossier:
        """`Workspace.dossier`, remembered: made once however many ask for it at a time. Raises as that does."""

        mark = self.mark()
        # The picture of an article is that of its story: once one of them was looked at, the others are there as well.
        asked = self._leads.get(what, what) if what is not None and self._leads_of == mark else what

        def make() -> Dossier:
            return self.ask(Workspace.dossier, asked, on=on, as_of=as_of, top=top)

        picture = self.remember(("picture", asked, on, as_of, top), make, size=_weight)
        if picture.scope.story is not None and asked == picture.scope.story:
            if self._leads_of != mark:
                self._leads_of, self._leads = mark, {}
            self._leads |= dict.fromkeys((article.id for article in picture.articles), picture.scope.story)
        return picture

    def ask(self, verb: Callable[Concatenate[Workspace, P], T], *arguments: P.args, **options: P.kwargs) -> T:
        """What a verb of the workspace that only looks gives: for those that take long, worked out by a process."""
        if self._makers is not None:
            return self._makers.ask(self.mark(), verb, *arguments, **options)
        with self.look() as workspace:
            return verb(workspace, *arguments, **options)

    def remember(self, key: object, make: Callable[[], T], *, size: Callable[[T], int]) -> T:
        """What `make` gives, made once for as long as nobody writes; `size` estimates its bytes."""
        return self._memory.get(key, make, size=size, of=self.mark())

    def warm_up(self) -> None:
        """Look at what is looked at first, so that the first who does need not wait for tables to be loaded."""
        with self.look() as workspace:
            stories = workspace.stories(limit=1).stories
            workspace.search("first")
        for story in stories:
            self.picture(story.id)

    def end(self) -> None:
        """Break off what is being worked out: whoever waits for it is told that the server ends."""
        if self._makers is not None:
            self._makers.close()

    def close(self) -> None:
        """Let go of the file."""
        self.end()
        with self._lending, self._watching:
            for _, workspace in self._free:
                workspace.close()
            self._free.clear()
            self._watch.close()

    def _lend(self, mark: str) -> Workspace:
        with self._lending:
            known = [at for at, (seen, _) in enumerate(self._free) if seen == mark]
            if known:
                return self._free.pop(known[-1])[1]
            # A workspace holds pages in memory that it found before somebody wrote: it is opened anew.
            stale = [workspace for _, workspace in self._free]
            self._free.clear()
        for workspace in stale:
            workspace.close()
        return Workspace(self.path)


_BESIDES = 4
"""Threads that look besides those that answer: they warm up, and count what lists tell."""
_A_RECORD = 1000
"""Bytes that a record of a dossier takes, with its evidence: measured over the example pages."""


def _weight(picture: Dossier) -> int:
    texts = sum(len(text.text) for text in picture.texts)
    lists = (
        picture.mentions, picture.times, picture.toponyms, picture.quotations, picture.claims, picture.events,
        picture.states, picture.quantities, picture.entities, picture.timeline, picture.articles, picture.chains,
    )  # fmt: skip
    return 2 * texts + _A_RECORD * sum(map(len, lists))
