"""Who says so: the speaker of a quotation; in a text's own voice its agency where one is credited, else its outlet."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.names import fold
from dateline.linking.speakers import Speakers
from dateline.records.dossier import Holder
from dateline.records.page import Article

__all__ = ["Holders"]

_NOBODY = Holder(name="unknown", entity=None, clear=False)


class Holders:
    """Answers, for each passage, who holds what it says."""

    def __init__(self, texts: Sequence[SharedText], *, register: Register, speakers: Speakers) -> None:
        self._register = register
        self._speakers = speakers
        self._voices = {text.text_id: self._voice(text.founder) for text in texts}

    def of(self, quotation: str | None, text_id: str) -> Holder:
        """The holder of a passage: of the quotation in which it stands, or of the text's own voice."""
        spoken = self._speakers.of(quotation) if quotation else None
        if spoken is not None:
            return Holder(name=spoken.name, entity=spoken.entity, clear=spoken.clear)
        return self._voices.get(text_id, _NOBODY)

    def _voice(self, article: Article) -> Holder:
        name = next(iter((*article.credit, *filter(None, (article.outlet,)))), None)
        return Holder(name=name, entity=self._register.hands.get(fold(name))) if name else _NOBODY
