"""Reads thousands of broken pages, and says what became of them, how long each took and how much memory.

    python tools/mutate_pages.py                                    # 300 of the example pages, in seconds
    python tools/mutate_pages.py FOLDER ARCHIVE.tar.xz --count 10000 --seed 1 --keep slow/

Each page goes through capture and article, as `dateline read` has it: it must end in an article or in a coded
Refusal, within two seconds of processor time and 500 MB of memory of the whole process. Seconds are processor time,
so that what else the machine does counts for nothing. The exit status is 1 where a page did not keep to that.
"""

from __future__ import annotations

import argparse
import ctypes
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from evaluation.files import pages as pages_of_archives
from evaluation.mutation import broken_pages

from dateline.article import ArticleStage, Captured
from dateline.capture import CaptureStage
from dateline.errors import Refusal
from dateline.records.page import Source

EXAMPLES = Path(__file__).parents[1] / "examples" / "pages"
SECONDS = 2.0
MEGABYTES = 500.0
SHOWN = 10


@dataclass(slots=True, kw_only=True)
class Report:
    """What became of the pages: how many ended in what, and those that took long, took much, or broke us."""

    ends: Counter[str] = field(default_factory=Counter)
    seconds: list[tuple[float, int, int]] = field(default_factory=list)
    megabytes: list[tuple[float, int, int]] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)

    def over(self) -> list[int]:
        """The numbers of the pages that did not keep to the limits."""
        late = {number for seconds, number, _ in self.seconds if seconds > SECONDS}
        large = {number for megabytes, number, _ in self.megabytes if megabytes > MEGABYTES}
        return sorted(late | large | {number for number, _ in self.broken})


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="folders of pages and tar archives (the example pages)")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the page to begin with: to go on")
    parser.add_argument("--keep", type=Path, help="a folder for the pages that took too much or broke us")
    asked = parser.parse_args()
    pages = pool(asked.paths or [EXAMPLES])
    report = Report()
    read = reader()
    for number, page in enumerate(
        broken_pages(pages, count=asked.count, seed=asked.seed, first=asked.first), asked.first
    ):
        measure(page, number, read=read, report=report)
        if asked.keep and number in report.over():
            asked.keep.mkdir(parents=True, exist_ok=True)
            (asked.keep / f"{asked.seed}_{number}.bin").write_bytes(page)
        if number % 500 == 499:
            print(f"{number + 1} pages, {len(report.over())} over", file=sys.stderr, flush=True)
    tell(report, pages=len(pages), count=asked.count)
    return 1 if report.over() else 0


def pool(paths: Sequence[Path]) -> list[bytes]:
    """The pages to break, in a stable order."""
    files = [file for path in paths if path.is_dir() for file in sorted(path.rglob("*")) if file.is_file()]
    archives = pages_of_archives([path for path in paths if path.is_file()])
    return [file.read_bytes() for file in files] + [page for _, page in sorted(archives.items())]


def reader() -> Callable[[bytes], str]:
    """What reads one page and says how it ended."""
    capture, article = CaptureStage().open(), ArticleStage().open()

    def read(page: bytes) -> str:
        try:
            seen = capture(Source(name="page", payload=page))
            article(Captured(capture=seen.output, text=seen.texts[0]))
        except Refusal as refusal:
            return refusal.code
        return "article"

    return read


def measure(page: bytes, number: int, *, read: Callable[[bytes], str], report: Report) -> None:
    """Read one page and note what it took."""
    forget_peak()
    begun = time.process_time()
    try:
        report.ends[read(page)] += 1
    except Exception:
        report.ends["BROKEN"] += 1
        report.broken.append((number, traceback.format_exc()))
    report.seconds.append((time.process_time() - begun, number, len(page)))
    report.megabytes.append((peak_megabytes(), number, len(page)))


def forget_peak() -> None:
    """Let Linux count the most memory that this process has held from now on, what it holds for nothing given back."""
    try:
        ctypes.CDLL("libc.so.6").malloc_trim(0)
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def peak_megabytes() -> float:
    """The most memory that this process has held since then; 0 where the system does not tell."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def tell(report: Report, *, pages: int, count: int) -> None:
    """Print the report."""
    print(f"{count} pages made of {pages}: " + ", ".join(f"{end} {times}" for end, times in report.ends.most_common()))
    taken = sorted(seconds for seconds, _, _ in report.seconds)
    print(f"processor seconds: {sum(taken):.0f} in all, median {taken[len(taken) // 2]:.3f}, worst")
    for seconds, number, size in sorted(report.seconds, reverse=True)[:SHOWN]:
        print(f"  {seconds:.2f} s  page {number} ({size:,} bytes)")
    print("memory, worst")
    for megabytes, number, size in sorted(report.megabytes, reverse=True)[:SHOWN]:
        print(f"  {megabytes:.0f} MB  page {number} ({size:,} bytes)")
    for number, trace in report.broken[:SHOWN]:
        print(f"page {number} broke us:\n{trace}")
    print(f"{len(report.over())} over {SECONDS:g} s or {MEGABYTES:g} MB, or broke us")


if __name__ == "__main__":
    sys.exit(main())
