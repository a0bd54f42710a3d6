"""Voices: whom a speaker's words mean.  Words in, Speaker and Medium out, in the order of the text.

"She" is whoever coreference says; "the post" is whoever posted last, with the medium of that post. Where
this is not sure the speaker is unclear: no chain is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lexicon import people
from dateline.lexicon.tables import words as table
from dateline.nlp import Parse, Token
from dateline.reading.quotations import media
from dateline.reading.quotations.cues import Cue
from dateline.reading.quotations.speakers import Source
from dateline.reading.quotations.units import Unit
from dateline.reading.who import Who
from dateline.records.evidence import Text
from dateline.records.reading import CoreferenceChain, Medium, Speaker

__all__ = ["Voices"]

_APPOSED = re.compile(r"(?: \([^()\n]{2,30}\))?,")
_SPEAKS = frozenset({"person", "organization", "group", "place", "facility", "other"})


class Voices:
    """Remembers who used which medium; asked once for each quotation, in text order."""

    def __init__(self, parse: Parse, text: Text, who: Who) -> None:
        self._parse, self._text, self._who = parse, text, who
        self._used: list[tuple[Medium, Speaker]] = []

    def of(
        self, unit: Unit, cue: Cue | None, source: Source | None, *, content: Sequence[tuple[int, int]]
    ) -> tuple[Speaker, Medium | None]:
        """The speaker and medium of one quotation; the words of its content tell nothing of the medium."""
        if cue is None:
            return Speaker(text="", chain=None, clear=False), None
        medium = None
        if source is not None and (kind := media.kind_of(self._parse, source.head)) is not None:
            speaker, medium = self._by_medium(source, kind)
        else:
            speaker = self._speaker(source)
            own = [t for t in unit.tokens if not any(s <= t.start < e for s, e in content)]
            medium = media.find(self._parse, self._text, own, cue=cue, who=self._who)
        if medium is not None:
            self._used.append((medium, speaker))
        return speaker, medium

    def _speaker(self, source: Source | None) -> Speaker:
        if source is None:
            return Speaker(text="", chain=None, clear=False)
        words = self._text.text[source.start : source.end]
        chain = self._chain(source.head) or self._apposed(source) or self._called(source) or self._employer(source.head)
        chain = chain or self._in_capitals(words)
        return Speaker(text=words, chain=chain.id if chain else None, clear=chain is not None)

    def _chain(self, head: Token) -> CoreferenceChain | None:
        """The named chain of a token, if such a thing can speak."""
        chain = self._who.chain(head)
        if chain is None or not chain.named or chain.type not in _SPEAKS:
            return None
        return chain

    def _in_capitals(self, words: str) -> CoreferenceChain | None:
        """The one person whose name ends so: "LEE: We go." in an interview with Ann Lee."""
        last = words.split()
        if not words.isupper() or not last:
            return None
        people_ = [chain for chain in self._who.chains.values() if chain.type == "person" and chain.named]
        found = [chain for chain in people_ if chain.name.upper().split()[-len(last) :] == last]
        return found[0] if len(found) == 1 else None

    def _apposed(self, source: Source) -> CoreferenceChain | None:
        """The name set beside a description: "a cousin, Ann Lee, ..", "the ship's owner, Harbour Lines (HL), .."."""
        after = self._parse.tokens_in(source.end, source.end + 20)
        if source.head.pos == "PROPN" or len(after) < 2 or after[0].text != "," or after[1].pos != "PROPN":
            return None
        mention = self._who.mention(after[1])
        chain = self._who.chain_of(mention) if mention is not None else None
        if chain is None or not chain.named or mention is None:
            return None
        if chain.type == "organization":  # "the union, Harbour Lines and the mayor said": a list, and no apposition
            rest = self._text.text[mention.evidence.end :]
            return chain if _APPOSED.match(rest) and _may_be_firm(source.head) else None
        return chain if chain.type == "person" else None

    def _called(self, source: Source) -> CoreferenceChain | None:
        """The name right behind its own noun: "the newspaper Evening Post reported"."""
        if source.head.pos != "NOUN" or not people.is_organisation_noun(source.head.lower):
            return None
        after = self._parse.tokens_in(source.end, source.end + 2)
        if not after or after[-1].pos != "PROPN" or after[-1].start != source.end + 1:
            return None
        return self._chain(after[-1])

    def _employer(self, head: Token) -> CoreferenceChain | None:
        """The outlet for its people at work: "the Gazette's investigative team", "our reporters at the Gazette"."""
        if head.lemma.lower() not in media.kinds("staff"):
            return None
        for token in self._parse.subtree(head):
            chain = self._chain(token) if token.i < head.i and token.pos == "PROPN" else None
            if chain is not None and chain.type == "organization":
                return chain
        return None

    def _by_medium(self, source: Source, kind: str) -> tuple[Speaker, Medium | None]:
        """ "the post", "her statement": whose it is, and where it stood."""
        words = self._text.text[source.start : source.end]
        owner = self._parse.child(source.head, "poss")
        chain = self._chain(owner) if owner is not None else None
        for medium, speaker in reversed(self._used):
            same = medium.kind == kind and speaker.chain is not None
            if same and (owner is None or (chain is not None and chain.id == speaker.chain)):
                indefinite = words.split()[0].lower() in ("a", "an", "another", "one")
                if owner is None and indefinite:
                    break
                return Speaker(text=words, chain=speaker.chain, clear=True), medium
        own = media.of_phrase(self._parse, self._text, source.head)
        return Speaker(text=words, chain=chain.id if chain else None, clear=chain is not None), own


def _may_be_firm(noun: Token) -> bool:
    """Whether a noun may describe an organisation: "the owner, Harbour Lines, .."."""
    return people.is_organisation_noun(noun.lower) or noun.lower in table("firm_nouns")
