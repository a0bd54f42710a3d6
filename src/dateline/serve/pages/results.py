"""The search page: the grammar in short, what was found with its words in context, by kind; where a query is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from dateline.records.base import record
from dateline.records.search import KINDS, FoundKind, Hit, Results, Snippet, Sort
from dateline.rendering import pieces
from dateline.rendering.harmless import clean, printable, shortened
from dateline.rendering.markup import Child, Markup, element, join
from dateline.rendering.wording import UNCLEAR, counted
from dateline.serve.pages.addresses import article_href, entity_href

__all__ = ["Searching", "Trouble", "search_page"]

_MANY: Mapping[FoundKind, str] = {
    "article": "Articles", "quotation": "Quotations", "event": "Events", "entity": "Who and what",
}  # fmt: skip
_ONE: Mapping[FoundKind, str] = {"article": "article", "quotation": "quotation", "event": "event", "entity": "name"}
_GRAMMAR = (
    ("flood warning", "both words"),
    ('"state of emergency"', "words side by side"),
    ("emerg*", "beginnings of words"),
    ("flood OR dam", "one of the two"),
    ("flood -dam", "the first without the second"),
    ('kind:quotation about:"A Name" killed', "who said of somebody that they were killed"),
    ('speaker:"A Name"', "what somebody said"),
    ("place:Name", "what names a place, or one in it"),
    ('outlet:"A Name"', "pages of an outlet"),
    ("origin:Name", "what is counted under an origin"),
    ("date:2026-02..2026-03", "published then"),
    ("when:2026-02-21", "happened, or was said, then"),
)


@record
class Trouble:
    """Why a query was not understood; `position` is the character at which, counted from 0, where there is one."""

    code: str
    message: str
    position: int | None = None


@record
class Searching:
    """What was asked for, and what came of it: results, or trouble, or neither where nothing was asked for yet."""

    query: str = ""
    kind: FoundKind | None = None
    sort: Sort = "rank"
    as_of: str | None = None
    after: str | None = None
    results: Results | None = None
    trouble: Trouble | None = None


def search_page(told: Searching) -> list[Child]:
    """The page's body."""
    body: list[Child] = [element("h1", "Search"), _form(told)]
    if told.trouble is not None:
        body += [_trouble(told.query, told.trouble), _grammar(open_=True)]
    elif told.results is None:
        body.append(_grammar(open_=True))
    else:
        body += [_found(told, told.results), _grammar(open_=False)]
    return body


def _form(told: Searching) -> Markup:
    sorts = [
        element("option", words, value=value, selected=value == told.sort)
        for value, words in (("rank", "best first"), ("date", "newest first"))
    ]
    query = element(
        "input", type="search", name="q", id="q", value=clean(told.query), autocomplete="off", spellcheck="false",
        aria_describedby="query-trouble" if told.trouble else None, aria_invalid="true" if told.trouble else None,
        autofocus=not told.query,
    )  # fmt: skip
    return element(
        "form",
        element("div", element("label", "Words, “phrases”, field:value", for_="q"), query, class_="field grow"),
        element(
            "div",
            element("label", "In order", for_="sort"),
            element("select", sorts, id="sort", name="sort"),
            class_="field",
        ),
        element(
            "div",
            element("label", "Published by", for_="search-as-of"),
            element("input", type="date", id="search-as-of", name="as_of", value=told.as_of),
            class_="field",
        ),
        element("input", type="hidden", name="kind", value=told.kind) if told.kind else None,
        element("button", "Search", type="submit", class_="chief"),
        action="/search",
        method="get",
        class_="searching",
    )


def _trouble(query: str, trouble: Trouble) -> Markup:
    """The message, and the query with the place that it is about."""
    shown: Markup | None = None
    if trouble.position is not None:
        at = min(max(trouble.position, 0), len(query))
        end = min(at + 1, len(query))
        here = element("mark", _kept(query[at:end]) or "⟨end⟩", class_="wrong")
        around = join(_kept(query[max(at - 200, 0) : at]), here, _kept(query[end : end + 200]))
        shown = element("pre", element("code", around), class_="query", dir="ltr")
    return element(
        "div",
        element("p", shortened(trouble.message, 400), element("code", trouble.code, class_="code")),
        shown,
        id="query-trouble",
        role="alert",
        class_="message trouble",
    )


def _kept(words: str) -> str:
    """Words on one line, blanks and all."""
    return clean(words).replace("\n", " ")


def _grammar(*, open_: bool) -> Markup:
    rows = [
        element(
            "div",
            element("dt", element("a", element("code", query), href=f"/search?{urlencode({'q': query})}")),
            element("dd", meaning),
        )
        for query, meaning in _GRAMMAR
    ]
    more = "Case and accents make no difference. Fields may be joined, and put in parentheses with OR."
    return element(
        "details",
        element("summary", "How to ask"),
        element("dl", rows, class_="grammar"),
        element("p", more, class_="note"),
        open=open_,
        class_="help",
    )


def _found(told: Searching, found: Results) -> Markup:
    return element(
        "div",
        element("h2", _headline(told, found), class_="unseen-rule", id="found"),
        _facets(told, found),
        _also(found),
        element("ol", [_hit(hit) for hit in found.hits], class_="hits") if found.hits else _nothing(told),
        _paging(told, found),
        class_="found",
    )


