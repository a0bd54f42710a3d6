"""The path of each passage: from the reader's hand back to who said it.  article + quotation in, links out.

In this order: the hands that the page names (republisher, outlet, credit line and agency mark), then the
attribution inside the text, from the outermost quotation to the innermost, then where it was said.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.names import fold
from dateline.linking.press import hand
from dateline.linking.speakers import Speakers
from dateline.records.base import record
from dateline.records.dossier import Link, LinkRole
from dateline.records.evidence import Evidence
from dateline.records.page import Article, ArticleField
from dateline.records.reading import Quotation

__all__ = ["Path", "Paths"]

_REPORTING = ("report", "publish", "broadcast")


@record
class Path:
    """The links of one passage of one article, nearest the reader first, and the words that show them."""

    article: str
    links: tuple[Link, ...]
    evidence: tuple[Evidence, ...]

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What makes two paths the same: the roles, and who holds them."""
        return tuple((link.role, link.entity or fold(link.name)) for link in self.links)


class Paths:
    """Finds the paths of a text's passages."""

    def __init__(self, register: Register, speakers: Speakers) -> None:
        self._register = register
        self._speakers = speakers
        self._hands = frozenset(register.hands.values())

    def own(self, article: Article) -> Path:
        """The path of what an article says in its own voice."""
        hands: list[tuple[LinkRole, ArticleField, str | None]] = [
            ("republisher", "republisher", article.republisher),
            ("outlet", "outlet", article.outlet),
            ("agency", "credit", article.credit[0] if article.credit else None),
        ]
        links: list[Link] = []
        evidence: list[Evidence] = []
        for role, field, name in hands:
            if name and all(fold(name) != fold(link.name) for link in links):
                links.append(Link(role=role, name=name, entity=self._register.hands.get(fold(name))))
                evidence.extend(article.evidence.get(field, ()))
        return Path(article=article.id, links=tuple(links), evidence=tuple(evidence))

    def quoted(self, quotation: Quotation, *, own: Path, text: SharedText) -> Path | None:
        """The path of what a quotation says; None where its speaker, or one that it passed through, is unclear."""
        by_id = {other.id: other for other in text.reading.quotations}
        nested = _nest(quotation, by_id)
        links, evidence = list(own.links), list(own.evidence)
        for number, step in enumerate(nested):
            link = self._link(step, passed_on=number + 1 < len(nested))
            if link is None:
                return None
            evidence.extend((*step.speaker_evidence, *step.cue_evidence))
            if not any(_same(link, other) for other in links):
                links.append(link)
        if (medium := self._medium(quotation)) and not any(_same(medium, other) for other in links):
            links.append(medium)
            evidence.extend((quotation.medium.evidence,) if quotation.medium else ())
        return Path(article=own.article, links=tuple(links), evidence=tuple(dict.fromkeys(evidence)))

    def _link(self, quotation: Quotation, *, passed_on: bool) -> Link | None:
        spoken = self._speakers.of(quotation.id)
        if spoken is None or not spoken.clear:
            return None
        entity, name = self._register.by_id.get(spoken.entity or ""), spoken.name
        role: LinkRole = "speaker"
        reports = quotation.cue.casefold().startswith(_REPORTING)
        body = entity is not None and entity.type in ("organization", "work", "product", "other")
        known = hand(name)
        if known is not None and (body or entity is None):
            role = known.role
        elif entity is not None and (entity.id in self._hands or (body and reports and passed_on)):
            role = "outlet"
        return Link(role=role, name=name, entity=entity.id if entity else None)

    def _medium(self, quotation: Quotation) -> Link | None:
        """Where it was said, where that has a name; "told reporters" is no hand through which a report came."""
        name = quotation.medium.name if quotation.medium else None
        return Link(role="medium", name=name, entity=self._register.hands.get(fold(name))) if name else None


def _nest(quotation: Quotation, by_id: Mapping[str, Quotation]) -> list[Quotation]:
    """The quotation and those around it, the outermost first."""
    nested = [quotation]
    while (parent := by_id.get(nested[0].parent or "")) is not None and parent not in nested:
        nested.insert(0, parent)
    return nested


def _same(left: Link, right: Link) -> bool:
    return (left.entity is not None and left.entity == right.entity) or fold(left.name) == fold(right.name)
