"""What a match of a time rule says: the match in, type, value or open anchor out.

Types and values are those of TIMEX3 (ISO 24617-1). A reader returns None where the words, looked at closely,
say no time ("31 February", "a second").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from dateline.lexicon.numbers import value_of, value_of_year
from dateline.reading.times import calendar_words as words
from dateline.records.holidays import holiday_day
from dateline.records.reading import TimeType
from dateline.records.time import Anchor, TimeUnit

__all__ = [
    "Found", "read_ago", "read_away", "read_away_day", "read_century", "read_clock", "read_day", "read_decade",
    "read_deictic", "read_duration", "read_every", "read_every_part", "read_every_weekday", "read_following",
    "read_following_part", "read_holiday", "read_iso_date", "read_month", "read_part", "read_period", "read_period_of",
    "read_quarter", "read_reference", "read_relative", "read_season", "read_second_day", "read_set", "read_the_day",
    "read_the_year", "read_vague", "read_week_of", "read_weekday", "read_weekend", "read_year",
]  # fmt: skip

_SHIFTS = {"this": 0, "current": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1}


@dataclass(frozen=True, slots=True)
class Found:
    """Characters ``start`` to ``end`` that say a time. `aimed`: the direction of the anchor awaits the tense.

    `kind` names what must be checked in context: "year", "month", "weekday", "clock", "duration", "reference"
    or "" for none. `back` counts from a time named before ("the next day"): (unit, shift).
    """

    start: int
    end: int
    type: TimeType
    value: str | None = None
    anchor: Anchor | None = None
    aimed: bool = False
    approximate: bool = False
    kind: str = ""
    back: tuple[TimeUnit, int] | None = None


def _group(match: re.Match[str], name: str) -> str:
    found = match.groupdict().get(name) or ""
    return re.sub(r"\s+", " ", found).lower().replace("’", "'").strip()


def _found(match: re.Match[str], type_: TimeType, *, value: str | None = None, anchor: Anchor | None = None,
           aimed: bool = False, approximate: bool = False, kind: str = "",
           back: tuple[TimeUnit, int] | None = None) -> Found:  # fmt: skip
    return Found(match.start(), match.end(), type_, value, anchor, aimed, approximate, kind, back)


def read_iso_date(match: re.Match[str]) -> Found | None:
    value = f"{match['y']}-{match['m']}-{match['d']}"
    if not (1 <= int(match["m"]) <= 12 and 1 <= int(match["d"]) <= 31):
        return None
    if match["clock"]:
        return _found(match, "TIME", value=f"{value}T{match['clock']}")
    return _found(match, "DATE", value=value)


_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_day(match: re.Match[str]) -> Found | None:
    number, day = words.months()[_group(match, "month")], int(match["d"])
    if not 1 <= day <= _LONGEST[int(number) - 1]:
        return None
    which = f"{number}-{day:02}"
    if match["y"]:
        return _found(match, "DATE", value=f"{match['y']}-{which}")
    return _found(match, "DATE", anchor=Anchor(unit="day", which=which), aimed=True)


def read_second_day(match: re.Match[str]) -> Found | None:
    """The "25" of "April 24 and 25"."""
    read = read_day(match)
    return replace(read, start=match.start("d")) if read is not None else None


def read_week_of(match: re.Match[str]) -> Found | None:
    """ "The week of March 6": the week in which the day lies."""
    read = read_day(match)
    if read is None or read.value is None:
        return replace(read, anchor=replace(read.anchor, unit="week")) if read and read.anchor else None
    year, week, _ = date.fromisoformat(read.value).isocalendar()
    return replace(read, value=f"{year:04}-W{week:02}")


def read_month(match: re.Match[str]) -> Found | None:
    number, rel = words.months()[_group(match, "month")], _group(match, "rel")
    if year := _group(match, "y"):
        written = year if year.isdigit() else f"{value_of_year(year)}"
        return _found(match, "DATE", value=f"{written}-{number}")
    if of := _group(match, "of_year"):
        return _found(match, "DATE", anchor=_of_year("month", number, of))
    if rel in ("", "this"):
        kind = "" if rel else "month"
        return _found(match, "DATE", anchor=Anchor(unit="month", which=number), aimed=True, kind=kind)
    return _found(match, "DATE", anchor=_beside("month", number, ahead=rel == "next"))


_OF_YEAR = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "same": 0, "next": 1, "coming": 1}


def _of_year(unit: TimeUnit, which: str, of: str) -> Anchor:
    """ "April next year", "the third quarter of last year": which one, and the words that say of which year."""
    return Anchor(unit=unit, which=which, shift=_OF_YEAR[of.removeprefix("the ")], direction="within")


def _beside(unit: TimeUnit, which: str, *, ahead: bool, part: str | None = None) -> Anchor:
    if ahead:
        return Anchor(unit=unit, which=which, shift=1, direction="future", part=part)
    return Anchor(unit=unit, which=which, shift=-1, direction="past", part=part)


def read_year(match: re.Match[str]) -> Found | None:
    season = _group(match, "season")
    if not match["y"].isdigit():
        return _found(match, "DATE", value=str(value_of_year(_group(match, "y"))))
    value = f"{match['y']}-{words.seasons()[season]}" if season else match["y"]
    return _found(match, "DATE", value=value, kind="" if season or match["fiscal"] else "year")


def read_decade(match: re.Match[str]) -> Found | None:
    if match["short"]:
        # "the '90s", "the 80s": only with the article or the apostrophe, and of the last century.
        if not match[0].lower().startswith(("the ", "the\n", "'", "’")):
            return None
        return _found(match, "DATE", value=f"19{match['short']}")
    return _found(match, "DATE", value=f"{match['c']}{match['t']}")


def read_century(match: re.Match[str]) -> Found | None:
    number = int(match["n"])
    return _found(match, "DATE", value=f"{number - 1:02}") if 1 <= number <= 21 else None


def read_weekday(match: re.Match[str]) -> Found | None:
    rel, part = _group(match, "rel"), _part_code(match)
    number = words.weekdays()[_group(match, "day")]
    type_: TimeType = "TIME" if part else "DATE"
    if rel in ("last", "next"):
        return _found(match, type_, anchor=_beside("weekday", number, ahead=rel == "next", part=part))
    direction = "future" if rel in ("coming", "this coming") else "past"
    anchor = Anchor(unit="weekday", which=number, direction=direction, part=part)  # type: ignore[arg-type]
    return _found(match, type_, anchor=anchor, aimed=rel in ("", "this"), kind="name")


def _part_code(match: re.Match[str]) -> str | None:
    part = _group(match, "part")
    return words.parts_of_day()[part] if part else None


def read_every_weekday(match: re.Match[str]) -> Found | None:
    return _found(match, "SET", value=f"XXXX-WXX-{words.weekdays()[_group(match, 'day') or _group(match, 'days')]}")


_DAYS = {
    "today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1,
    "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip


def read_every_part(match: re.Match[str]) -> Found | None:
    code = _part_code(match) or ""
    return _found(match, "SET", value=f"XXXX-XX-XXT{code}")


def read_deictic(match: re.Match[str]) -> Found | None:
    word = _group(match, "deictic") or _group(match, "rel")
    part = "NI" if word == "tonight" else _part_code(match)
    return _found(match, "TIME" if part else "DATE", anchor=Anchor(unit="day", shift=_DAYS[word], part=part))


def read_following_part(match: re.Match[str]) -> Found | None:
    shift = {"next": 1, "following": 1, "same": 0, "previous": -1}[_group(match, "rel")]
    return _found(match, "TIME", back=("day", shift), kind=f"T{_part_code(match)}")


def read_relative(match: re.Match[str]) -> Found | None:
    rel, unit = _group(match, "rel"), _group(match, "unit")
    code, anchor_unit = words.units()[unit]
    shift = _SHIFTS[rel.removeprefix("the ")]
    if unit.endswith("s") or not anchor_unit:
        return None
    kind = "name"  # "This Week" may be part of a name
    if rel in ("the last", "the past", "past", "the coming", "the upcoming") and anchor_unit != "weekend":
        return _found(match, "DURATION", value=_length("1", code))
    if rel in ("the next", "the previous") or unit == "day":
        return _found(match, "DATE", back=(_time_unit(anchor_unit), shift)) if unit != "night" else None
    return _found(match, "DATE", anchor=Anchor(unit=_time_unit(anchor_unit), shift=shift), kind=kind)


def _time_unit(unit: str) -> TimeUnit:
    units: dict[str, TimeUnit] = {
        "day": "day", "week": "week", "weekend": "weekend", "month": "month",
        "quarter": "quarter", "year": "year", "decade": "decade",
    }  # fmt: skip
    return units[unit]


def read_season(match: re.Match[str]) -> Found | None:
    rel, code = _group(match, "rel"), words.seasons()[_group(match, "season")]
    if of := _group(match, "of_year"):
        return _found(match, "DATE", anchor=_of_year("season", code, of))
    if rel == "the":
        anchor = Anchor(unit="season", which=code, direction="nearest")
        return Found(match.start("the"), match.end(), "DATE", anchor=anchor, aimed=True)
    if rel in ("last", "next", "this past", "this coming"):
        return _found(match, "DATE", anchor=_beside("season", code, ahead=rel in ("next", "this coming")))
    return _found(match, "DATE", anchor=Anchor(unit="season", which=code, direction="nearest"))


def read_weekend(match: re.Match[str]) -> Found | None:
    start = match.end() - len("the weekend")
    return Found(start, match.end(), "DATE", anchor=Anchor(unit="weekend", shift=-1), kind="weekend")


def read_following(match: re.Match[str]) -> Found | None:
    rel, unit = _group(match, "rel") or _group(match, "rel2"), _group(match, "unit") or _group(match, "unit2")
    shift = {"following": 1, "next": 1, "same": 0, "that": 0, "previous": -1}[rel]
    if match[0].lower().startswith("next "):
        return None  # "next week" hangs on the day of publication
    return _found(match, "DATE", back=(_time_unit(unit), shift))


def _amount(match: re.Match[str]) -> float | None:
    """How many units: 1 for "a", 0.5 for "half an"; None for "several", "a few" or no number."""
    words_ = _group(match, "n")
    if words_ in ("a", "an", "another"):
        return 1.0
    if words_.startswith("half"):
        return 0.5
    if "couple" in words_:
        return 2.0
    return value_of(words_) if words_ else None


def read_ago(match: re.Match[str]) -> Found | None:
    code, unit = words.units()[_group(match, "unit")]
    number, approximate = _amount(match), bool(_group(match, "quant"))
    if number is None or number > 9000:
        return _found(match, "DATE", value="PAST_REF", approximate=True)
    if code.startswith("T"):
        return _found(match, "TIME", anchor=Anchor(unit="day"), approximate=True)
    if code in ("DE", "C"):
        number, unit = number * (10 if code == "DE" else 100), "year"
    kind = "year back" if (unit, number) == ("year", 1) and not approximate else ""
    # Nights are counted as days are: the table has no unit for them.
    return _found(match, "DATE", anchor=Anchor(unit=_time_unit(unit or "day"), shift=-round(number)),
                  approximate=approximate, kind=kind)  # fmt: skip


def read_away(match: re.Match[str]) -> Found | None:
    code, unit = words.units()[_group(match, "unit")]
    number, rel = _amount(match), _group(match, "rel")
    if number is None or number > 9000 or not unit:
        return _found(match, "DURATION", value=_length(_figure(number), code), approximate=True, kind="duration")
    shift = round(number) * (-1 if rel == "earlier" else 1)
    if rel in ("from now", "hence"):
        return _found(match, "DATE", anchor=Anchor(unit=_time_unit(unit), shift=shift))
    kind = "year back" if (unit, shift) == ("year", -1) else ""
    return _found(match, "DATE", back=(_time_unit(unit), shift), kind=kind)


def read_away_day(match: re.Match[str]) -> Found | None:
    if match["rel3"]:
        return _found(match, "DATE", back=("year", -1), kind="year back")
    rel = _group(match, "rel") or _group(match, "rel2")
    return _found(match, "DATE", back=("day", -1 if rel in ("before", "earlier") else 1))


_MOST = 10.0**12
"""A longer count of years than the universe has is a slip, or spite."""


def _figure(number: float | None) -> str:
    return "X" if number is None or number > _MOST else f"{number:.3f}".rstrip("0").rstrip(".")


_HALVES = {("Y", "5"): "6M", ("TH", "5"): "30M", ("D", "5"): "T12H", ("TH", "25"): "15M", ("TH", "75"): "45M"}
"""ISO 8601 writes two and a half years P2Y6M."""


def _length(figure: str, code: str) -> str:
    whole, _, part = figure.partition(".")
    if (code, part) in _HALVES:
        code, figure = f"{code}{_HALVES[code, part]}", whole
    return f"PT{figure}{code[1:]}" if code.startswith("T") else f"P{figure}{code}"


def read_duration(match: re.Match[str]) -> Found | None:
    unit, number = _group(match, "unit"), _amount(match)
    code = words.units()[unit][0]
    words_ = _group(match, "n")
    if (
        (words_, unit) != ("one", "minute")
        and words_ in ("a", "an", "another", "one")
        and unit in ("second", "minute", "weekend")
        and "-" not in match[0]
    ):
        return None  # "a second wave", "a minute"
    if unit == "second" and "-" not in match[0]:
        return None
    if unit.startswith("quarter") and (words_ == "a" or ("-" in match[0] and unit == "quarters")):
        return None  # "a quarter", "three-quarters": fractions
    if number is not None and re.search(r"(?i)\sand a half\b", match[0]):
        number += 0.5
    if number == 0.5 and code == "TH":
        figure, code = "30", "TM"
    else:
        figure = _figure(number)
    approximate = bool(_group(match, "quant")) or number is None
    return _found(match, "DURATION", value=_length(figure, code), approximate=approximate, kind="duration")


def read_vague(match: re.Match[str]) -> Found | None:
    unit = _group(match, "unit") or _group(match, "bare")
    if match.groupdict().get("vague", "") and _group(match, "vague") == "future":
        return _found(match, "DATE", value="FUTURE_REF", approximate=True)
    value = _length("X", words.units()[unit][0])
    kind = "bare" if _group(match, "bare") and not match[0].lower().endswith("-long") else ""
    return _found(match, "DURATION", value=value, approximate=True, kind=kind)


def read_every(match: re.Match[str]) -> Found | None:
    code, words_ = words.units()[_group(match, "unit")][0], _group(match, "n")
    if _group(match, "unit") == "second":
        return None  # "15 million instructions per second"
    number = 2.0 if words_ == "other" else value_of(words_) if words_ and words_ != "few" else 1.0
    return _found(match, "SET", value=_length("X" if words_ == "few" else _figure(number), code))


def read_set(match: re.Match[str]) -> Found | None:
    return _found(match, "SET", value=words.sets()[_group(match, "set")], kind="set")


def read_quarter(match: re.Match[str]) -> Found | None:
    order = _group(match, "ord")
    number = order if order.isdigit() else str(("first", "second", "third", "fourth").index(order) + 1)
    if year := _group(match, "y") or _group(match, "y2"):
        return _found(match, "DATE", value=f"{year}-Q{number}")
    if of := _group(match, "of_year") or _group(match, "of_year2"):
        return _found(match, "DATE", anchor=_of_year("quarter", number, of))
    if _group(match, "ago"):
        anchor = Anchor(unit="quarter", which=number, shift=-1, direction="nearest")
        return _found(match, "DATE", anchor=anchor, kind="quarter back")
    return _found(match, "DATE", anchor=Anchor(unit="quarter", which=number, direction="nearest"), aimed=True)


def read_period(match: re.Match[str]) -> Found | None:
    """ "the latest quarter", "the year-ago period": which it is, the report said before."""
    start = match.start("the") if match.groupdict().get("the") else match.start()
    compared = any(match.groupdict().get(name) for name in ("ago", "ago2", "ago3"))
    return Found(start, match.end(), "DATE", kind="compared" if compared else "period")


def read_period_of(match: re.Match[str]) -> Found | None:
    """ "The 1988 period": that quarter of the year of which the report speaks, else the year."""
    return _found(match, "DATE", value=match["y"], kind="period of a year")


def read_the_year(match: re.Match[str]) -> Found | None:
    """ "for the full year", "by year-end", "since the start of the year"; of a year that ended: how long it was."""
    if match.groupdict().get("ended"):
        return Found(match.start("the"), match.end("year"), "DURATION", value="P1Y", kind="months")
    shift = -1 if _group(match, "latest") else 0
    start, end = (match.start("the"), match.end("year")) if match.groupdict().get("the") else match.span()
    return Found(start, end, "DATE", anchor=Anchor(unit="year", shift=shift))


def read_the_day(match: re.Match[str]) -> Found | None:
    """ "later in the day", "earlier that day": the day last named."""
    return Found(match.start("the"), match.end(), "DATE", back=("day", 0))


def read_clock(match: re.Match[str]) -> Found | None:
    hour, minute = int(match["h"]), int(match["mi"] or 0)
    half = {"in the morning": "a", "in the afternoon": "p", "in the evening": "p", "at night": "p"}.get(
        _group(match, "half"), _group(match, "half")[:1]
    )
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    anchor = Anchor(unit="day", part=f"{hour:02}:{minute:02}")
    return _found(match, "TIME", anchor=anchor, kind="" if half else "clock")


def read_part(match: re.Match[str]) -> Found | None:
    code = words.parts_of_day()[_group(match, "noon") or _group(match, "part")]
    anchor = Anchor(unit="day", part=code)
    # "noon" and "mid-afternoon" stand for themselves; any other part of a day must find its day beside it.
    alone = code[0].isdigit() or match[0].lower().startswith(("mid-", "mid "))
    return _found(match, "TIME", anchor=anchor, kind="" if alone else "part")


def read_holiday(match: re.Match[str]) -> Found | None:
    rule = words.holidays()[_group(match, "holiday")]
    if match["y"]:
        return _found(match, "DATE", value=holiday_day(rule, int(match["y"])).isoformat())
    unit: TimeUnit = "week" if match[0].endswith("week") else "day"
    return _found(match, "DATE", anchor=Anchor(unit=unit, which=rule, direction="nearest"), aimed=True)


def read_reference(match: re.Match[str]) -> Found | None:
    return _found(match, "DATE", value=words.references()[_group(match, "ref")], kind="reference")
