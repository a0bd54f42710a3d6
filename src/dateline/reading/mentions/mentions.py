"""Mentions: names, descriptions ("the former official") and pronouns.  Parse in, Mentions in text order out.

What a description or a pronoun stands for is not asked here; those that stand for nothing known are left
out again by `coreference`.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.nlp import Parse
from dateline.reading.mentions import descriptions, names
from dateline.records.evidence import Text
from dateline.records.ids import record_id
from dateline.records.reading import EntityType, Mention, MentionForm, TimeExpression

__all__ = ["find"]

_PRONOUNS: dict[str, EntityType] = {
    "he": "person", "him": "person", "his": "person", "himself": "person",
    "she": "person", "her": "person", "hers": "person", "herself": "person",
    "it": "other", "its": "other",
}  # fmt: skip


def find(parse: Parse, text: Text, *, times: Sequence[TimeExpression]) -> tuple[Mention, ...]:
    """Names, descriptions and pronouns of the text; a name that stands inside a time expression is none."""
    busy = [(time.evidence.start, time.evidence.end) for time in times]
    named = [
        found
        for found in names.find(parse)
        if not any(start <= found.start and found.end <= end for start, end in busy)
    ]
    taken = {i for found in named for i in range(found.start, found.end)}
    mentions = [_mention(text, found.start, found.end, found.type, "name") for found in named]
    mentions += [_mention(text, d.start, d.end, d.type, "nominal") for d in descriptions.find(parse, taken)]
    for token in parse.tokens:
        kind = _PRONOUNS.get(token.lower)
        if kind is not None and token.pos in ("PRON", "DET") and token.start not in taken:
            mentions.append(_mention(text, token.start, token.end, kind, "pronoun"))
    return tuple(sorted(mentions, key=lambda m: (m.evidence.start, -m.evidence.end)))


def _mention(text: Text, start: int, end: int, kind: EntityType, form: MentionForm) -> Mention:
    return Mention(id=record_id("mention", text.id, start, end), type=kind, form=form, evidence=text.cut(start, end))
