"""Who says so: the speaker of a quotation; in a text's own voice its agency, where it credits or copies one, else its
outlet."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.linking.chains import Provenance
from dateline.linking.corpus import SharedText
from dateline.linking.parties import Parties
from dateline.linking.speakers import Speakers
from dateline.records.dossier import Holder

__all__ = ["Holders"]

_NOBODY = Holder(name="unknown", entity=None, clear=False)


class Holders:
    """Answers, for each passage, who holds what it says."""

    def __init__(
        self, texts: Sequence[SharedText], *, speakers: Speakers, parties: Parties, provenance: Provenance
    ) -> None:
        self._speakers = speakers
        self._parties = parties
        voices = ((text.text_id, provenance.voice[text.text_id]) for text in texts if text.text_id in provenance.voice)
        self._voices = {
            text_id: Holder(name=one.name, entity=one.entity) for text_id, one in voices if one.kind != "unknown"
        }

    def of(self, quotation: str | None, text_id: str) -> Holder:
        """The holder of a passage: of the quotation in which it stands, or of the text's own voice."""
        spoken = self._speakers.of(quotation) if quotation else None
        if quotation and spoken is not None and not spoken.clear:
            behind = self._parties.of(quotation)
            spoken = behind[0] if len(behind) == 1 else spoken
        if spoken is not None:
            return Holder(name=spoken.name, entity=spoken.entity, clear=spoken.clear)
        return self._voices.get(text_id, _NOBODY)
