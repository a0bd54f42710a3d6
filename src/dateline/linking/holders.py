"""Who says so: the speaker of a quotation; in a text's own voice its agency where one is credited, else its outlet."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.names import bare, fold
from dateline.records.dossier import Holder
from dateline.records.page import Article
from dateline.records.reading import Quotation

__all__ = ["Holders"]

_NOBODY = Holder(name="unknown", entity=None, clear=False)


class Holders:
    """Answers, for each passage, who holds what it says."""

    def __init__(self, texts: Sequence[SharedText], register: Register) -> None:
        self._register = register
        self._voices = {text.text_id: self._voice(text.founder) for text in texts}
        self._speakers = {
            quotation.id: self._speaker(quotation) for text in texts for quotation in text.reading.quotations
        }

    def of(self, quotation: str | None, text_id: str) -> Holder:
        """The holder of a passage: of the quotation in which it stands, or of the text's own voice."""
        if quotation is not None and quotation in self._speakers:
            return self._speakers[quotation]
        return self._voices.get(text_id, _NOBODY)

    def _speaker(self, quotation: Quotation) -> Holder:
        speaker = quotation.speaker
        entity = self._register.entity(speaker.chain) if speaker.clear else None
        name = entity.name if entity else bare(speaker.text)
        return Holder(name=name, entity=entity.id if entity else None, clear=speaker.clear)

    def _voice(self, article: Article) -> Holder:
        name = next(iter((*article.credit, *filter(None, (article.outlet,)))), None)
        return Holder(name=name, entity=self._register.hands.get(fold(name))) if name else _NOBODY
