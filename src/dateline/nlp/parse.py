"""A parsed text, free of any model library: tokens with tags and heads, sentences, names.

Tokens are those of spaCy's English pipelines: `pos` Universal POS, `tag` Penn Treebank, `dep` ClearNLP
dependency labels; `head` is the index of the governing token (a root governs itself). Spans of tokens are
half-open, spans of characters too. Whitespace tokens are kept. `text` is the text as it was given, character by
character, but for passages in capitals: these stand in small letters where a reader would write small letters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Name", "Parse", "Sentence", "Token"]


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `i` its index, ``text[start:end]`` its characters."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int

    @property
    def lower(self) -> str:
        """The token in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` up to, not including, ``last``."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the model found: tokens ``first`` up to ``last``, and its OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """A text with its tokens, sentences and names; all questions about the tree are asked here."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _firsts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        object.__setattr__(self, "_children", tuple(tuple(kids) for kids in children))
        object.__setattr__(self, "_starts", tuple(token.start for token in self.tokens))
        object.__setattr__(self, "_firsts", tuple(sentence.first for sentence in self.sentences))

    def children(self, token: Token, *deps: str) -> list[Token]:
        """What the token governs, in text order; only with these labels where some are given."""
        kids = (self.tokens[i] for i in self._children[token.i])
        return [kid for kid in kids if not deps or kid.dep in deps]

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first child with one of these labels."""
        found = self.children(token, *deps)
        return found[0] if found else None

    def head(self, token: Token) -> Token:
        """The governing token (the root's is the root)."""
        return self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The governing tokens, the nearest first."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> list[Token]:
        """The token and all below it, in text order."""
        found, todo = [], [token.i]
        while todo:
            i = todo.pop()
            found.append(i)
            todo.extend(self._children[i])
        return [self.tokens[i] for i in sorted(found)]

    def extent(self, token: Token) -> tuple[int, int]:
        """The characters from the first to the last token of the subtree."""
        below = self.subtree(token)
        return below[0].start, below[-1].end

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence in which the token stands."""
        return self.sentences[bisect_right(self._firsts, token.i) - 1]

    def number_of(self, sentence: Sentence) -> int:
        """The sentence's place in the text, from 0."""
        return bisect_right(self._firsts, sentence.first) - 1

    def sentence_span(self, sentence: Sentence) -> tuple[int, int]:
        """The sentence's characters, white space at its ends left out."""
        words = [t for t in self.tokens[sentence.first : sentence.last] if not t.text.isspace()]
        if not words:
            return self.tokens[sentence.first].start, self.tokens[sentence.last - 1].end
        return words[0].start, words[-1].end

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that overlap ``text[start:end]``."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        if first < len(self.tokens) and self.tokens[first].end <= start:
            first += 1
        return self.tokens[first : bisect_left(self._starts, end)]

    def span_text(self, first: int, last: int) -> str:
        """The characters of tokens ``first`` up to ``last``."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]
