"""News agencies: a name or mark as a page writes it -> the agency."""

from __future__ import annotations

from functools import cache

from dateline.lexicon.tables import rows
from dateline.records.base import record

__all__ = ["Agency", "agency", "names_pattern"]


@record
class Agency:
    """A news agency: `name` is what the trade calls it (AP), `full` its name in full; `country` is ISO 3166-1."""

    name: str
    full: str
    country: str
    kind: str


def agency(words: str) -> Agency | None:
    """The agency that these words name, or None. Marks of capitals must be written so (AP, not ap)."""
    said = " ".join(words.split()).strip(" .,;:()[]-–—")
    exact, folded = _by_name()
    return exact.get(said) or folded.get(said.casefold().removeprefix("the "))


@cache
def names_pattern() -> str:
    """A regular expression for all names and marks, the longest first."""
    import re

    exact, _ = _by_name()
    return "|".join(re.escape(name) for name in sorted(exact, key=lambda name: (-len(name), name)))


@cache
def _by_name() -> tuple[dict[str, Agency], dict[str, Agency]]:
    exact: dict[str, Agency] = {}
    folded: dict[str, Agency] = {}
    for name, full, others, country, kind in rows("agencies"):
        found = Agency(name=name, full=full, country=country, kind=kind)
        for words in (name, full, *filter(None, others.split("|"))):
            # Two agencies may share a mark (CNA): the first in the table has it.
            exact.setdefault(words, found)
            if not (words.isupper() and len(words) <= 5):
                folded.setdefault(words.casefold(), found)
    return exact, folded
