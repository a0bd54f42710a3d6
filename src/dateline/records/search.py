"""Search as data: what is asked for, what is kept of a page to be found by, and what is found.

A query is made by `dateline.search.parse` alone, from what somebody typed; a surface hands over words, never syntax.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from dateline.records.base import record
from dateline.records.evidence import Evidence
from dateline.records.time import UNKNOWN, Time

__all__ = [
    "KINDS", "Also", "Count", "Days", "Either", "Every", "Found", "FoundKind", "FoundName", "FoundPart",
    "Hit", "Name", "NameRow", "OfKind", "Part",
    "Phrase", "Query", "Results", "Row", "SearchField", "Searched", "Snippet", "Sort", "Span", "Wanted", "Without",
    "order_of",
]  # fmt: skip

FoundKind = Literal["article", "quotation", "event", "entity"]
SearchField = Literal["speaker", "about", "place", "outlet", "origin"]
Sort = Literal["rank", "date"]

KINDS: tuple[FoundKind, ...] = ("article", "quotation", "event", "entity")
"""In the order in which those that are found equally well are told."""

Found: TypeAlias = tuple[int, float]
"""A part that fits, by its number, and how well: more is better. There may be thousands, so it is no record."""


@record
class Phrase:
    """Words that are to stand side by side, folded; of the last one any continuation where `prefix` is set.

    Without a `field` they are looked for in the words themselves.
    """

    words: tuple[str, ...]
    prefix: bool = False
    field: SearchField | None = None


@record
class OfKind:
    """What is of this kind."""

    kind: FoundKind


@record
class Every:
    """What all parts hold of."""

    parts: tuple[Wanted, ...]


@record
class Either:
    """What one of the parts holds of."""

    parts: tuple[Wanted, ...]


@record
class Without:
    """What the part does not hold of."""

    part: Wanted


Wanted: TypeAlias = "Phrase | OfKind | Every | Either | Without"


@record
class Days:
    """Days from the first to the last (ISO, both included); None where there is no bound."""

    first: str | None = None
    last: str | None = None


@record
class Query:
    """A query, understood: `wanted` is None where only days are given.

    `published` is when pages were published, `happened` when something happened or was said.
    """

    text: str
    wanted: Wanted | None
    published: Days | None = None
    happened: Days | None = None


@record
class Span:
    """Where some words stand in a text."""

    start: int
    end: int


@record
class Name:
    """Who or what a text names, and its other names there; `id` is its chain's, `span` where it is named first."""

    id: str
    name: str
    type: str
    span: Span
    others: tuple[str, ...] = ()


@record
class Part:
    """What can be found in a page: the article, a quotation, a sentence that tells of events.

    `words` stand in the article's text. `speaker` and `about` count the page's `names`, `where` its `places`. `saying`
    are the words for the speaker, `origins` whoever is counted, as far as the page itself says. `first` and
    `last` are the days, as ordinals, on which it happened or was said.
    """

    kind: FoundKind
    id: str
    types: tuple[str, ...]
    words: tuple[Span, ...]
    saying: tuple[Span, ...] = ()
    speaker: int | None = None
    about: tuple[int, ...] = ()
    where: tuple[int, ...] = ()
    origins: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None


@record
class Searched:
    """A page as it is kept to be found: who published it when, what it names, and its parts.

    `text_id` is that of the article's text. `outlets` are its outlet and republisher; `title_span` is where its title
    stands in the capture text. `first` and `day` are the first and the last day, as ordinals, on which it may have been
    published. Of several articles with one text the first alone has parts besides itself; it names the `others`.
    """

    article: str
    text_id: str
    capture_text_id: str
    source: str
    url: str | None
    title: str | None
    title_span: Span | None
    outlets: tuple[str, ...]
    published: Time
    first: int | None
    day: int | None
    names: tuple[Name, ...]
    places: tuple[str, ...]
    parts: tuple[Part, ...]
    others: tuple[str, ...] = ()


def order_of(page: Searched) -> tuple[str, str]:
    """Where a page stands among those with the same text: by when it had been published at latest."""
    return page.published.latest or page.published.earliest or "~", page.article


@record
class Row:
    """What a part is found by: folded words, a blank between them; names apart by a mark that nobody can type."""

    kind: FoundKind
    words: str
    title: str = ""
    speaker: str = ""
    about: str = ""
    place: str = ""
    outlet: str = ""
    origin: str = ""


@record
class NameRow:
    """A name that a text gives, as it is shown and folded, and the folded names of the same one besides."""

    type: str
    name: str
    words: str
    others: tuple[str, ...] = ()


@record
class FoundPart:
    """A part with the page that it is of."""

    page: Searched
    part: Part


@record
class FoundName:
    """A name that fits: how many texts have it, its other names as shown, and the page that had it first."""

    type: str
    name: str
    pages: int
    others: tuple[str, ...]
    page: Searched


@record
class Snippet:
    """Words around what fits, exactly as they stand in a text, and in them the words that were asked for."""

    evidence: Evidence
    matches: tuple[Evidence, ...]


@record
class Hit:
    """What was found. `id` is a reference for `dateline show`.

    `types` say which kind of quotation or entity it is, or of which events it tells. `speaker` is the name of whoever
    says a quotation, where that is sure, else their words; `clear` says which. `name` and `also` are an entity's, and
    `pages` counts those that name it. `article` is the page, and `articles` are all with the same text. `published` is
    as the page itself says.
    """

    kind: FoundKind
    id: str
    types: tuple[str, ...]
    score: float
    article: str
    articles: tuple[str, ...]
    source: str
    url: str | None
    title: str | None
    outlet: str | None
    published: Time = UNKNOWN
    speaker: str | None = None
    clear: bool = True
    name: str | None = None
    also: tuple[str, ...] = ()
    pages: int = 1
    snippets: tuple[Snippet, ...] = ()


@record
class Also:
    """A name that was asked for, and the other names that it was looked for under as well."""

    name: str
    others: tuple[str, ...]


@record
class Count:
    """How many of a kind fit; at least so many where `capped` is set."""

    kind: FoundKind
    count: int
    capped: bool


@record
class Results:
    """What a search found: a page of hits, and `next`, a cursor to go on after them (None: there are no more).

    `counts` say how many there are of each kind. `also` are the names that were looked for besides those asked for.
    `waiting` counts texts that were read and cannot be found yet, in a workspace that cannot be written.
    """

    schema: str = "dateline-search/1"
    query: str
    sort: Sort
    on: str | None
    as_of: str | None
    counts: tuple[Count, ...]
    also: tuple[Also, ...]
    waiting: int
    hits: tuple[Hit, ...]
    next: str | None
