"""Disputes of verdict: one condemns what another defends, as a text itself tells.  Linked in, Disputes out.

"X condemned the strike. .. Y defended it." Both must stand in one text, X and Y must be known and no one origin, and
the thing must be called by one noun; "it" and "this" are the thing that was judged in the sentences just before. Who
told of a decision that the next one opposes is for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from dateline.dossier.issues import Topics
from dateline.dossier.sources import Sources, distinct
from dateline.lexicon.tables import rows, words
from dateline.records.base import record
from dateline.records.dossier import Dispute, DossierMention, DossierQuotation, Holder, Stand
from dateline.records.evidence import Evidence
from dateline.records.linked import Linked

__all__ = ["find"]

_GAP = re.compile(
    r"(?:,[^,.;:]{2,60},)? (?:(?:has|have|had|also|again|later|\w+ly|on \w+day|earlier|immediately) ){0,2}", re.I
)
"""What may stand between who judges and the verb; a "not" may not."""
_THING = re.compile(
    r" (?:(?P<same>it|this|that|them)\b|(?:(?:the|an?|this|that|these|those|any|his|her|its|their|all|such) )?"
    r"(?P<phrase>[a-z][\w\-]*(?: [a-z][\w\-]*){0,3}?))(?=[,.;:!?]|$| (?:as|of|in|on|for|that|by|and|but|with|from|at|to"
    r"|saying|which|who|after|before|because|over|against|until|when|while|last|this|next)\b)"
)
_STEM = 5
_BACK, _MADE = 2, 3
"""Sentences before in which "it" may have been judged, and in which a decision may have been told."""
_SPEAKING = frozenset({"person", "organization", "group"})


@record
class _Verdict:
    side: str
    stem: str
    holder: Holder
    origin: str | None
    evidence: Evidence
    number: int
    made: bool = False


def find(linked: Linked, *, sources: Sources, topics: Topics, known: Sequence[Dispute]) -> tuple[Dispute, ...]:
    """One dispute for each thing that some judge well and others ill; who is at odds already is left out."""
    opposed = [frozenset(_who(holder) for stand in dispute.stands for holder in stand.holders) for dispute in known]
    found = []
    quoted: dict[str, list[DossierQuotation]] = defaultdict(list)
    for quotation in linked.quotations:
        if quotation.speaker.clear and quotation.evidence.content:
            quoted[quotation.evidence.content[0].text_id].append(quotation)
    for article_ids, text_id in sorted({(article.id, article.text_id) for article in linked.articles}):
        by_stem: dict[str, list[_Verdict]] = defaultdict(list)
        for verdict in _verdicts(text_id, sources=sources, topics=topics):
            by_stem[verdict.stem].append(verdict)
        for told in by_stem.values():
            told.extend(_makers(told, quoted.get(text_id, ()), sources=sources, topics=topics))
        for told in by_stem.values():
            pro, con = ([each for each in told if each.side == side] for side in ("for", "against"))
            pro, con = _apart(pro, con), _apart(con, pro)
            pairs = {frozenset({_who(a.holder), _who(b.holder)}) for a in pro for b in con}
            if pairs and not any(pair <= other for pair in pairs for other in opposed):
                found.append(
                    Dispute(
                        kind="stand",
                        about=_about([*pro, *con], linked) or article_ids,
                        stands=(_stand("for", pro), _stand("against", con)),
                    )
                )
    return tuple(_once(found))


def _verdicts(text_id: str, *, sources: Sources, topics: Topics) -> Iterator[_Verdict]:
    """The verdicts of a text, in order."""
    last: tuple[int, str] | None = None
    for number, (start, end) in enumerate(topics.spans(text_id)):
        said = topics.words(text_id, number)
        here = [
            mention
            for mention in topics.mentions(text_id)
            if start <= mention.evidence.start < end and mention.type in _SPEAKING
        ]
        hits = sorted((hit.span(), side) for side, pattern in _patterns() for hit in pattern.finditer(said))
        for (first, behind), side in hits:
            thing = _THING.match(said, behind)
            judge = next((m for m in reversed(here) if _GAP.fullmatch(said, m.evidence.end - start, first)), None)
            if thing is None or judge is None or judge.evidence.exact.lower() in ("i", "we"):
                continue
            stem = _stem(thing["phrase"]) if thing["phrase"] else None
            if stem is None and last is not None and number - last[0] <= _BACK:
                stem = last[1]
            if stem is None or judge.entity is None:
                continue
            last = number, stem
            verdict = _verdict(side, stem, judge, (start + thing.end(), number), sources=sources, topics=topics)
            yield replace(
                verdict, made=bool(thing["phrase"]) and _made().search(thing["phrase"].split()[-1]) is not None
            )


def _makers(
    told: Sequence[_Verdict], quoted: Sequence[DossierQuotation], *, sources: Sources, topics: Topics
) -> Iterator[_Verdict]:
    """Who told of the decision that is opposed: the last to speak before, where nobody else is for it."""
    first = min((each for each in told if each.side == "against"), key=lambda each: each.number, default=None)
    if first is None or not first.made or any(each.side == "for" for each in told):
        return
    text_id = first.evidence.text_id
    before = [
        (topics.number(text_id, quotation.evidence.content[0].start), quotation)
        for quotation in quoted
        if quotation.evidence.content[0].start < first.evidence.start
        and sources.speaker(quotation).entity != first.holder.entity
    ]
    near = [(number, quotation) for number, quotation in before if first.number - number <= _MADE]
    if near:
        _, quotation = max(near, key=lambda pair: pair[1].evidence.content[0].start)
        holder = sources.speaker(quotation)
        for at, each in near:
            if sources.speaker(each) == holder:
                yield _Verdict(
                    side="for", stem=first.stem, holder=holder, origin=sources.origin(holder, text_id),
                    evidence=each.evidence.content[0], number=at,
                )  # fmt: skip


def _verdict(
    side: str, stem: str, judge: DossierMention, to: tuple[int, int], *, sources: Sources, topics: Topics
) -> _Verdict:
    text_id, entity = judge.evidence.text_id, judge.entity or ""
    holder = Holder(name=topics.names[entity], entity=entity)
    return _Verdict(
        side=side,
        stem=stem,
        holder=holder,
        origin=sources.origin(holder, text_id),
        evidence=topics.cut(text_id, (judge.evidence.start, to[0])),
        number=to[1],
    )


def _stem(phrase: str) -> str | None:
    head = phrase.split()[-1].lower()
    plain = head in words("plain_words") and head not in words("office_nouns")
    return None if plain or len(head) < 4 else head[:_STEM]


def _apart(mine: Sequence[_Verdict], theirs: Sequence[_Verdict]) -> list[_Verdict]:
    """The verdicts of those who are not on the other side as well, nor of one origin with somebody there."""
    others = {_who(each.holder) for each in theirs} | {each.origin for each in theirs if each.origin}
    return [each for each in mine if _who(each.holder) not in others and each.origin not in others - {None}]


def _about(told: Sequence[_Verdict], linked: Linked) -> str | None:
    """The event that a verdict's own words name, if any."""
    for event in linked.events:
        for trigger in event.mentions:
            for each in told:
                span = each.evidence
                inside = span.text_id == trigger.text_id and span.start <= trigger.start < span.end
                if inside and trigger.exact[:_STEM].lower() == each.stem:
                    return event.id
    return None


def _stand(side: str, told: Sequence[_Verdict]) -> Stand:
    return Stand(
        value=f"{side}: {' '.join(told[0].evidence.exact.split())}",
        holders=distinct(each.holder for each in told),
        origins=distinct(each.origin for each in told if each.origin),
        evidence=distinct(each.evidence for each in told),
    )


def _once(found: Sequence[Dispute]) -> Iterator[Dispute]:
    """The first of those that say the same of one text twice (copies of it are articles of their own)."""
    for _, same in groupby(found, key=lambda dispute: [stand.evidence for stand in dispute.stands]):
        yield next(same)


def _who(holder: Holder) -> str:
    return holder.entity or holder.name


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((side, re.compile(pattern, re.I)) for side, pattern in rows("verdict_verbs") if side != "made")


@cache
def _made() -> re.Pattern[str]:
    return next(re.compile(pattern, re.I) for side, pattern in rows("verdict_verbs") if side == "made")
