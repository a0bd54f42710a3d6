"""The rules of time expressions: a text in, what may be one out, its day of reference still open.

Each rule is a pattern over the words of the calendar and the reader of what it matched (time_readers.py); the
longest match of all rules wins. Whether a match is used in that sense ("May", "second"), and whether it lies
ahead or behind, is for time_senses.py and tense.py to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from dateline.lexicon.numbers import number_pattern, year_pattern
from dateline.reading.times import calendar_words as words
from dateline.reading.times import readers
from dateline.reading.times.calendar_words import one_of, pattern
from dateline.reading.times.readers import Found

__all__ = ["Found", "scan"]

Rule = tuple[str, str, Callable[["re.Match[str]"], Found | None]]

_YEAR = r"(?:1[5-9]|20)\d\d"
_EDGE = (
    r"(?:(?:the )?(?:end|beginning|start|middle|close) of (?:the )?|the (?:early|late) |"
    r"early |late |earlier |later |mid[-\s]|sometime )?"
)
_OF_YEAR = r"(?P<of_year>(?:the )?(?:this|last|next|current|previous|same|coming|past)) year(?!'s)"
_ROUGHLY = (
    r"(?P<quant>(?:about|around|nearly|almost|some|roughly|approximately|more than|less than|just over|just under|"
    r"over(?! the| several| a few)|under|up to|at least|as long as) )?"
)


def scan(text: str) -> list[Found]:
    """What the rules find, the longest where they overlap, in text order."""
    found: list[Found] = []
    for anchor, rules in _compiled():
        for first, last in _around(text, anchor):
            for rule, reader in rules:
                for match in rule.finditer(text, first, last):
                    read = reader(match)
                    if read is not None:
                        found.append(read)
    found.sort(key=lambda each: (each.start - each.end, each.start))
    taken = bytearray(len(text))
    kept = []
    for each in found:
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\x01" * (each.end - each.start)
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


_BEFORE, _AFTER = 90, 60
"""Characters around the word without which a rule cannot match, in which it is tried; a line's end ends them too."""
Compiled = tuple[re.Pattern[str], Callable[["re.Match[str]"], Found | None]]


