"""Families: outlets of one publisher, which count as one origin.  Pages in, outlets with what makes them one out.

Four things show a family, each by itself, and nothing else does: two outlets name one publishing house; one names the
other as its house; two are published under one address; a person judged them the same. A house whose name any paper may
bear ("Tribune Media") shows nothing, nor does an address under which many publish who have nothing to do with each
other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import unescape
from urllib.parse import urlsplit

from dateline.lexicon.name_words import core
from dateline.lexicon.outlets import named, of_host
from dateline.lexicon.tables import rows, words
from dateline.linking.clusters import Clusters, Pair, cluster, pairs_of
from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.finding import IDENTITY, Bench
from dateline.linking.names import fold
from dateline.linking.origins import Answerable
from dateline.linking.press import hand
from dateline.records.base import record
from dateline.records.dossier import FamilyOutlet
from dateline.records.evidence import Evidence
from dateline.records.ids import record_id
from dateline.records.page import Article

__all__ = ["Families", "house_of"]

_HOUSE, _ADDRESS = 2, 1
_MOST = 8
"""Outlets of one address: where more publish, it is a place for many, whoever they are."""
_GRAMMAR = frozenset({"the", "of", "and", "de", "la", "el", "der", "die", "das"})


@record
class _Outlet:
    """An outlet with the pages that it published itself, the house that most of them name, and their hosts."""

    id: str
    name: str
    articles: tuple[Article, ...]
    house: str | None
    hosts: tuple[str, ...]


@record
class _Family:
    """The origin that its outlets count under, and the outlets."""

    answer: Answerable
    outlets: tuple[FamilyOutlet, ...]


class Families:
    """Answers under whom an outlet is counted."""

    def __init__(self, texts: Iterable[SharedText], *, register: Register, bench: Bench | None = None) -> None:
        self._of: dict[str, _Family] = {}
        outlets = _outlets(texts, register)
        pairs = [*_of_one_house(outlets), *_of_one_address(outlets)]
        numbers = {fold(one.name): at for at, one in enumerate(outlets)}
        rulings = bench.rulings_by_name(IDENTITY | {"outlet"}, numbers) if bench else []
        found = cluster(outlets, pairs, clash=_never, merge=_first, rulings=rulings)
        for group in found.groups:
            if len(group) > 1:
                family = _family([outlets[at] for at in group], group, found=found, register=register)
                self._of |= {outlets[at].id: family for at in group}

    def counted(self, answer: Answerable) -> Answerable:
        """Who is counted for an outlet: its family, where it has one; whoever else answers stays as he is."""
        family = self._of.get(answer.entity or "") if answer.kind == "outlet" else None
        return family.answer if family else answer

    def outlets(self, origin: str) -> tuple[FamilyOutlet, ...]:
        """The outlets that count under an origin; none where it is no family's."""
        return next((family.outlets for family in self._of.values() if family.answer.id == origin), ())


def house_of(article: Article) -> str | None:
    """The publishing house that a page names behind its outlet, in its words."""
    told = article.evidence.get("publisher", ())
    return " ".join(unescape(told[0].exact).split()) if told else None


def _outlets(texts: Iterable[SharedText], register: Register) -> list[_Outlet]:
    """The outlets in order of their first page. What was taken over tells of another's house and address."""
    pages: dict[str, list[Article]] = defaultdict(list)
    for article in (article for text in texts for article in text.articles):
        known = hand(article.outlet or "")
        if article.outlet and not article.republisher and (known is None or known.role != "agency"):
            pages[register.hands[fold(article.outlet)]].append(article)
    return [_outlet(who, articles) for who, articles in pages.items()]


def _outlet(who: str, articles: Sequence[Article]) -> _Outlet:
    named_by = Counter(key for article in articles if (key := _key(house_of(article) or "")))
    return _Outlet(
        id=who,
        name=articles[0].outlet or "",
        articles=tuple(articles),
        house=max(named_by, key=lambda key: named_by[key], default=None),
        hosts=tuple(dict.fromkeys(host for article in articles if (host := _host(article)) is not None)),
    )


