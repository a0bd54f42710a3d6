"""Turns: the lines of an interview or a transcript, each of which begins with a name.  Units in, drafts out.

'ANN LEE: We go.' has neither a verb of saying nor marks. One such line proves nothing ("Venue: the town hall"), so that
a text must have two whose words are sentences, and each must begin with somebody's name or with words in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.nlp import Parse, Token
from dateline.reading.quotations import speakers
from dateline.reading.quotations.cues import Cue
from dateline.reading.quotations.proposals import Draft
from dateline.reading.quotations.units import Unit
from dateline.reading.who import Who

__all__ = ["find"]

_LINE = re.compile(
    r"(?m)^[ \t]*(?P<label>[^\W\d_][^\n:.!?\"“”,;]{1,50}?)(?P<mark>:|[ \t][—―–])[ \t]+(?P<words>\S[^\n]*)$"
)
_LEAST = 2
_WORDS = 6
"""Words that a name with its title has at most."""
_ENDS = re.compile(r"[.?!…][\"”’)\]]*\s*$")
_SHORTEST = 3
"""Letters of a label in capitals: "Q" and "A" name nobody."""


def find(parse: Parse, pieces: Sequence[Unit], drafts: Sequence[Draft], *, who: Who) -> list[Draft]:
    """The turns that no other rule has found; none where the text has but one."""
    outer = {unit.start: unit for unit in pieces if unit.inside is None}
    found = [turn for line in _LINE.finditer(parse.text) for turn in _turn(parse, line, outer, who=who)]
    taken = {draft.cue.start for draft in drafts if draft.cue is not None}
    claimed = {start for draft in drafts for start, _ in draft.spans}
    return [
        turn
        for turn in (found if len(found) >= _LEAST else ())
        if turn.cue is not None and turn.cue.start not in taken and turn.spans[0][0] not in claimed
    ]


def _turn(parse: Parse, line: re.Match[str], outer: dict[int, Unit], *, who: Who) -> Iterator[Draft]:
    unit, mark = outer.get(line.start("label")), _token(parse, line.start("mark"), line.end("mark"))
    label = parse.tokens_in(*line.span("label"))
    spoken = parse.tokens_in(*line.span("words"))
    if unit is None or mark is None or not label or len(label) > _WORDS or not _ENDS.search(line["words"]):
        return
    if not any(token.pos in ("VERB", "AUX") for token in spoken) or not _names_somebody(label, who):
        return
    cue = Cue(mark.start, mark.end, mark, "verb", "s")
    source = speakers.source(parse, unit, label[-1], cue=cue, who=who)
    if line["label"].isupper():  # to the tree, words in capitals are no phrase
        source = replace(source, start=label[0].start, end=label[-1].end)
    yield Draft(unit, cue, source, (line.span("words"),))


def _token(parse: Parse, start: int, end: int) -> Token | None:
    return next((token for token in parse.tokens_in(start, end) if not token.text.isspace()), None)


def _names_somebody(label: Sequence[Token], who: Who) -> bool:
    """Whether a label ends in the name of a person, or is all in capitals."""
    mention = who.mention(label[-1])
    if mention is not None and mention.form == "name":
        return mention.type == "person"
    letters = [char for token in label for char in token.text if char.isalpha()]
    return len(letters) >= _SHORTEST and all(char.isupper() for char in letters)
