"""Protocols between rooms: what the pipeline asks of an engine and of a store, whoever they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, TypeVar

from dateline.records.base import record
from dateline.records.dossier import DossierFailure, DossierWarning
from dateline.records.evidence import Evidence
from dateline.records.judgement import Judgement
from dateline.records.outcome import Derivation, Outcome
from dateline.records.page import Article, Capture
from dateline.records.reading import Reading
from dateline.records.registry import Registry, RegistryDetail, RegistryRecord, RegistrySaid
from dateline.records.search import Found, FoundKind, FoundName, FoundPart, NameRow, Query, Row, Searched
from dateline.records.sketch import Namings, Sketch
from dateline.records.story import StoryDay, StoryKept
from dateline.stage import Stage

__all__ = ["Catalogue", "Engine", "Finder", "Index", "Kept", "Product", "Registries", "Shelf", "Store"]

In = TypeVar("In")
Out = TypeVar("Out")

Product = Capture | tuple[Article, ...] | Reading
"""The outputs that a store keeps."""


@record
class Kept:
    """One outcome on its way into the store: provenance, and what it holds.

    `source` is what the user calls the page: to be given with a capture's outcome, so that a page that
    could not even be captured is listed under its name. Later stages' sources follow from their inputs.
    """

    derivation: Derivation
    outcome: Outcome[Product]
    source: str | None = None


class Engine(Protocol):
    """Runs a stage over inputs; the same outcomes, byte for byte, whichever engine."""

    def run(self, stage: Stage[In, Out], inputs: Iterable[In]) -> Iterator[Outcome[Out]]:
        """Yield one outcome an input, in the order of the inputs; a slip or a hang is that input's Failure."""
        ...


