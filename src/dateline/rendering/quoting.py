"""Evidence for a reader: the words quoted, and where they lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dateline.records.dossier import Dossier, DossierArticle
from dateline.records.evidence import Evidence
from dateline.rendering.harmless import printable, shortened
from dateline.rendering.markup import Child, Markup, element, join

__all__ = ["Lead", "Quoting", "anchor"]

Lead = Callable[[Evidence], str | None]
"""Where a piece of evidence is shown in its text (``#e-..``, ``/article/..#..``); None where it is not."""

_LONGEST = 400
"""Characters of a quoted passage."""


def anchor(words: Evidence) -> str:
    """The name of the place where evidence stands in its text."""
    return f"e-{words.text_id[:12]}-{words.start}-{words.end}"


class Quoting:
    """Quotes the evidence of one dossier, with the pages that it stands in."""

    def __init__(self, picture: Dossier, lead: Lead) -> None:
        self._lead = lead
        articles = {article.id: article for article in picture.articles}
        self._first: Mapping[str, DossierArticle] = {
            text.text_id: articles[text.articles[0]]
            for text in picture.texts
            if text.articles and text.articles[0] in articles
        }

    def about(self, record_id: str) -> Quoting:
        """The same for the evidence of one line, where links say which line they come from."""
        del record_id
        return self

    def judging(self, record_id: str) -> Markup | None:
        """The way to where a line is judged; None where nothing may be changed."""
        del record_id
        return None

    def page(self, words: Evidence) -> str:
        """What the page is called that has these words: its outlet, else its title or source."""
        article = self.article(words)
        return "a page" if article is None else article.outlet or article.title or article.source

    def article(self, words: Evidence) -> DossierArticle | None:
        """The first article with these words."""
        return self._first.get(words.text_id)

    def link(self, words: Evidence, *said: Child) -> Markup:
        """A link to where the words stand, where they are shown; else what is said alone."""
        href = self._lead(words)
        return element("a", *said, href=href, class_="to-words") if href else element("span", *said)

    def shown(self, found: Iterable[Evidence]) -> list[Evidence]:
        """The evidence that leads somewhere."""
        return [words for words in found if self._lead(words)]

    def pages(self, found: Iterable[Evidence]) -> Markup | None:
        """Links to the words, a page each, by the pages' names."""
        first: dict[str, Evidence] = {}
        for words in found:
            first.setdefault(words.text_id, words)
        named: dict[str, Evidence] = {}
        for words in first.values():
            named.setdefault(self.page(words), words)
        if not named:
            return None
        links = (self.link(words, shortened(name, 60)) for name, words in named.items())
        return element("span", [join(", " if n else None, link) for n, link in enumerate(links)], class_="pages")

    def quotes(self, found: Iterable[Evidence], *, most: int = 3) -> Markup | None:
        """The words themselves, each with its page; of many the first ones that differ."""
        differing: dict[str, Evidence] = {}
        for words in found:
            differing.setdefault(printable(words.exact).casefold(), words)
        if not differing:
            return None
        rows = [self._quote(words) for words in [*differing.values()][:most]]
        return element("ul", rows, class_="quotes")

    def _quote(self, words: Evidence) -> Markup:
        said = element("q", shortened(words.exact, _LONGEST), dir="auto")
        return element("li", said, Markup(" "), element("cite", self.link(words, shortened(self.page(words), 60))))
