"""The plan: pages become captures, captures articles, articles' texts readings; a feed becomes its entries first.

Every step is an anti-join: what has an outcome already is not done again, so a second run does nothing and
a run that was killed is finished by the next. Outcomes are kept a batch at a time, so a kill loses at most
the batch in flight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar, cast

from dateline.article import ArticleStage, Captured
from dateline.capture import CaptureStage, FeedStage
from dateline.ports import Engine, Kept, Product, Store
from dateline.reading.stage import ReadingStage
from dateline.records.base import record
from dateline.records.dossier import DossierFailure
from dateline.records.evidence import Text
from dateline.records.outcome import Derivation, Failure, Outcome
from dateline.records.page import Article, Capture, Source
from dateline.stage import Stage, derivation_key, settings_of

__all__ = ["BATCH", "BATCH_BYTES", "PageRead", "Plan", "read"]

BATCH = 32
"""Pages a batch: some seconds of reading, which is what a kill may lose, and enough to keep workers busy."""
BATCH_BYTES = 32_000_000
"""Bytes of pages held at a time, where they come from an archive or from rows: a page may have 20,000,000."""

FEED = "feed"
"""The code with which a capture refuses what is a feed."""

In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The stages, in order, with their settings."""

    capture: CaptureStage = field(default_factory=CaptureStage)
    article: ArticleStage = field(default_factory=ArticleStage)
    reading: ReadingStage = field(default_factory=ReadingStage)
    follow: bool = False
    """Whether the pages that a feed's entries link to are asked for, instead of the entries."""
    retry: bool = False
    """Whether what failed for want of time or memory is tried again."""

    def feed(self) -> FeedStage:
        """The stage that reads feeds, as captures are made."""
        return FeedStage(capture=self.capture)


@record
class PageRead:
    """What became of one source: its capture and articles, whether anything about it was new, or its failure."""

    source: str
    capture: str | None = None
    articles: tuple[str, ...] = ()
    new: bool = False
    stage: str | None = None
    failure: Failure | None = None


def read(sources: Iterable[Source], *, store: Store, engine: Engine, plan: Plan) -> Iterator[PageRead]:
    """Read pages into the store, in their order; one result a source, as its batch is done."""
    for batch in _batches(sources):
        seen = list(engine.run(plan.capture, batch))
        entries = _entries(batch, seen, engine=engine, plan=plan)
        others = [at for at in range(len(batch)) if at not in entries]
        pages = _read_batch(
            [batch[at] for at in others], [seen[at] for at in others], store=store, engine=engine, plan=plan
        )
        for at in range(len(batch)):
            if at in entries:
                # What an entry links to may be a feed again: that one is refused, so that no feed leads on and on.
                for some in _batches(entries[at]):
                    yield from _read_batch(
                        some, list(engine.run(plan.capture, some)), store=store, engine=engine, plan=plan
                    )
            else:
                yield pages.pop(0)


def _entries(
    batch: Sequence[Source], seen: list[Outcome[Capture]], *, engine: Engine, plan: Plan
) -> dict[int, list[Source]]:
    """The entries of those sources of a batch that are feeds; a feed that cannot be read has failed for that reason."""
    feeds = [at for at, one in enumerate(seen) if one.failure is not None and one.failure.code == FEED]
    found: dict[int, list[Source]] = {}
    for at, outcome in zip(feeds, engine.run(plan.feed(), [batch[at] for at in feeds]), strict=True):
        if outcome.output is None:
            seen[at] = replace(seen[at], failure=outcome.failure)
            continue
        pages = [one.page or one.entry if plan.follow else one.entry for one in outcome.output]
        found[at] = list({page.name: page for page in pages}.values()) if plan.follow else pages
    return found


def _read_batch(
    batch: Sequence[Source], seen: Sequence[Outcome[Capture]], *, store: Store, engine: Engine, plan: Plan
) -> list[PageRead]:
    observed, new = _capture(batch, seen, store=store, plan=plan)
    captured = [Captured(capture=seen.output, text=seen.texts[0]) for seen in observed if seen.output]
    new |= _derive(plan.article, captured, store=store, engine=engine, retry=plan.retry)
    articles = list(store.articles([page.capture.id for page in captured]))
    texts = [Text(id=name, text=store.text(name)) for name in sorted({article.text_id for article in articles})]
    new |= _derive(plan.reading, texts, store=store, engine=engine, retry=plan.retry)
    if new or any(page.capture.observation for page in captured):
        # Where nothing is new, nothing of linking is needed: reading again returns at once.
        from dateline import search
        from dateline.linking.archive import catch_up, standing_pages

        catch_up(store)
        search.catch_up(store, lambda texts: standing_pages(store, texts))
    # A capture's failure comes with its outcome; one that is on record may have been mended since.
    failures = {failure.source: failure for failure in store.failures() if failure.stage != plan.capture.name}
    return [
        _page(source, seen, articles=articles, new=new, failure=failures.get(source.name))
        for source, seen in zip(batch, observed, strict=True)
    ]


