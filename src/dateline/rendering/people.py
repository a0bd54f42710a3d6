"""The parts of a dossier as HTML that tell who: quotations by speaker, people and groups, origins and their chains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from dateline.records.dossier import Chain, Dossier, Entity
from dateline.records.reading import Place
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join
from dateline.rendering.pieces import line_anchor, when
from dateline.rendering.quoting import Quoting
from dateline.rendering.wording import Said, Wording, counted, taken_for

__all__ = ["chains", "entities", "joined", "places", "portrait", "quotations"]

_ARROW = Markup(' <span class="arrow" aria-label="from">←</span> ')


_ELSEWHERE = ", which the other exports have"


def quotations(
    say: Wording, quoting: Quoting, *, most: int, each: int, elsewhere: Child = _ELSEWHERE
) -> Iterable[Markup]:
    """Who said what, a block for each speaker, the most quoted first; `elsewhere` says where the rest is told."""
    for speaker, things, more in say.by_speaker(most=most, each=each):
        rest = element("p", f"and {more} more", elsewhere, class_="more") if more else None
        said = [_said(one, quoting) for one in things]
        yield element("section", element("h3", shortened(speaker, 160), dir="auto"), said, rest, class_="speaker")


def _said(said: Said, quoting: Quoting) -> Markup:
    quotation = said.quotation
    quoting = quoting.about(quotation.id)
    parts = [shortened(part.exact, 1500) for part in quotation.evidence.content] or [shortened(quotation.content, 1500)]
    words = " … ".join(parts)
    told = f"“{words}”" if quotation.kind == "direct" else words
    how = ", ".join(shortened(each, 80) for each in (quotation.cue, quotation.medium or "") if each)
    pages = counted(len(said.pages), "article") if len(said.pages) > 1 else None
    known = quotation.said.value or quotation.said.latest or quotation.said.earliest
    notes: list[Markup] = [
        note if isinstance(note, Markup) else element("span", note)
        for note in (how, when(quotation.said) if known else None, pages, quoting.pages(quotation.evidence.content))
        if note
    ]
    told_by = [join(Markup(" · ") if n else None, note) for n, note in enumerate(notes)]
    footer = element("footer", told_by, quoting.judging(quotation.id))
    kind = "said direct" if quotation.kind == "direct" else "said"
    return element("blockquote", element("p", told, dir="auto"), footer, class_=kind, id=line_anchor(quotation.id))


def entities(
    say: Wording, *, most: int, page: Callable[[str], str] | None = None, quoting: Quoting | None = None
) -> Markup:
    """The people, bodies and groups most named, a row each. `page` gives the address of somebody's own page; with
    `quoting` is told why their names are one's."""
    rows, bare = [], []
    for entity in say.chief_entities(most):
        known = portrait(entity, say)
        if known and quoting is not None:
            known += [why for why in (joined(entity, quoting),) if why]
        called = element("bdi", shortened(entity.name, 120))
        told = element("a", called, href=page(entity.id)) if page else called
        name = [told, element("span", entity.type, class_="kind")]
        if known:
            rows.append(element("div", element("dt", name), element("dd", known)))
        else:
            bare.append(element("li", name))
    also = [element("p", "Named, and nothing more said of them:", class_="note"), element("ul", bare, class_="bare")]
    return join(element("dl", rows, class_="entities") if rows else None, also if bare else None)


def joined(entity: Entity, quoting: Quoting) -> Markup | None:
    """Why several names are one's, with the words that show it, folded away."""
    if not entity.joined:
        return None
    quoting = quoting.about(entity.id)
    rows = [
        element(
            "li",
            element("b", " = ".join(shortened(name, 80) for name in one.names), dir="auto"),
            f": {shortened(one.reason, 200)}",
            quoting.quotes(one.evidence, most=2),
        )
        for one in entity.joined
    ]
    told = counted(len(rows), "reason")
    return element("details", element("summary", f"Why one: {told}"), element("ul", rows, class_="why"))


def portrait(entity: Entity, say: Wording) -> list[Markup]:
    """What is known of an entity: other names, roles, states."""
    parts = (
        ("also", "also", ", ".join(shortened(name, 80) for name in say.other_names(entity))),
        ("roles", None, "; ".join(shortened(role, 120) for role in say.roles(entity))),
        ("state", "state", ", ".join(say.states(entity))),
        ("registry", None, "; ".join(shortened(taken_for(link), 200) for link in entity.registry)),
    )
    return [
        element("p", element("span", f"{label} ", class_="label") if label else None, words, dir="auto", class_=kind)
        for kind, label, words in parts
        if words
    ]


def chains(say: Wording, quoting: Quoting, *, most: int, each: int) -> Iterable[Markup]:
    """The paths by which reports came, under the origin that is counted; nearest the reader first."""
    for origin, paths, more in say.by_origin(most=most, each=each):
        rest = element("p", f"and {more} more", _ELSEWHERE, class_="more") if more else None
        rows = element("ul", [_chain(chain, quoting) for chain in paths], class_="chains")
        yield element("section", element("h3", shortened(origin, 160), dir="auto"), rows, rest, class_="origin")


def _chain(chain: Chain, quoting: Quoting) -> Markup:
    links = [
        join(
            _ARROW if number else None,
            element("span", element("bdi", shortened(link.name, 100)), element("span", link.role, class_="kind")),
        )
        for number, link in enumerate(chain.links)
    ]
    quoting = quoting.about(chain.id)
    return element("li", links, element("div", quoting.pages(quoting.shown(chain.evidence)), class_="behind"))


def places(picture: Dossier, *, most: int | None = None) -> Markup | None:
    """The places named, most named first, with where they lie; the first `most` of them."""
    named = Counter(toponym.place for toponym in picture.toponyms)
    ranked = sorted((p for p in picture.places if named[p.id]), key=lambda place: (-named[place.id], place.name))
    if not ranked:
        return None
    head = element("tr", [element("th", told, scope="col") for told in ("Place", "Country", "Where", "Named")])
    countries = {place.country: place.name for place in picture.places if place.country and not place.within}
    rows = [_place(place, named[place.id], countries) for place in ranked[:most]]
    return element("table", element("thead", head), element("tbody", rows))


def _place(place: Place, named: int, countries: Mapping[str, str]) -> Markup:
    where = None
    if place.latitude is not None and place.longitude is not None:
        north, east = "N" if place.latitude >= 0 else "S", "E" if place.longitude >= 0 else "W"
        where = f"{abs(place.latitude):.2f}° {north} {abs(place.longitude):.2f}° {east}"
    name = element("th", shortened(place.name, 100), scope="row", dir="auto")
    code = place.country or ""
    country = shortened(countries.get(code, code), 60) or None
    return element("tr", name, element("td", country), element("td", where), element("td", str(named)))