def _headline(told: Searching, found: Results) -> str:
    counts = [each for each in found.counts if told.kind in (None, each.kind)]
    whole = sum(each.count for each in counts)
    if not whole:
        return "Nothing was found"
    more = "more than " if any(each.capped for each in counts) else ""
    return f"{more.capitalize()}{whole:,} found" + (f" by {told.as_of}" if told.as_of else "")


def _facets(told: Searching, found: Results) -> Markup | None:
    """How many of each kind, each leading to that kind alone."""
    counts = {each.kind: f"{each.count:,}{'+' if each.capped else ''}" for each in found.counts}
    if not counts and told.kind is None:
        return None
    links = [element("a", "All kinds", href=_href(told, kind=None), aria_current="true" if told.kind is None else None)]
    for kind in KINDS:
        if told.kind == kind or kind in counts:
            words = join(_MANY[kind], " ", element("span", counts.get(kind, ""), class_="count"))
            chosen = "true" if told.kind == kind else None
            links.append(element("a", words, href=_href(told, kind=kind), aria_current=chosen))
    rows = [element("li", link) for link in links]
    return element("nav", element("ul", rows), aria_label="By kind", class_="facets")


def _href(told: Searching, *, kind: FoundKind | None, after: str | None = None) -> str:
    words = {
        "q": told.query, "kind": kind, "sort": told.sort if told.sort != "rank" else None, "as_of": told.as_of,
        "after": after,
    }  # fmt: skip
    return "/search?" + urlencode({name: value for name, value in words.items() if value})


def _also(found: Results) -> Iterator[Markup]:
    for also in found.also:
        others = ", ".join(shortened(name, 80) for name in also.others)
        yield element("p", f"{shortened(also.name, 80)} was looked for as {others} as well.", class_="note", dir="auto")
    if found.waiting:
        yield element("p", "Some pages that were read cannot be found yet: the workspace cannot be written.",
                      class_="note")  # fmt: skip


def _nothing(told: Searching) -> Markup:
    hints = ["fewer words, or the beginning of one (emerg*)", "one field less, or another kind"]
    if told.as_of:
        hints.append("a later day")
    return element("div", element("p", "Try"), element("ul", [element("li", hint) for hint in hints]), class_="nothing")


def _hit(hit: Hit) -> Markup:
    # An event has no name: its sentence stands in the place of one.
    snippets = hit.snippets[1:] if hit.kind == "event" else hit.snippets
    return element(
        "li",
        element("p", _ONE[hit.kind], class_="hit-kind"),
        element(
            "div",
            element("h3", _head(hit), dir="auto"),
            [element("p", *_context(snippet), class_="snippet", dir="auto") for snippet in snippets],
            element("p", [element("span", part, class_="fact") for part in _where(hit)], class_="behind"),
        ),
        class_=f"hit {hit.kind}",
    )


def _head(hit: Hit) -> Markup:
    words = article_href(hit.article, hit.id)
    if hit.kind == "entity":
        name = element("a", shortened(hit.name or "", 160), href=entity_href(hit.name or hit.id))
        return join(name, element("span", ", ".join(hit.types), class_="kind"))
    if hit.kind == "quotation":
        said = shortened(hit.speaker or "", 120) or UNCLEAR
        unclear = element("span", UNCLEAR, class_="kind") if not hit.clear and hit.speaker else None
        return join(element("a", said, href=words), element("span", ", ".join(hit.types), class_="kind"), unclear)
    if hit.kind == "event":
        told = join(*_context(hit.snippets[0])) if hit.snippets else "event"
        return join(element("a", told, href=words), element("span", ", ".join(hit.types), class_="kind"))
    return element("a", shortened(hit.title or hit.source, 200), href=article_href(hit.article))


def _context(snippet: Snippet) -> Iterator[Child]:
    """The words, with those that fit marked."""
    words, at, start = snippet.evidence.exact, snippet.evidence.start, snippet.evidence.start
    for match in snippet.matches:
        if match.start > at:
            yield _stretch(words[at - start : match.start - start])
        yield element("mark", _stretch(words[match.start - start : match.end - start]))
        at = match.end
    if at < snippet.evidence.end:
        yield _stretch(words[at - start :])


def _stretch(words: str) -> str:
    """Words on one line, with a blank on the sides that had one."""
    first, last = (" " if edge.isspace() else "" for edge in (words[:1], words[-1:]))
    return f"{first}{printable(words)}{last}" if words.strip() else " " * bool(words)


def _where(hit: Hit) -> Iterator[Child]:
    if hit.kind == "entity":
        yield f"in {counted(hit.pages, 'text')}"
        if hit.also:
            yield f"also {', '.join(shortened(name, 60) for name in hit.also[:8])}"
        return
    if hit.published.value or hit.published.latest:
        yield pieces.when(hit.published)
    if hit.outlet:
        yield element("bdi", shortened(hit.outlet, 80))
    if hit.kind != "article":
        title = shortened(hit.title or hit.source, 120)
        yield element("a", title, href=article_href(hit.article), dir="auto")
    if len(hit.articles) > 1:
        yield f"and {len(hit.articles) - 1} more with the same text"


def _paging(told: Searching, found: Results) -> Markup | None:
    links: list[Markup] = []
    if told.after:
        links.append(element("a", "First hits", href=_href(told, kind=told.kind)))
    if found.next:
        more = _href(told, kind=told.kind, after=found.next)
        links.append(element("a", "More", href=more, rel="next", class_="button"))
    return element("nav", links, aria_label="More hits", class_="paging") if links else None
