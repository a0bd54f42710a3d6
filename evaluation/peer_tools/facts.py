"""The facts of one report by patterns alone: tolls, days and towns as a careful engineer would write them.

python facts.py patterns FILE: {"text", "published"} a row, {"killed", "injured", "day", "places"} a line.
No parse, no gazetteer: regular expressions, the names of months, weekdays and American states.
"""

import json
import re
import sys
from collections import Counter
from datetime import date, timedelta

ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()  # noqa: SIM905
VALUES = {word: at for at, word in enumerate(ONES, start=1)} | {"a": 1, "an": 1, "another": 1, "both": 2, "dozen": 12}
N = rf"(?P<n>\d{{1,3}}|{'|'.join(ONES)}|both|an?|another)"
WHO = (
    r"(?:(?:other|more|young|teenage|black|white|elderly|local|innocent|unidentified|adult|off-duty|police)\s+){0,2}"
    r"(?:people|persons?|men|man|women|woman|victims?|teens?|teenagers?|boys?|girls?|children|child|kids?|adults?"
    r"|students?|others?|bystanders?|officers?|suspects?|individuals?|patients?|members?|residents?|males?|females?"
    r"|brothers?|sisters?|toddler|infant|baby|youths?|\d+-year-olds?)"
)
BE = r"(?:\s+(?:was|were|is|are|had been|have been|has been|being|been|left|found|confirmed|reported|pronounced))*"
HOW = r"(?:\s+(?:fatally|shot and|shot to|also|later|both|critically|seriously|badly|in|a))*"
GAP = rf"(?:(?!\b(?:and|but|while|{'|'.join(ONES)})\b)[^.;\n]){{0,40}}?"
NO_AGE = r"\b(?!\s*(?:-|years?|of\b))"
DEAD = r"(?:killed|dead|died|dies|die|slain|murdered|death)\b"
HIT = r"(?:injured|wounded|hurt|hospitali[sz]ed|shot|taken to|rushed to|in critical|in stable|struck|suffer\w*)\b"

KILLED = [
    rf"\b{N}\s+(?:{WHO})?{BE}{HOW}\s+(?:fatally shot|{DEAD})",
    rf"\b{N}\s+{WHO}\s+(?:who\s+)?{GAP}(?:was|were)\s+(?:shot and |fatally )?{DEAD}",
    rf"\b(?:kill(?:s|ed|ing)|murder(?:s|ed|ing)|claim(?:s|ed|ing) the lives of)\s+(?:at least\s+)?{N}{NO_AGE}",
    rf"\b(?:leav(?:es|ing)|left)\s+(?:at least\s+)?{N}\s+(?:{WHO}\s+)?dead",
    rf"\b{N}\s+(?:counts? of\s+(?:\S+\s+)?(?:\S+-degree )?murder|deaths|fatalities|homicides)\b",
    rf"\bdeaths of\s+{N}\b",
]
INJURED = [
    rf"\b{N}\s+(?:{WHO})?{BE}{HOW}\s+{HIT}",
    rf"\b{N}\s+{WHO}\s+(?:who\s+)?{GAP}(?:was|were)\s+{HIT}",
    rf"\b(?:injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?|shoot(?:s|ing)?)\s+(?:at least\s+)?{N}{NO_AGE}",
    rf"\b(?:leav(?:es|ing)|left)\s+{GAP}{N}\s+(?:{WHO}\s+)?(?:injured|wounded|hurt|in critical|hospitali[sz]ed)",
    rf"\b{N}\s+(?:people|persons|victims)?\s*(?:injuries|counts? of attempted)",
]
MULTIPLE = {"double": 2, "triple": 3, "quadruple": 4}
FATAL = re.compile(
    r"\b(?:killed|killing|died|dies|dead|death|fatal|fatally|homicide|murder|slain|slaying|suicide)\b", re.I
)
HARM = re.compile(r"\b(?:injur|wound|hurt\b|hospital|non-life|surgery|critical condition|stable condition)", re.I)
HAPPENED = re.compile(
    r"\b(?:shot|shooting|killed|fire|gunfire|stabb|happened|occurred|wounded|injured|responded|called)", re.I
)


def told(text, patterns):
    """Every number of people that the patterns find, in order."""
    found = []
    for pattern in patterns:
        for match in re.finditer(pattern, text, re.I):
            word = match["n"].lower()
            number = int(word) if word.isdigit() else VALUES[word]
            if 0 < number < 60:
                found.append((match.start(), number))
    return [number for _, number in sorted(found)]


def likeliest(numbers):
    """The number of several that is told most, the first of those told equally often; else one where one is told."""
    several = Counter(number for number in numbers if number > 1)
    if several:
        return several.most_common(1)[0][0]
    return 1 if numbers else None


def killed_in(text):
    number = likeliest(told(text, KILLED))
    if number is not None and number > 1:
        return number
    multiple = re.search(r"\b(double|triple|quadruple)[ -](?:homicide|murder|killing|slaying|fatal)", text, re.I)
    if multiple:
        return MULTIPLE[multiple[1].lower()]
    if re.search(r"\bmurder[- ]suicide", text, re.I):
        return 2
    return 1 if number or FATAL.search(text) else None


def injured_in(text, killed):
    numbers = told(text, INJURED)
    number = likeliest(numbers)
    if number is not None and number > 1:
        hit = re.search(rf"\b{N}\s+(?:{WHO})?{BE}\s+shot\b", text, re.I)
        return number - killed if killed and hit and killed < number == told(hit[0], INJURED[:1])[:1] else number
    return 1 if number or HARM.search(text) else None


