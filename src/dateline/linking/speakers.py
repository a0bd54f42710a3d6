"""Speakers across texts: a quotation's speaker in, the entity out, where it is sure.

Reading names the chain that a speaker's words belong to. Linking adds what reading cannot know: that "the
Courier's reporters" speak for the outlet that published the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.names import bare, fold
from dateline.records.base import record
from dateline.records.reading import Quotation

__all__ = ["Speakers", "Spoken"]


@record
class Spoken:
    """Who speaks: by best name, and the entity where there is one; `clear` is False for "speaker unclear"."""

    name: str
    entity: str | None
    clear: bool


class Speakers:
    """Answers who speaks in each quotation, by its id."""

    def __init__(self, texts: Sequence[SharedText], register: Register) -> None:
        self._register = register
        self._spoken = {
            quotation.id: self._who(quotation, text) for text in texts for quotation in text.reading.quotations
        }

    def of(self, quotation: str) -> Spoken | None:
        """The speaker of a quotation; None for an id that is none."""
        return self._spoken.get(quotation)

    def _who(self, quotation: Quotation, text: SharedText) -> Spoken:
        speaker = quotation.speaker
        entity = self._register.entity(speaker.chain) if speaker.clear else None
        # "the Mail Online team" of Mail Online is no team of the Mail: the outlet's own name goes first.
        if (entity is None or entity.type != "person") and (own := self._own(speaker.text, text)) is not None:
            return own
        if entity is not None:
            return Spoken(name=entity.name, entity=entity.id, clear=True)
        return Spoken(name=bare(speaker.text), entity=None, clear=speaker.clear)

    def _own(self, words: str, text: SharedText) -> Spoken | None:
        """The outlet or agency of the text, where the words bear its name ("the Courier's investigators")."""
        said = f" {fold(words)} "
        names = dict.fromkeys(name for a in text.articles for name in (*filter(None, (a.outlet,)), *a.credit))
        for name in names:
            if f" {fold(name)} " in said:
                entity = self._register.hands.get(fold(name))
                known = self._register.by_id.get(entity or "")
                return Spoken(name=known.name if known else name, entity=entity, clear=True)
        return None
