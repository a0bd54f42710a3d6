"""A page's layout -> its outlet, and its republisher where a page says that it took the article over.

Evidence adds up over the page: "available on NAME" in a tail, the copyright line, the masthead, "Follow NAME
on"; a name of the outlets table counts more, and a name that the rest of the page repeats counts more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from dateline.article.fields import Found, Layout, evidence_in, folded
from dateline.article.lines import Line
from dateline.article.shape import ends_sentence
from dateline.lexicon.agencies import agency
from dateline.lexicon.boilerplate import attributes, attributions, counts, is_whole
from dateline.lexicon.outlets import named, plain_name
from dateline.lexicon.tables import words
from dateline.records.base import record
from dateline.records.evidence import Evidence

__all__ = ["RIGHTS", "YEARS", "Publisher", "cased", "find_publisher", "is_paper"]

_WHOLE = r"(?<![^\W\d_]{4}\.)"
"""Behind a word of a name: the dot that ends a long one ends the sentence, that of "Ltd." does not."""
_NAME = (
    rf"(?P<name>[^\W_a-zß-öø-ÿ][\w.&'’!+-]*{_WHOLE}"
    rf"(?:[ ](?:(?:of|the|on|and|de|del|la|net|&)[ ])*[\w&'’.!+(-]+{_WHOLE}\)?){{0,5}}?)"
)
RIGHTS = r"\ball rights\b|\btodos (?:los|os)\b|\btous droits\b|\balle rechte\b|\btutti i\b|\bterms\b|\breproduction\b"
_STOP = rf"(?=\s*(?:[-–—|•·,;]|\.(?:\s|$)|(?i:{RIGHTS}|\bor its\b|\bprivacy\b)|$))"
YEARS = (
    r"\s*(?:©|\([Cc]\)|&copy;|(?i:copyright))?\s*(?:\d{4}(?:\s*[-–/]\s*(?:\d{2,4}|present))?)?+[\s,.–-]*"
    r"(?:(?i:all rights? reserved)[\s,.–-]*)?"
)
_COPYRIGHT = (
    re.compile(rf"(?:©|\([Cc]\)|(?i:copyright)|\bCC\b){YEARS}(?:(?i:by)\s+)?(?:(?i:the)\s+(?=[A-Z]))?{_NAME}(?:[\s,]+\d{{4}})?{_STOP}"),
    re.compile(rf"^{_NAME}\s*(?:©|\([Cc]\))\s*\d{{4}}"),
    re.compile(rf"^{_NAME}\s+[-–—|].*\b(?i:all rights reserved)\b"),
    re.compile(rf"©\s*\d{{4}}\s+{_NAME}"),
)  # fmt: skip
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.&'’]*"
_MASTHEAD = re.compile(rf"^(?P<name>{_CAPITAL}(?:[ ](?:of|the|de|del|la|&|{_CAPITAL})){{0,4}})(?:\s+[-–—|]\s+.*)?$")
_WEIGHT = {"outlet": 5.0, "copyright": 3.0, "site": 1.5, "masthead": 1.0}
_MASTHEAD_LINES = 3
_SEEN = 5000
"""Characters of a line in which a name is looked for: where a whole page is one line, its beginning."""
_MOST = 100
"""Names that are weighed: a page that has more of them is no news page."""
_LEAST = 2.5
_ARTICLES = ("the ", "The ")
_PAPER = 1.6
"""What the name of a masthead gains by a noun that papers are called by ("Gazette")."""
_SHORT = 3
"""Letters up to which a word in capitals may be a mark ("BBC")."""


@record
class Publisher:
    """Who published an article, who took it over, and the publishing house behind the outlet."""

    outlet: Found | None = None
    republisher: Found | None = None
    house: Found | None = None


@record
class _Said:
    role: str
    name: str
    line: Line
    start: int
    weight: float


def find_publisher(layout: Layout) -> Publisher:
    """The outlet and the republisher that the page names."""
    said = list(islice(_all_said(layout), _MOST))
    taken_over = _best([one for one in said if one.role == "republisher"], layout)
    first = _best([one for one in said if one.role == "outlet" and not _alike(one.name, taken_over)], layout)
    own = _best([one for one in said if one.role in ("copyright", "site", "masthead")], layout)
    if first is not None:
        if taken_over is None and own is not None and not _alike(own.name, first):
            taken_over = own
        return Publisher(outlet=_found(first, layout), republisher=_found(taken_over, layout) if taken_over else None)
    alone = own or taken_over
    return Publisher(outlet=_found(alone, layout) if alone else None)


def _all_said(layout: Layout) -> Iterator[_Said]:
    for line in layout.around:
        words = line.text[:_SEEN]
        legal = counts(line.text, "legal") > 0
        telling = attributes(line.text) and (legal or len(line.text) < 160 or counts(line.text, "colophon"))
        for role, pattern in attributions() if telling else ():
            if role in ("outlet", "republisher", "site") and (match := pattern.search(words)):
                yield from _said(role, match, line, weight=_WEIGHT.get(role, 3.0))
        if legal or "CC " in line.text:
            for pattern in _COPYRIGHT:
                if match := pattern.search(words):
                    yield from _said("copyright", match, line, weight=_WEIGHT["copyright"])
                    break
    for index, line in enumerate(layout.before[:_MASTHEAD_LINES]):
        if (match := _MASTHEAD.match(line.text)) and not ends_sentence(line.text) and not is_whole(line.text, "tool"):
            lone = 0.0 if " " in match["name"] else 0.6
            paper = _PAPER if is_paper(match["name"]) else 0.0
            yield from _said("masthead", match, line, weight=_WEIGHT["masthead"] + paper - 0.2 * index - lone)


def _said(role: str, match: re.Match[str], line: Line, *, weight: float) -> Iterator[_Said]:
    name, start = match["name"], match.start("name")
    for article in _ARTICLES:
        if name.startswith(article) and named(name) is None:
            name, start = name[len(article) :], start + len(article)
    shorter = plain_name(name)
    if shorter in name:
        start, name = start + name.index(shorter), shorter
    if len(name) < 2 or agency(match["name"]) is not None or is_whole(name, "end") or is_whole(name, "tool"):
        return
    yield _Said(role=role, name=name, line=line, start=start, weight=weight)


def _best(said: list[_Said], layout: Layout) -> _Said | None:
    """The name with most weight, its own mentions and the page's repeats counted."""
    lines = (*layout.around, *(block.line for block in layout.blocks)) if said else ()
    padded = [f" {folded(line.text)} " for line in lines]
    scored = []
    for one in said:
        mine = folded(one.name)
        support = sum(other.weight for other in said if other is not one and _within(mine, folded(other.name)))
        repeats = sum(1 for line in padded if f" {mine} " in line) - 1
        # One word of a menu ("Time", "Metro") may be an outlet's name by chance.
        known = (0.5 if one.role == "masthead" and " " not in one.name else 2.0) if named(one.name) else 0.0
        scored.append((one.weight + support + known + min(1.5, 0.5 * repeats), len(one.name), -one.line.start, one))
    if not scored:
        return None
    score, _, _, best = max(scored, key=lambda entry: entry[:3])
    return best if score >= _LEAST else None


def _found(said: _Said, layout: Layout) -> Found:
    known = named(said.name)
    cut: Evidence = evidence_in(layout.text, said.line, said.start, said.start + len(said.name))
    if known and known.name in said.name:
        start = said.start + said.name.index(known.name)
        cut = evidence_in(layout.text, said.line, start, start + len(known.name))
    value = known.name if known else said.name
    return Found(value=value if known else cased(value), evidence=(cut,))


def cased(name: str) -> str:
    """A name in capitals as it is written elsewhere; short words may be marks, and stay."""
    if not name.isupper() or len(name) <= 5:
        return name
    marks = {word for word in name.split() if len(word) <= _SHORT} - {"THE", "OF"}
    return " ".join(word if word in marks else word.title() for word in name.split())


def is_paper(name: str) -> bool:
    """Whether a name of several words has a noun in it that newspapers are called by."""
    said = folded(name).split()
    return len(said) > 1 and not words("outlet_nouns").isdisjoint(said)


def _alike(name: str, other: _Said | None) -> bool:
    return other is not None and (
        _within(folded(name), folded(other.name)) or _within(folded(other.name), folded(name))
    )


def _within(whole: str, piece: str) -> bool:
    return f" {piece} " in f" {whole} "
