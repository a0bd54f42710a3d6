"""Where things are shown: the addresses of stories, of whom they tell, and of the words behind a line."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from dateline.records.dossier import Dossier
from dateline.records.evidence import Evidence
from dateline.rendering.markup import Markup, element
from dateline.rendering.quoting import Quoting

__all__ = ["Citing", "article_href", "entity_href", "judge_href", "story_href"]


def story_href(story: str) -> str:
    """A story's page."""
    return f"/story/{quote(story, safe='')}"


def entity_href(entity: str) -> str:
    """The page of somebody or something, by id or by name."""
    return f"/entity/{quote(entity, safe='')}"


def article_href(article: str, reference: str | None = None) -> str:
    """An article's page; with a reference, the words in it that support that line."""
    page = f"/article/{quote(article, safe='')}"
    if reference is None:
        return page
    return f"{page}?{urlencode({'ref': reference})}#ref-{quote(reference, safe='')}"


def judge_href(about: str, *, within: str | None = None) -> str:
    """The page on which something is judged; `within` is the story or entity whose page leads there."""
    return f"/judge?{urlencode({'about': about} | ({'in': within} if within else {}))}"


class Citing(Quoting):
    """Evidence that leads to its article's page, with the line that it was quoted for.

    `within` is the story or entity on whose page lines can be judged; None where they cannot be.
    """

    def __init__(self, picture: Dossier, *, reference: str | None = None, within: str | None = None) -> None:
        super().__init__(picture, self._leads)
        self._reference, self._within = reference, within

    def about(self, record_id: str) -> Citing:
        """The same for the evidence of one line."""
        made = Citing.__new__(Citing)
        made._first, made._reference, made._lead = self._first, record_id, made._leads
        made._within = self._within
        return made

    def judging(self, record_id: str) -> Markup | None:
        """The way to where a line is judged."""
        if self._within is None:
            return None
        return element("a", "Judge", href=judge_href(record_id, within=self._within), class_="judge")

    def _leads(self, words: Evidence) -> str | None:
        article = self._first.get(words.text_id)
        return article_href(article.id, self._reference) if article else None
