"""Event mentions at words that are given: spans in, one mention a span out, read as the reader's own are.

What an annotator marks is of many more kinds than the table of triggers has ("said", "a decision"), and may be marked
in another sense: such a mention is of the type "other". Who did it and to whom stands where the table says of the word,
else where a verb's or a noun's participants usually stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.nlp import Parse, Token
from dateline.reading.events.senses import Sense, Site, fits, senses
from dateline.reading.events.triggers import Trigger, carrier_of
from dateline.reading.who import Who, head_of

__all__ = ["Span", "find"]

Span = tuple[int, int]
"""Characters of the text, half-open."""

_VERB: Final = (("A", ("subj",)), ("R", ("obj", "to", "against", "with", "for")))
_NOUN: Final = (("A", ("by", "led", "subj", "mod")), ("R", ("of", "poss", "against", "with", "obj")))


def find(parse: Parse, spans: Sequence[Span], *, who: Who) -> tuple[Trigger, ...]:
    """The triggers at the heads of these spans, each once, in text order; a span without a word has none."""
    heads = (head_of(parse, *span) for span in spans)
    tokens = {token.i: token for token in heads if token is not None}
    return tuple(_trigger(parse, token, who=who) for _, token in sorted(tokens.items()))


def _trigger(parse: Parse, token: Token, *, who: Who) -> Trigger:
    verbal = token.pos in ("VERB", "AUX")
    site = Site(parse, who, token, None if verbal else carrier_of(parse, token))
    known = senses().get((token.lemma.lower(), "v" if verbal else "n"), ())
    fitting = (sense.frame for sense in known if sense.tells == "event" and all(fits(site, n) for n in sense.needs))
    frame = next(fitting, _VERB if verbal else _NOUN)
    return Trigger(site, Sense(type="other", tells="event", mode=None, frame=frame, needs=(), outcome=None), None)
