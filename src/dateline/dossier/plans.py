"""Plans that were dropped: "has scrapped its plan to ..", "the march was called off".  Texts in, Changes out.

That there was a plan is told by the same words ("its plan to .."), or by an earlier sentence of the story that says
what will be done. What was called off without either may have been going on: that is no change of plan.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from dateline.dossier.sentences import sentences
from dateline.dossier.sources import Sources
from dateline.lexicon.tables import rows, words
from dateline.records.base import record
from dateline.records.dossier import Change, DossierMention, Held
from dateline.records.evidence import Evidence, Text
from dateline.records.linked import Linked

__all__ = ["find"]

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 5
_LONG = 90
_WILL = re.compile(
    r"\b(?:will|would|(?:plan|intend)(?:s|n?ed)? to|(?:is|are|was|were) (?:to|due to|set to|going to)|scheduled)\b",
    re.I,
)
"""What says that something is planned."""
_IF = re.compile(r"\b(?:if|unless)\b", re.I)
_UNDONE = re.compile(
    r"\b(?:not|never|nobody|no one|without|would|could|should|might|may|must|if|unless|whether|urg\w+|den(?:y|ied|ies)"
    r"|refus\w+|ask\w*|demand\w*|call\w* on|want\w*|hop\w+|threat\w+|rul\w+ out)\b|n[’']t\b",
    re.I,
)
"""Before a verb of dropping: nothing was dropped, or it is only asked for."""
_HEAD_ENDS = re.compile(r"\s(?:of|for|in|at|on|by|against|from|to|with|which|that|due|planned|scheduled|set)\b")
_TOLD_LONG = 2
"""Telling words that a plan told in so many words must share with an earlier sentence."""


@record
class _Dropped:
    """Words by which something planned was dropped: the verb, what; `stated` where they say that it was a plan.

    `head` are the stems of which a plan must have one, `deed` that of what was to be done, where it is told.
    """

    evidence: Evidence
    verb: str
    what: str
    head: frozenset[str]
    deed: frozenset[str]
    stems: frozenset[str]
    stated: bool


@record
class _Planned:
    evidence: Evidence
    stems: frozenset[str]
    day: str


def find(linked: Linked, *, sources: Sources, text: Callable[[str], str]) -> tuple[Change, ...]:
    """One change for each plan of a story that was dropped, at the first page that says so."""
    planned: dict[str, list[_Planned]] = defaultdict(list)
    dropped: dict[str, list[_Dropped]] = defaultdict(list)
    for text_id in sorted({article.text_id for article in linked.articles}, key=lambda one: _day(one, sources) or "~"):
        frozen = Text(id=text_id, text=text(text_id))
        for span in sentences(frozen.text):
            said = frozen.text[slice(*span)]
            dropped[sources.story(text_id)].extend(_drops(frozen, span))
            if _WILL.search(said) and not _IF.search(said):
                plan = _Planned(evidence=frozen.cut(*span), stems=_stems(said), day=_day(text_id, sources))
                planned[sources.story(text_id)].append(plan)
    people: dict[str, list[DossierMention]] = defaultdict(list)
    for mention in linked.mentions:
        if mention.entity and mention.form == "name" and mention.type in ("organization", "group", "person"):
            people[mention.evidence.text_id].append(mention)
    return tuple(_changes(dropped, planned, sources=sources, people=people))


def _changes(
    dropped: dict[str, list[_Dropped]],
    planned: dict[str, list[_Planned]],
    *,
    sources: Sources,
    people: dict[str, list[DossierMention]],
) -> Iterator[Change]:
    for story, found in dropped.items():
        done: list[frozenset[str]] = []
        for one in found:
            before = _before(one, planned[story], sources)
            if (before is None and not one.stated) or any(one.head & other for other in done):
                continue
            done.append(one.head)
            yield _change(one, before, sources=sources, people=people[one.evidence.text_id])


def _before(one: _Dropped, planned: Sequence[_Planned], sources: Sources) -> _Planned | None:
    """The earlier sentence that says the same will be done: of those that share most words the last."""
    day = _day(one.evidence.text_id, sources)
    need = _TOLD_LONG if one.stated else 1
    fitting = [
        (len(plan.stems & one.stems), plan.day, plan.evidence.text_id == one.evidence.text_id, plan)
        for plan in planned
        if plan.evidence != one.evidence
        and one.head & plan.stems
        and one.deed <= plan.stems
        and not _stems(one.verb) & plan.stems
        and len(plan.stems & one.stems) >= need
        and (plan.day < day if plan.day and day else plan.evidence.text_id != one.evidence.text_id)
    ]
    return max(fitting, key=lambda each: each[:2], default=(0, "", False, None))[3]


def _change(one: _Dropped, before: _Planned | None, *, sources: Sources, people: Sequence[DossierMention]) -> Change:
    words_ = before.evidence if before is not None else one.evidence
    here = [m for m in people if one.evidence.start <= m.evidence.start < one.evidence.end]
    about = here[0].entity if here else None
    first, then = (_day(each.text_id, sources) for each in (words_, one.evidence))
    basis = f"it was planned on a page of {first}, dropped on one of {then}" if before is not None and first else ""
    return Change(
        kind="world",
        about=about or sources.articles(one.evidence.text_id)[0].id,
        attribute="plan",
        before=Held(
            value=f"planned: {_short(before.evidence.exact if before is not None else one.what)}",
            time=sources.published(words_.text_id),
            holders=(sources.holder(words_),),
            evidence=(words_,),
        ),
        after=Held(
            value=one.verb,
            time=sources.published(one.evidence.text_id),
            holders=(sources.holder(one.evidence),),
            evidence=(one.evidence,),
        ),
        basis=basis or "the page itself says that there was a plan",
    )


def _drops(frozen: Text, span: tuple[int, int]) -> Iterator[_Dropped]:
    if not _verbs().search(frozen.text, *span):
        return
    for stated, pattern in _patterns():
        for hit in pattern.finditer(frozen.text, *span):
            ahead = frozen.text[span[0] : hit.start("verb")]
            if _UNDONE.search(re.split(r"[,;:]\s", ahead)[-1]):
                continue
            what = " ".join(hit["what"].split())
            head = _stems(_HEAD_ENDS.split(what)[0].split()[-1]) if not stated else _stems(what)
            if head:
                yield _Dropped(
                    evidence=frozen.cut(*span), verb=" ".join(hit["verb"].lower().split()), what=what, head=head,
                    deed=_stems(what.split()[1]) if what.startswith("to ") else frozenset(),
                    stems=_stems(frozen.text[slice(*span)]), stated=stated,
                )  # fmt: skip
                return


def _short(said: str) -> str:
    plain = " ".join(said.split())
    return plain if len(plain) <= _LONG else plain[:_LONG].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _stems(said: str) -> frozenset[str]:
    plain = words("plain_words")
    return frozenset(word[:_STEM] for word in _WORD.findall(said.lower()) if word not in plain)


def _day(text_id: str, sources: Sources) -> str:
    return (sources.published(text_id).earliest or "")[:10]


@cache
def _verbs() -> re.Pattern[str]:
    """The verbs of dropping: asked before the patterns, which cost more."""
    found = sorted((row[0] for row in rows("plan_verbs")), key=lambda verb: -len(verb))
    return re.compile(rf"\b(?:{'|'.join(found)})\b", re.I)


@cache
def _patterns() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    return tuple(
        (name == "stated", re.compile(pattern.replace("%V", f"(?P<verb>{_verbs().pattern})"), re.I))
        for name, pattern in rows("plan_phrases")
    )
