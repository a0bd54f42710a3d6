"""Disputes of stand: who is for and who is against what may be done.  Linked in, Disputes out.

A speaker's words count on an issue where they stand in or beside its sentences, or share words with them, and
where the table ``stances`` knows their side. A side that only weak words show makes no dispute; who speaks for
both sides is on the one that he speaks for more, and on neither where he does so equally.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from dateline.dossier import denials, sides, verdicts
from dateline.dossier.issues import Issue, Topics, issues
from dateline.dossier.sources import Sources, distinct
from dateline.lexicon.tables import rows
from dateline.records.base import record
from dateline.records.dossier import Dispute, DossierQuotation, Holder, Stand
from dateline.records.evidence import Evidence
from dateline.records.linked import Linked

__all__ = ["find", "leaning"]

Side = Literal["for", "against"]
_CLEAR = 2
"""The weight that one speaker on each side must reach: one plain word of consent or refusal."""
_SHORT = 90
_NOT = re.compile(r"(?:\b(?:not|never|no longer|cannot|without)|n't)\s+(?:\w+\s+){0,2}$", re.I)
_DENYING = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.I)


@record
class _Opinion:
    holder: Holder
    leaning: int
    words: str
    evidence: tuple[Evidence, ...]
    own: bool = False


@record
class _Voiced:
    """A quotation that takes a side on something: its telling words, and the sentences (text id, number) it is in."""

    opinion: _Opinion
    stems: frozenset[str]
    numbers: frozenset[tuple[str, int]]


@record
class _Camp:
    """What one holder says on one issue, all told."""

    holder: Holder
    opinions: tuple[_Opinion, ...]

    @property
    def leaning(self) -> int:
        return sum(opinion.leaning for opinion in self.opinions)


def find(linked: Linked, *, sources: Sources, text: Callable[[str], str]) -> tuple[Dispute, ...]:
    """The disputes of stand: on what may be done, then accusations and their denials, then verdicts."""
    topics = Topics(linked, text=text)
    voiced = _voiced(linked, sources=sources, topics=topics)
    found = [
        dispute
        for issue in issues(linked, sources=sources, topics=topics)
        if (dispute := _dispute(issue, voiced.get(issue.story, ()), sources=sources, topics=topics)) is not None
    ]
    merged = _merged(found)
    denied = denials.find(linked, sources=sources, topics=topics, known=merged)
    judged = verdicts.find(linked, sources=sources, topics=topics, known=(*merged, *denied))
    return (*merged, *denied, *judged)


def leaning(said: str, *, cue: str) -> int:
    """For (above 0) or against (below 0), by the weights of all that matches; 0 for neither or both alike."""
    if _DENYING.search(cue):
        return 0
    plain = said.replace("’", "'").replace("‘", "'")
    total = 0
    taken: list[tuple[int, int]] = []
    for side, where, weight, pattern in _patterns():
        words = plain if where == "content" else cue
        for hit in pattern.finditer(words):
            if where == "content" and any(hit.start() < end and start < hit.end() for start, end in taken):
                continue
            if where == "content":
                taken.append(hit.span())
            # Who does not oppose a thing is hardly for it: what is turned weighs little.
            strength = -1 if _NOT.search(words[: hit.start()]) else weight
            total += strength if side == "for" else -strength
    return total


def _voiced(linked: Linked, *, sources: Sources, topics: Topics) -> Mapping[str, Sequence[_Voiced]]:
    """Every quotation with a clear speaker that takes a side on something, in order, by story (or lone article)."""
    parents = {quotation.parent for quotation in linked.quotations}
    by_story: dict[str, list[_Voiced]] = defaultdict(list)
    for quotation in sorted(linked.quotations, key=_position):
        content = quotation.evidence.content
        if quotation.id in parents or not quotation.speaker.clear or not content:
            continue
        if side := leaning(quotation.content, cue=quotation.cue):
            text_id = content[0].text_id
            voiced = _Voiced(
                opinion=_Opinion(
                    holder=sources.speaker(quotation), leaning=side, words=quotation.content, evidence=content, own=True
                ),
                stems=topics.stems(quotation.content, text_id=text_id),
                numbers=frozenset((words.text_id, n) for words in content for n in topics.numbers(words)),
            )
            by_story[sources.story(text_id)].append(voiced)
    return by_story


def _dispute(issue: Issue, voiced: Sequence[_Voiced], *, sources: Sources, topics: Topics) -> Dispute | None:
    camps = _camps(issue, voiced, topics=topics)
    pro = [camp for camp in camps if camp.leaning > 0]
    con = [camp for camp in camps if camp.leaning < 0]
    if max((camp.leaning for camp in pro), default=0) < _CLEAR or min((c.leaning for c in con), default=0) > -_CLEAR:
        return None
    return Dispute(
        kind="stand", about=issue.about, stands=(_stand("for", pro, sources), _stand("against", con, sources))
    )


def _camps(issue: Issue, voiced: Sequence[_Voiced], *, topics: Topics) -> list[_Camp]:
    by_holder: dict[str, list[_Opinion]] = defaultdict(list)
    for opinion in _opinions(issue, voiced):
        by_holder[_who(opinion.holder)].append(opinion)
    spoken = {key: sum(opinion.leaning for opinion in found) for key, found in by_holder.items()}
    for told in sides.find(issue, topics=topics, leanings=spoken):
        if _who(told.holder) not in spoken:  # who speaks for himself needs nobody to tell where he stands
            by_holder[_who(told.holder)].append(
                _Opinion(holder=told.holder, leaning=told.leaning, words=told.evidence.exact, evidence=(told.evidence,))
            )
    return [_Camp(holder=found[0].holder, opinions=tuple(found)) for found in by_holder.values()]


def _opinions(issue: Issue, voiced: Sequence[_Voiced]) -> Iterator[_Opinion]:
    """The words that take a side on an issue: what bears on it carries it on to the sentence after it.

    Asked again until nothing more bears on it: in which order the texts stand must not matter.
    """
    lines, stems = set(issue.lines), set(issue.stems)
    waiting, before = list(voiced), len(voiced) + 1
    while len(waiting) < before:
        before, left = len(waiting), []
        for each in waiting:
            strong = abs(each.opinion.leaning) >= _CLEAR
            if _bears(each.numbers, len(each.stems & stems), strong=strong, lines=lines):
                lines |= each.numbers
                stems |= each.stems
                yield each.opinion
            else:
                left.append(each)
        waiting = left


def _bears(numbers: frozenset[tuple[str, int]], shared: int, *, strong: bool, lines: set[tuple[str, int]]) -> bool:
    """Whether a quotation is about an issue: in its sentences, beside them, or in its words."""
    if numbers & lines:
        return True
    if any((text_id, number + step) in lines for text_id, number in numbers for step in (-1, 1)):
        return strong or shared >= 1
    here = {text_id for text_id, _ in numbers} & {text_id for text_id, _ in lines}
    return shared >= (2 if here else 3)


def _position(quotation: DossierQuotation) -> tuple[str, int]:
    content = quotation.evidence.content
    return (content[0].text_id, content[0].start) if content else ("", 0)


def _stand(side: Side, camps: Sequence[_Camp], sources: Sources) -> Stand:
    opinions = [opinion for camp in camps for opinion in camp.opinions if (opinion.leaning > 0) == (side == "for")]
    best = max(opinions, key=lambda opinion: (opinion.own, min(abs(opinion.leaning), _CLEAR), -len(opinion.words)))
    return Stand(
        value=f"{side}: {_shortened(best.words)}",
        holders=distinct(camp.holder for camp in camps),
        origins=sources.origins((opinion.holder, opinion.evidence[0].text_id) for opinion in opinions),
        evidence=distinct(words for opinion in opinions for words in opinion.evidence),
    )


def _shortened(said: str) -> str:
    plain = " ".join(said.split())
    if len(plain) <= _SHORT:
        return plain
    return plain[:_SHORT].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _merged(found: Sequence[Dispute]) -> list[Dispute]:
    """One dispute where the same people stand against each other on two issues of which the texts tell apart."""
    kept: list[Dispute] = []
    for dispute in sorted(found, key=lambda each: -sum(len(stand.evidence) for stand in each.stands)):
        home = next((n for n, other in enumerate(kept) if _same_camps(dispute, other)), None)
        if home is None:
            kept.append(dispute)
        else:
            kept[home] = _both(kept[home], dispute)
    return kept


def _same_camps(left: Dispute, right: Dispute) -> bool:
    return all(
        {_who(holder) for holder in one.holders} & {_who(holder) for holder in other.holders}
        for one, other in zip(left.stands, right.stands, strict=True)
    )


def _both(left: Dispute, right: Dispute) -> Dispute:
    placed: Mapping[str, int] = {_who(holder): n for n, stand in enumerate(left.stands) for holder in stand.holders}
    stands = []
    for number, (one, other) in enumerate(zip(left.stands, right.stands, strict=True)):
        joining = [holder for holder in other.holders if placed.get(_who(holder), number) == number]
        stands.append(
            replace(
                one,
                holders=distinct([*one.holders, *joining]),
                origins=distinct([*one.origins, *other.origins]),
                evidence=distinct([*one.evidence, *other.evidence]),
            )
        )
    return replace(left, stands=tuple(stands))


def _who(holder: Holder) -> str:
    return holder.entity or holder.name


@cache
def _patterns() -> tuple[tuple[str, str, int, re.Pattern[str]], ...]:
    """Heavier patterns first, so that "don't need your blessing" is read before "don't"."""
    made = [(side, where, int(weight), re.compile(pattern, re.I)) for side, where, weight, pattern in rows("stances")]
    return tuple(sorted(made, key=lambda row: -row[2]))
