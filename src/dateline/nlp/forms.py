"""Parts of speech and lemmas: tokens with tags and labels in, what the pipeline's own rules say of them out.

spaCy's two rule components match 180 patterns at every token and look lemmas up in lists from their beginning: a
quarter of the model's pass. Their rules read nothing but a token's word, tag and label, so that an answer holds for
every token with the same three, and is asked for once. Where a pattern goes over several tokens, these are asked anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["RULES", "Form", "Forms"]

RULES = ("attribute_ruler", "lemmatizer")
"""The components whose answers are kept; `Forms` takes their place in the pipeline."""
_READ = {"TAG", "DEP", "LOWER", "IS_SPACE"}
"""What patterns may read of a token; a pipeline whose patterns read more is asked token by token."""
_ANY = "\N{BULLET}"
"""Stands for all words that no pattern knows."""
_MOST = 300_000
"""Kinds of token that are kept; then they are collected anew, so that no run takes more and more memory."""

Kind = tuple[int, int, int]
"""Hashes of a token's word, tag and label."""


class Form(NamedTuple):
    """What is known of a token by its kind."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str


class Forms:
    """The forms of tokens by the rules of one pipeline."""

    def __init__(self, pipeline: Language) -> None:
        from spacy.matcher import Matcher
        from spacy.pipeline import AttributeRuler

        self._vocab = pipeline.vocab
        self._ruler: Any = pipeline.get_pipe(RULES[0])
        self._lemmatizer: Any = pipeline.get_pipe(RULES[1])
        index = self._lemmatizer.lookups.get_table("lemma_index")
        for part in list(index):
            index[part] = frozenset(index[part])
        alone, self._joint, self._firsts = AttributeRuler(self._vocab), Matcher(self._vocab), Matcher(self._vocab)
        self._alone: Any = alone
        specs: list[dict[str, Any]] = []
        for rule in self._ruler.patterns:
            for pattern in rule["patterns"]:
                specs.extend(pattern)
                if len(pattern) == 1:
                    alone.add([pattern], rule["attrs"], rule["index"])
                else:
                    self._joint.add("joint", [pattern])
                    self._firsts.add("first", [pattern[:1]])
        self._simple = all(_READ.issuperset(spec) for spec in specs)
        self._mentioned = _mentioned(spec["LOWER"] for spec in specs if "LOWER" in spec)
        self._ruled: dict[Kind, tuple[int, ...]] = {}
        self._known: dict[Kind, Form] = {}
        self._opening: set[Kind] = set()

    def of(self, doc: Doc) -> Sequence[Form]:
        """The form of each token of a parsed text."""
        from spacy.attrs import DEP, ORTH, TAG

        kinds: list[Kind] = list(map(tuple, doc.to_array([ORTH, TAG, DEP]).tolist()))
        if not self._simple:
            return self._asked(kinds)
        if len(self._known) > _MOST:
            self._known.clear()
        self._learn([kind for kind in dict.fromkeys(kinds) if kind not in self._known])
        forms = [self._known[kind] for kind in kinds]
        if not self._opening.isdisjoint(kinds):
            for first, last in _runs(i for _, start, end in self._joint(doc) for i in range(start, end)):
                forms[first:last] = self._asked(kinds[first:last])
        return forms

    def _asked(self, kinds: Sequence[Kind]) -> list[Form]:
        """What both components say of tokens in a row."""
        doc = self._lemmatizer(self._ruler(self._laid(kinds)))
        return [Form(token.text, token.lemma_, token.pos_, token.tag_, token.dep_) for token in doc]

    def _learn(self, kinds: Sequence[Kind]) -> None:
        """Ask the rules of patterns first, once for all words that no pattern knows, then those of lemmas."""
        from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG
        from spacy.tokens import Doc

        shown = [(self._shown(word), tag, dep) for word, tag, dep in kinds]
        new = [kind for kind in dict.fromkeys(shown) if kind not in self._ruled]
        if new:
            doc = self._laid(new)
            self._opening.update(new[start] for _, start, _ in self._firsts(doc))
            ruled = self._alone(doc).to_array([POS, MORPH, LEMMA, TAG, DEP])
            self._ruled.update(zip(new, map(tuple, ruled.tolist()), strict=True))
        if not kinds:
            return
        told = Doc(self._vocab, words=[self._vocab.strings[word] for word, _, _ in kinds])
        told.from_array([POS, MORPH, LEMMA, TAG, DEP], np.array([self._ruled[kind] for kind in shown], np.uint64))
        for kind, seen, token in zip(kinds, shown, self._lemmatizer(told), strict=True):
            self._known[kind] = Form(token.text, token.lemma_, token.pos_, token.tag_, token.dep_)
            if seen in self._opening:
                self._opening.add(kind)

    def _shown(self, word: int) -> int:
        """The word as the patterns see it."""
        text = self._vocab.strings[word]
        if text.isspace() or self._mentioned.search(text.lower()):
            return word
        return int(self._vocab.strings.add(_ANY))

    def _laid(self, kinds: Sequence[Kind]) -> Doc:
        from spacy.attrs import DEP, TAG
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[self._vocab.strings[word] for word, _, _ in kinds])
        return doc.from_array([TAG, DEP], np.array([kind[1:] for kind in kinds], np.uint64))


def _mentioned(conditions: Iterable[Any]) -> re.Pattern[str]:
    """What finds the words, in small letters, that some condition of a pattern names."""
    ways: set[str] = set()
    for condition in conditions:
        told: dict[str, Any] = condition if isinstance(condition, dict) else {"IN": [condition]}
        ways.update(rf"\A{re.escape(word)}\Z" for key in ("IN", "NOT_IN") for word in told.get(key, ()))
        ways.add(str(told.get("REGEX", r"\Z\A.")))
    return re.compile("|".join(sorted(ways)) or r"\Z\A.")


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Places that touch, as spans."""
    for _, run in groupby(enumerate(sorted(set(places))), key=lambda pair: pair[1] - pair[0]):
        inside = [place for _, place in run]
        yield inside[0], inside[-1] + 1
