"""Evidence: the exact words, and where they stand.  text in, Evidence out.

Two kinds of text exist. The *capture text* is the payload decoded, line ends ``\\n``, NUL and lone
surrogates replaced by U+FFFD, nothing else changed. The *article text* is the body's blocks in NFC,
NUL and lone surrogates (a page can name them by number) replaced as well.
Each is frozen and named by its SHA-256; Evidence names either.

The laws, which tests/records/test_evidence.py holds as properties:

- ``cut(text, a, b).exact == text[a:b]``, for every 0 <= a < b <= len(text); nothing else makes Evidence
  but `relocate` (which cuts) and the store (which cuts again and tests a digest);
- ``holds(cut(text, a, b), text)``;
- ``relocate(e, newer)`` holds in ``newer``, or is None: it never guesses.

Offsets are Unicode code points, half-open, zero-based. (W3C Web Annotation: TextPositionSelector and
TextQuoteSelector in one.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from dateline.errors import EvidenceError
from dateline.records.base import record
from dateline.records.ids import text_id

__all__ = ["Evidence", "Text", "article_text", "capture_text", "cut", "holds", "relocate", "spans"]

_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


@record
class Evidence:
    """Words of a text: ``text[start:end] == exact``, the text being the one named by `text_id`."""

    text_id: str
    start: int
    end: int
    exact: str


@record
class Text:
    """A frozen text under its name. Make it with `capture_text` or `article_text`."""

    id: str
    text: str

    def cut(self, start: int, end: int) -> Evidence:
        """Evidence for ``text[start:end]``, without hashing the text again."""
        return _cut(self.id, self.text, start, end)


def capture_text(decoded: str) -> Text:
    """Freeze a decoded payload: line ends become ``\\n``, NUL and lone surrogates U+FFFD, nothing else."""
    unified = decoded.replace("\r\n", "\n").replace("\r", "\n")
    clean = _writable(unified)
    return Text(id=text_id(clean), text=clean)


def article_text(blocks: Iterable[str]) -> Text:
    """Freeze the body's blocks: each in NFC and writable, joined by an empty line."""
    joined = "\n\n".join(_writable(unicodedata.normalize("NFC", block)) for block in blocks)
    return Text(id=text_id(joined), text=joined)


def _writable(text: str) -> str:
    """A text with NUL and lone surrogates replaced; most have none, which encoding shows at a hundredth of the cost."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _UNWRITABLE.sub("\ufffd", text)
    return text.replace("\x00", "\ufffd")


def cut(text: str, start: int, end: int) -> Evidence:
    """Cut Evidence out of a frozen text; raises EvidenceError where ``[start:end]`` holds no words."""
    return _cut(text_id(text), text, start, end)


def _cut(name: str, text: str, start: int, end: int) -> Evidence:
    if not 0 <= start < end <= len(text):
        raise EvidenceError(
            "evidence_out_of_range",
            f"[{start}:{end}] is no span of a text of {len(text)} characters: cut inside the text",
        )
    return Evidence(text_id=name, start=start, end=end, exact=text[start:end])


def holds(evidence: Evidence, text: str) -> bool:
    """Whether the words stand in this text where the Evidence says, and the text is the one it names."""
    return (
        0 <= evidence.start < evidence.end <= len(text)
        and text[evidence.start : evidence.end] == evidence.exact
        and text_id(text) == evidence.text_id
    )


def relocate(evidence: Evidence, text: str) -> Evidence | None:
    """Find the words in a newer text: the occurrence nearest to where they stood, or None if gone.

    Two occurrences equally near are told apart by taking the earlier one.
    """
    found: int | None = None
    at = text.find(evidence.exact)
    while at != -1:
        if found is None or abs(at - evidence.start) < abs(found - evidence.start):
            found = at
        if at > evidence.start:
            break
        at = text.find(evidence.exact, at + 1)
    return None if found is None else cut(text, found, found + len(evidence.exact))


def spans(parts: Iterable[Evidence]) -> tuple[tuple[int, int], ...]:
    """The bare offsets of split Evidence, in order."""
    return tuple((part.start, part.end) for part in parts)