def _capture(
    batch: Sequence[Source], seen: Sequence[Outcome[Capture]], *, store: Store, plan: Plan
) -> tuple[list[Outcome[Capture]], set[str]]:
    """Keep what every source was observed to be, known or not: only its bytes can tell whether it is new."""
    observed = [replace(one, input=one.output.id if one.output else _failed_key(one)) for one in seen]
    names = {seen.input: source.name for source, seen in zip(batch, observed, strict=True)}
    return observed, _keep(plan.capture, observed, store=store, names=names)


def _derive(stage: Stage[In, Out], inputs: Sequence[In], *, store: Store, engine: Engine, retry: bool) -> set[str]:
    """Run a stage over those inputs that have no outcome yet; returns the keys of the inputs done now."""
    waiting = {derivation_key(stage, stage.key(each)): each for each in inputs}
    known = store.known(list(waiting))
    if retry:
        known -= store.unfinished(list(known))
    fresh = [each for key, each in waiting.items() if key not in known]
    return _keep(stage, list(engine.run(stage, fresh)), store=store)


def _keep(
    stage: Stage[In, Out],
    outcomes: Sequence[Outcome[Out]],
    *,
    store: Store,
    names: Mapping[str, str] = MappingProxyType({}),
) -> set[str]:
    """Keep outcomes that the store does not have, in one transaction; returns the keys of their inputs.

    `names` are what the user calls the inputs, where these are sources.
    """
    kept = {derivation_key(stage, outcome.input): outcome for outcome in outcomes}
    known = store.known(list(kept))
    known -= store.unfinished([key for key, outcome in kept.items() if outcome.failure is None])
    store.add(
        [
            Kept(derivation=_derivation(stage, key, outcome), outcome=outcome, source=names.get(outcome.input))
            for key, outcome in cast("dict[str, Outcome[Product]]", kept).items()
            if key not in known or _is_seen(outcome)
        ]
    )
    return {outcome.input for key, outcome in kept.items() if key not in known}


def _is_seen(outcome: Outcome[Product]) -> bool:
    """Whether this is an observation that was made at some time: seeing the same again is worth keeping."""
    return isinstance(outcome.output, Capture) and outcome.output.observation is not None


def _derivation(stage: Stage[In, Out], key: str, outcome: Outcome[Product]) -> Derivation:
    return Derivation(
        key=key,
        stage=stage.name,
        version=stage.version,
        settings=settings_of(stage),
        input=outcome.input,
        status="failed" if outcome.failure else "done",
    )


def _failed_key(seen: Outcome[Capture]) -> str:
    # Another refusal of the same source is news; the same one again is not.
    return f"{seen.input}:{seen.failure.code if seen.failure else ''}"


def _page(
    source: Source,
    seen: Outcome[Capture],
    *,
    articles: Sequence[Article],
    new: set[str],
    failure: DossierFailure | None,
) -> PageRead:
    if seen.output is None:
        return PageRead(source=source.name, new=seen.input in new, stage="capture", failure=seen.failure)
    mine = [article for article in articles if article.capture == seen.output.id]
    return PageRead(
        source=source.name,
        capture=seen.output.id,
        articles=tuple(article.id for article in mine),
        new=seen.output.id in new or any(article.text_id in new for article in mine),
        stage=failure.stage if failure else None,
        failure=Failure(code=failure.code, message=failure.message) if failure else None,
    )


def _batches(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """Sources in their order, as many at a time as fit the batch, in number and in the bytes that they carry."""
    batch: list[Source] = []
    carried = 0
    for source in sources:
        batch.append(source)
        carried += len(source.payload or b"")
        if len(batch) == BATCH or carried > BATCH_BYTES:
            yield batch
            batch, carried = [], 0
    if batch:
        yield batch
