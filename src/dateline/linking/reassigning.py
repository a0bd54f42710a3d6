"""Stories as people judge them: the story of each text as the rules find it in, as it is judged out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.linking.corpus import SharedText
from dateline.linking.finding import Bench
from dateline.records.judgement import PinKind

__all__ = ["reassign"]

_KINDS: frozenset[PinKind] = frozenset({"article", "story"})


def reassign(texts: Sequence[SharedText], founders: Mapping[str, str], bench: Bench) -> Mapping[str, str]:
    """Join the stories of texts that were judged to tell one, and take out those that were judged to tell another.

    Of two texts of one story that are judged different the later one leaves, alone. Stories are named by the ids of
    their founders.
    """
    numbers = {text.text_id: number for number, text in enumerate(texts)}
    rulings = bench.rulings(_KINDS, lambda evidence: numbers.get(evidence.text_id))
    found = {text.text_id: founders.get(text.text_id, text.text_id) for text in texts}
    # The oldest word first, so that the newest has the last say.
    for ruling in reversed(rulings):
        first, later = texts[ruling.left].text_id, texts[ruling.right].text_id
        ours, theirs = found[first], found[later]
        if ruling.same:
            founder = next(found[text.text_id] for text in texts if found[text.text_id] in (ours, theirs))
            found |= {name: founder for name, story in found.items() if story in (ours, theirs)}
        elif ours == theirs:
            found[later] = later
    return found
