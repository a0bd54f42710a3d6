"""What the tests of names and chains share: an invented text in, its chains in words out."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dateline.nlp import Parse, model
from dateline.reading.mentions import coreference, mentions
from dateline.reading.mentions.coreference import Chains
from dateline.reading.who import Who
from dateline.records.evidence import Text, capture_text
from dateline.records.reading import CoreferenceChain


class Read(NamedTuple):
    """A text with its parse, mentions and chains."""

    text: Text
    parse: Parse
    chains: Chains

    def named(self, name: str) -> CoreferenceChain:
        """The one named chain of this name."""
        found = [chain for chain in self.chains.chains if chain.named and chain.name == name]
        assert len(found) == 1, [chain.name for chain in self.chains.chains]
        return found[0]

    def words(self, name: str) -> list[str]:
        """The words of a chain's mentions, in text order."""
        exact = {mention.id: mention.evidence.exact for mention in self.chains.mentions}
        return [exact[i] for i in self.named(name).mentions]

    def types(self) -> dict[str, str]:
        """The type of each named chain, by its name."""
        return {chain.name: chain.type for chain in self.chains.chains if chain.named}

    def who(self) -> Who:
        """The look-up over this text."""
        return Who(self.parse, self.chains.mentions, self.chains.chains)


@cache
def read(words: str) -> Read:
    """Read a text as far as its chains."""
    text = capture_text(words)
    parse = model.parse(text.text)
    found = mentions.find(parse, text, times=())
    return Read(text, parse, coreference.resolve(parse, text, mentions=found))