def _key(house: str) -> str | None:
    """A house's name without its legal form; None of a name that any house of the trade may bear."""
    key = core(fold(house))
    return key if frozenset(key.split()) - _common() else None


@cache
def _common() -> frozenset[str]:
    nouns = frozenset(word for kind, word in rows("house_words") if kind == "noun")
    return nouns | frozenset(fold(word) for word in words("outlet_nouns")) | _GRAMMAR


def _host(article: Article) -> str | None:
    """The host of an article's address, if it is one's own; None also where a known outlet's text stands elsewhere."""
    try:
        host = (urlsplit(article.url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if "." not in host or any(host == shared or host.endswith(f".{shared}") for shared in words("shared_hosts")):
        return None
    owner, bearer = of_host(host), named(article.outlet or "")
    if owner is not None and owner.kind == "aggregator":
        return None
    return None if bearer is not None and (owner is None or owner.name != bearer.name) else host


def _of_one_house(outlets: Sequence[_Outlet]) -> Iterator[Pair]:
    """Outlets that name one house, and those that name another outlet as theirs."""
    naming: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(outlets):
        if one.house is not None:
            naming[one.house].append(number)
    for members in naming.values():
        yield from pairs_of(members, strength=_HOUSE, reason="one publisher")
    for number, one in enumerate(outlets):
        for other in naming.get(core(fold(one.name)), ()):
            left, right = sorted((number, other))
            if left < right:
                yield Pair(left=left, right=right, strength=_HOUSE, reason="one is the publisher of the other")


def _of_one_address(outlets: Sequence[_Outlet]) -> Iterator[Pair]:
    """Outlets at one host, or at a host and one below it."""
    at_host: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(outlets):
        for host in one.hosts:
            at_host[host].append(number)
    for host in sorted(at_host):
        there = sorted({n for other, numbers in at_host.items() if _below(other, host) for n in numbers})
        if len(there) <= _MOST:
            yield from pairs_of(there, strength=_ADDRESS, reason=f"published at {host}")


def _below(host: str, above: str) -> bool:
    return host == above or host.endswith(f".{above}")


def _family(members: Sequence[_Outlet], group: Sequence[int], *, found: Clusters, register: Register) -> _Family:
    """A family bears the id of its first outlet as an origin, and the name of its house where it names one."""
    houses = Counter(house for one in members for article in one.articles if (house := house_of(article)))
    chief = Counter(one.house for one in members if one.house)
    stated = [name for name in houses if _key(name) == max(chief, key=lambda key: chief[key], default="")]
    name = max(stated, key=lambda name: houses[name], default=" and ".join(sorted({one.name for one in members})))
    reason: dict[int, str] = {}
    for pair in reversed(found.joined):
        reason |= dict.fromkeys({pair.left, pair.right} & {*group}, pair.reason)
    house = register.hands.get(fold(name)) or register.bodies.get(fold(name))
    answer = Answerable(id=record_id("origin", "", members[0].id), name=name, kind="outlet", entity=house)
    outlets = tuple(_shown(one, reason[at], register) for one, at in zip(members, group, strict=True))
    return _Family(answer=answer, outlets=outlets)


def _never(_left: _Outlet, _right: _Outlet) -> bool:
    return False


def _first(left: _Outlet, _right: _Outlet) -> _Outlet:
    return left


def _shown(one: _Outlet, reason: str, register: Register) -> FamilyOutlet:
    """An outlet with the words that show whose it is; where no page has such words, with those that name it."""
    evidence: dict[Evidence, None] = {}
    for article in one.articles:
        own = article.evidence.get("publisher", ()) if reason.startswith("one ") else ()
        evidence |= dict.fromkeys(own or article.evidence.get("outlet", ()))
    entity = register.by_id.get(one.id)
    return FamilyOutlet(name=one.name, entity=entity.id if entity else None, reason=reason, evidence=tuple(evidence))
