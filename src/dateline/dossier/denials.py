"""Disputes of denial: what one says was so, and another denies.  Linked in, Disputes out.

A denial answers what another origin says in the same story. Which passage it answers is told by the surest of these:
the same words with a "not"; an accusation that shares telling words; what stands near the denial and shares its words,
is about who denies, or is recalled there in the past perfect; for a bare denial ("rejected that"), what was said just
before. Denials of one matter are one dispute; who else says what was answered stands on that side.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache

from dateline.dossier.issues import Topics
from dateline.dossier.sources import Sources, distinct
from dateline.dossier.utterances import Said, plays, utterances
from dateline.lexicon.tables import rows
from dateline.records.base import record
from dateline.records.dossier import Dispute, Stand
from dateline.records.linked import Linked

__all__ = ["find"]

_RARE = 0.12
"""A word that at most this part of a text's sentences holds tells what a passage is about."""
_FEW = 3
"""Sentences that may hold a word in a short text before it stops being rare."""
_SHORT = 90
_BARE = re.compile(
    r"it|this|that|(?:the|these|those|all|any) (?:\w+ )?(?:allegation|accusation|claim|charge|report)s?"
    r"|(?:this|that|it|they|these) (?:is|are|was|were) (?:\w+ly )?(?:untrue|not true|false|a lie|baseless|nonsense)",
    re.I,
)
"""A denial of what was just said: "the minister denied this"."""
_BESIDE, _NEAR, _PARAGRAPHS = 2, 3, 2
"""Sentences between a denial and what it answers: where no words are shared, and where some are (or paragraphs)."""
_MANY = 3
"""Telling words that passages of different texts must share to be of one thing."""
_NOT = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|will|would)(?: not|n['’]t)(?: been)? (?P<word>[a-z]{3,})"
)
_ALLEGED = re.compile(r"\b(?:accus|alleg)", re.I)
_DEFINITE = re.compile(r"(?:the|these|those|all|any) ", re.I)
_ASKING = re.compile(r"\b(?:ask|urge|call|demand|want|plan|expect|hope|promis|vow|welcom|back|thank)", re.I)
_AHEAD = re.compile(r"^to |\b(?:will|would|shall|should|must|may|might)\b")
"""What is asked for or to come is no telling that could be denied."""
_HAD = re.compile(r"\bhad\b", re.I)
_THREE = re.compile(r"\b[a-z]{3}\b")


@record
class _Group:
    """Who says and who denies one thing."""

    charges: list[Said]
    denials: list[Said]


def find(linked: Linked, *, sources: Sources, topics: Topics, known: Sequence[Dispute]) -> tuple[Dispute, ...]:
    """One dispute for each thing that somebody denies; who is at odds already is left out."""
    said = utterances(linked, sources=sources, topics=topics)
    by_story: dict[str, list[Said]] = defaultdict(list)
    for each in said:
        by_story[each.story].append(each)
    opposed = [frozenset(holder.name for stand in dispute.stands for holder in stand.holders) for dispute in known]
    deniers = {(each.story, each.holder) for each in said if each.denies}
    turns = _Turns(said)
    groups: list[_Group] = []
    for denial in said:
        there = by_story[denial.story]
        charges = turns.of(denial) or _answered(
            denial, there, strict=(denial.story, denial.holder) not in deniers, topics=topics
        )
        charges = [c for c in charges if not any({c.holder.name, denial.holder.name} <= names for names in opposed)]
        if charges:
            _place(groups, denial, charges)
    for group in groups:
        _join(group, by_story[group.denials[0].story])
    return tuple(_dispute(group, linked) for group in groups)


class _Turns:
    """Asked for a passage with a "not", gives those that say the same without it, in any story: "is dead"."""

    def __init__(self, said: Sequence[Said]) -> None:
        wanted = {found["word"].lower() for each in said if (found := _NOT.search(each.words)) is not None}
        self._by_word: dict[str, list[Said]] = defaultdict(list)
        for each in said:
            if not each.denies and _NOT.search(each.words) is None:
                for word in wanted & set(re.findall(r"[a-z]{3,}", each.words.lower())):
                    self._by_word[word].append(each)

    def of(self, denial: Said) -> list[Said]:
        found = _NOT.search(denial.words)
        if found is None:
            return []
        near = self._by_word.get(found["word"].lower(), ())
        return [c for c in near if _apart(denial, c) and len(denial.stems & c.stems) >= _MANY]


def _answered(denial: Said, there: Sequence[Said], *, strict: bool, topics: Topics) -> list[Said]:
    """What a denial answers, by the first way in which anything is found; `strict` for who denies nothing outright."""
    others = [c for c in there if _apart(denial, c) and not c.denies and not _overlap(denial, c)]
    ways: list[Callable[[Said], bool]] = []
    if denial.denies:
        others += [c for c in there if c.holder != denial.holder and _hangs(denial, c)]
        ways += [lambda c: _hangs(denial, c), lambda c: _upheld(denial, c)]
    if not strict and (denial.denies or plays("deny", denial)):
        ways.append(lambda c: plays("accuse", c) and not plays("deny", c) and _shares(denial, c, topics))
    others = [c for c in others if not (_AHEAD.search(c.words) or _ASKING.search(c.cue))]
    if denial.denies and not _is_bare(denial):
        ways.append(lambda c: c.text_id == denial.text_id and _same_matter(denial, c))
        ways.append(lambda c: _beside(denial, c, topics))
        ways.append(lambda c: _same_matter(denial, c))
    if denial.denies and _is_bare(denial):
        ways.append(lambda c: _just_before(denial, c, topics))
    for way in ways:
        found = [c for c in others if way(c)]
        if found:
            here = [c for c in found if c.text_id == denial.text_id]
            return _nearest(denial, here) if here else found
    return []


def _apart(denial: Said, charge: Said) -> bool:
    if denial.holder == charge.holder or denial.holder.name == charge.holder.name:
        return False
    return denial.origin is None or denial.origin != charge.origin


def _is_bare(denial: Said) -> bool:
    return _BARE.fullmatch(denial.words.strip(" .,")) is not None


def _upheld(denial: Said, charge: Said) -> bool:
    return (
        denial.text_id == charge.text_id and abs(denial.number - charge.number) <= _BESIDE and plays("affirm", charge)
    )


def _overlap(denial: Said, charge: Said) -> bool:
    return any(
        one.text_id == other.text_id and one.start < other.end and other.start < one.end
        for one in denial.evidence
        for other in charge.evidence
    )


def _hangs(denial: Said, charge: Said) -> bool:
    """Whether a denial hangs on its charge ("it was full, which the firm denies"), or names it ("a report by X")."""
    return (denial.hanging or charge.hanging) and _overlap(denial, charge)


def _just_before(denial: Said, charge: Said, topics: Topics) -> bool:
    """Whether a passage is what a bare denial answers; "the allegation" must have been told as one."""
    if denial.text_id != charge.text_id or not 0 <= denial.number - charge.number <= _BESIDE:
        return False
    return not _DEFINITE.match(denial.words.strip()) or plays("accuse", charge) or _alleged(charge, topics)


def _alleged(charge: Said, topics: Topics) -> bool:
    """Whether a passage is told as an accusation, in its sentence or the one before it."""
    near = range(max(charge.number - 1, 0), charge.number + 1)
    return any(_ALLEGED.search(topics.words(charge.text_id, number)) for number in near)


def _shares(denial: Said, charge: Said, topics: Topics) -> bool:
    shared = denial.stems & charge.stems
    if len(shared) >= 2:
        return True
    return denial.text_id == charge.text_id and any(stem in _rare(denial.text_id, topics) for stem in shared)


def _same_matter(denial: Said, charge: Said) -> bool:
    return len(denial.stems & charge.stems) >= (2 if denial.text_id == charge.text_id else _MANY)


def _beside(denial: Said, charge: Said, topics: Topics) -> bool:
    """Whether a passage near a denial (or at the head of its text) is what it answers."""
    if denial.text_id != charge.text_id:
        return False
    gap = abs(denial.number - charge.number)
    if gap <= _BESIDE and _HAD.search(charge.cue):
        return True
    paragraphs = topics.paragraphs(denial.text_id, denial.number, charge.number)
    if charge.number > denial.number and not paragraphs:
        return False  # who speaks next in the paragraph of a denial speaks for it
    if (
        gap > _NEAR
        and charge.number > 0
        and topics.paragraphs(denial.text_id, denial.number, charge.number) > _PARAGRAPHS
    ):
        return False
    if gap <= _NEAR and _ALLEGED.search(denial.words) and _alleged(charge, topics):
        return True
    about = {denial.holder.entity, *denial.bodies} - {None}
    if about & charge.entities:
        return True
    shared = (denial.stems | _brief(denial.words)) & (charge.stems | _brief(charge.words))
    return any(len(stem) == 3 or stem in _rare(denial.text_id, topics) for stem in shared)


def _nearest(denial: Said, found: Sequence[Said]) -> list[Said]:
    """Of what stands in the text of the denial the nearest, what stands before it first; all by the same holder."""
    first = min(found, key=lambda c: (abs(c.number - denial.number), c.number > denial.number, c.evidence[0].start))
    return [c for c in found if c.holder == first.holder]


def _place(groups: list[_Group], denial: Said, charges: Sequence[Said]) -> None:
    """Add a denial and what it answers to the matters that it is of, which are one then, or begin one."""
    made = _Group(charges=list(charges), denials=[denial])
    homes = [group for group in groups if _one_matter(group, made)]
    for home in homes[1:]:
        homes[0].charges.extend(home.charges)
        homes[0].denials.extend(home.denials)
        groups.remove(home)
    if homes:
        homes[0].charges.extend(made.charges)
        homes[0].denials.append(denial)
    else:
        groups.append(made)


def _one_matter(left: _Group, right: _Group) -> bool:
    if {id(c) for c in left.charges} & {id(c) for c in right.charges}:
        return True
    one, other = (frozenset().union(*(each.stems for each in (*g.charges, *g.denials))) for g in (left, right))
    shared = len(one & other)
    denying, charging = (
        bool({each.holder.name for each in a} & {each.holder.name for each in b})
        for a, b in ((left.denials, right.denials), (left.charges, right.charges))
    )
    if any(_side_by_side(a, b) for a in left.denials for b in right.denials):
        return True
    same_story = left.denials[0].story == right.denials[0].story
    if denying:
        return shared >= 1 if charging or same_story else shared >= 2
    return shared >= (1 if charging else _MANY) and same_story


def _side_by_side(one: Said, other: Said) -> bool:
    return one.holder == other.holder and one.text_id == other.text_id and abs(one.number - other.number) <= 1


def _join(group: _Group, there: Sequence[Said]) -> None:
    """Add those who say the same as what was answered, in other texts too."""
    names = {each.holder.name for each in group.denials}
    for each in there:
        if each.denies or not each.holder.clear or each.holder.name in names or each in group.charges:
            continue
        for charge in group.charges:
            shared = len(each.stems & charge.stems)
            if shared >= _MANY and 2 * shared >= min(len(each.stems), len(charge.stems)) and _apart(charge, each):
                group.charges.append(each)
                break


def _brief(words: str) -> frozenset[str]:
    """The words of three letters that are no function words ("bid", "hit")."""
    return frozenset(_THREE.findall(words.lower())) - _common()


def _rare(text_id: str, topics: Topics) -> frozenset[str]:
    count: Counter[str] = Counter()
    total = len(topics.spans(text_id))
    for number in range(total):
        count.update(topics.stems(topics.words(text_id, number), text_id=text_id))
    return frozenset(stem for stem, times in count.items() if times <= max(_FEW, _RARE * total))


def _dispute(group: _Group, linked: Linked) -> Dispute:
    spans = [words for each in (*group.charges, *group.denials) for words in each.evidence]
    event = next(
        (
            event
            for event in linked.events
            for trigger in event.mentions
            if any(s.text_id == trigger.text_id and s.start <= trigger.start < s.end for s in spans)
        ),
        None,
    )
    text_id = group.charges[0].text_id
    about = event.id if event else next(a.id for a in linked.articles if a.text_id == text_id)
    return Dispute(kind="stand", about=about, stands=(_stand("said", group.charges), _stand("denied", group.denials)))


def _stand(verb: str, said: Sequence[Said]) -> Stand:
    words = " ".join(said[0].words.split())
    short = words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0] + " …"
    return Stand(
        value=f"{verb}: {short}",
        holders=distinct(each.holder for each in said),
        origins=distinct(each.origin for each in said if each.origin),
        evidence=distinct(span for each in said for span in each.evidence),
    )


@cache
def _common() -> frozenset[str]:
    return frozenset(next(found for language, found in rows("function_words") if language == "en").split())
