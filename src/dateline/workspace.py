"""The verbs: what can be asked of a workspace.  Every surface renders these and nothing else.

A workspace is one file. `read` brings pages in; everything else looks at what was read. Linking and the
dossier are functions of all that the store holds, so the order of arrival cannot matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dateline import dossier as dossier_room
from dateline import export as export_room
from dateline import search as search_room
from dateline.capture import CaptureStage, find, find_named
from dateline.capture.registry import digest_of, records_of, registry_name
from dateline.dossier import Diff, Pins, Words
from dateline.engine import LocalEngine
from dateline.errors import Refusal, StoreError, UsageError
from dateline.linking import link
from dateline.linking.amending import amend
from dateline.linking.archive import catch_up, pages_of, shelve, standing_pages, unshelve
from dateline.linking.listing import list_stories
from dateline.linking.meaning import scope_of
from dateline.linking.observed import versions_of
from dateline.linking.registry import link_records, take_in
from dateline.linking.rejecting import read_as_one
from dateline.linking.scoping import WHOLE, Part, part_about
from dateline.ports import Store
from dateline.records.corroboration import Corroboration
from dateline.records.dossier import Dossier, DossierFailure, Scope
from dateline.records.evidence import Evidence
from dateline.records.judgement import Correction, Judgement, JudgementKind, Pin, corrections, judge, to_undo
from dateline.records.linked import Linked, Page
from dateline.records.page import Article, Known, Source
from dateline.records.registry import Registry, RegistryAdded, RegistryPin, split_reference
from dateline.records.search import Results, Sort
from dateline.records.shown import Articles, Checked, Original, Passage
from dateline.records.story import Stories
from dateline.records.versions import Version
from dateline.store import open_store

if TYPE_CHECKING:
    from dateline.pipeline import PageRead

__all__ = ["Articles", "Checked", "Original", "Passage", "Workspace"]

_CAPTURE = CaptureStage.name


class Workspace:
    """A workspace file and what can be asked of it; a context manager. Made by `dateline.open`.

    `progress` is called as pages go through the stages: the stage's name, and how many of the batch it has done.
    """

    def __init__(
        self, path: str | Path, *, workers: int = 1, progress: Callable[[str, int], None] | None = None
    ) -> None:
        self.path = Path(path)
        self._store: Store = open_store(self.path)
        self._engine = LocalEngine(workers=workers, progress=progress)
        self._pages: list[Page] | None = None
        self._whole: tuple[tuple[Sequence[Page], Mapping[str, str] | None, tuple[Judgement, ...]], Linked] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file and of the workers."""
        self._engine.close()
        self._store.close()

    def read(
        self, paths: Sequence[str | Path], *, known: Known | None = None, follow: bool = False, retry: bool = False
    ) -> list[PageRead]:
        """Read pages: addresses, files, folders, globs, ``-``, ``.jsonl``, WARC, feeds; one result a page, in order.

        With `follow` the pages that a feed's entries link to are asked for, instead of the entries; with `retry`
        what failed for want of time or memory is tried again.
        """
        return list(self.reading(paths, known=known, follow=follow, retry=retry))

    def reading(
        self, paths: Sequence[str | Path], *, known: Known | None = None, follow: bool = False, retry: bool = False
    ) -> Iterator[PageRead]:
        """The same, one page at a time as its batch is done.

        Raises UsageError("known_of_many") where `known` is given and there is more than one page.
        """
        # Only reading needs the readers: looking at what was read starts in half the time without them.
        from dateline.pipeline import Plan, read

        self._store.writable()
        self._pages = None
        sources = find([str(path) for path in paths], known=known or Known())
        if known is not None and known != Known():
            sources = _single(sources)
        yield from read(sources, store=self._store, engine=self._engine, plan=Plan(follow=follow, retry=retry))

    def reading_files(
        self, files: Sequence[tuple[Path, str]], *, known: Known | None = None, retry: bool = False
    ) -> Iterator[PageRead]:
        """The same of files that go by other names: what somebody handed over was put into them. Nothing is fetched."""
        from dateline.pipeline import Plan, read

        self._store.writable()
        self._pages = None
        sources = find_named([(str(path), name) for path, name in files], known=known or Known())
        if known is not None and known != Known():
            sources = _single(sources)
        yield from read(sources, store=self._store, engine=self._engine, plan=Plan(retry=retry))

    def dossier(
        self,
        what: str | None = None,
        *,
        pages: Sequence[str] | None = None,
        on: str | None = None,
        as_of: str | None = None,
        top: int | None = None,
    ) -> Dossier:
        """The picture: everything, one story or one entity (its name or id), or the pages named.

        In a large archive (`linking.scoping`) what it needs is linked and no more, and everything is the stories that
        moved last; `scope.left_out` says how much there is besides. `pages` are article ids or the names under which
        pages were read; they are linked among themselves alone. `on` shows the world on that day as now known, `as_of`
        what had been published by that day, and both together what was then known of that day. `top` keeps that many
        lines of the timeline, the most important. Raises UsageError("not_found") where nothing here is called `what`,
        and UsageError("bad_day") where a day is none.
        """
        on, as_of = _day(on), _day(as_of)
        if pages is None and (part := self._part(what)) is not None:
            return self._picture(
                self._pages_of(part), what=what, part=part, on=on, as_of=as_of, top=top, stories=self._stories_of(part)
            )
        known = self._all() if pages is None else self._named(pages)
        stories = self._store.stories() if pages is None else None
        return self._picture(known, what=what, pages=pages, on=on, as_of=as_of, top=top, stories=stories)

    def stories(
        self, *, limit: int = 30, after: str | None = None, on: str | None = None, as_of: str | None = None
    ) -> Stories:
        """The stories, the one that moved last first: their headlines and how much was written on which day.

        `after` is the cursor of the page before; `on` leaves those that had begun by that day, as now known, in the
        order in which they had moved by then; `as_of` shows them as far as they had gone. What it costs hangs on
        `limit`, and hardly on the archive. Raises UsageError: bad_day, bad_limit.
        """
        if limit < 1:
            raise UsageError("bad_limit", f"{limit} stories are none: ask for one at least")
        on, as_of = _day(on), _day(as_of)
        catch_up(self._store)
        return list_stories(self._store, limit=limit, after=after, on=on, as_of=as_of)

    def _picture(
        self,
        known: Sequence[Page],
        *,
        what: str | None,
        on: str | None = None,
        as_of: str | None = None,
        top: int | None = None,
        stories: Mapping[str, str] | None = None,
        pages: Sequence[str] | None = None,
        part: Part | None = None,
    ) -> Dossier:
        """Link pages, and lay out what is asked for; of a part of the archive, that part."""
        sources = {page.article.source for page in known} if pages is not None or part is not None else None
        sources = {*sources, *pages} if sources is not None and pages is not None else sources
        log = self._store.judgements()
        known, linked = self._linked(known, stories=stories, part=part, as_of=as_of)
        sources = sources if as_of is None else {page.article.source for page in known}
        scope = scope_of(what, linked, pages=pages, store=self._store)
        picture = dossier_room.build(
            linked if part is None or scope.story or scope.entity else dossier_room.only(linked, set(part.texts)),
            scope=replace(scope, on=on, as_of=as_of, left_out=part.left_out if part else 0),
            text=self._store.text,
            top=top,
            judgements=log,
            warnings=[w for w in self._store.warnings() if sources is None or w.source in sources],
            failures=[f for f in self._standing() if sources is None or f.source in sources],
        )
        return link_records(picture, linked, registries=self._store.registries, text=self._store.text, judgements=log)

    def _linked(
        self, known: Sequence[Page], *, stories: Mapping[str, str] | None, part: Part | None, as_of: str | None
    ) -> tuple[Sequence[Page], Linked]:
        """Link pages; with `as_of` those alone that had appeared by then."""
        log = self._store.judgements()
        linked = self._link(known, stories=stories, log=tuple(log))
        if as_of is None:
            return known, linked
        # Linking bounds pages by each other: by which day one had appeared is known only when all are linked.
        appeared = dossier_room.published_by(linked.articles, as_of)
        known = [page for page in known if page.article.id in appeared]
        return known, link(known, stories=None if part is None else stories, judgements=log)

    def _link(self, known: Sequence[Page], *, stories: Mapping[str, str] | None, log: tuple[Judgement, ...]) -> Linked:
        """Pages linked; all of them once, for as long as they, their stories and the judgements are the same."""
        if known is not self._pages:
            return link(known, stories=stories, judgements=log)
        of = (known, stories, log)
        if self._whole is None or self._whole[0][0] is not known or self._whole[0][1:] != of[1:]:
            self._whole = (of, link(known, stories=stories, judgements=log))
        return self._whole[1]

    def corroborate(self, sentence: str, *, on: str | None = None, as_of: str | None = None) -> Corroboration:
        """Whether a sentence is reported: by which independent origins, since when, and what speaks against it.

        A page supports it only where it says all of it; of a large archive what the names and words of the sentence
        lead to is compared. `on` and `as_of` are as for `dossier`. Raises UsageError: bad_day, empty_sentence,
        sentence_too_long.
        """
        from dateline.reading.stage import ReadingStage

        on, as_of = _day(on), _day(as_of)
        asked = dossier_room.sentence_of(sentence)
        reading = ReadingStage().open()(asked).output
        part = self._part_told(dossier_room.words_of(asked, reading))
        known = self._all() if part is None else self._pages_of(part)
        stories = self._store.stories() if part is None else self._stories_of(part)
        pages, linked = self._linked(known, stories=stories, part=part, as_of=as_of)
        return dossier_room.corroborate(
            asked, reading, linked=linked, pages=pages, text=self._store.text, on=on, as_of=as_of,
            left_out=part.left_out if part else 0,
        )  # fmt: skip

    def _part_told(self, words: Words) -> Part | None:
        """What of a large archive names and words lead to; None where all of it is linked."""
        part = self._part(*(name for name in words.names if part_about(self._store, [name]) is not None))
        if part is None or not words.query:
            return part
        found = self.search(words.query, limit=words.most).hits
        captures = [capture for _, capture in self._store.named([hit.source for hit in found])]
        texts = (article.text_id for article in self._store.articles(captures))
        return replace(part, texts=tuple(dict.fromkeys((*part.texts, *texts))))

    def diff(self, before: str, after: str, *, what: str | None = None, on: str | None = None) -> Diff:
        """What is new, changed and gone in the picture as published, from one day to another; with `on` in what was
        known of the world on that day.

        Raises UsageError("bad_day"), or ("not_found") where nothing is called `what` in the later picture.
        """
        later = self.dossier(what, on=on, as_of=after)
        try:
            earlier = self.dossier(what, on=on, as_of=before)
        except UsageError as error:
            if error.code != "not_found":
                raise
            # Nobody had heard of it yet: all of it is new.
            earlier = Dossier(scope=Scope(on=_day(on), as_of=_day(before)))
        return dossier_room.diff(earlier, later)

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        after: str | None = None,
        on: str | None = None,
        as_of: str | None = None,
        sort: Sort = "rank",
    ) -> Results:
        """What fits a query (docs/commands.md has the grammar): articles, quotations, events, entities, in context.

        `after` is the cursor of the page before. `as_of` finds what had been published by that day, `on` what had been
        published, had happened or been said by then as now known. Raises QueryError, a UsageError that says where the
        query is wrong, and UsageError: bad_day, bad_limit, bad_cursor.
        """
        on, as_of = _day(on), _day(as_of)
        asked, waiting = search_room.parse(query), self._find_all()
        return search_room.find(
            self._store, asked, limit=limit, after=after, on=on, as_of=as_of, sort=sort, waiting=waiting,
            same=search_room.same_names(self._store.judgements()),
        )  # fmt: skip

    def export(
        self, form: str, what: str | None = None, *, on: str | None = None, as_of: str | None = None
    ) -> tuple[export_room.Part, ...]:
        """The picture in another field's format (`dateline.export.FORMATS`), as files in pieces, the chief one first.

        `what`, `on` and `as_of` are as for `dossier`, which raises the same errors; another is
        UsageError("unknown_format").
        """
        export_room.check(form)
        return export_room.export(self.dossier(what, on=on, as_of=as_of), form)

    def show(self, reference: str, *, on: str | None = None, as_of: str | None = None) -> list[Passage]:
        """The words around the evidence of a line: any unambiguous beginning of its reference, or an id.

        `on` and `as_of` show what the line rests on in the picture of these days, as for `dossier`. Raises UsageError:
        unknown_reference (also of what that picture does not tell), ambiguous_reference, bad_day.
        """
        on, as_of = _day(on), _day(as_of)
        pointed = search_room.point(self._store, reference) if on is None and as_of is None else None
        if pointed is not None and pointed.evidence:
            return [*search_room.passages(pointed.evidence, [pointed.article], text=self._store.text)]
        picture = self._around(reference, on=on, as_of=as_of)
        found = dossier_room.references(picture).find(reference)
        return [*search_room.passages(found.evidence, picture.articles, text=self._store.text, why=found.why)]

    def articles(self, *, limit: int = 100, after: str | None = None) -> Articles:
        """The articles that stand, by id, as their own pages tell of them; `after` is the cursor of the page before.

        Raises UsageError("bad_limit").
        """
        if limit < 1:
            raise UsageError("bad_limit", f"{limit} articles are none: ask for one at least")
        found = tuple(islice(self._store.articles(after=after), limit + 1))
        return Articles(articles=found[:limit], next=found[limit - 1].id if len(found) > limit else None)

    def original(self, reference: str) -> Original:
        """A page's own bytes, by its capture's id, or as for `versions`, whose errors it raises."""
        found = next(self._store.captures([reference]), None)
        found = found or next(self._store.captures([self._captured(reference)]))
        return Original(
            capture=found.id, source=found.source, url=found.url, media_type=found.media_type, charset=found.charset,
            payload=self._store.payload(found.payload),
        )  # fmt: skip

    def versions(self, reference: str, *, on: str | None = None, as_of: str | None = None) -> tuple[Version, ...]:
        """A page as it was seen each time, the earliest first, with what was edited in between.

        `reference` is its address, the name under which it was read, or its article's id or the beginning of that.
        `as_of` leaves those that had been seen by that day, `on` the one that stood then. Raises UsageError:
        unknown_reference, ambiguous_reference, bad_day.
        """
        days = _day(on), _day(as_of)
        return versions_of(self._store, self._captured(reference), on=days[0], as_of=days[1])

    def _captured(self, reference: str) -> str:
        """The capture that an address, a name or an article's id leads to."""
        named = sorted({capture for _, capture in self._store.named([reference])})
        if named:
            return named[-1]
        found = [one for one in self._store.articles() if one.url == reference or one.id.startswith(reference)]
        if not found:
            raise UsageError("unknown_reference", f"nothing here was read as {reference!r}: give its address or its id")
        if len({article.url or article.id for article in found}) > 1:
            raise UsageError("ambiguous_reference", f"{reference!r} may be several pages: give more of the id")
        return found[0].capture

    def watermark(self) -> int:
        """A number that is another one as soon as anybody else has written; what this one writes does not change it."""
        return self._store.watermark()

    def check(self) -> Checked:
        """Cut every kept piece of evidence again from the stored texts."""
        broken: list[Evidence] = []
        holding, total = self._store.check(broken.append)
        return Checked(holding=holding, total=total, broken=tuple(broken[:20]))

    def failures(self) -> tuple[DossierFailure, ...]:
        """What could not be read, and why."""
        return tuple(self._standing())

    def same(self, left: str, right: str, *, author: str) -> Judgement:
        """Judge two to be one: somebody or something, an event, a story; by name or reference, or as ``NAME@PAGE``.

        One of them may be a registry's record: the reference of its line, its id, or ``REGISTRY:ID``. Raises
        UsageError: unknown_reference, ambiguous_reference, kinds_differ, one_thing, not_judged.
        """
        pins = self._pins(left, right)
        return self._of_record("same", (left, right), pins=pins, author=author) or self._judge(
            "same", pins.pair(left, right), author=author
        )

    def different(self, left: str, right: str, *, author: str) -> Judgement:
        """Judge two to be two; raises as `same` does, and read_as_one where it is one text that reads them as one."""
        known = self._pins(left, right)
        if (judged := self._of_record("different", (left, right), pins=known, author=author)) is not None:
            return judged
        pins = known.pair(left, right)
        texts = {pin.evidence.text_id for pin in pins}
        if any(read_as_one(reading, *(pin.evidence for pin in pins)) for reading in self._store.readings([*texts])):
            raise UsageError(
                "read_as_one", "one text reads these as one: `dateline reject` the mention that is read wrongly"
            )
        return self._judge("different", pins, author=author)

    def correct(self, article: str, fields: Mapping[str, str], *, author: str) -> Judgement:
        """Say what a page's `date`, `outlet` or `credit` should be; an empty value says that there is none.

        Raises UsageError: not_an_article, unknown_reference, ambiguous_reference, bad_correction.
        """
        pins = self._pins(article)
        about = pins.of_article(pins.article(article))
        return self._judge("correct", [about], author=author, corrections=corrections(fields))

    def reject(self, reference: str, *, author: str) -> Judgement:
        """Judge that something was read wrongly: it is left out, with what hangs on it.

        Raises UsageError: unknown_reference, ambiguous_reference, not_judged, nothing_rejected.
        """
        judgement = judge("reject", self._pins(reference).all(reference), author=author, at=_now())
        texts = sorted({pin.evidence.text_id for pin in judgement.about})
        before = self._standing_pages(texts)
        if not judgement.about or amend(before, [judgement]) == before:
            raise UsageError(
                "nothing_rejected", f"{reference!r} is not read, but follows from other readings: reject one of these"
            )
        return self._said(judgement)

    def undo(self, reference: str | None = None, *, author: str) -> Judgement:
        """Take a judgement back: the last one that stands, or one by its id or the beginning of that.

        Raises UsageError: nothing_to_undo, unknown_reference, ambiguous_reference.
        """
        undone = to_undo(self._store.judgements(), reference)
        return self._said(judge("undo", undone.about, author=author, at=_now(), undoes=undone.id))

    def judgements(self) -> tuple[Judgement, ...]:
        """The log of judgements, the oldest first, with those that were taken back."""
        return tuple(self._store.judgements())

    def forget(self, reference: str) -> tuple[Article, ...]:
        """Take a page out, every version of it, with payload, texts, readings and judgements that no other page shares.

        `reference` is as for `versions`, or that of a line. Returns the articles that were there. Raises UsageError:
        unknown_reference, ambiguous_reference.
        """
        captures = {capture for _, capture in self._store.named([reference])}
        if not captures:
            captures = {self._captured(self._article_id(reference))}
        captures |= {other for capture in sorted(captures) for other in self._store.versions(capture)}
        gone = tuple(self._store.articles(sorted(captures)))
        texts = sorted({article.text_id for article in gone})
        # First off the shelf: a run that is killed here is mended by the next one.
        unshelve(self._store, texts)
        search_room.forget(self._store, texts)
        self._store.forget(sorted(captures))
        shelve(self._store, texts)
        self._find_all()
        self._pages = None
        return gone

    def add_registry(
        self, path: str | Path, *, name: str | None = None, progress: Callable[[int], None] = lambda _: None
    ) -> RegistryAdded:
        """Take a registry in from a file (FollowTheMoney JSON lines, or CSV), in the place of the one of its name.

        `name` is the file's own, without endings, where none is given; `progress` is called with the records taken in
        so far. Raises UsageError: bad_name, not_found, no_registry, bad_encoding and their kin; then nothing changes.
        """
        file = Path(path)
        try:
            title = registry_name(file.name if name is None else name)
            digest = digest_of(str(file))
            for known in self._store.registries.known():
                if (known.name, known.digest) == (title, digest):
                    return RegistryAdded(registry=known, new=False)
            made, troubles = take_in(
                records_of(str(file)), registries=self._store.registries, name=title, file=file.name, digest=digest,
                progress=progress,
            )  # fmt: skip
        except Refusal as refusal:
            raise UsageError(refusal.code, f"{path}: {refusal.message}") from None
        return RegistryAdded(registry=made, new=True, troubles=troubles)

    def registries(self) -> tuple[Registry, ...]:
        """The registries that were added, by name."""
        return tuple(self._store.registries.known())

    def remove_registry(self, name: str) -> None:
        """Take a registry out; raises UsageError("unknown_registry")."""
        if not self._store.registries.remove(name):
            raise UsageError("unknown_registry", f"no registry is called {name!r}: `dateline registry list` names them")

    def backup(self, path: str | Path) -> None:
        """Copy the workspace, in use or not, to a new file; raises UsageError("file_exists")."""
        self._store.backup(Path(path))

    def _article_id(self, reference: str) -> str:
        """The id of the article that a line's reference means; the reference itself where it is none of a line."""
        try:
            return self._pins(reference).article(reference).id
        except UsageError:
            return reference

    def _pins(self, *references: str) -> Pins:
        return Pins(self._around(*references))

    def _around(self, *references: str, on: str | None = None, as_of: str | None = None) -> Dossier:
        """The picture in which these may be found: everything, else what they lead to, else the stories moved last."""
        part = self._part(*(one for one in references if part_about(self._store, [one]) is not None))
        if part is None:
            return self.dossier(on=on, as_of=as_of)
        whole = replace(part, texts=(*part.texts, *part.drawn), drawn=())
        pages, stories = self._pages_of(whole), self._stories_of(whole)
        return self._picture(pages, what=None, part=whole, on=on, as_of=as_of, stories=stories)

    def _of_record(self, kind: JudgementKind, pair: tuple[str, str], *, pins: Pins, author: str) -> Judgement | None:
        """A judgement on an entity and a registry's record; None where neither of the two names a record."""
        for reference, other in (pair, pair[::-1]):
            record = pins.record(reference) or self._record(reference)
            if record is not None:
                return self._said(judge(kind, [pins.entity(other)], author=author, at=_now(), record=record))
        return None

    def _record(self, reference: str) -> RegistryPin | None:
        """The record that an id, or ``REGISTRY:ID``, names; raises UsageError("ambiguous_reference")."""
        registry, record = split_reference(reference)
        found = list(self._store.registries.called(reference))
        if registry is not None:
            found += self._store.registries.called(record, registry=registry)
        if len(found) > 1:
            names = ", ".join(f"{name}:{each.id}" for name, each in found)
            raise UsageError("ambiguous_reference", f"{reference!r} is in several registries: name one of {names}")
        return next((RegistryPin(registry=name, record=each.id, name=each.name) for name, each in found), None)

    def _judge(
        self, kind: JudgementKind, about: Sequence[Pin], *, author: str, corrections: Sequence[Correction] = ()
    ) -> Judgement:
        return self._said(judge(kind, about, author=author, at=_now(), corrections=corrections))

    def _said(self, judgement: Judgement) -> Judgement:
        """Keep a judgement, and put the stories of the texts that it changes in order."""
        self._store.judge(judgement)
        captures = [capture for _, capture in self._store.named([pin.source for pin in judgement.about])]
        texts = {pin.evidence.text_id for pin in judgement.about}
        texts |= {article.text_id for article in self._store.articles(captures)}
        shelve(self._store, sorted(texts))
        search_room.renew(self._store, sorted(texts), pages=self._standing_pages)
        self._pages = None
        return judgement

    def _find_all(self) -> int:
        """Put the index of search in order; returns how many texts wait, where the workspace cannot be written."""
        try:
            search_room.catch_up(self._store, self._standing_pages)
        except StoreError as error:
            if error.code not in ("workspace_read_only", "workspace_locked"):
                raise
        return len(self._store.unsearched(version=search_room.VERSION, most=1000))

    def _standing_pages(self, texts: Sequence[str]) -> Sequence[Page]:
        return standing_pages(self._store, texts)

    def _standing(self) -> list[DossierFailure]:
        """Failures that stand: a source that could not be captured once may have been mended since."""
        failures = list(self._store.failures())
        captured = {name for name, _ in self._store.named([f.source for f in failures if f.stage == _CAPTURE])}
        return [f for f in failures if not (f.stage == _CAPTURE and f.source in captured)]

    def _part(self, *what: str | None) -> Part | None:
        """What of the archive must be linked for these; None where all of it is."""
        catch_up(self._store)
        if self._store.catalogue.size() <= WHOLE:
            return None
        asked = [one for one in what if one is not None]
        part = part_about(self._store, asked, judgements=self._store.judgements())
        if part is None:
            raise UsageError("not_found", f"nothing here is called {' or '.join(map(repr, asked))}: `dateline search`")
        return part

    def _pages_of(self, part: Part) -> list[Page]:
        return list(pages_of(self._store, self._store.sharing([*part.texts, *part.drawn])))

    def _stories_of(self, part: Part) -> Mapping[str, str]:
        return self._store.stories([*part.texts, *part.drawn])

    def _all(self) -> list[Page]:
        if self._pages is None:
            catch_up(self._store)
            self._pages = list(pages_of(self._store, self._store.articles()))
        return self._pages

    def _named(self, names: Sequence[str]) -> list[Page]:
        wanted = set(names)
        captures = sorted({capture for _, capture in self._store.named(names)})
        articles = (a for a in self._store.articles(captures) if wanted & {a.id, a.source})
        return list(pages_of(self._store, articles))


def _day(said: str | None) -> str | None:
    return None if said is None else dossier_room.day(said)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _single(sources: Iterator[Source]) -> Iterator[Source]:
    first = list(islice(sources, 2))
    if len(first) > 1:
        raise UsageError(
            "known_of_many",
            "a date, a URL or an outlet can be given for a single page only: read that page on its own, "
            "or give each its own in a .jsonl file",
        )
    return iter(first)
