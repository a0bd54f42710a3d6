"""Which names of a text name the same thing.  Names and stated links in, clusters out.

Equal names go together, then names that the text itself links, then short forms with one possible full
form. Two people who share a word stay two: a short form that fits several goes to one of them only where
order or title tells which, else it stays by itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.lexicon import gazetteer, nations, people
from dateline.lexicon.folding import fold
from dateline.nlp import Parse
from dateline.reading.mentions import names
from dateline.reading.mentions.aliases import Link, acronyms_of
from dateline.records.reading import AliasBasis, EntityType, Mention

__all__ = ["Cluster", "cluster"]

_PARTICLES = frozenset({"el", "la", "los", "las", "the", "de", "da", "van", "von", "bin", "al", "of", "and", "for"})
_LEGAL = frozenset({"inc", "ltd", "plc", "corp", "corporation", "co", "sa", "ag", "se", "gmbh", "llc", "limited", "nv"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(slots=True)
class Cluster:
    """Names of one thing: mention numbers, the other names with reason and span, and the kind of thing."""

    type: EntityType
    mentions: list[int] = field(default_factory=list)
    aliases: dict[str, tuple[str, AliasBasis, int, int]] = field(default_factory=dict)
    name: str = ""
    nicknames: set[str] = field(default_factory=set)

    @property
    def persons(self) -> bool:
        """Whether the cluster is a person."""
        return self.type == "person"


def cluster(parse: Parse, mentions: Sequence[Mention], links: Sequence[Link]) -> list[Cluster]:
    """The clusters of the names, in the order of their first mention."""
    groups = _Groups(mentions)
    for link in links:
        groups.link(link)
    groups.join_acronyms()
    ambiguous = groups.join_short_forms()
    for key in ambiguous:
        groups.place_each(parse, key, ambiguous[key])
    return groups.clusters()


def _key(name: str) -> str:
    """The key of a name: countries by their code, so that "Norway's government" is the "Norwegian government"."""
    country = nations.country_of(name)
    if country is not None and not nations.is_adjective(name) and not nations.is_seat(name):
        return f"={country}"
    bare = re.sub(r"['’]s?(?= |$)", "", name)
    words = bare.split()
    for size in (1, 2) if not words[-1][:1].isupper() else ():
        country = nations.country_of(" ".join(words[:size]))
        if country is not None and len(words) > size:
            return names.key(" ".join([country, *words[size:]]))
    return names.key(bare)


class _Groups:
    """A union of name keys. Every step keeps, for a key that joins, why it did and the words that say so."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.by_key: dict[str, list[int]] = defaultdict(list)
        self.texts: dict[str, str] = {}
        self.types: dict[str, EntityType] = {}
        self.parent: dict[str, str] = {}
        self.why: dict[str, tuple[AliasBasis, int, int]] = {}
        self.extra: dict[str, tuple[str, AliasBasis, int, int]] = {}
        self.called: set[str] = set()
        self.own: dict[int, str] = {}
        self.shared: dict[str, int] = {}
        for i, mention in enumerate(mentions):
            key = _key(mention.evidence.exact)
            if {self.types.get(key, mention.type), mention.type} == {"place", "organization"}:
                key = f"{key} {mention.type}"  # a country that is a team in a table is two things
            self._add(key, mention.evidence.exact, mention.type)
            self.by_key[key].append(i)
            is_country = key.startswith("=") and len(mention.evidence.exact) > len(self.texts[key])
            if is_country or (self.texts[key].isupper() and " " in key):
                self.texts[key] = mention.evidence.exact  # rather "Ann Example" than the headline's "ANN EXAMPLE"

    def _add(self, key: str, text: str, kind: EntityType) -> None:
        self.texts.setdefault(key, text)
        self.types.setdefault(key, kind)
        self.parent.setdefault(key, key)

    def root(self, key: str) -> str:
        """The key that stands for the whole group."""
        while self.parent[key] != key:
            key = self.parent[key]
        return key

    def join(self, key: str, other: str, why: tuple[AliasBasis, int, int]) -> None:
        """Put `key` into the group of `other`."""
        self.why.setdefault(key, why)
        here, there = self.root(key), self.root(other)
        if here != there:
            self.parent[here] = there

    def link(self, link: Link) -> None:
        """Follow what the text states."""
        left, right = _key(self.mentions[link.name].evidence.exact), _key(link.text)
        kind = self.mentions[link.name].type
        if not right or (self.types.get(right) == "place" and link.basis == "known_as"):
            return
        self._add(right, link.text, kind)
        if link.basis in ("nickname", "known_as"):
            self.called.add(right)
        self.extra.setdefault(right, (link.text, link.basis, link.first, link.last))
        if right != left:
            self.join(right, left, (link.basis, link.first, link.last))

    def join_acronyms(self) -> None:
        """Join an acronym to the one organisation of the text whose initials it is."""
        bodies = [key for key in self.texts if self.types[key] == "organization"]
        by_acronym: dict[str, set[str]] = defaultdict(set)
        for key in bodies:
            for letters in acronyms_of(self.texts[key]):
                by_acronym[letters].add(key)
        for key in bodies:
            full = {self.root(other) for other in by_acronym.get(self.texts[key].replace(".", ""), ())}
            if len(full - {self.root(key)}) == 1 and key == self.root(key):
                full.discard(key)
                mention = self.mentions[self.by_key[key][0]].evidence
                self.join(key, full.pop(), ("acronym", mention.start, mention.end))

    def join_short_forms(self) -> dict[str, set[str]]:
        """Join each short form to the one thing it can mean; returns those that could mean several."""
        ambiguous: dict[str, set[str]] = {}
        by_word: dict[str, list[str]] = defaultdict(list)
        for key in self.texts:
            for word in set(key.split()):
                by_word[word].append(key)
        for key in sorted(self.by_key, key=lambda k: (-len(k.split()), k)):
            fulls = {
                self.root(full): full
                for full in by_word[key.split()[-1]] + by_word[key.split()[0]]
                if self._is_short_for(key, full)
            }
            fulls.pop(self.root(key), None)
            if key != self.root(key) or len(set(map(self.root, fulls))) == 0:
                continue
            if len(fulls) == 1:
                self._join_short(key, next(iter(fulls.values())))
            else:
                ambiguous[key] = set(fulls)
        return ambiguous

    def _join_short(self, key: str, full: str) -> None:
        words = self.mentions[self.by_key[key][0]].evidence
        is_last = self.types[full] == "person" and key == full.split()[-1] and full not in self.called
        self.join(key, full, ("last_name" if is_last else "short_form", words.start, words.end))

    def _is_short_for(self, key: str, full: str) -> bool:
        if key == full or self.types[key] != self.types[full] or key.startswith("=") or full.startswith("="):
            return False
        short, whole = key.split(), full.split()
        if self.types[key] == "person":
            return _is_part_of_name(short, whole, nickname=full in self.called)
        if len(short) == 1 and gazetteer.lookup(self.texts[key]):
            return False  # "Chicago" is no short form of "Chicago Radio"
        if self.types[key] != "organization" or not self.texts[full].split()[-1][:1].isupper():
            return False
        whole = [word for word in whole if word not in _LEGAL]
        short = [word for word in short if word not in _LEGAL]
        if len(short) > 1 and short == whole[1:] and nations.country_of(self.texts[full].split()[0]):
            return True
        return short == whole or (
            0 < len(short) < len(whole)
            and short[0] == whole[0]
            and _in_order(short, whole)
            and (len(short) == 1 or short[-1] == whole[-1])
            and not nations.country_of(self.texts[key].split()[0])
        )

    def place_each(self, parse: Parse, key: str, fulls: set[str]) -> None:
        """Give each mention of a short form with several full forms to one of them, where order or title tells."""
        groups = {self.root(full) for full in fulls}
        firsts = {
            group: min(self._first(other) for other in self.texts if self.root(other) == group) for group in groups
        }
        for i in self.by_key[key]:
            at = self.mentions[i].evidence.start
            before = {group for group in groups if firsts[group] < at}
            if not before and len(set(firsts.values())) == len(firsts):
                before = {min(firsts, key=lambda group: firsts[group])}  # the headline's "Example": named in full first
            fitting = {g for g in before if _title_fits(parse, at, self.texts[g])}
            for choice in (fitting, before):
                if len(choice) == 1:
                    self.own[i] = next(iter(choice))
                    self.shared.setdefault(self.own[i], i)
                    break

    def _first(self, key: str) -> int:
        return min((self.mentions[i].evidence.start for i in self.by_key.get(key, ())), default=1 << 60)

    def clusters(self) -> list[Cluster]:
        """The groups as clusters, with the fullest name and every other name."""
        members: dict[str, list[str]] = defaultdict(list)
        for key in self.texts:
            members[self.root(key)].append(key)
        found = []
        for group, keys in members.items():
            mine = sorted(
                {i for key in keys for i in self.by_key.get(key, ()) if self.own.get(i, group) == group}
                | {i for i, owner in self.own.items() if self.root(owner) == group}
            )
            if mine:
                found.append(self._cluster(keys, mine))
                if group in self.shared:
                    words = self.mentions[self.shared[group]].evidence
                    found[-1].aliases.setdefault(words.exact, (words.exact, "last_name", words.start, words.end))
        return sorted(found, key=lambda c: self.mentions[c.mentions[0]].evidence.start)

    def _cluster(self, keys: Iterable[str], mine: list[int]) -> Cluster:
        count = Counter(_key(self.mentions[i].evidence.exact) for i in mine)
        plain = [k for k in keys if not re.search(r"[\"“”‘«(]|(?<!\w)['’]", self.texts[k])]
        proper = [k for k in plain if k not in self.called and self.why.get(k, ("",))[0] != "acronym"] or list(keys)
        best = max(proper, key=lambda k: (len(_clean(self.texts[k]).split()), count[k], len(self.texts[k]), k))
        made = Cluster(type=self.types[best], mentions=mine, name=_clean(self.texts[best]))
        made.nicknames = {self.texts[k] for k in keys if k in self.called}
        for key in sorted(keys):
            basis, start, end = self.why.get(key, ("name", -1, -1))
            text = _clean(self.extra[key][0] if key in self.extra else self.texts[key])
            if key in self.extra:
                _, basis, start, end = self.extra[key]
            if start < 0 and key in self.by_key:
                words = self.mentions[self.by_key[key][0]].evidence
                start, end = words.start, words.end
            if start >= 0 and text != made.name and not re.search(r"[\"“”‘«]| '", text):
                made.aliases[text] = (text, basis, start, end)
        return made


