"""Pages that were handed over, read one job after the other in the background; a job outlives the page that asked.

The pages lie in a folder of this process alone until they are read. They are read in processes of their own, so that
nobody who looks meanwhile waits for the reading.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections import Counter, OrderedDict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING, Literal

from dateline.errors import DatelineError, UsageError
from dateline.records.base import record
from dateline.records.dossier import DossierFailure
from dateline.records.outcome import Failure
from dateline.records.page import Known
from dateline.rendering.harmless import printable
from dateline.serve.faults import Refused
from dateline.serve.settings import Settings
from dateline.workspace import Workspace

if TYPE_CHECKING:
    from dateline.pipeline import PageRead

__all__ = ["Handed", "Job", "JobState", "Jobs"]

JobState = Literal["waiting", "reading", "done", "failed"]

_WAITING = 20
"""Jobs that may wait; each has its pages on disk."""
_KEPT = 200
"""Jobs that are remembered once they are done."""
_LISTED = 1000
"""Articles and failures that a job lists; it counts them all."""
_IDLE_SECONDS = 300.0
"""How long the processes that read are kept for the next job: they take half a gigabyte."""
_WORKERS = 2
_END_SECONDS = 3.0
_NAME = 300


@record
class Job:
    """What became of some pages that were handed over.

    `pages` counts those done, of `total` where that is known beforehand; `new` and `failed` those of them that were new
    and that failed, `stages` what went through each stage. `articles` are ids, `failures` the first of them; `failure`
    says why the job as a whole ended, where it did.
    """

    id: str
    state: JobState
    asked_at: str
    ended_at: str | None
    total: int | None
    pages: int
    new: int
    failed: int
    stages: Mapping[str, int]
    articles: tuple[str, ...]
    failures: tuple[DossierFailure, ...]
    failure: Failure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A page, or a file of many, as it was handed over: what it is called, and its bytes."""

    name: str
    payload: bytes


@dataclass(slots=True, kw_only=True)
class _Work:
    """A job as it goes on."""

    id: str
    files: Sequence[tuple[Path, str]]
    addresses: Sequence[str] = ()
    known: Known | None
    retry: bool
    folder: Path
    total: int | None
    asked_at: str
    ended_at: str | None = None
    state: JobState = "waiting"
    pages: int = 0
    new: int = 0
    failed: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    articles: list[str] = field(default_factory=list)
    failures: list[DossierFailure] = field(default_factory=list)
    failure: Failure | None = None

    def add(self, page: PageRead) -> None:
        """Count one more page."""
        self.pages += 1
        self.new += page.new
        self.articles += page.articles[: _LISTED - len(self.articles)]
        if page.failure is not None:
            self.failed += 1
            if len(self.failures) < _LISTED:
                code, message = page.failure.code, page.failure.message
                self.failures.append(
                    DossierFailure(source=page.source, stage=page.stage or "", code=code, message=message)
                )

    def told(self) -> Job:
        """What it has come to."""
        return Job(
            id=self.id, state=self.state, asked_at=self.asked_at, ended_at=self.ended_at, total=self.total,
            pages=self.pages, new=self.new, failed=self.failed, stages=dict(self.stages),
            articles=tuple(self.articles), failures=tuple(self.failures), failure=self.failure,
        )  # fmt: skip


class _Ended(Exception):
    """The server ends: what is not kept yet is left for another time."""


