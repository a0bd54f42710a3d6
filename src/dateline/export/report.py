"""One self-contained HTML page of a dossier: no script, no outside request; it opens anywhere and prints well.

Its content security policy allows nothing but its own style sheet (by hash), so that even what escaping might miss
could do nothing. The texts of the pages stand at its end with the evidence marked, and every line leads there.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import resources

from dateline.records.base import record
from dateline.records.dossier import Dossier, DossierArticle
from dateline.records.evidence import Evidence
from dateline.records.time import Time
from dateline.rendering import copied, passages, people, pieces
from dateline.rendering.dates import readable
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join, outward
from dateline.rendering.quoting import Quoting, anchor
from dateline.rendering.wording import Wording, counted

__all__ = ["Limits", "as_report"]


@record
class Limits:
    """How much of a large picture a report shows; it says what it leaves out."""

    lines: int = 150
    points: int = 150
    speakers: int = 40
    sayings: int = 12
    origins: int = 40
    chains: int = 8
    entities: int = 80
    texts: int = 200


class _Report:
    """A dossier with what its sections share."""

    def __init__(self, picture: Dossier, limits: Limits) -> None:
        self.picture, self.limits = picture, limits
        self.say = Wording(picture)
        self.texts = {text.text_id: text.text for text in picture.texts}
        shown = dict.fromkeys(article.text_id for article in picture.articles if article.text_id in self.texts)
        self.shown = set([*shown][: limits.texts])
        self.marks = passages.marks(picture)
        self._anchored = {anchor(m.evidence) for name in self.shown for m in self.marks.get(name, ())}
        self.quoting = Quoting(picture, self._lead)

    def _lead(self, words: Evidence) -> str | None:
        name = anchor(words)
        return f"#{name}" if name in self._anchored else None


_Section = tuple[str, str, int, Callable[[_Report], Iterable[Child]]]


def as_report(picture: Dossier, limits: Limits | None = None) -> Iterator[str]:
    """The page in pieces."""
    report = _Report(picture, limits or Limits())
    sections = [section for section in _sections(report) if section[2]]
    yield from ("<!DOCTYPE html>\n", '<html lang="en">\n', _head(report), "\n<body>\n")
    yield element("a", "To the content", href="#content", class_="skip")
    yield '<div class="sheet">\n'
    yield _opening(report, sections)
    yield '\n<main id="content">\n'
    for name, title, count, write in sections:
        yield f'<section aria-labelledby="{name}">\n'
        yield element("h2", title, element("span", f"{count:,}", class_="count"), id=name)
        for part in write(report):
            yield "\n" + join(part)
        yield "\n</section>\n"
    yield "</main>\n"
    yield _colophon()
    yield "\n</div>\n</body>\n</html>\n"


def _sections(report: _Report) -> Sequence[_Section]:
    picture = report.picture
    return (
        ("stories", "Stories", len(picture.stories) if len(picture.stories) > 1 else 0, _stories),
        ("timeline", "Timeline", len(picture.timeline), _timeline),
        ("changes", "What changed", len(picture.changes), _changes),
        ("disputes", "What is disputed", len(picture.disputes), _disputes),
        ("quotations", "Who says what", len(picture.quotations), _quotations),
        ("origins", "Where it comes from", len(picture.origins), _origins),
        ("copies", "What copies dropped and added", len(copied.with_edits(picture)), _copies),
        ("entities", "Who and what", len(report.say.chief_entities(report.limits.entities)), _entities),
        ("places", "Places", len({toponym.place for toponym in picture.toponyms}), _places),
        ("pages", "Pages", len(picture.articles), _pages),
        ("troubles", "Not read, or read with reservations", len(picture.failures) + len(picture.warnings), _troubles),
    )


def _head(report: _Report) -> Markup:
    room = resources.files("dateline.rendering")
    style = "".join(room.joinpath(name).read_text("utf-8") for name in ("look.css", "report.css"))
    hashed = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{shortened(report.say.scope(), 120)} – Dateline"),
        # The style sheet is ours alone, and its hash is over exactly these characters.
        element("style", Markup(style)),
    )


def _opening(report: _Report, sections: Iterable[_Section]) -> Markup:
    say, scope = report.say, report.picture.scope
    kicker = " · ".join(
        filter(
            None,
            (
                "Dateline dossier",
                f"as published by {readable(Time(value=scope.as_of))}" if scope.as_of else "",
                f"the world on {readable(Time(value=scope.on))}" if scope.on else "",
            ),
        )
    )
    subject = say.subject()
    links = [element("li", element("a", title, href=f"#{name}")) for name, title, _, _ in sections]
    return element(
        "header",
        element("p", kicker, class_="kicker"),
        element("h1", shortened(say.scope(), 240), dir="auto"),
        people.portrait(subject, say) if subject is not None else None,
        element("p", ", ".join(filter(None, (say.counts(), _span(report)))), class_="facts"),
        element("nav", element("ul", links), aria_label="Sections"),
    )


def _span(report: _Report) -> str:
    """From when to when the pages were published."""
    days = [time[:10] for article in report.picture.articles if (time := article.published.value)]
    if not days or min(days) == max(days):
        return ""
    return f"published from {readable(Time(value=min(days)))} to {readable(Time(value=max(days)))}"


def _stories(report: _Report) -> Iterator[Child]:
    yield pieces.stories(report.say)


def _timeline(report: _Report) -> Iterator[Child]:
    say, lines = report.say, report.picture.timeline
    kept = set(sorted(range(len(lines)), key=lambda n: -lines[n].weight)[: report.limits.lines])
    chosen = [line for number, line in enumerate(lines) if number in kept]
    yield pieces.timeline_drawn(say, chosen)
    yield pieces.timeline(say, chosen, report.quoting)
    yield _rest(len(lines) - len(chosen), "lighter line")


def _changes(report: _Report) -> Iterator[Child]:
    changes, most = report.picture.changes, report.limits.points
    yield from (pieces.change(report.say, each, report.quoting) for each in changes[:most])
    yield _rest(len(changes) - most, "change")


def _disputes(report: _Report) -> Iterator[Child]:
    disputes, most = report.picture.disputes, report.limits.points
    yield from (pieces.dispute(report.say, each, report.quoting) for each in disputes[:most])
    yield _rest(len(disputes) - most, "dispute")


def _quotations(report: _Report) -> Iterable[Child]:
    limits = report.limits
    return people.quotations(report.say, report.quoting, most=limits.speakers, each=limits.sayings)


def _origins(report: _Report) -> Iterator[Child]:
    told = "Copies, rewrites and outlets that quote the same speaker count as one origin. Nearest the reader first."
    yield element("p", told, class_="note")
    limits = report.limits
    yield from people.chains(report.say, report.quoting, most=limits.origins, each=limits.chains)


def _copies(report: _Report) -> Iterator[Child]:
    yield element("p", "Each copy against the text that credits an agency, else the first by date.", class_="note")
    yield from copied.cards(report.picture, report.quoting, most=report.limits.points)
    yield _rest(len(copied.with_edits(report.picture)) - report.limits.points, "copied text")


def _entities(report: _Report) -> Iterator[Child]:
    yield people.entities(report.say, most=report.limits.entities)


def _places(report: _Report) -> Iterator[Child]:
    yield people.places(report.picture)


def _pages(report: _Report) -> Iterator[Child]:
    yield element("p", "Marked in the texts: what the lines above rest on.", class_="note")
    yield passages.legend()
    told: dict[str, DossierArticle] = {}
    for article in report.picture.articles:
        yield _page(report, article, first=told.get(article.text_id))
        told.setdefault(article.text_id, article)


def _page(report: _Report, article: DossierArticle, *, first: DossierArticle | None) -> Markup:
    say = report.say
    name = element("h3", outward(article.url, shortened(article.title or article.source, 240)), dir="auto")
    parts = (say.provenance(article), article.byline or "", article.source)
    facts = [pieces.when(article.published), *(shortened(part, 160) for part in parts if part)]
    line = element("p", [join(Markup(" · ") if n else None, fact) for n, fact in enumerate(facts)], class_="facts")
    return element("article", name, line, _text(report, article, first=first), class_="page")


def _text(report: _Report, article: DossierArticle, *, first: DossierArticle | None) -> Markup | None:
    if first is not None:
        told = f"The same text, to the letter, as “{shortened(first.title or first.source, 120)}”."
        return element("p", told, class_="note", dir="auto")
    if article.text_id not in report.shown:
        return None
    text = report.texts[article.text_id]
    body = passages.marked(text, article.blocks, report.marks.get(article.text_id, ()))
    size = f"The text, {counted(len(text.split()), 'word')}"
    return element("details", element("summary", size), element("div", body, class_="text"))


def _troubles(report: _Report) -> Iterator[Child]:
    told = [(f"{each.source}: {each.message}", each.code) for each in report.picture.failures]
    told += [(f"{each.source}: {each.message}", each.code) for each in report.picture.warnings]
    rows = [element("li", shortened(words, 300), element("span", code, class_="kind")) for words, code in told[:200]]
    yield element("ul", rows, class_="troubles")
    yield _rest(len(told) - 200, "more")


def _rest(number: int, noun: str) -> Markup | None:
    if number <= 0:
        return None
    return element("p", f"and {counted(number, noun)}, which the other exports have", class_="more")


def _colophon() -> Markup:
    return element(
        "footer",
        element(
            "p",
            "Made by Dateline from the pages named above. Every quoted word is cut from its page; where it is not sure "
            "who speaks it says “speaker unclear”. A machine read these pages: check what matters at its source.",
        ),
        element("p", "Places: GeoNames (geonames.org), CC BY 4.0."),
        class_="colophon",
    )
