"""What a copy adds to the text that it came from, and what it drops, by sentences.  Two texts in, sentences out.

A sentence is told again where one sentence of the other text has enough of its weight, or is itself mostly in it, or
where the other text as a whole has nearly all of it; sentences of hardly a word that tells are left aside. So one that
is split, joined or put in other words is neither added nor dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dateline.linking.sentences import Prose, Sentence
from dateline.records.dossier import CopyEdit
from dateline.records.evidence import Evidence

__all__ = ["ALIGNED", "Edits", "not_told"]

ALIGNED = 0.35
"""Share of a sentence's weight from which another tells it again."""
_INSIDE = 0.5
"""Share of another sentence's weight from which that one is a piece of this."""
_SCATTERED = 0.75
"""Share of a sentence's weight from which the whole of the other text tells it again, here and there."""


def not_told(text: Prose, *, by: Prose) -> Iterator[Sentence]:
    """The sentences of a text that no sentence of the other tells again, in order."""
    holding: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(by.sentences):
        for word in sentence.words:
            holding[word].append(number)
    for sentence in text.sentences:
        shared: dict[int, float] = defaultdict(float)
        for word, weight in sentence.words.items():
            for number in holding.get(word, ()):
                shared[number] += weight
        most = max(shared.values(), default=0.0)
        pieces = any(weight >= _INSIDE * by.sentences[number].weight for number, weight in shared.items())
        scattered = sum(weight for word, weight in sentence.words.items() if word in holding)
        if most < ALIGNED * sentence.weight and not pieces and scattered < _SCATTERED * sentence.weight:
            yield sentence


class Edits:
    """Gathers what the copies of one text add to it and drop of it: each sentence once, with all copies that do so."""

    def __init__(self, base: Prose) -> None:
        self._base = base
        self._added: dict[Evidence, tuple[str, ...]] = {}
        self._dropped: dict[Evidence, tuple[str, ...]] = {}

    def add(self, copy: Prose, articles: Sequence[str]) -> None:
        """Compare one more text, which these articles carry."""
        for sentence in not_told(copy, by=self._base):
            _note(self._added, copy.cut(sentence), articles)
        for sentence in not_told(self._base, by=copy):
            _note(self._dropped, self._base.cut(sentence), articles)

    @property
    def added(self) -> tuple[CopyEdit, ...]:
        """The sentences of copies that the text has not, in the order of the copies."""
        return _edits(self._added)

    @property
    def dropped(self) -> tuple[CopyEdit, ...]:
        """The sentences of the text that some copy has not, in their order."""
        return _edits(dict(sorted(self._dropped.items(), key=lambda edit: edit[0].start)))


def _note(edits: dict[Evidence, tuple[str, ...]], words: Evidence, articles: Sequence[str]) -> None:
    edits[words] = tuple(dict.fromkeys((*edits.get(words, ()), *articles)))


def _edits(edits: Mapping[Evidence, tuple[str, ...]]) -> tuple[CopyEdit, ...]:
    return tuple(CopyEdit(articles=articles, evidence=words) for words, articles in edits.items())
