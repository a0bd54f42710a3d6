"""A text by its sentences: each with the words that tell it from others, weighed by how rare they are in the language.

Copies are told by sentences: of the news, not of what every page of an outlet carries, and never by what an archive
holds. A word is kept by its first letters, so that a rewrite's "mediator" meets "mediation".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from dateline.lexicon.folding import fold
from dateline.lexicon.frequency import rarity
from dateline.lexicon.numbers import number_pattern, value_of
from dateline.linking.corpus import SharedText
from dateline.records.base import record
from dateline.records.evidence import Evidence

__all__ = ["STEM", "Prose", "Sentence", "prose", "telling", "tells"]

_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)|\n+")
_WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W_]+(?:['’`-][^\W_]+)*")
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NUMERAL = re.compile(number_pattern(), re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’`]s$")
STEM = 6  # letters
_FAINT = 0.3  # rarity below which a word tells nothing
_NUMBER = 1.5  # weight of a number
_FEWEST = 3  # words that tell: a shorter sentence aligns with nothing
_TITLE = 0.2  # share of a title's weight that its text tells again
_SPOKEN = 4  # words of direct speech: fewer are a turn of phrase


@record
class Sentence:
    """Its words that tell, by weight; all its words folded, in order; where it stands; whether it quotes speech."""

    words: Mapping[str, float]
    weight: float
    folded: tuple[str, ...]
    start: int
    end: int
    quoted: bool


@record
class Prose:
    """A text's sentences, all their words by weight, and the words of each direct speech.

    `told` are the words outside direct speech, `numbers` all that are numbers; `every` has
    those of the shortest sentences too.
    `titled` is False where the text tells nothing of its title: such a text is a form or a notice, not the article.
    """

    sentences: tuple[Sentence, ...]
    words: Mapping[str, float]
    told: Mapping[str, float]
    numbers: frozenset[str]
    speech: tuple[frozenset[str], ...]
    every: frozenset[str]
    title: Mapping[str, float]
    titled: bool
    text: SharedText

    def cut(self, sentence: Sentence) -> Evidence:
        """The words of a sentence as evidence."""
        exact = self.text.text[sentence.start : sentence.end]
        return Evidence(text_id=self.text.text_id, start=sentence.start, end=sentence.end, exact=exact)


def prose(text: SharedText) -> Prose:
    """Lay out a text by its sentences."""
    quoted = [span for q in text.reading.quotations if q.kind == "direct" for span in q.content_evidence]
    sentences = tuple(_sentences(text.text, quoted))
    words: dict[str, float] = {}
    told: dict[str, float] = {}
    for sentence in sentences:
        words.update(sentence.words)
        told.update({} if sentence.quoted else sentence.words)
    title = telling(text.founder.title or "")
    return Prose(
        sentences=sentences,
        words=words,
        told=told,
        numbers=frozenset(word for word in words if word[0].isdigit()),
        speech=tuple(_speech(text)),
        every=frozenset(telling(text.text)),
        title=title,
        titled=tells(words, title),
        text=text,
    )


def telling(words: str) -> dict[str, float]:
    """The stems of the words that tell one thing from another, and how much they do."""
    return {stem: weight for _, stem, weight in _words(words) if weight}


def _sentences(text: str, quoted: Sequence[Evidence]) -> Iterator[Sentence]:
    start = 0
    for end in (*(found.end() for found in _END.finditer(text)), len(text)):
        told = [each for word in _WORD.findall(text, start, end) for each in _plain(word)]
        words = {stem: weight for _, stem, weight in told if weight}
        if len(words) >= _FEWEST:
            first, last = _trimmed(text, start, end)
            yield Sentence(
                words=words,
                weight=sum(words.values()),
                folded=tuple([folded for folded, _, _ in told]),
                start=first,
                end=last,
                quoted=any(span.start < last and first < span.end for span in quoted),
            )
        start = end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text without the white space around it."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


_Word = tuple[str, str, float]
"""A word folded, its stem, and how much it tells."""


def _words(words: str) -> Iterator[_Word]:
    for found in _WORD.findall(words):
        yield from _plain(found)


@lru_cache(maxsize=65536)
def _plain(word: str) -> tuple[_Word, ...]:
    """A word folded; a number by its value, however it is written ("1,200", "thirty-one")."""
    if word[0].isdigit():
        found = [f"{float(word.replace(',', '')):g}" if _FIGURES.fullmatch(word) else word.casefold()]
    elif _NUMERAL.fullmatch(word) and (value := value_of(word)) is not None and value > 1:
        found = [f"{value:g}"]
    else:
        found = [each for each in fold(_POSSESSIVE.sub("", word)).split() if len(each) > 1]
    return tuple((each, each[:STEM], _weight(each)) for each in found)


def _weight(word: str) -> float:
    return _NUMBER if word[0].isdigit() else max(0.0, rarity(word) - _FAINT)


def tells(words: Mapping[str, float], title: Mapping[str, float]) -> bool:
    """Whether a text tells anything of a title; of none that has no words which tell."""
    told = sum(weight for word, weight in title.items() if word in words)
    return told >= _TITLE * sum(title.values())


def _speech(text: SharedText) -> Iterator[frozenset[str]]:
    for quotation in text.reading.quotations:
        for words in quotation.content_evidence if quotation.kind == "direct" else ():
            told = list(_words(words.exact))
            if len(told) >= _SPOKEN:
                yield frozenset(stem for _, stem, weight in told if weight)