class Store(Protocol):
    """Append-only and idempotent: adding what is there already changes nothing.

    All iterators yield in a stable order that does not depend on the order of arrival (by id), each id once.
    Of several outcomes of one stage for one input the newest version's is given out; of one version's with
    several settings, one that is done before one that failed, then the one with the greatest key.

    Nothing enters whose words do not stand in their text: an outcome that cannot be kept as it is costs
    itself, and is kept as Failure("unkeepable").
    """

    def writable(self) -> None:
        """See that something can be kept here; raises StoreError("workspace_read_only")."""
        ...

    def known(self, keys: Sequence[str]) -> frozenset[str]:
        """Which of these derivation keys have an outcome already."""
        ...

    def unfinished(self, keys: Sequence[str]) -> frozenset[str]:
        """Which of these derivation keys failed for want of time or memory: another try may end otherwise."""
        ...

    def add(self, kept: Iterable[Kept]) -> None:
        """Keep outcomes, all of them in one transaction; one that is done takes the place of one unfinished.

        Of a capture that is there already it is kept that, and when, it was observed again.
        """
        ...

    def captures(self, ids: Sequence[str] | None = None) -> Iterator[Capture]:
        """The captures with these ids, or all."""
        ...

    def articles(self, captures: Sequence[str] | None = None, *, after: str | None = None) -> Iterator[Article]:
        """The articles found in these captures (by capture id), or all that stand, or those whose ids come after one.

        Of captures that were observed at one address, each at a known time, the last one that holds an article
        stands; the others are its earlier versions, which are kept, and given out where they are asked for.
        """
        ...

    def earlier(self, id: str) -> Iterator[Article]:
        """The articles of earlier versions, which do not stand any more, whose text the beginning of this id names."""
        ...

    def named(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Of these sources' names and article ids, those that are known, each with the ids of its captures."""
        ...

    def versions(self, capture: str) -> tuple[str, ...]:
        """The captures of the address at which this one was observed, the earliest first; none where none was."""
        ...

    def readings(self, texts: Sequence[str]) -> Iterator[Reading]:
        """The readings of these texts (by text id)."""
        ...

    def namings(self, texts: Sequence[str]) -> Iterator[Namings]:
        """Whom and what these texts name (by text id), as their readings say; at a third of the cost of these."""
        ...

    def text(self, text_id: str) -> str:
        """A frozen text; raises StoreError("unknown_text")."""
        ...

    def payload(self, digest: str) -> bytes:
        """A page's own bytes; raises StoreError("unknown_payload")."""
        ...

    def failures(self) -> Iterator[DossierFailure]:
        """All failures, by source."""
        ...

    def warnings(self) -> Iterator[DossierWarning]:
        """All warnings, by source."""
        ...

    def sharing(self, texts: Sequence[str]) -> Iterator[Article]:
        """The standing articles that have one of these texts (by text id)."""
        ...

    def unshelved(self, *, version: str, most: int) -> Sequence[str]:
        """The first texts that the shelf must be put in order for: about in the order of their publication.

        These are texts of which something was kept since, or that were dropped; all texts where another version filled
        the shelf. Nothing is written.
        """
        ...

    def shelving(self, *, version: str, texts: Sequence[str] = ()) -> AbstractContextManager[Shelf]:
        """The shelf, to be changed in one transaction; one that another version filled is emptied first.

        `texts` are those for which it is in order afterwards. Where the workspace cannot be written, the shelf is
        changed for as long as the store is open.
        """
        ...

    def stories(self, texts: Sequence[str] | None = None) -> Mapping[str, str]:
        """The founder of the story of each of these texts, or of all on the shelf, by text id."""
        ...

    @property
    def registries(self) -> Registries:
        """The registries that were added."""
        ...

    def unsearched(self, *, version: str, most: int) -> Sequence[str]:
        """Some texts that the index of search must be put in order for; all where another version filled it."""
        ...

    def indexing(self, *, version: str, texts: Sequence[str] = ()) -> AbstractContextManager[Index]:
        """The index of search, to be changed in one transaction; one that another version filled is emptied first.

        `texts` are those for which it is in order afterwards.
        """
        ...

    @property
    def finder(self) -> Finder:
        """The index of search, to be asked."""
        ...

    @property
    def catalogue(self) -> Catalogue:
        """The shelf of stories, to be asked."""
        ...

    def judge(self, judgement: Judgement) -> None:
        """Write one entry of the log of judgements; one that is there already changes nothing."""
        ...

    def judgements(self) -> Sequence[Judgement]:
        """The log of judgements, the oldest first, those too that were taken back."""
        ...

    def forget(self, captures: Sequence[str]) -> None:
        """Take these captures (by id) out: payloads, articles, texts, readings and judgements that nothing else shares.

        Their texts are to be off the shelf before.
        """
        ...

    def backup(self, path: Path) -> None:
        """Copy all of it as it is at one moment; raises UsageError("file_exists"), StoreError."""
        ...

    def watermark(self) -> int:
        """A number that is another one as soon as anybody has written but through this store."""
        ...

    def check(self, on_broken: Callable[[Evidence], None]) -> tuple[int, int]:
        """Cut every kept piece of evidence again: (how many hold, how many there are).

        A broken piece is handed over with the words that stand in its place now, "" where there are none.
        Raises StoreError("damaged_workspace"), after all pieces, for damage that no piece of evidence shows.
        """
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class Registries(Protocol):
    """Registers of people and bodies: records under keys, each registry whole or not at all.

    Of several records the order is that in which they were taken in, registries in the order of their names.
    """

    def known(self) -> Sequence[Registry]:
        """The registries that are here, by name."""
        ...

    def begin(self, name: str) -> int:
        """Begin to take in a registry of this name, out of sight; returns the number that it goes by meanwhile."""
        ...

    def put(self, number: int, filed: Sequence[tuple[RegistryRecord | RegistryDetail, Sequence[str]]]) -> int:
        """Take in records with their keys, and details without; returns how many had an id that was there already."""
        ...

    def finish(self, number: int, registry: Registry) -> None:
        """Show a registry that was taken in, in the place of the one of its name; raises StoreError("overtaken")."""
        ...

    def leave(self, number: int) -> None:
        """Give up a registry that was begun."""
        ...

    def remove(self, name: str) -> bool:
        """Take a registry out; says whether it was there."""
        ...

    def at(self, keys: Sequence[str]) -> Sequence[tuple[str, RegistryRecord]]:
        """The records under any of these keys, each with its registry's name; a key of a crowd leads to none."""
        ...

    def called(self, record: str, *, registry: str | None = None) -> Sequence[tuple[str, RegistryRecord]]:
        """The records with this id, in all registries or in the one named."""
        ...

    def details(self, registry: str, record: str) -> tuple[RegistrySaid, ...]:
        """What rows of their own say of a record."""
        ...


class Index(Protocol):
    """What pages are found by, to be changed."""

    def pages(self, text: str) -> Sequence[tuple[int, Searched]]:
        """The pages with a text (by text id), each with its number, the one that came first at the head."""
        ...

    def put(self, page: Searched, rows: Sequence[Row], *, names: Sequence[NameRow]) -> None:
        """Take a page in: one row a part, in their order."""
        ...

    def drop(self, number: int, rows: Sequence[Row], *, names: Sequence[NameRow]) -> None:
        """Take a page out that was put here under this number, with the same rows and names."""
        ...


class Finder(Protocol):
    """What pages are found by, to be asked. Parts and names go by numbers; those of parts grow with the day."""

    def matching(
        self,
        kind: FoundKind,
        query: Query,
        *,
        on: str | None,
        as_of: str | None,
        most: int,
        before: int | None = None,
    ) -> Sequence[Found]:
        """What of a kind fits, the newest first, `most` of it; of numbers below `before` alone, where that is given."""
        ...

    def part(self, number: int) -> FoundPart:
        """A part, with its page."""
        ...

    def name(self, number: int) -> FoundName | None:
        """An entity's name."""
        ...

    def others(self, words: str) -> Sequence[tuple[str, str]]:
        """The other names that some text gives to whoever bears this one: folded, and as shown."""
        ...

    def texts(self, begin: str) -> Sequence[str]:
        """The ids of texts that begin with some pairs of hex digits."""
        ...


class Catalogue(Protocol):
    """The shelf of stories, to be asked. Texts are named by id, stories by the text that founded them."""

    def size(self) -> int:
        """How many texts are on the shelf."""
        ...

    def moved(self, *, most: int, after: str | None = None, as_of: str | None = None) -> Sequence[StoryKept]:
        """Stories, the one that moved last first: those behind a cursor, as far as they went by a day."""
        ...

    def days(self, founders: Sequence[str], *, as_of: str | None = None) -> Mapping[str, Sequence[StoryDay]]:
        """The articles of each story by day."""
        ...

    def members(self, founder: str) -> Sequence[str]:
        """The texts of a story, in order."""
        ...

    def naming(self, key: int, *, most: int, newest: bool = True) -> Sequence[str]:
        """The texts that go under a name (a whole number), the newest first, or the earliest first."""
        ...

    def named(self, key: int) -> int:
        """How many texts go under a name."""
        ...

    def names(self, texts: Sequence[str]) -> Sequence[tuple[int, ...]]:
        """The names under which each of these texts goes."""
        ...

    def beginning(self, begin: str) -> Sequence[str]:
        """The texts on the shelf whose id begins so (some pairs of hex digits)."""
        ...


class Shelf(Protocol):
    """The sketches of texts by their keys, in the order of publication, and the stories found among them.

    Texts are named by id, keys are whole numbers of up to 63 bits. A story is named by the text that founded it. An
    `order` is a sketch's; orders differ.
    """

    def put(self, sketch: Sketch, keys: Sequence[int]) -> None:
        """Take a sketch in under its keys; the text is not here yet."""
        ...

    def name(self, sketch: Sketch, keys: Sequence[int]) -> None:
        """Set the names of a text that was put here under these keys; the rest of its sketch is as it was."""
        ...

    def drop(self, text: str, keys: Sequence[int]) -> None:
        """Forget a text that was put here under these keys, and that others are kin to it."""
        ...

    def holds(self, text: str) -> bool:
        """Whether the text is here."""
        ...

    def sketch(self, text: str) -> Sketch:
        """The sketch of a text."""
        ...

    def order(self, text: str) -> str:
        """Where a text stands."""
        ...

    def ahead(
        self, order: str, keys: Sequence[int], *, a_key: int, shared: int, most: int, without: str | None = None
    ) -> Sequence[str]:
        """The texts before this place that share `shared` keys or more, counting of each key the nearest `a_key` texts.

        Those that share most come first, then the nearest; `most` of them; as if the text `without` were not here.
        """
        ...

    def behind(self, order: str, keys: Sequence[int], *, a_key: int) -> Mapping[str, tuple[int, int]]:
        """Of each key the nearest texts behind this place: under how many of the keys each is, and one of these."""
        ...

    def beyond(self, order: str, key: int, *, a_key: int) -> str | None:
        """The text before this place that is the next under a key when the nearest are left out."""
        ...

    def relate(self, text: str, kin: Mapping[str, float]) -> None:
        """Set the earlier texts that a text may share a story with, each with the likelihood."""
        ...

    def kin(self, text: str) -> Mapping[str, float]:
        """The earlier texts that a text may share a story with."""
        ...

    def followers(self, texts: Iterable[str]) -> Sequence[str]:
        """The later texts that are kin to one of these."""
        ...

    def join(self, text: str, founder: str) -> None:
        """Put a text into the story of a founder, out of the one that it was in."""
        ...

    def merge(self, founder: str, into: str) -> None:
        """Put all texts of one story into that of another founder."""
        ...

    def founder(self, text: str) -> str | None:
        """The founder of the story that a text is in; None where it is in none yet."""
        ...

    def members(self, founder: str, *, most: int | None = None) -> Sequence[str]:
        """The texts of a story, in order; the first of them where `most` is given."""
        ...

    def size(self, founder: str, *, before: str, most: int) -> int:
        """How many texts of a story stand before a place; counted up to `most`."""
        ...

    def last(self) -> str:
        """The last place that is taken; before all others where none is."""
        ...
