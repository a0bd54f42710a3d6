"""Why names are one entity's, in words and evidence: chains, and the pairs that joined them, in; reasons out.

One reason a name, not one a mention: the names of an entity are connected as a tree, a person's word first, then what a
text states, then what joined texts, then what a text leaves to its reader. A name that several texts have in common has
one reason more, with the first two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.linking.clusters import RULED, Pair
from dateline.linking.names import bare, fold
from dateline.linking.profiles import ChainSeen
from dateline.records.dossier import Joined
from dateline.records.evidence import Evidence
from dateline.records.page import Article, ArticleField
from dateline.records.reading import AliasBasis

__all__ = ["reasons"]

_IN_ONE_TEXT: Mapping[AliasBasis, str] = {
    "nickname": "a nickname that the text states",
    "known_as": "an alias that the text states",
    "acronym": "an acronym that the text explains",
    "apposition": "the text sets one beside the other",
    "name": "the full name around a nickname in the text",
    "spelling": "spelled in two ways in one text",
    "title_name": "a title with the last name of one whom the text names in full",
    "last_name": "the last name of one whom the text names in full",
    "short_form": "a short form of the name in one text",
}
_STATED: frozenset[AliasBasis] = frozenset({"nickname", "known_as", "acronym", "name"})
_READ = "read as one in one text"
_SIGNED = "the outlet or credit that a page gives of itself"
_BY_ALIAS = "an alias that a text states"


def reasons(
    group: Sequence[int],
    *,
    seen: Sequence[ChainSeen],
    pairs: Iterable[Pair],
    name: str,
    signed: Sequence[tuple[ArticleField, Article]] = (),
) -> tuple[Joined, ...]:
    """Why the chains of a group (by their places) are one entity with this best name; `pairs` joined them, strongest
    first, and `signed` are the pages whose outlet or credit it is."""
    own = [seen[i] for i in group]
    between = list(pairs)
    told = _Told()
    for pair in between:
        if pair.strength >= RULED:
            told.ruled(_pair(pair, seen))
    for reason in _stated(own, wanted=True):
        told.add(reason)
    for pair in between:
        if pair.strength < RULED:
            told.add(_pair(pair, seen))
    for reason in (*_stated(own, wanted=False), *_read(own), *_signed(signed, name)):
        told.add(reason)
    return tuple(told.found)


class _Told:
    """The reasons so far, and which folded names they connect."""

    def __init__(self) -> None:
        self.found: list[Joined] = []
        self._leads: dict[str, str] = {}
        self._alone: set[str] = set()

    def ruled(self, reason: Joined) -> None:
        """Take a person's word in, whatever is known already."""
        self._join(reason)
        self.found.append(reason)

    def add(self, reason: Joined) -> None:
        """Take a reason in where it connects what was apart, or says for the first time that a name is shared."""
        if self._join(reason):
            self.found.append(reason)

    def _join(self, reason: Joined) -> bool:
        left, right = fold(reason.names[0]), fold(reason.names[-1])
        if left == right:
            fresh = left not in self._alone and len(reason.evidence) > 1
            self._alone.add(left)
            return fresh
        ours, theirs = self._of(left), self._of(right)
        self._leads[ours] = theirs
        return ours != theirs

    def _of(self, name: str) -> str:
        while (lead := self._leads.get(name, name)) != name:
            name = lead
        return name


def _stated(own: Sequence[ChainSeen], *, wanted: bool) -> Iterator[Joined]:
    """The other names that each text states (`wanted`), or uses without a word of why."""
    for one in own:
        for alias in one.chain.aliases:
            if (alias.basis in _STATED) == wanted:
                yield Joined(
                    reason=_IN_ONE_TEXT[alias.basis],
                    names=(_name(one), bare(alias.text)),
                    evidence=(alias.evidence,),
                )


def _pair(pair: Pair, seen: Sequence[ChainSeen]) -> Joined:
    left, right = seen[pair.left], seen[pair.right]
    names = dict.fromkeys((_name(left), _name(right)))
    return Joined(reason=pair.reason, names=tuple(names), evidence=tuple(dict.fromkeys(_shown(pair, left, right))))


def _shown(pair: Pair, left: ChainSeen, right: ChainSeen) -> Iterator[Evidence]:
    """The words that show why: where the alias is stated, and each side's first mention."""
    if _BY_ALIAS in pair.reason:
        for one, other in ((left, right), (right, left)):
            known = other.profile.full | other.profile.short | other.profile.aliases
            stated = (alias.evidence for alias in one.chain.aliases if fold(alias.text) in known)
            yield from list(stated)[:1]
    for one in (left, right):
        mentions = [mention.evidence for mention in one.names or one.mentions]
        yield from [words for words in mentions if fold(words.exact) == fold(_name(one))][:1] or mentions[:1]


def _read(own: Sequence[ChainSeen]) -> Iterator[Joined]:
    """Names of one chain for which reading gave no reason of its own."""
    for one in own:
        for mention in one.names:
            names = _name(one), bare(mention.evidence.exact)
            if fold(names[0]) != fold(names[1]):
                yield Joined(reason=_READ, names=names, evidence=(mention.evidence,))


def _signed(signed: Sequence[tuple[ArticleField, Article]], name: str) -> Iterator[Joined]:
    for field, article in signed:
        for words in article.evidence.get(field, ()):
            if fold(words.exact) != fold(name) and len(words.exact.split()) <= 6:
                yield Joined(reason=_SIGNED, names=(name, bare(words.exact)), evidence=(words,))


def _name(one: ChainSeen) -> str:
    return bare(one.chain.name)
