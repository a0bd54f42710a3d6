"""A generated archive: happenings by the day, reported by several outlets, copied from agencies.  A seed in, pages out.

Every day brings new happenings; those that go on are reported for days or weeks. A fifth of the reports are an
agency's, printed word for word by another outlet. The pages come in the order in which they were published, as records:
nothing of them is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateline.ports import Kept, Product
from dateline.records.base import record
from dateline.records.evidence import Text, capture_text
from dateline.records.ids import digest, record_id
from dateline.records.outcome import Derivation, Outcome
from dateline.records.page import Article, Block, Capture
from dateline.records.time import stated
from evaluation.bench.world import Happening, World
from evaluation.bench.writing import Report, write

__all__ = ["Reported", "generate", "outcomes"]

_FIRST_DAY = date(2024, 1, 1).toordinal()
_COPIED = 0.2
_A_DAY = 0.25
"""New happenings a day, as a share of the pages of a day."""


@record
class Reported:
    """A page as records: a report, where and when it was printed, and by whose hands it came."""

    report: Report
    number: int
    happening: int
    day: date
    outlet: str
    agency: str | None


def generate(*, seed: int = 5, a_day: int = 400) -> Iterator[Reported]:
    """Pages without end, some hundreds a day."""
    world = World(seed)
    going: list[tuple[Happening, list[Reported]]] = []
    number, day = 0, _FIRST_DAY
    while True:
        going += [(world.happening(day), []) for _ in range(int(a_day * _A_DAY))]
        for _ in range(a_day):
            happening, printed = world.random.choice(going)
            page = _printed(world, happening, printed, number=number, day=day)
            printed.append(page)
            number += 1
            yield page
        day += 1
        going = [
            (one, printed)
            for one, printed in going
            if len(printed) < one.length and (day <= one.begun + one.days or not printed)
        ]


def _printed(world: World, of: Happening, printed: list[Reported], *, number: int, day: int) -> Reported:
    draw = world.random
    outlet = draw.choice(world.outlets)
    wire = [page for page in printed if page.agency and page.outlet != outlet]
    if wire and draw.random() < 0.6:
        first = draw.choice(wire)
        report, agency = first.report, first.agency
    else:
        report, agency = write(world, of), draw.choice(world.agencies) if draw.random() < _COPIED else None
    return Reported(
        report=report, number=number, happening=of.number, day=date.fromordinal(day), outlet=outlet, agency=agency
    )


def outcomes(page: Reported) -> list[Kept]:
    """A page as the three stages would give it to the store."""
    report, body = page.report, page.report.text
    day = page.day.isoformat()
    head = f"{page.outlet}\n{report.title}\n{day}" + (f"\n({page.agency})" if page.agency else "")
    seen = capture_text(f"{head}\n\n{body.text}\n")
    source = f"{page.number:07}.txt"
    payload = seen.text.encode()
    capture = Capture(
        id=record_id("capture", seen.id, source), source=source, payload=digest(payload), text_id=seen.id,
        media_type="text/plain", charset="utf-8",
    )  # fmt: skip
    article = _article(page, capture, seen, shift=len(head) + 2)
    found: list[Outcome[Product]] = [
        Outcome(input=capture.id, output=capture, texts=(seen,), payload=payload),
        Outcome(input=capture.id, output=(article,), texts=(body,)),
        Outcome(input=body.id, output=report.reading),
    ]
    return [_kept(one, stage) for one, stage in zip(found, ("capture", "article", "reading"), strict=True)]


def _article(page: Reported, capture: Capture, seen: Text, *, shift: int) -> Article:
    body = page.report.text
    words = {"outlet": page.outlet, "title": page.report.title, "published": page.day.isoformat()}
    words |= {"credit": page.agency} if page.agency else {}
    evidence = {name: (seen.cut(at := seen.text.index(said), at + len(said)),) for name, said in words.items()}
    blocks, start = [], 0
    for block in body.text.split("\n\n"):
        end = start + len(block)
        blocks.append(
            Block(kind="paragraph", start=start, end=end, capture_start=start + shift, capture_end=end + shift)
        )
        start = end + 2
    return Article(
        id=record_id("article", body.id, capture.id), capture=capture.id, source=capture.source, text_id=body.id,
        capture_text_id=seen.id, blocks=tuple(blocks), title=page.report.title, outlet=page.outlet,
        credit=(page.agency,) if page.agency else (), published=stated(page.day.isoformat(), *evidence["published"]),
        evidence=evidence,  # type: ignore[arg-type]
    )  # fmt: skip


def _kept(outcome: Outcome[Product], stage: str) -> Kept:
    key = digest(f"{stage}\x1f{outcome.input}".encode())[:32]
    derivation = Derivation(key=key, stage=stage, version=1, settings="{}", input=outcome.input, status="done")
    return Kept(derivation=derivation, outcome=outcome)
