"""Who: from a token of the parse to the mention and the chain that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.nlp import Parse, Token
from dateline.records.reading import CoreferenceChain, Mention

__all__ = ["Who", "head_of"]


def head_of(parse: Parse, start: int, end: int) -> Token | None:
    """The head of ``text[start:end]``: its first word that is governed from outside the span."""
    inside = parse.tokens_in(start, end)
    if not inside:
        return None
    first, last = inside[0].i, inside[-1].i
    for token in inside:
        if token.pos not in ("PUNCT", "SPACE") and (token.head == token.i or not first <= token.head <= last):
            return token
    return inside[0]


class Who:
    """Looks mentions and chains up by token; built once a text."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention], chains: Sequence[CoreferenceChain]) -> None:
        self._parse = parse
        self.chains = {chain.id: chain for chain in chains}
        self._chain_of = {mention: chain for chain in chains for mention in chain.mentions}
        self._by_head: dict[int, Mention] = {}
        self._by_token: dict[int, Mention] = {}
        for mention in sorted(mentions, key=lambda m: m.evidence.start - m.evidence.end):
            span = mention.evidence.start, mention.evidence.end
            head = head_of(parse, *span)
            if head is not None:
                self._by_head[head.i] = mention  # the shortest mention with this head comes last, and wins
            if mention.form == "name":
                self._by_token.update((token.i, mention) for token in parse.tokens_in(*span))

    def mention(self, token: Token) -> Mention | None:
        """The mention of which this token is the head, else the name of which it is a part."""
        return self._by_head.get(token.i) or self._by_token.get(token.i)

    def chain(self, token: Token) -> CoreferenceChain | None:
        """The chain of that mention; of "who" that of the noun before, of "a spokesman, X," that of X."""
        if token.tag in ("WP", "WDT") and (noun := self._antecedent(token)) is not None:
            token = noun
        mention = self.mention(token)
        if mention is None:
            beside = (self.mention(child) for child in self._parse.children(token, "appos"))
            mention = next((found for found in beside if found and found.form == "name"), None)
        return self._chain_of.get(mention.id) if mention else None

    def _antecedent(self, token: Token) -> Token | None:
        """The noun that a relative pronoun takes up."""
        for verb in self._parse.ancestors(token):
            if verb.dep == "relcl":
                return self._parse.head(verb)
        return None

    def chain_of(self, mention: Mention) -> CoreferenceChain | None:
        """The chain of a mention."""
        return self._chain_of.get(mention.id)
