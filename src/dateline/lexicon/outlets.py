"""News outlets: a name or a host as a page writes it -> the outlet."""

from __future__ import annotations

import re
from functools import cache

from dateline.lexicon.tables import rows
from dateline.records.base import record

__all__ = ["Outlet", "named", "of_host", "plain_name"]

_FORM = re.compile(
    r"[\s,]+(?:Ltd|Limited|Inc|Incorporated|LLC|L\.L\.C|PLC|Plc|plc|Corp|Corporation|Co|Company|Companies|GmbH|AG|SE|S\.?A|"
    r"S\.?L|S\.?p\.?A|S\.?r\.?l|B\.?V|N\.?V|A/S|AB|AS|Oy|Pvt|Pty|Private|LP|LLP|Group|Holdings?|Media|Publishing|"
    r"Publications?|Publishers|Newspapers|Networks?|Digital|Interactive|Online|Communications|Broadcasting|Enterprises|"
    r"Editorial|Ediciones|&|and)\.?$"
)
_DOMAIN = re.compile(
    r"^(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*)\.(?:com|net|org|news|info|co\.\w\w|com\.\w\w|\w\w)$", re.I
)
_HOST = re.compile(r"^(?:https?://)?([^/:?#\s]+)", re.I)


@record
class Outlet:
    """A news outlet under its usual name; `host` is its site's registered domain, `country` an ISO 3166-1 code."""

    name: str
    host: str
    country: str
    kind: str


def named(words: str) -> Outlet | None:
    """The outlet that these words name, or None."""
    said = " ".join(words.split()).strip(" .,;:()[]|-–—").casefold()
    return _by_name().get(said) or _by_name().get(f"the {said}" if " " in said else "")


def of_host(url: str) -> Outlet | None:
    """The outlet whose site an address or a host belongs to, or None."""
    found = _HOST.match(url.strip())
    parts = found[1].casefold().split(".") if found else []
    for first in range(len(parts) - 1):
        if outlet := _by_host().get(".".join(parts[first:])):
            return outlet
    return None


def plain_name(words: str) -> str:
    """A name without its company's form or its domain: ``Acme.com`` and ``Acme Media Ltd`` become ``Acme``."""
    said = words.strip(" .,;:|-–—")
    if domain := _DOMAIN.match(said):
        said = domain[1]
    while named(said) is None and (shorter := _FORM.sub("", said)) != said:
        said = shorter
    return said


@cache
def _by_name() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for name, outlet in _entries():
        folded = name.casefold()
        found.setdefault(folded, outlet)
        # "The News" is a name, "News" is none: an article is left out before two words at least.
        if folded.startswith("the ") and folded.count(" ") > 1:
            found.setdefault(folded.removeprefix("the "), outlet)
    return found


@cache
def _by_host() -> dict[str, Outlet]:
    return {outlet.host: outlet for _, outlet in reversed(_entries()) if outlet.host}


@cache
def _entries() -> tuple[tuple[str, Outlet], ...]:
    return tuple(
        (words, Outlet(name=name, host=host, country=country, kind=kind))
        for name, others, host, country, kind in rows("outlets")
        for words in (name, *filter(None, others.split("|")))
    )
