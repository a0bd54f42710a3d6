"""What the tests of quotations share: a text in, its quotations in a form that can be compared."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dateline.nlp import model
from dateline.reading.mentions import coreference, mentions
from dateline.reading.quotations import claims, quotations
from dateline.reading.times import times
from dateline.reading.who import Who
from dateline.records.evidence import Text, capture_text
from dateline.records.reading import Claim, CoreferenceChain, Quotation, TimeExpression


class Said(NamedTuple):
    """One quotation in words."""

    speaker: str
    cue: str
    content: tuple[str, ...]
    kind: str


class Told(NamedTuple):
    """A text read as far as quotations and claims."""

    text: Text
    quotations: tuple[Quotation, ...]
    claims: tuple[Claim, ...]
    chains: dict[str, CoreferenceChain]
    times: dict[str, TimeExpression]

    def named(self, quotation: Quotation) -> str | None:
        """The name of a quotation's speaker, if it is clear."""
        return self.chains[quotation.speaker.chain].name if quotation.speaker.chain else None


@cache
def read(words: str) -> Told:
    """Read a text."""
    text = capture_text(words)
    parse = model.parse(text.text)
    when = times.find(parse, text)
    chains = coreference.resolve(parse, text, mentions=mentions.find(parse, text, times=when))
    who = Who(parse, chains.mentions, chains.chains)
    found = quotations.find(parse, text, who=who, times=when)
    held = claims.find(parse, text, quotations=found, times=when)
    return Told(text, found, held, who.chains, {time.id: time for time in when})


def said(words: str) -> list[Said]:
    """The quotations of a text, in words."""
    return [
        Said(
            one.speaker.text,
            one.cue,
            tuple(e.exact for e in one.content_evidence),
            one.kind,
        )
        for one in read(words).quotations
    ]