def _clean(name: str) -> str:
    return " ".join(name.split())


def _is_part_of_name(short: list[str], whole: list[str], *, nickname: bool) -> bool:
    """Whether a person's name is part of another: a run of its words, or its first and last with another middle."""
    if all(word in _PARTICLES for word in short):
        return False
    if len({word for word in (*short, *whole) if word in _SUFFIXES}) > 1:
        return False  # father and son
    whole = [word for word in whole if word not in _SUFFIXES]
    short = [word for word in short if word not in _SUFFIXES]
    if not short or len(short) > len(whole):
        return False
    if len(short) == 1:
        return short[0] in (whole[0], whole[-1]) or (short[0] in whole[1:] and not nickname and len(whole) > 2)
    runs = [whole[i : i + len(short)] for i in range(len(whole) - len(short) + 1)]
    if short in runs:
        return True
    if not nickname and short[-1] == whole[-1] and len(whole) >= 2:
        same = short[0] == whole[0] or (1 in (len(short[0]), len(whole[0])) and short[0][0] == whole[0][0])
        return same and (len(short) == 2 or len(whole) == 2)
    return not nickname and short[0] == whole[0] and _in_order(short, whole)


def _in_order(short: Sequence[str], whole: Sequence[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in short)


def _title_fits(parse: Parse, at: int, full: str) -> bool:
    """Whether the title in front of a bare name tells that it means this full one, and not that."""
    match = re.search(r"([\w.]+) $", parse.text[max(0, at - 20) : at])
    told = people.title_gender(match[1]) if match else None
    return told is not None and told == people.given_name_gender(fold(full.split()[0]))