def _around(text: str, anchor: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches of a text around an anchor, none overlapping, cut between words."""
    first = last = -1
    for match in anchor.finditer(text):
        begin = max(text.rfind(" ", 0, max(match.start() - _BEFORE, 0)), 0)
        end = text.find(" ", match.end() + _AFTER)
        if begin > last:
            if last >= 0:
                yield first, last
            first = begin
        last = len(text) if end < 0 else end
        if end < 0:
            break
    if last >= 0:
        yield first, last


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], tuple[Compiled, ...]], ...]:
    """The rules by the words of which each needs one: tried only around these, they cost a fraction."""
    counted = (*_counted(), *_lengths(), *_repeated())
    groups: dict[str, list[Compiled]] = {}
    for anchor, source, reader in (
        *_days(), *_years(), *_named(), *counted, *_quarters(), *_whole_years(), *_clocks(),
    ):  # fmt: skip
        groups.setdefault(anchor, []).append((pattern(source), reader))
    anchors = _anchors()
    return tuple((anchors[anchor], tuple(rules)) for anchor, rules in groups.items())


def _anchors() -> dict[str, re.Pattern[str]]:
    """By the name of each group of rules the words of which every match of theirs holds one."""
    units = {"second", "minute", "hour", "day", "night", "week", "month", "quarter", "year", "decade", "centur"}
    assert all(any(stem in form for stem in units) for form in words.units())
    held = {
        "day": {"the day"}, "year": {"year"}, "season": set(words.seasons()), "weekend": {"weekend"},
        "century": {"centur"}, "deictic": {"day", "tomorrow", "tonight"}, "quarter": {"quarter"},
        "period": {"quarter", "period"}, "part": set(words.parts_of_day()), "set": set(words.sets()),
        "reference": {first.split()[-1] for first in words.references()}, "unit": units,
        "spoken": {"seventeen", "eighteen", "nineteen", "twenty"},
    }  # fmt: skip
    figures = {"digit": r"\d", "number": r"(?:1[5-9]|20)\d\d", "decade": r"\d0['’]?s", "clock": r"\d:\d",
               "quarter_sign": r"[Qq][1-4]"}  # fmt: skip
    names = {"month": ("months", 3), "weekday": ("weekdays", 3), "holiday": ("holidays", 4)}
    for group, (table, letters) in names.items():
        starts = {name[:letters] for name in words.full_names(table)}
        figures[group] = "|".join(sorted(starts | {start.upper() for start in starts}))
    figures |= {group: "(?i:" + "|".join(sorted(stems)) + ")" for group, stems in held.items()}
    return {group: re.compile(source) for group, source in figures.items()}


def _month(*, full: bool = False) -> str:
    return one_of(words.full_names("months") if full else tuple(words.months()), names=True)


def _weekday(*, full: bool = False) -> str:
    return one_of(words.full_names("weekdays") if full else tuple(words.weekdays()), names=True)


def _season() -> str:
    return f"(?P<season>{one_of(tuple(words.seasons()))})"


def _part() -> str:
    return f"(?P<part>{one_of(tuple(words.parts_of_day()))})"


def _unit() -> str:
    return f"(?P<unit>{one_of(tuple(words.units()))})"


def _plural_unit() -> str:
    return one_of(tuple(form for form in words.units() if form.endswith("s") and form != "seconds"))


def _count() -> str:
    return rf"(?P<n>{number_pattern()}|an?|another|several|many|(?:a |the )?few|(?:a |the )?couple(?: of)?|half an?)"


def _days() -> Iterator[Rule]:
    lead, month, year = rf"(?:{_weekday()},? )?", _month(), rf"(?:,? (?P<y>{_YEAR})\b)?"
    clock = r"(?:[T\s](?P<clock>\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"
    yield "digit", rf"(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d){clock}", readers.read_iso_date
    yield (
        "month",
        rf"{lead}(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{month}){year}",
        readers.read_day,
    )
    day = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?!:\d|%|[.,]\d)"
    yield "month", rf"{lead}(?P<month>{month}) (?:the )?{day}{year}", readers.read_day
    yield "month", rf"(?:the )?week of (?P<month>{month}) (?:the )?{day}{year}", readers.read_week_of
    # "on April 24 and 25": the second day stands without its month
    ends = r"(?=[.,;:)\]\"”]|$|\s(?:in|at|on|for|to|with|as|when|of|by|from|and|but|before|after)\b)"
    second = rf"(?:and|or|to|through|until|-|–) ?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?{year}{ends}"
    yield "month", rf"(?P<month>{month}) \d{{1,2}}(?:st|nd|rd|th)? ?{second}", readers.read_second_day
    holiday = one_of(words.full_names("holidays"))
    yield "holiday", rf"(?P<holiday>(?-i:{holiday})){year}", readers.read_holiday
    yield "holiday", rf"(?P<holiday>(?-i:{holiday}))(?P<y>) week\b", readers.read_holiday


def _years() -> Iterator[Rule]:
    yield "month", rf"{_EDGE}(?P<month>{_month()})(?:,| of)? (?P<y>{_YEAR})", readers.read_month
    yield "month", rf"{_EDGE}(?P<month>{_month(full=True)}) (?P<y>{year_pattern()})", readers.read_month
    yield "spoken", rf"(?P<y>{year_pattern()})(?!-)(?P<season>)(?P<fiscal>)", readers.read_year
    yield "month", rf"{_EDGE}(?P<month>{_month()}),?(?: of)? {_OF_YEAR}", readers.read_month
    yield "season", rf"{_EDGE}{_season()},?(?: of)? {_OF_YEAR}", readers.read_season
    yield "number", rf"{_EDGE}(?:{_season()} (?:of )?)?(?P<fiscal>(?:the )?fiscal )?(?P<y>{_YEAR})", readers.read_year
    edge = r"(?:the )?(?:early |late |mid-)?"
    yield "decade", rf"{edge}(?:(?P<c>1[5-9]|20)(?P<t>\d)0'?s|'?(?P<short>[2-9])0s)", readers.read_decade
    yield "century", rf"{edge}(?P<n>\d\d?)(?:st|nd|rd|th) century", readers.read_century


def _named() -> Iterator[Rule]:
    yield "month", rf"{_EDGE}(?P<month>{_month(full=True)})", readers.read_month
    yield "month", rf"{_EDGE}(?P<rel>last|next|this|this past) (?P<month>{_month(full=True)})", readers.read_month
    yield "season", rf"{_EDGE}(?P<rel>last|next|this|this past|this coming) {_season()}", readers.read_season
    yield (
        "season",
        rf"(?:in|into|of|by|until|till|during|over|since|through|throughout|for|before|after) "
        rf"(?P<the>(?P<rel>the) )(?:early |late |mid-)?{_season()}(?! of\b)",
        readers.read_season,
    )
    rel = r"(?:(?P<rel>last|next|this|this past|this coming|past|coming) )?"
    weekday = rf"(?P<day>{_weekday(full=True)})"
    yield "weekday", rf"(?:early |late )?{rel}{weekday}(?:(?:'s)? (?:early |late )?{_part()})?", readers.read_weekday
    yield "weekend", r"(?:over |at |during )?the weekend", readers.read_weekend


def _counted() -> Iterator[Rule]:
    deictic = "today|yesterday|tomorrow|tonight|the day before yesterday|the day after tomorrow"
    yield "deictic", rf"(?:early |late |earlier )?(?P<deictic>{deictic})(?: {_part()})?", readers.read_deictic
    yield "part", rf"(?P<rel>last|this|tomorrow|yesterday) {_part()}", readers.read_deictic
    yield "part", rf"(?:the )?(?P<rel>next|following|same|previous) {_part()}", readers.read_following_part
    rel = "this|the current|(?:the )?(?:last|past|previous|next|coming|upcoming)"
    yield "unit", rf"{_EDGE}(?P<rel>{rel}) (?:fiscal )?{_unit()}", readers.read_relative
    yield (
        "unit",
        r"(?:the |that )?(?P<rel>following|next|same|previous|that) (?P<unit>day|week|month|year)"
        r"|(?:later|earlier) (?P<rel2>that) (?P<unit2>day|week|month|year)",
        readers.read_following,
    )
    yield "unit", rf"{_ROUGHLY}(?:{_count()} )?{_unit()}(?: or so)? ago", readers.read_ago
    yield "unit", rf"{_ROUGHLY}{_count()} {_unit()} (?P<rel>earlier|later|from now|hence)", readers.read_away
    yield (
        "unit",
        # "the day after the storm" counts from the storm, whose day these words do not tell
        r"the day (?P<rel>before|after)"
        r"(?! (?:the|an?|his|her|its|their|our|my|this|that|these|those|he|she|it|they|we)\b)"
        r"(?! (?-i:(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z]))"
        r"|a day (?P<rel2>earlier|later)|year-?(?P<rel3>earlier|ago)",
        readers.read_away_day,
    )


def _lengths() -> Iterator[Rule]:
    which = r"(?:(?:the )?(?:first|last|past|next|coming|previous|latest|final|recent) |the )?"
    kind = r"(?:and a half |more |full |straight |consecutive |long |short |additional )?"
    yield (
        "unit",
        rf"{_ROUGHLY}{which}{_count()} {kind}{_unit()}(?: and a half)?(?: or so)?",
        readers.read_duration,
    )
    yield "unit", rf"{_count()}-{_unit()}(?:-long)?", readers.read_duration
    yield "unit", rf"(?:the )?year-(?:earlier|ago) {_count()} {_unit()}", readers.read_duration
    yield "unit", rf"(?:the )?(?P<vague>recent|coming|past|last|future) (?P<unit>{_plural_unit()})", readers.read_vague
    yield "unit", rf"(?P<bare>{_plural_unit()})(?:-long)?", readers.read_vague


def _repeated() -> Iterator[Rule]:
    number = number_pattern()
    yield "weekday", rf"(?:every |each )(?P<day>{_weekday(full=True)})(?: {_part()})?", readers.read_every_weekday
    yield "part", rf"(?:every|each) {_part()}", readers.read_every_part
    yield "weekday", rf"(?P<days>{_weekday(full=True)})s", readers.read_every_weekday
    yield "unit", rf"(?:every|each|per)(?: (?P<n>{number}|other|few))? {_unit()}", readers.read_every
    yield (
        "unit",
        rf"(?:(?:once|twice|{number} times|several times) (?:an?|each|every|per) ){_unit()}",
        readers.read_every,
    )
    yield "set", rf"(?P<set>{one_of(tuple(words.sets()))})", readers.read_set


def _quarters() -> Iterator[Rule]:
    order = r"(?P<ord>first|second|third|fourth)[-\s]quarter"
    year = rf"(?:(?:,| of|,? in)? (?P<y>{_YEAR})| of (?:fiscal )?{_OF_YEAR}|)"
    ago = r"(?:(?P<ago>year[-\s](?:ago|earlier)) )?"
    before = rf"(?:the |(?P<y2>{_YEAR})(?:'s)? |(?P<of_year2>this|last|next) year's )?{ago}"
    yield "quarter", rf"{_EDGE}{before}(?:fiscal )?{order}{year}", readers.read_quarter
    yield "quarter_sign", rf"Q(?P<ord>[1-4]) (?P<y>{_YEAR})", readers.read_quarter
    back = r"(?:(?:of|in) )?(?:last year|the previous year|the year before|a year (?:ago|earlier))"
    yield (
        "period",
        r"(?:the )?(?:comparable |corresponding )?(?P<ago>year-(?:ago|earlier)) (?:quarter|period)"
        rf"|(?:the )?(?:same|comparable|corresponding|like|year-ago) (?:quarter|period),? (?P<ago2>{back})"
        r"|(?P<ago3>last year's) (?:quarter|period)",
        readers.read_period,
    )
    yield "period", rf"the (?P<y>{_YEAR}) (?:quarter|period)", readers.read_period_of
    latest = r"(?:the )?(?:latest|most recent|just-ended|just ended) (?:quarter|period)|that quarter"
    yield "period", rf"{latest}|(?:in|for|during|of) (?P<the>the (?:quarter|three-month period))", readers.read_period


def _whole_years() -> Iterator[Rule]:
    kind = "full|whole|fiscal|full fiscal|financial|calendar"
    yield "year", rf"(?P<the>the (?P<year>(?:(?:{kind}) )?year)) (?P<ended>ended|ending)", readers.read_the_year
    yield "year", rf"(?P<the>the (?P<year>(?:{kind}) year))", readers.read_the_year
    latest = "(?P<latest>latest|just-ended|most recent)"
    yield "year", rf"(?P<the>the {latest} (?P<year>(?:fiscal |financial )?year))", readers.read_the_year
    yield "year", r"(?:the )?year[-\s]end|the year's end", readers.read_the_year
    part = "end|start|beginning|rest|remainder|half|months|quarter|quarters|course|close|turn|most|much|part"
    yield (
        "year",
        rf"(?:(?:for|by|during|throughout|through|since|later in|earlier in|late in|early in|(?:{part}) of|so far)) "
        r"(?P<the>the (?P<year>year))(?! (?:\d|in which|when|that|before|after|he|she|they|it|of)\b)(?![-'’])",
        readers.read_the_year,
    )
    yield "day", r"(?:later|earlier|late|early) in (?P<the>the day)", readers.read_the_day


def _clocks() -> Iterator[Rule]:
    half = r"(?P<half>[ap]\.?\s?m\b\.?|in the (?:morning|afternoon|evening)|at night)"
    yield "digit", rf"(?P<h>\d{{1,2}})(?:[:.](?P<mi>[0-5]\d))?\s?{half}", readers.read_clock
    bare = r"(?<![:.$€£])(?P<h>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?![:.]\d)"
    yield "clock", rf"{bare}(?:\s?(?:hrs|hours|h)\b)?", readers.read_clock
    yield "part", rf"(?P<noon>{one_of(tuple(words.parts_of_day()))})", readers.read_part
    yield "part", rf"(?:the )?{_part()}(?P<of>)(?= of\b)", readers.read_part
    yield "reference", rf"(?P<ref>{one_of(tuple(words.references()))})", readers.read_reference
