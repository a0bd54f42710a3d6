"""A page and what its own data say -> the publishing house behind its outlet, in the page's words.

Three things name a house: linked data and meta elements (a publisher who is not the site, a parent organisation, a
holder of the rights), a sentence of the foot ("The Post is part of Skerry Media"), and the last copyright line. Who
sells texts to many (an agency, a syndicate) is the house of none, and a name alone tells nothing: it must be one that
houses bear, by its legal form or a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from dateline.article.fields import Found, Layout, evidence_in
from dateline.article.lines import Line
from dateline.article.page import Page
from dateline.article.publisher import RIGHTS, YEARS
from dateline.lexicon.agencies import agency
from dateline.lexicon.folding import fold
from dateline.lexicon.name_words import core
from dateline.lexicon.outlets import named
from dateline.lexicon.tables import rows

__all__ = ["with_house"]

_RESERVED = re.compile(rf"(?:©|\([Cc]\)|&copy;|(?i:\bcopyright\b)){YEARS}(?:(?i:by)\s+)?(?:(?i:the)\s+(?=[A-Z]))?")
_CUT = re.compile(
    r"\s*(?:[|•·;–—(]|\s-\s|\.(?:\s|$)|,\s*(?:an?|the|all)\s"
    rf"|(?i:{RIGHTS}|\bor its\b|\band its\b|\bprivacy\b|\bcontact\b))"
)
_NAME = r"(?P<name>[^\W\d_a-zß-öø-ÿ][\w.&'’-]*(?:[ ](?:(?:of|the|de|del|y|und|&)[ ])*[^\W\d_a-zß-öø-ÿ][\w.&'’-]*){0,5})"
_SELF = re.compile(r"\b(?:this|our) (?:site|website|web site|page|newspaper|paper|title|publication)\b", re.I)
_LONGEST = 240
"""Characters of a line that may say whose the outlet is: a longer one is a text."""
_WORDS = 8
_HAS_RIGHTS = ("©", "(c)", "copyright", "&copy;")


def with_house(page: Page, *, layout: Layout | None, stated: Sequence[Found] = ()) -> Page:
    """A page with the house behind its outlet, where it names one; `stated` is what its own data say."""
    outlet = page.publisher.outlet.value if page.publisher.outlet else None
    found = (*(one for one in stated if _is_house(one.value)), *_printed(layout, outlet))
    house = next((one for one in found if outlet is None or core(fold(one.value)) != fold(outlet)), None)
    return replace(page, publisher=replace(page.publisher, house=house)) if house is not None else page


def _printed(layout: Layout | None, outlet: str | None) -> Iterator[Found]:
    """What the lines around the text say: in so many words, else as the last holder of the rights."""
    if layout is None:
        return
    for line in layout.around:
        if len(line.text) <= _LONGEST and (found := _told(line, layout, outlet)) is not None:
            yield found
    held = [line for line in layout.around if any(sign in line.text.casefold() for sign in _HAS_RIGHTS)]
    # Above the foot stand the rights of others: of a picture, of the agency whose text it is.
    if held and (last := _holder(held[-1], layout)) is not None:
        yield last


def _told(line: Line, layout: Layout, outlet: str | None) -> Found | None:
    for subject in _subjects(line.text, outlet):
        for pattern in _phrases():
            match = pattern.match(line.text, subject)
            if match is not None and _may_be_house(match["name"]):
                return _found(line, layout, match.start("name"), match.end("name"))
    return None


def _subjects(words: str, outlet: str | None) -> Iterator[int]:
    """Where the outlet's name, or "this site", ends in some words."""
    yield from (found.end() for found in _SELF.finditer(words))
    if outlet is not None and (at := words.casefold().find(outlet.casefold())) >= 0:
        yield at + len(outlet)


def _holder(line: Line, layout: Layout) -> Found | None:
    match = next(reversed([*_RESERVED.finditer(line.text)]), None)
    if match is None:
        return None
    cut = _CUT.search(line.text, match.end())
    found = _found(line, layout, match.end(), cut.start() if cut else len(line.text))
    return found if found is not None and _is_house(found.value) else None


def _found(line: Line, layout: Layout, start: int, end: int) -> Found | None:
    """The words of a name as the page has them, no further than to where an element begins or ends."""
    name = line.text[start:end].rstrip(" .,:-")
    while name:
        evidence = evidence_in(layout.text, line, start, start + len(name))
        if "<" not in evidence.exact:
            return Found(value=name, evidence=(evidence,))
        name = name.rpartition(" ")[0].rstrip(" .,:-")
    return None


def _is_house(name: str) -> bool:
    """Whether a name is one that publishing houses bear, and nobody's whose texts many print."""
    words = fold(name).split()
    formed = len(core(" ".join(words)).split()) < len(words)
    return _may_be_house(name) and (formed or not _house_words("noun").isdisjoint(words))


def _may_be_house(name: str) -> bool:
    words = fold(name).split()
    if not 1 < len(words) <= _WORDS or not name[:1].isupper():
        return False
    formless = " ".join(name.split()[: len(core(" ".join(words)).split())])
    known = any(agency(each) or named(each) for each in (name, formless))
    return not known and _house_words("not").isdisjoint(words)


@cache
def _house_words(kind: str) -> frozenset[str]:
    return frozenset(word for known, word in rows("house_words") if known == kind)


@cache
def _phrases() -> tuple[re.Pattern[str], ...]:
    found = []
    for (template,) in rows("house_phrases"):
        before, _, after = template.removeprefix("{X}").partition("{N}")
        found.append(re.compile(rf"(?i:{_spaced(before)})(?:(?i:the) )?{_NAME}(?i:{_spaced(after)})\b"))
    return tuple(found)


def _spaced(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+")
