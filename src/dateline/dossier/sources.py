"""Who stands behind a passage, and since when it could be read.  Linked in; holders, origins and days out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

from dateline.lexicon.folding import fold
from dateline.records.dossier import Chain, DossierArticle, DossierQuotation, Holder
from dateline.records.evidence import Evidence
from dateline.records.linked import Linked
from dateline.records.time import UNKNOWN, Time

__all__ = ["Sources", "distinct", "inside"]

T = TypeVar("T", bound=Hashable)

_NOBODY = Holder(name="unknown", entity=None, clear=False)


class Sources:
    """Answers for a linked picture: who holds a passage, under which origin, and when it was published."""

    def __init__(self, linked: Linked) -> None:
        self._articles: dict[str, list[DossierArticle]] = defaultdict(list)
        for article in linked.articles:
            self._articles[article.text_id].append(article)
        self._chains: dict[str, list[Chain]] = defaultdict(list)
        for chain in linked.chains:
            for article_id in chain.articles:
                self._chains[article_id].append(chain)
        self._quotations: dict[str, list[DossierQuotation]] = defaultdict(list)
        for quotation in linked.quotations:
            for text_id in {words.text_id for words in quotation.evidence.content}:
                self._quotations[text_id].append(quotation)
        self._names = {entity.id: entity.name for entity in linked.entities}
        self._origins = {origin.entity or fold(origin.name): origin.id for origin in linked.origins}
        for chain in linked.chains:
            # Who was counted under another's name on one page (a ministry under its minister) is so on every page.
            last = next((link for link in reversed(chain.links) if link.role != "medium"), None)
            if last is not None:
                self._origins.setdefault(last.entity or fold(last.name), chain.origin)
        self._story = {article: story.id for story in linked.stories for article in story.articles}

    def articles(self, text_id: str) -> list[DossierArticle]:
        """The articles that share a text."""
        return self._articles.get(text_id, [])

    def stories(self, articles: Iterable[str]) -> frozenset[str]:
        """The stories to which some articles belong."""
        return frozenset(self._story[article] for article in articles if article in self._story)

    def story(self, text_id: str) -> str:
        """The story of a text; the id of its article where it belongs to none."""
        articles = self.articles(text_id)
        return min((self._story.get(article.id, article.id) for article in articles), default="")

    def published(self, text_id: str) -> Time:
        """When a text could first be read; unknown where none of its articles has a date."""
        times = [article.published for article in self.articles(text_id) if article.published.earliest]
        return min(times, key=lambda time: time.earliest or "", default=UNKNOWN)

    def holder(self, evidence: Evidence) -> Holder:
        """Who says these words: the speaker of the innermost quotation around them, else the text's own voice."""
        around = self._around(evidence)
        return self.speaker(around) if around is not None else self.voice(evidence.text_id)

    def writer(self, evidence: Evidence) -> Holder:
        """Who chose these letters: the speaker where quoted to the letter, else the text's own voice."""
        around = self._around(evidence)
        quoted = around is not None and around.kind == "direct" and around.speaker.clear
        return self.speaker(around) if around is not None and quoted else self.voice(evidence.text_id)

    def _around(self, evidence: Evidence) -> DossierQuotation | None:
        around = [q for q in self._quotations.get(evidence.text_id, ()) if inside(evidence, q.evidence.content)]
        return min(around, key=lambda quotation: (_width(quotation), quotation.id), default=None)

    def speaker(self, quotation: DossierQuotation) -> Holder:
        """The speaker of a quotation under the best name known."""
        entity = quotation.speaker.entity
        name = self._names.get(entity or "", quotation.speaker.text)
        return Holder(name=name, entity=entity, clear=quotation.speaker.clear)

    def voice(self, text_id: str) -> Holder:
        """The holder of what a text says in its own voice: its agency, else its outlet."""
        for article in self.articles(text_id):
            name = next(iter((*article.credit, *filter(None, (article.outlet,)))), None)
            if name:
                return Holder(name=name, entity=self._hand(name, article))
        return _NOBODY

    def _hand(self, name: str, article: DossierArticle) -> str | None:
        links = (link for chain in self._chains.get(article.id, ()) for link in chain.links)
        return next((link.entity for link in links if link.entity and fold(link.name) == fold(name)), None)

    def origin(self, holder: Holder, text_id: str) -> str | None:
        """The origin under which a holder is counted for what stands in a text; None where it is not known."""
        for article in self.articles(text_id):
            for chain in self._chains.get(article.id, ()):
                last = next((link for link in reversed(chain.links) if link.role != "medium"), None)
                if last is not None and _same(holder, last.entity, last.name):
                    return chain.origin
        return self._origins.get(holder.entity or fold(holder.name))

    def origins(self, held: Iterable[tuple[Holder, str]]) -> tuple[str, ...]:
        """The origins of several (holder, text id), each once."""
        return distinct(origin for holder, text_id in held if (origin := self.origin(holder, text_id)))


def inside(evidence: Evidence, spans: Iterable[Evidence]) -> bool:
    """Whether some words stand within one of several spans."""
    return any(
        span.text_id == evidence.text_id and span.start <= evidence.start and evidence.end <= span.end for span in spans
    )


def distinct(found: Iterable[T]) -> tuple[T, ...]:
    """Each thing once, in order."""
    return tuple(dict.fromkeys(found))


def _width(quotation: DossierQuotation) -> int:
    return sum(span.end - span.start for span in quotation.evidence.content)


def _same(holder: Holder, entity: str | None, name: str) -> bool:
    return (holder.entity is not None and holder.entity == entity) or fold(holder.name) == fold(name)
