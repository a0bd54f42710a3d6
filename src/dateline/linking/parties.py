"""Who answers for a quotation whose speaker is described, not named.  quotation in, one or several parties out.

Reading names a speaker only where it is sure of the words themselves. For counting origins more is needed: "police
said" and "police spokesman Ivo Kessel said" in one text are one source, and "the coast guard and the governor said"
are two. What no rule here resolves stands under its own words; a pronoun without a known antecedent under nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dateline.lexicon.tables import rows, words
from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.names import bare, fold, tokens_of
from dateline.linking.speakers import Speakers, Spoken
from dateline.records.base import record
from dateline.records.dossier import Entity
from dateline.records.evidence import Evidence
from dateline.records.reading import EntityType, Quotation

__all__ = ["Parties", "ranked"]

_JOINT = re.compile(r",? and (?=(?:the|a|an|his|her|its|their|both|[A-Z]))")
_SPEAKING = frozenset({"he", "she", "it"})
_HEAD_ENDS = re.compile(r"\b(?:of|for|in|at|from|with|on|who|which|that)\b|,")
_DEFINITE = re.compile(r"the (?!\S*['’])", re.I)
_STEM = 5  # letters by which "region" and "regional", "marshals" and "marshal" meet
_NEAR = 500  # characters within which a described speaker is named, or a pronoun's antecedent speaks
_APPOSED = 12  # characters between a description and the name beside it: a comma and a title


@record
class _Named:
    """Where a text names somebody."""

    start: int
    end: int
    entity: str
    kind: EntityType

    @property
    def person(self) -> bool:
        """Whether it is a person."""
        return self.kind == "person"


@record
class _Part:
    """One of those who speak together: words and where they stand; a whole speaker has one."""

    words: str
    start: int
    end: int


class Parties:
    """Answers who stands behind each quotation, by its id."""

    def __init__(self, texts: Sequence[SharedText], *, register: Register, speakers: Speakers) -> None:
        self._register = register
        self._speakers = speakers
        self._found: dict[str, tuple[Spoken, ...]] = {}
        self._roles: dict[str, set[str]] = defaultdict(set)
        named = _namings(register)
        for text in texts:
            self._settle(text, named.get(text.text_id, []))

    def of(self, quotation: str) -> tuple[Spoken, ...]:
        """Those who answer for a quotation, each once; nobody where that is unclear."""
        return self._found.get(quotation, ())

    def speak_for(self, person: str, body: str) -> bool:
        """Whether a person (an entity id) speaks for a body (a name or description), as roles and introductions say."""
        return bool(self._roles.get(person, set()) & _stems(body))

    def _settle(self, text: SharedText, named: Sequence[_Named]) -> None:
        said = sorted((q for q in text.reading.quotations if q.speaker_evidence), key=_place)
        clear = {q.id: spoken for q in said if (spoken := self._speakers.of(q.id)) is not None and spoken.clear}
        roles = self._introduced(said, clear)
        for at, quotation in enumerate(said):
            if quotation.id in clear:
                self._found[quotation.id] = (clear[quotation.id],)
                continue
            found = (
                self._party(part, at=at, said=said, clear=clear, roles=roles, named=named) for part in _parts(quotation)
            )
            parties = tuple(dict.fromkeys(party for party in found if party is not None))
            if parties:
                self._found[quotation.id] = parties

    def _introduced(self, said: Sequence[Quotation], clear: Mapping[str, Spoken]) -> dict[str, frozenset[str]]:
        """What tells for which body the people who speak in a text do so: their roles, and how they are introduced."""
        found: dict[str, set[str]] = defaultdict(set)
        for quotation in said:
            entity = self._register.by_id.get(clear[quotation.id].entity or "") if quotation.id in clear else None
            if entity is not None and entity.type == "person":
                own = _stems(entity.name)
                for described in (quotation.speaker.text, *(role.text for role in entity.roles)):
                    found[entity.id] |= _stems(described) - own
        for person, stems in found.items():
            self._roles[person] |= stems
        return {person: frozenset(stems) for person, stems in found.items()}

    def _party(
        self,
        part: _Part,
        *,
        at: int,
        said: Sequence[Quotation],
        clear: Mapping[str, Spoken],
        roles: Mapping[str, frozenset[str]],
        named: Sequence[_Named],
    ) -> Spoken | None:
        if fold(part.words) in _SPEAKING:
            return self._antecedent(at, said=said, clear=clear, named=named)
        cue = min((words.start for words in said[at].cue_evidence if words.start >= part.end), default=part.end + _NEAR)
        entity = _beside(part, named, before=cue) or self._speaks_for(part, roles) or self._body(part, named)
        if part.words == said[at].speaker.text:  # of two who speak together nobody can tell who is named next
            entity = entity or self._named_next(part, at=at, said=said, clear=clear, named=named, roles=roles)
        if entity is not None:
            return self._spoken(entity)
        if not _answers(part.words):
            return None
        return Spoken(name=bare(part.words), entity=None, clear=False)

    def _spoken(self, entity: str) -> Spoken:
        return Spoken(name=self._register.by_id[entity].name, entity=entity, clear=True)

    def _antecedent(
        self, at: int, *, said: Sequence[Quotation], clear: Mapping[str, Spoken], named: Sequence[_Named]
    ) -> Spoken | None:
        """Who spoke just before "he said", if nobody else has been named since."""
        here = said[at].speaker_evidence[0].start
        for before in reversed(said[:at]):
            last = before.speaker_evidence[-1]
            if here - last.end > _NEAR:
                return None
            found = clear.get(before.id) or next(iter(self._found.get(before.id, ())), None)
            if found is not None and said[at].speaker.text.casefold() == "it":
                return found  # "a rights group named 34 people who it says were killed"
            if found is None or found.entity is None or self._register.by_id[found.entity].type != "person":
                return None
            between = named[bisect_left(named, last.end, key=_start) : bisect_left(named, here, key=_start)]
            return found if all(one.entity == found.entity or one.kind == "place" for one in between) else None
        return None

    def _speaks_for(self, part: _Part, roles: Mapping[str, frozenset[str]]) -> str | None:
        """The one person who speaks in the text and whose role names the body, or is the one described."""
        stems = _stems(part.words)
        found = [entity for entity, role in roles.items() if stems & role]
        return found[0] if len(found) == 1 else None

    def _body(self, part: _Part, named: Sequence[_Named]) -> str | None:
        """The one body named in the text that "their union", "the ministry" can mean."""
        stems = _stems(_HEAD_ENDS.split(part.words)[0])
        if part.words[:1].isupper() or not stems:
            return None
        bodies = dict.fromkeys(one.entity for one in named if not one.person)
        found = [entity for entity in bodies if stems & _stems(self._register.by_id[entity].name)]
        found = [entity for entity in found if self._register.by_id[entity].type in ("organization", "group")]
        return found[0] if len(found) == 1 else None

    def _named_next(
        self,
        part: _Part,
        *,
        at: int,
        said: Sequence[Quotation],
        clear: Mapping[str, Spoken],
        named: Sequence[_Named],
        roles: Mapping[str, frozenset[str]],
    ) -> str | None:
        """Who is first named as the next speaker: "a crane driver said .." is told by name in the next sentence.

        Not who comes with a role of another kind: "the operator said .." is none of "union leader Ann Example".
        """
        later = (one for one in said[at + 1 :] if one.speaker_evidence[0].start > part.end)
        after = next((one for one in later if fold(one.speaker.text) not in _SPEAKING), None)
        spoken = clear.get(after.id) if after is not None else None
        if after is None or spoken is None or spoken.entity is None:
            return None
        if after.speaker_evidence[0].start - part.end > _NEAR:
            return None
        entity = self._register.by_id[spoken.entity]
        first = min((one.start for one in named if one.entity == entity.id), default=-1)
        if entity.type != "person" or first < part.end:
            return None
        described = _HEAD_ENDS.split(part.words)[0]
        officer = ranked(entity)
        other = bool(_DEFINITE.match(described) and roles.get(entity.id) and not roles[entity.id] & _stems(described))
        own = bool(_own(described) and not _many(described) and not other)
        elsewhere = roles.get(entity.id, frozenset()) & _body_stems()
        speaks = officer and _body_like(described) and (not elsewhere or bool(elsewhere & _stems(described)))
        return entity.id if own or speaks else None


def ranked(person: Entity) -> bool:
    """Whether a role of a person is one whose holder answers for a body."""
    return any(_ranks() & frozenset(tokens_of(role.text)) for role in person.roles)


@cache
def _stems(described: str) -> frozenset[str]:
    """The beginnings of the words that tell which body or person is meant."""
    return frozenset(word[:_STEM] for word in tokens_of(described) if word not in _empty() and len(word) > 2)


@cache
def _empty() -> frozenset[str]:
    return words("body_heads") | frozenset({"the", "and", "for", "his", "her", "its", "their", "our", "who", "of"})


@cache
def _ranks() -> frozenset[str]:
    return words("body_officers")


@cache
def _bodies() -> frozenset[str]:
    return words("organisation_nouns") | words("force_nouns") | words("answering_bodies")


@cache
def _body_stems() -> frozenset[str]:
    """The beginnings of the words for bodies: a role with one of them is a role in that body."""
    return frozenset(word[:_STEM] for word in _bodies()) - frozenset(word[:_STEM] for word in _empty())


def _head(described: str) -> str:
    """The noun of a description, in the singular: "regional officials" is "official"."""
    found = tokens_of(_HEAD_ENDS.split(described)[0])
    return found[-1] if found else ""


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _many(described: str) -> bool:
    return _head(described) != _singular(_head(described))


def _body_like(described: str) -> bool:
    return _singular(_head(described)) in _bodies()


@cache
def _people() -> frozenset[str]:
    listed = (words(name) for name in ("living_nouns", "occupation_nouns", "office_nouns"))
    return frozenset(row[0] for row in rows("person_nouns")).union(*listed)


def _own(described: str) -> bool:
    """Whether one person is described."""
    head = _singular(_head(described))
    return head in _people() and not _body_like(described)


def _answers(described: str) -> bool:
    """Whether somebody is described who can answer for something: people or a body, not a paper or a picture."""
    head = _singular(_head(described))
    return head in _people() or head in _bodies() or head == "source"


def _place(quotation: Quotation) -> tuple[int, int]:
    return quotation.speaker_evidence[0].start, quotation.speaker_evidence[-1].end


def _start(one: _Named) -> int:
    return one.start


def _parts(quotation: Quotation) -> Iterator[_Part]:
    """Those who speak together, where each of them is described."""
    span: Evidence = quotation.speaker_evidence[0]
    cuts = [found.span() for found in _JOINT.finditer(span.exact)]
    if not cuts or len(quotation.speaker_evidence) > 1:
        yield _Part(words=quotation.speaker.text, start=span.start, end=quotation.speaker_evidence[-1].end)
        return
    at = 0
    for first, last in (*cuts, (len(span.exact), len(span.exact))):
        if span.exact[at:first].strip():
            yield _Part(words=span.exact[at:first], start=span.start + at, end=span.start + first)
        at = last


def _beside(part: _Part, named: Sequence[_Named], *, before: int) -> str | None:
    """Who is named beside a description, or at its end: "its head, the engineer Ana Ruhl", "the group Doctors Now"."""
    at = bisect_left(named, part.start, key=_start)
    near = named[at : at + 4]
    beside = (one.entity for one in near if one.person and 0 < one.start - part.end <= _APPOSED and one.end <= before)
    within = (one for one in near if one.end == part.end)
    ending = (one.entity for one in within if not _HEAD_ENDS.search(part.words[: one.start - part.start]))
    return next(beside, None) or next(ending, None)


def _namings(register: Register) -> dict[str, list[_Named]]:
    found: dict[str, list[_Named]] = defaultdict(list)
    for mention in register.mentions:
        if mention.form == "name" and mention.entity in register.named:
            entity = register.by_id[mention.entity]
            span = mention.evidence
            found[span.text_id].append(_Named(start=span.start, end=span.end, entity=entity.id, kind=entity.type))
    return {text_id: sorted(named, key=_start) for text_id, named in found.items()}
