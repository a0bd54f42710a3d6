"""The sections that stories and entities share: what a dossier tells, each part with its heading and its count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.records.base import record
from dateline.records.dossier import Dossier, DossierArticle
from dateline.rendering import people, pieces
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join
from dateline.rendering.wording import Wording, counted
from dateline.serve.pages.addresses import Citing, article_href, entity_href
from dateline.serve.pages.map import place_map
from dateline.serve.pages.origins import origin_flow, origin_trees
from dateline.serve.pages.strands import strands

__all__ = ["SECTIONS", "Limits", "Section", "Shown", "contents", "laid_out", "sections"]


SECTIONS = (
    "timeline", "changes", "disputes", "quotations", "origins", "entities", "places", "articles", "troubles",
)  # fmt: skip
"""By their anchors, in their order."""


@record
class Limits:
    """How much a section shows before it is asked for whole."""

    lines: int = 60
    points: int = 40
    speakers: int = 10
    sayings: int = 3
    origins: int = 20
    entities: int = 30
    places: int = 15
    articles: int = 60
    troubles: int = 40


_FEW_QUOTATIONS = 40
"""Of no more than these, `Wording.by_speaker` shows all."""
_WHOLE = Limits(
    lines=5_000,
    points=5_000,
    speakers=2_000,
    sayings=1_000,
    origins=2_000,
    entities=5_000,
    articles=20_000,
    places=5_000,
    troubles=5_000,
)


@record
class Section:
    """A part of a page: its anchor, its heading, how many things it tells of, and these."""

    name: str
    title: str
    count: int
    body: Sequence[Child]


class Shown:
    """A dossier on its way to a page: its words, and how much of it is shown. `whole` names a section shown whole;
    where it may be `judged`, lines lead to that."""

    def __init__(self, picture: Dossier, *, href: str, whole: str | None = None, judged: bool = False) -> None:
        self.picture, self.href, self.whole = picture, href, whole
        self.say = Wording(picture)
        self.quoting = Citing(picture, within=(picture.scope.story or picture.scope.entity) if judged else None)

    def limits(self, section: str) -> Limits:
        """How much of a section is shown."""
        return _WHOLE if section == self.whole else Limits()

    def all_href(self, section: str) -> str:
        """The page with all of a section."""
        mark = "&" if "?" in self.href else "?"
        return f"{self.href}{mark}all={section}#{section}"

    def rest(self, section: str, *, left: int, noun: str) -> Markup | None:
        """The link to all of a section, where some was left out."""
        if left <= 0:
            return None
        link = element("a", "Show all", href=self.all_href(section))
        return element("p", f"{counted(left, noun)} more. ", link, class_="more")


def sections(shown: Shown) -> list[Section]:
    """All sections that have something to tell, in their order."""
    made = (
        _timeline(shown),
        _changes(shown),
        _disputes(shown),
        _quotations(shown),
        _origins(shown),
        _entities(shown),
        _places(shown),
        _articles(shown),
        _troubles(shown),
    )
    return [section for section in made if section.count]


def contents(found: Iterable[Section]) -> Markup:
    """The sections as links, with their counts."""
    links = [
        element("li", element("a", section.title, href=f"#{section.name}"), element("span", f"{section.count:,}"))
        for section in found
    ]
    return element("nav", element("ul", links), aria_label="On this page", class_="contents")


def laid_out(found: Iterable[Section]) -> Iterator[Markup]:
    """The sections under their headings."""
    for section in found:
        head = element("h2", section.title, " ", element("span", f"{section.count:,}", class_="count"), id=section.name)
        yield element("section", head, *section.body, aria_labelledby=section.name)


def _timeline(shown: Shown) -> Section:
    lines, most = shown.picture.timeline, shown.limits("timeline").lines
    kept = set(sorted(range(len(lines)), key=lambda n: -lines[n].weight)[:most])
    chosen = [line for number, line in enumerate(lines) if number in kept]
    body = (
        pieces.timeline_drawn(shown.say, chosen),
        pieces.timeline(shown.say, chosen, shown.quoting),
        shown.rest("timeline", left=len(lines) - len(chosen), noun="lighter line"),
    )
    return Section(name="timeline", title="Timeline", count=len(lines), body=body)


def _changes(shown: Shown) -> Section:
    told, most = shown.picture.changes, shown.limits("changes").points
    body = [*strands(shown.say, told[:most], shown.quoting)]
    rest = shown.rest("changes", left=len(told) - most, noun="change")
    return Section(name="changes", title="What changed", count=len(told), body=[*body, rest])


def _disputes(shown: Shown) -> Section:
    told, most = shown.picture.disputes, shown.limits("disputes").points
    cards = [pieces.dispute(shown.say, each, shown.quoting) for each in told[:most]]
    rest = shown.rest("disputes", left=len(told) - most, noun="dispute")
    return Section(name="disputes", title="What is disputed", count=len(told), body=[*cards, rest])


def _quotations(shown: Shown) -> Section:
    limits, count = shown.limits("quotations"), len(shown.picture.quotations)
    all_of_them = shown.all_href("quotations")
    elsewhere = join(": ", element("a", "show all", href=all_of_them))
    told = people.quotations(
        shown.say, shown.quoting, most=limits.speakers, each=limits.sayings, elsewhere=elsewhere
    )  # fmt: skip
    whole = element("a", "Show all quotations", href=all_of_them) if shown.whole != "quotations" else None
    more = element("p", whole, class_="more") if whole and count > _FEW_QUOTATIONS else None
    return Section(name="quotations", title="Who says what", count=count, body=[*told, more])


def _origins(shown: Shown) -> Section:
    picture, most = shown.picture, shown.limits("origins").origins
    note = (
        "Who is counted: the speaker who answers for it, else the agency, else the outlet. Copies, rewrites and "
        "outlets that quote the same speaker count as one."
    )
    body = (
        element("p", note, class_="note"),
        origin_flow(picture),
        origin_trees(shown.say, shown.quoting, most=most),
        shown.rest("origins", left=len(picture.origins) - most, noun="origin"),
    )
    return Section(name="origins", title="Where it comes from", count=len(picture.origins), body=body)


def _entities(shown: Shown) -> Section:
    most = shown.limits("entities").entities
    named = shown.say.chief_entities(100_000)
    body = (
        people.entities(shown.say, most=most, page=entity_href, quoting=shown.quoting),
        shown.rest("entities", left=len(named) - most, noun="name"),
    )
    return Section(name="entities", title="Who and what", count=len(named), body=body)


def _places(shown: Shown) -> Section:
    named = {toponym.place for toponym in shown.picture.toponyms}
    most = shown.limits("places").places
    table = people.places(shown.picture, most=most)
    region = element("div", table, class_="wide", tabindex="0", role="region", aria_label="Places in a table")
    body = (place_map(shown.picture), region, shown.rest("places", left=len(named) - most, noun="place"))
    return Section(name="places", title="Places", count=len(named), body=body)


def _articles(shown: Shown) -> Section:
    told, most = shown.picture.articles, shown.limits("articles").articles
    ordered = sorted(told, key=lambda article: (article.published.earliest or "~", article.id))
    copied = {name: copies.kind for copies in shown.picture.copies for name in copies.articles[1:]}
    rows = [_article(shown.say, article, copied.get(article.id)) for article in ordered[:most]]
    rest = shown.rest("articles", left=len(told) - most, noun="article")
    return Section(
        name="articles", title="Articles", count=len(told), body=[element("ol", rows, class_="timeline articles"), rest]
    )


def _article(say: Wording, article: DossierArticle, copied: str | None) -> Markup:
    name = shortened(article.title or article.source, 200)
    kind = {"literal": "a copy, to the letter", "rewritten": "rewritten from another"}.get(copied or "")
    facts: list[Child] = [shortened(say.provenance(article), 160), shortened(article.byline or "", 80) or None]
    told = [element("span", fact, class_="fact") for fact in facts if fact]
    head = element("p", element("a", name, href=article_href(article.id)), class_="said", dir="auto")
    chip = element("span", kind, class_="kind") if kind else None
    return element(
        "li",
        element("div", pieces.when(article.published), class_="when"),
        element("div", head, element("p", told, chip, class_="behind")),
    )


def _troubles(shown: Shown) -> Section:
    picture, most = shown.picture, shown.limits("troubles").troubles
    told = [(each.source, each.message, each.code) for each in picture.failures]
    told += [(each.source, each.message, each.code) for each in picture.warnings]
    rows = [
        element(
            "li",
            element("bdi", shortened(source, 100)),
            f": {shortened(message, 300)}",
            element("code", code, class_="code"),
        )
        for source, message, code in told[:most]
    ]
    rest = shown.rest("troubles", left=len(told) - most, noun="line")
    body = (element("ul", rows, class_="troubles"), rest)
    return Section(name="troubles", title="Read with reservations", count=len(told), body=body)
