"""Who says what, sentence by sentence: quotations, and what the text itself tells of denials.  Linked in, Said out.

Beside the quotations there are: a denial that is told with no more than a word for what is denied ("Roth rejected
that"), one that hangs on what it denies ("which the firm denies"), and a sentence in the past perfect that goes on with
what the speaker of the sentence before it says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from dateline.dossier.issues import Topics
from dateline.dossier.sources import Sources
from dateline.lexicon.tables import rows
from dateline.records.base import record
from dateline.records.dossier import DossierMention, DossierQuotation, Holder
from dateline.records.evidence import Evidence
from dateline.records.linked import Linked

__all__ = ["Said", "plays", "utterances"]

_SPEAKING = frozenset({"person", "organization", "group"})
_NOBODY = re.compile(
    r"(?:he|she|it|they|i|we|you|his|her|its|their|this|that|who|one|those|these|some|many|others)\b", re.I
)
_GAP = re.compile(
    r"(?:,[^,.;:]{2,60},)? (?:(?:has|have|had|also|again|later|\w+ly|on \w+day|earlier|immediately) ){0,2}", re.I
)
"""What may stand between who denies and the verb; a "not" may not."""
_OBJECT = re.compile(
    r" (?:that|this|it|any|all|having|being|(?:the|these|those|all|any)? ?(?:\w+ )?"
    r"(?:report|suggestion|claim|allegation|accusation|charge|number|figure|account)s?)\b",
    re.I,
)
_HANGING = re.compile(
    r",? which (?P<who>[^;.]{3,70}?),? (?:has |have |had )?(?:den(?:y|ies|ied)|disput(?:e|es|ed)|reject(?:s|ed)?)\b",
    re.I,
)
_REPORT = re.compile(
    r" (?:an?|the) (?:\w+ )?(?:report|claim|allegation|accusation|statement|account|suggestion|charge)s? "
    r"(?:by|from|in|of) (?P<who>[^,;.]{3,60}?)(?= that\b| saying\b|[,;.]|$)",
    re.I,
)
"""A denial that names whom it answers: "denied a report by the Elm Post that .."."""
_PERFECT = re.compile(r"\bhad (?:been |never |not |also )?[a-z]+(?:ed|en|wn|ld|id|de|ght|ne|lt|pt|ft)\b")


@record
class Said:
    """Something that somebody says: in which words, and in which sentence of which text.

    `entities` are those whom it mentions, `bodies` the organisations for which the speaker is told to speak;
    `denies` where the words that attribute it, or its own, call it a denial, `hanging` where what is denied
    and who denies it stand in one another.
    """

    holder: Holder
    origin: str | None
    text_id: str
    story: str
    number: int
    cue: str
    words: str
    stems: frozenset[str]
    entities: frozenset[str]
    bodies: frozenset[str]
    evidence: tuple[Evidence, ...]
    denies: bool
    hanging: bool = False


def utterances(linked: Linked, *, sources: Sources, topics: Topics) -> tuple[Said, ...]:
    """All that is said, in order of text and place."""
    teller = _Teller(sources, topics)
    by_text: dict[str, list[Said]] = defaultdict(list)
    for said in _quoted(linked, teller):
        by_text[said.text_id].append(said)
    for text_id in dict.fromkeys(article.text_id for article in linked.articles):
        known = list(by_text[text_id])
        by_text[text_id] += [*_told(text_id, known, teller), *_continued(text_id, known, teller)]
    return tuple(
        said
        for text_id in sorted(by_text)
        for said in sorted(by_text[text_id], key=lambda each: each.evidence[0].start)
    )


def plays(role: str, said: Said) -> bool:
    """Whether a passage plays a role of the table ``denials``."""
    plain = said.words.replace("’", "'")
    return any(
        pattern.search(said.cue if where == "cue" else plain) for kind, where, pattern in _patterns() if kind == role
    )


class _Teller:
    """Makes Said of spans of texts."""

    def __init__(self, sources: Sources, topics: Topics) -> None:
        self.sources = sources
        self.topics = topics

    def said(
        self, holder: Holder, *, words: str, cue: str, evidence: tuple[Evidence, ...], denies: bool | None = None
    ) -> Said:
        first = evidence[0]
        number = self.topics.number(first.text_id, first.start)
        inside = [m for m in self.topics.mentions(first.text_id) if _within(m.evidence, evidence)]
        made = Said(
            holder=holder,
            origin=self.sources.origin(holder, first.text_id),
            text_id=first.text_id,
            story=self.sources.story(first.text_id),
            number=number,
            cue=cue,
            words=words,
            stems=self.topics.stems(words, text_id=first.text_id),
            entities=frozenset(m.entity for m in inside if m.entity),
            bodies=self._bodies(first.text_id, number, evidence),
            evidence=evidence,
            denies=bool(denies),
        )
        if denies is not None:
            return made
        calls = any(pattern.search(cue) for kind, where, pattern in _patterns() if (kind, where) == ("deny", "cue"))
        return replace(made, denies=calls or plays("untrue", made))

    def _bodies(self, text_id: str, number: int, evidence: Sequence[Evidence]) -> frozenset[str]:
        start, end = self.topics.spans(text_id)[number]
        return frozenset(
            m.entity
            for m in self.topics.mentions(text_id)
            if m.entity and m.type in ("organization", "group")
            if start <= m.evidence.start < end and not _within(m.evidence, evidence)
        )


def _quoted(linked: Linked, teller: _Teller) -> Iterator[Said]:
    parents = {quotation.parent for quotation in linked.quotations}
    for quotation in linked.quotations:
        holder = _speaker(quotation, teller.sources)
        if quotation.id not in parents and quotation.evidence.content and holder is not None:
            said = teller.said(holder, words=quotation.content, cue=quotation.cue, evidence=quotation.evidence.content)
            yield said
            if said.denies:
                yield from _reported(said, teller)


def _reported(denial: Said, teller: _Teller) -> Iterator[Said]:
    """The report that a denial names, as what its author says."""
    topics, text_id = teller.topics, denial.text_id
    said, (at, _) = topics.words(text_id, denial.number), topics.spans(text_id)[denial.number]
    found = next((hit for verb in _verb().finditer(said) if (hit := _REPORT.match(said, verb.end()))), None)
    if found is None:
        return
    start, end = at + found.start("who"), at + found.end("who")
    inside = [m for m in topics.mentions(text_id) if start <= m.evidence.start < end and m.entity]
    holder = _named(inside[-1], topics) if inside else Holder(name=found["who"], entity=None, clear=False)
    words = topics.cut(text_id, (start, max(end, denial.evidence[-1].end)))
    told = teller.said(holder, words=denial.words, cue="report", evidence=(words,), denies=False)
    yield replace(told, hanging=True)


def _speaker(quotation: DossierQuotation, sources: Sources) -> Holder | None:
    """Who speaks; where it is not sure who is meant, the words of the text unless they name nobody."""
    if quotation.speaker.clear:
        return sources.speaker(quotation)
    text = quotation.speaker.text.strip()
    if not text or _NOBODY.match(text):
        return None
    return Holder(name=text, entity=None, clear=False)


def _told(text_id: str, known: Sequence[Said], teller: _Teller) -> Iterator[Said]:
    """The denials that the text tells without a quotation."""
    topics = teller.topics
    denied = {each.number for each in known if each.denies}
    for number, (start, _) in enumerate(topics.spans(text_id)):
        said = topics.words(text_id, number)
        if number in denied or not _verb().search(said):
            continue
        here = [m for m in topics.mentions(text_id) if _numbered(m, topics, text_id) == number and m.type in _SPEAKING]
        if (hanging := _HANGING.search(said)) is not None:
            inside = [m for m in here if hanging.start("who") <= m.evidence.start - start < hanging.end("who")]
            if inside and hanging.start() > 0:
                words = topics.cut(text_id, (start, start + hanging.start()))
                told = teller.said(
                    _named(inside[-1], topics), words=words.exact, cue="denies", evidence=(words,), denies=True
                )
                yield replace(told, hanging=True)
            continue
        for verb in _verb().finditer(said):
            who = next((m for m in reversed(here) if _GAP.fullmatch(said, m.evidence.end - start, verb.start())), None)
            object_ = _OBJECT.match(said, verb.end())
            if who is None or object_ is None or who.evidence.exact.lower() in ("i", "we"):
                continue
            rest = said[verb.end() :].strip(" .")
            yield teller.said(
                _named(who, topics), words=rest, cue=verb.group(), denies=True,
                evidence=(topics.cut(text_id, (who.evidence.start, start + len(said.rstrip()))),),
            )  # fmt: skip
            break


def _continued(text_id: str, known: Sequence[Said], teller: _Teller) -> Iterator[Said]:
    """Sentences in the past perfect that go on with what the speaker before says."""
    topics = teller.topics
    busy: dict[int, Said] = {}
    for each in known:
        for words in each.evidence:
            busy.update(dict.fromkeys(topics.numbers(words), each))
    for number in range(1, len(topics.spans(text_id))):
        before = busy.get(number - 1)
        (_, last), span = topics.spans(text_id)[number - 1], topics.spans(text_id)[number]
        if before is None or number in busy or not before.holder.clear or topics.apart(text_id, last, span[0]):
            continue
        if _PERFECT.search(topics.words(text_id, number)):
            words = topics.cut(text_id, span)
            yield teller.said(before.holder, words=words.exact, cue="", evidence=(words,), denies=False)


def _named(mention: DossierMention, topics: Topics) -> Holder:
    return Holder(name=topics.names[mention.entity or ""], entity=mention.entity)


def _numbered(mention: DossierMention, topics: Topics, text_id: str) -> int:
    return topics.number(text_id, mention.evidence.start)


def _within(evidence: Evidence, spans: Sequence[Evidence]) -> bool:
    return any(span.start <= evidence.start < span.end for span in spans)


@cache
def _verb() -> re.Pattern[str]:
    return next(pattern for kind, where, pattern in _patterns() if (kind, where) == ("deny", "cue"))


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((role, where, re.compile(pattern, re.I)) for role, where, pattern in rows("denials"))