class Jobs:
    """The queue, and the thread that works it off; made by `make_app`."""

    def __init__(self, path: Path, *, settings: Settings) -> None:
        self._path, self._settings = path, settings
        self._known: OrderedDict[str, _Work] = OrderedDict()
        self._queue: deque[_Work] = deque()
        self._turn = Condition()
        self._thread: Thread | None = None
        self._workspace: Workspace | None = None
        self._reading: _Work | None = None
        self._ending = False

    def submit(
        self,
        handed: Sequence[Handed],
        *,
        known: Known | None = None,
        retry: bool = False,
        addresses: Sequence[str] = (),
    ) -> Job:
        """Put pages into the queue; raises UsageError("nothing_to_read"), Refused where it is full.

        `addresses` are asked for besides, as somebody typed them: none may be a path (`capture.urls.is_url`).
        """
        pages = [each for each in handed if each.payload]
        if not pages and not addresses:
            raise UsageError("nothing_to_read", "no page came: send files, or the words of one")
        with self._turn:
            if len(self._queue) >= _WAITING:
                raise Refused(503, "queue_full", f"{_WAITING} jobs wait already: send this one when one is done")
        work = self._laid_down(pages, known=known, retry=retry, addresses=addresses)
        with self._turn:
            self._known[work.id] = work
            while len(self._known) > _KEPT + _WAITING:
                self._known.popitem(last=False)
            self._queue.append(work)
            self._begin()
            self._turn.notify_all()
            return work.told()

    def job(self, id: str) -> Job:
        """A job by its id; raises UsageError("unknown_job")."""
        with self._turn:
            if id not in self._known:
                raise UsageError("unknown_job", f"there is no job {printable(id)[:40]!r}: a new start forgets them")
            return self._known[id].told()

    def all(self) -> tuple[Job, ...]:
        """All that are remembered, the newest first."""
        with self._turn:
            return tuple(work.told() for work in reversed(self._known.values()))

    def close(self) -> None:
        """End what is being read, and drop what waits; pages that were kept stay."""
        with self._turn:
            self._ending = True
            self._turn.notify_all()
        thread = self._thread
        if thread is not None:
            thread.join(_END_SECONDS)
            if thread.is_alive() and self._workspace is not None:
                self._workspace.close()
                thread.join(_END_SECONDS)
        for work in self._queue:
            shutil.rmtree(work.folder, ignore_errors=True)

    def _laid_down(
        self, pages: Sequence[Handed], *, known: Known | None, retry: bool, addresses: Sequence[str]
    ) -> _Work:
        folder = Path(tempfile.mkdtemp(prefix="dateline-"))
        files = []
        for number, page in enumerate(pages):
            file = folder / f"{number}"
            file.write_bytes(page.payload)
            files.append((file, _called(page.name)))
        return _Work(
            id=secrets.token_hex(8), files=files, known=known, retry=retry, folder=folder,
            total=None if addresses else _count(pages), asked_at=_now(), addresses=tuple(addresses),
        )  # fmt: skip

    def _begin(self) -> None:
        """See that somebody works the queue off."""
        if self._queue and self._thread is None and not self._ending:
            self._thread = Thread(target=self._work_off, name="dateline-jobs", daemon=True)
            self._thread.start()

    def _work_off(self) -> None:
        try:
            while (work := self._next()) is not None:
                self._read(work)
        finally:
            if self._workspace is not None:
                self._workspace.close()
                self._workspace = None
            with self._turn:
                # A slip of ours ends this thread: what waits is the next one's.
                self._thread = None
                self._begin()

    def _next(self) -> _Work | None:
        """The next job; None where the server ends, or nothing came for so long that the thread may end as well."""
        with self._turn:
            self._turn.wait_for(lambda: self._queue or self._ending, timeout=_IDLE_SECONDS)
            if self._ending or not self._queue:
                return None
            self._reading = work = self._queue.popleft()
            work.state = "reading"
            return work

    def _read(self, work: _Work) -> None:
        slip = Failure(code="internal_error", message="the server failed at this: its log says where")
        work.failure = slip
        try:
            for page in self._pages(work):
                with self._turn:
                    work.add(page)
            work.failure = None
        except DatelineError as error:
            work.failure = Failure(code=error.code, message=error.message)
        except _Ended:
            work.failure = Failure(code="ended", message="the server was ended: hand the rest over again")
        finally:
            with self._turn:
                work.state = "failed" if work.failure else "done"
                work.ended_at = _now()
                self._reading = None
            shutil.rmtree(work.folder, ignore_errors=True)

    def _pages(self, work: _Work) -> Iterator[PageRead]:
        if work.files:
            yield from self._opened().reading_files(work.files, known=work.known, retry=work.retry)
        if work.addresses:
            yield from self._opened().reading(work.addresses, retry=work.retry)

    def _opened(self) -> Workspace:
        if self._workspace is None:
            self._workspace = Workspace(self._path, workers=_WORKERS, progress=self._progress)
        return self._workspace

    def _progress(self, stage: str, _: int) -> None:
        # Called before an outcome is kept: of a process that was killed because the server ends nothing is.
        if self._ending:
            raise _Ended
        with self._turn:
            if self._reading is not None:
                self._reading.stages[stage] += 1


def _called(name: str) -> str:
    """What a page goes by: the last part of the name that its sender gives it, as it can be printed."""
    said = printable(name.replace("\\", "/").rstrip("/").rpartition("/")[2])
    return said[-_NAME:].lstrip() or "page"


def _count(pages: Sequence[Handed]) -> int | None:
    """How many pages there are; None where only reading can tell."""
    count = 0
    for page in pages:
        if page.name.endswith(".jsonl"):
            count += sum(1 for line in page.payload.split(b"\n") if line.strip())
        elif page.payload[:2] == b"\x1f\x8b" or page.payload[:5] == b"WARC/":
            return None
        else:
            count += 1
    return count


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
