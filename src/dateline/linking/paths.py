"""The path of each passage: from the reader's hand back to who said it.  article + quotation in, links out.

In this order: the hands that the page names (republisher, outlet, credit line and agency mark), then the
attribution inside the text, from the outermost quotation to the innermost, then where it was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.names import fold
from dateline.linking.parties import Parties
from dateline.linking.press import hand
from dateline.linking.speakers import Speakers, Spoken
from dateline.records.base import record
from dateline.records.dossier import Link, LinkRole
from dateline.records.evidence import Evidence
from dateline.records.page import Article, ArticleField
from dateline.records.reading import EntityType, Quotation

__all__ = ["Path", "Paths", "passing_on"]

_REPORTED = re.compile(r"\b(report|publish|broadcast)", re.IGNORECASE)
_BODIES: frozenset[EntityType] = frozenset({"organization", "work", "product", "other"})


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


def passing_on(texts: Iterable[SharedText], *, register: Register, speakers: Speakers) -> frozenset[str]:
    """Organisations that "reported" what somebody else said: they are outlets, whatever their names."""
    found: set[str] = set()
    for text in texts:
        parents = {quotation.parent for quotation in text.reading.quotations if quotation.speaker.clear}
        for quotation in text.reading.quotations:
            spoken = speakers.of(quotation.id)
            entity = register.by_id.get(spoken.entity or "") if spoken else None
            if entity is not None and quotation.id in parents and entity.type in _BODIES:
                found.update({entity.id} if _REPORTED.search(quotation.cue) else ())
    return frozenset(found)


class Paths:
    """Finds the paths of a text's passages."""

    def __init__(self, register: Register, *, parties: Parties, passing: frozenset[str]) -> None:
        self._register = register
        self._parties = parties
        self._hands = frozenset(register.hands.values()) | passing

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

    def quoted(self, quotation: Quotation, *, own: Path, text: SharedText) -> tuple[Path, ...]:
        """The paths of what a quotation says, one for each of those who say it together; none where that is unclear."""
        by_id = {other.id: other for other in text.reading.quotations}
        *around, last = _nest(quotation, by_id)
        links, evidence = list(own.links), list(own.evidence)
        for step in around:
            spoken = self._parties.of(step.id)
            if len(spoken) != 1:
                return ()
            evidence.extend((*step.speaker_evidence, *step.cue_evidence))
            links = _added(links, self._link(spoken[0]))
        if (through := self._through(last)) is not None:
            links = _added(links, through)
        medium = self._medium(quotation)
        evidence.extend((*last.speaker_evidence, *last.cue_evidence))
        evidence.extend((quotation.medium.evidence,) if medium is not None and quotation.medium else ())
        shown = tuple(dict.fromkeys(evidence))
        found = []
        for spoken_last in self._parties.of(last.id):
            passed = _added(links, self._link(spoken_last))
            passed = _added(passed, medium) if medium is not None else passed
            found.append(Path(article=own.article, links=tuple(passed), evidence=shown))
        return tuple(found)

    def _link(self, spoken: Spoken) -> Link:
        entity, name = self._register.by_id.get(spoken.entity or ""), spoken.name
        role: LinkRole = "speaker"
        body = entity is not None and entity.type in _BODIES
        known = hand(name)
        if known is not None and (body or entity is None):
            role = known.role
        elif entity is not None and entity.id in self._hands:
            role = "outlet"
        return Link(role=role, name=name, entity=entity.id if entity else None)

    def _medium(self, quotation: Quotation) -> Link | None:
        """Where it was said, where that has a name; "told reporters" is no hand through which a report came."""
        medium = quotation.medium
        if medium is None or medium.name is None or self._through(quotation) is not None:
            return None
        return Link(role="medium", name=medium.name, entity=None)

    def _through(self, quotation: Quotation) -> Link | None:
        """The outlet to which the speaker spoke ("told Radio Tern"): a hand between him and us, no medium."""
        medium = quotation.medium
        if medium is None or medium.name is None:
            return None
        key, known = fold(medium.name), hand(medium.name)
        entity = self._register.hands.get(key) or self._register.bodies.get(key)
        if known is None and entity not in self._hands and medium.kind != "interview":
            return None
        found = self._register.by_id.get(entity or "")
        role = known.role if known else "outlet"
        return Link(role=role, name=found.name if found else medium.name, entity=entity)


def _nest(quotation: Quotation, by_id: Mapping[str, Quotation]) -> list[Quotation]:
    """The quotation and those around it, the outermost first."""
    nested = [quotation]
    while (parent := by_id.get(nested[0].parent or "")) is not None and parent not in nested:
        nested.insert(0, parent)
    return nested


def _added(links: list[Link], link: Link) -> list[Link]:
    return links if any(_same(link, other) for other in links) else [*links, link]


def _same(left: Link, right: Link) -> bool:
    return (left.entity is not None and left.entity == right.entity) or fold(left.name) == fold(right.name)
