"""Disputes of denial: what one says was so, and another denies.  Linked in, Disputes out.

Only quotations with a clear speaker count. A denial answers an accusation of another origin in the same story
where both share telling words: two, or one that is rare in the texts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.dossier.issues import Topics
from dateline.dossier.sources import Sources, distinct
from dateline.lexicon.tables import rows
from dateline.records.base import record
from dateline.records.dossier import Dispute, DossierQuotation, Holder, Stand
from dateline.records.linked import Linked

__all__ = ["find"]

_RARE = 0.12
"""A word that at most this part of a text's sentences holds tells what a passage is about."""
_FEW = 3
"""Sentences that may hold a word in a short text before it stops being rare."""
_SHORT = 90
_BARE = re.compile(
    r"it|this|that|(?:the|these|those|all|any) (?:\w+ )?(?:allegation|accusation|claim|charge|report)s?", re.I
)
"""A denial of what was just said: "the minister denied this"."""
_JUST_BEFORE = 2


@record
class _Said:
    quotation: DossierQuotation
    holder: Holder
    origin: str | None
    text_id: str
    story: str
    stems: frozenset[str]


def find(linked: Linked, *, sources: Sources, topics: Topics, known: Sequence[Dispute]) -> tuple[Dispute, ...]:
    """One dispute for each denier and each whom the denial answers; pairs already at odds are left out."""
    said = list(_said(linked, sources, topics))
    deniers = {(each.story, each.holder) for each in said if _denies(each.quotation)}
    denying = [each for each in said if (each.story, each.holder) in deniers and _plays("deny", each.quotation)]
    accusing = [each for each in said if _plays("accuse", each.quotation) and not _plays("deny", each.quotation)]
    opposed = {frozenset(_names(dispute)) for dispute in known}
    found: dict[tuple[str, str], tuple[list[_Said], list[_Said]]] = {}
    charges_of: dict[str, list[_Said]] = defaultdict(list)
    for charge in accusing:
        charges_of[charge.story].append(charge)
    for denial in denying:
        for charge in charges_of[denial.story]:
            key = charge.holder.name, denial.holder.name
            if any({*key} <= names for names in opposed) or not _answers(denial, charge, topics):
                continue
            charges, denials = found.setdefault(key, ([], []))
            charges.append(charge)
            denials.append(denial)
    return tuple(_dispute(charges, denials, linked) for charges, denials in found.values())


def _said(linked: Linked, sources: Sources, topics: Topics) -> Iterator[_Said]:
    parents = {quotation.parent for quotation in linked.quotations}
    for quotation in linked.quotations:
        if quotation.id in parents or not quotation.speaker.clear or not quotation.evidence.content:
            continue
        text_id = quotation.evidence.content[0].text_id
        holder = sources.speaker(quotation)
        yield _Said(
            quotation=quotation,
            holder=holder,
            origin=sources.origin(holder, text_id),
            text_id=text_id,
            story=sources.story(text_id),
            stems=topics.stems(quotation.content, text_id=text_id),
        )


def _denies(quotation: DossierQuotation) -> bool:
    """Whether the text itself calls it a denial: only then are other negative words of the speaker denials too."""
    return any(
        pattern.search(quotation.cue) for kind, where, pattern in _patterns() if (kind, where) == ("deny", "cue")
    )


def _plays(role: str, quotation: DossierQuotation) -> bool:
    plain = quotation.content.replace("’", "'")
    return any(
        pattern.search(quotation.cue if where == "cue" else plain)
        for kind, where, pattern in _patterns()
        if kind == role
    )


def _answers(denial: _Said, charge: _Said, topics: Topics) -> bool:
    if denial.holder == charge.holder or (denial.origin is not None and denial.origin == charge.origin):
        return False
    if _BARE.fullmatch(denial.quotation.content.strip(" .,")):
        return denial.text_id == charge.text_id and 0 <= _gap(denial, charge, topics) <= _JUST_BEFORE
    shared = denial.stems & charge.stems
    if len(shared) >= 2:
        return True
    return denial.text_id == charge.text_id and any(stem in _rare(denial.text_id, topics) for stem in shared)


def _gap(denial: _Said, charge: _Said, topics: Topics) -> int:
    """How many sentences a denial stands behind a charge."""
    ends = (each.quotation.evidence.content[0].start for each in (denial, charge))
    here, there = (topics.number(denial.text_id, at) for at in ends)
    return here - there


def _rare(text_id: str, topics: Topics) -> frozenset[str]:
    count: Counter[str] = Counter()
    total = len(topics.spans(text_id))
    for number in range(total):
        count.update(topics.stems(topics.words(text_id, number), text_id=text_id))
    return frozenset(stem for stem, times in count.items() if times <= max(_FEW, _RARE * total))


def _dispute(charges: Sequence[_Said], denials: Sequence[_Said], linked: Linked) -> Dispute:
    spans = [words for each in (*charges, *denials) for words in each.quotation.evidence.content]
    event = next(
        (
            event
            for event in linked.events
            for trigger in event.mentions
            if any(s.text_id == trigger.text_id and s.start <= trigger.start < s.end for s in spans)
        ),
        None,
    )
    about = event.id if event else charges[0].quotation.articles[0]
    return Dispute(kind="stand", about=about, stands=(_stand("said", charges), _stand("denied", denials)))


def _stand(verb: str, said: Sequence[_Said]) -> Stand:
    words = " ".join(said[0].quotation.content.split())
    short = words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0] + " …"
    return Stand(
        value=f"{verb}: {short}",
        holders=distinct(each.holder for each in said),
        origins=distinct(each.origin for each in said if each.origin),
        evidence=distinct(span for each in said for span in each.quotation.evidence.content),
    )


def _names(dispute: Dispute) -> set[str]:
    return {holder.name for stand in dispute.stands for holder in stand.holders}


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((role, where, re.compile(pattern, re.I)) for role, where, pattern in rows("denials"))