# -- the day ------------------------------------------------------------------------------------------------------

MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|t?\\.)?" if name != "May" else "May" for name in MONTHS)
DATED = re.compile(rf"\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>(?:19|20)\d\d))?")
WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(DAYS)})\b")
NEAR = {
    "yesterday": 1,
    "last night": 1,
    "overnight": 0,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
}
RELATIVE = re.compile(rf"\b(?P<near>{'|'.join(NEAR)})\b", re.I)


def days_in(sentence, published):
    """The days that a sentence names, none after the day of publication."""
    for match in sorted(
        (m for pattern in (DATED, WEEKDAY, RELATIVE) for m in pattern.finditer(sentence)), key=lambda m: m.start()
    ):
        groups = match.groupdict()
        found = None
        if groups.get("month"):
            found = dated(groups, published)
        elif published is not None and groups.get("weekday"):
            back = (published.weekday() - DAYS.index(groups["weekday"])) % 7
            found = published - timedelta(days=back)
        elif published is not None:
            found = published - timedelta(days=NEAR[groups["near"].lower()])
        if found is not None and (published is None or found <= published):
            yield found


def dated(groups, published):
    month = next(at for at, name in enumerate(MONTHS, start=1) if name[:3] == groups["month"][:3])
    year = int(groups["year"]) if groups["year"] else None
    if year is None and published is not None:
        year = published.year - ((month, int(groups["day"])) > (published.month, published.day))
    try:
        return date(year, month, int(groups["day"])) if year else None
    except ValueError:
        return None


def day_in(text, published):
    sentences = re.split(r"(?<=[.!?])\s+|\n+", text)
    for wanted in (HAPPENED, None):
        for sentence in sentences:
            if wanted is None or wanted.search(sentence):
                for day in days_in(sentence, published):
                    return day
    return published


# -- the town -----------------------------------------------------------------------------------------------------

STATES = (
    "Alabama|Ala|Alaska|Arizona|Ariz|Arkansas|Ark|California|Calif|Colorado|Colo|Connecticut|Conn|Delaware|Del|Florida"
    "|Fla|Georgia|Ga|Hawaii|Idaho|Illinois|Ill|Indiana|Ind|Iowa|Kansas|Kan|Kentucky|Ky|Louisiana|La|Maine|Maryland|Md"
    "|Massachusetts|Mass|Michigan|Mich|Minnesota|Minn|Mississippi|Miss|Missouri|Mo|Montana|Mont|Nebraska|Neb|Nevada"
    "|Nev|New Hampshire|N\\.H|New Jersey|N\\.J|New Mexico|N\\.M|New York|N\\.Y|North Carolina|N\\.C|North Dakota|N\\.D"
    "|Ohio|Oklahoma|Okla|Oregon|Ore|Pennsylvania|Pa|Rhode Island|R\\.I|South Carolina|S\\.C|South Dakota|S\\.D"
    "|Tennessee|Tenn|Texas|Utah|Vermont|Vt|Virginia|Va|Washington|Wash|West Virginia|W\\.Va|Wisconsin|Wis|Wyoming|Wyo"
    "|[A-Z]{2}"
)
TOWN = r"(?P<town>[A-Z][\w'’.-]+(?:\s+(?:of\s+)?[A-Z][\w'’-]+){0,2})"
DATELINE = re.compile(
    r"^\W{0,3}(?P<town>[A-Z][A-Z'’. -]{2,30}?)(?:,\s*[A-Z][\w. ]{1,14}?)?\s*(?:\([^)\n]{1,40}\)\s*)?(?:--|[-–—:])\s",
    re.M,
)
WITH_STATE = re.compile(rf"\b{TOWN},\s+(?:{STATES})\b")
POLICE = re.compile(rf"\b{TOWN}\s+(?:[Pp]olice|[Ff]ire|PD)\b")
IN_TOWN = re.compile(rf"\bin\s+(?:the\s+)?{TOWN}")
NO_TOWN = set(MONTHS) | set(DAYS) | set(STATES.replace("\\", "").split("|")) | {"The", "State", "County", "U.S"}


def town_in(text):
    """The town of the dateline, else the town that is named most: before its state, its police or behind "in"."""
    line = DATELINE.search(text[:1500])
    if line and line["town"].strip().title() not in NO_TOWN:
        return line["town"].strip().title()
    named = Counter()
    for pattern, worth in ((WITH_STATE, 3), (POLICE, 2), (IN_TOWN, 1)):
        for match in pattern.finditer(text):
            town = re.sub(r"^(?:The|In|At|On|A|For)\s+", "", match["town"]).strip(" .")
            if town and town not in NO_TOWN and not town.endswith(("County", "Street", "Avenue", "State", "Hospital")):
                named[town] += worth
    return named.most_common(1)[0][0] if named else None


def facts(ask):
    text = ask["text"]
    published = date.fromisoformat(ask["published"][:10]) if ask.get("published") else None
    killed = killed_in(text)
    day, town = day_in(text, published), town_in(text)
    return {
        "killed": killed,
        "injured": injured_in(text, killed),
        "day": day.isoformat() if day else None,
        "places": [town] if town else [],
    }


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as file:
        for line in file:
            print(json.dumps(facts(json.loads(line))), flush=True)
