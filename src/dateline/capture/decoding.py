"""Bytes -> text, with the encoding found and what was broken; and whether it is HTML, told by its content."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from dateline.errors import Refusal
from dateline.records.base import record

__all__ = ["Decoded", "decode", "is_html", "refuse_binary"]

_BOMS = (
    # UTF-32's little-endian mark begins with UTF-16's: the longer first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"SQLite format 3\x00",
    b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf", b"RIFF", b"OggS", b"ID3", b"MZ\x90", b"\xca\xfe\xba\xbe",
    b"\xd0\xcf\x11\xe0", b"Rar!", b"wOFF", b"wOF2", b"\x00\x00\x01\x00",
)  # fmt: skip
_SAMPLE = 65_536
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27} | {127})
_BEYOND = bytes(range(128, 256))
_BINARY_SHARE = 0.05
"""Share of control bytes from which a file is no text: random bytes have 11 %."""
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.I)
_LEGACY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_CLOSE = 0.02
_DOCUMENT = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_XML = re.compile(r"\s*<\?xml\b.{0,500}?<(?:!doctype\s+html|html)\b", re.I | re.S)
_TAG = re.compile(
    r"</?(?:a|article|b|body|br|button|div|em|footer|form|h[1-6]|header|i|img|input|li|link|main|meta|nav|ol|p|script"
    r"|section|span|strong|style|table|td|title|tr|ul)(?:\s[^<>]{0,2000})?/?>",
    re.I,
)
_TAGS_PER_KILO = 5.0
"""Tags in 1,000 characters from which a piece without head or root is markup all the same (a cut-off page)."""


@record
class Decoded:
    """A payload as characters: the encoding read, and whether some of its bytes had no reading, or it was guessed."""

    text: str
    charset: str
    broken: bool = False
    guessed: bool = False


def refuse_binary(payload: bytes) -> None:
    """Raise Refusal("empty") or Refusal("binary") where there is no text to read."""
    if not payload.strip(b" \t\r\n\f\x0b"):
        raise Refusal("empty", "the page is empty: fetch it again")
    if any(payload.startswith(mark) for mark, _ in _BOMS) or _wide(payload):
        return
    sample = payload[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    if payload.startswith(_MAGIC) or control > _BINARY_SHARE * len(sample):
        raise Refusal("binary", "this is no text but a binary file: give the page's HTML or its text")


def decode(payload: bytes, *, media_type: str | None = None) -> Decoded:
    """Read bytes as text: by byte order mark, by what the sender says, as UTF-8, as the page says, by its letters.

    UTF-8 is tried before what the page says of itself: pages that name another encoding and are valid UTF-8
    beyond ASCII are UTF-8 (scrapers convert pages and leave their `meta` as it was).
    """
    for mark, marked in _BOMS:
        if payload.startswith(mark):
            return _lossy(payload, marked)
    if said := _CHARSET.search(media_type or ""):
        if name := _codec(said[1]):
            return _lossy(payload, name)
    elif wide := _wide(payload):
        return _lossy(payload, wide)
    declared = _declared(payload)
    if b"\x1b" in payload and declared and declared.startswith("iso2022"):
        return _lossy(payload, declared)
    decoded = _lossy(payload, "utf-8")
    return decoded if not decoded.broken or _mostly_utf8(payload) else _legacy(payload, declared)


def is_html(text: str, *, media_type: str | None = None) -> bool:
    """Whether a text is HTML: as the sender says, else by its root or by how many tags it has."""
    kind = (media_type or "").partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return True
    if kind == "text/plain":
        return False
    head = text[:_SAMPLE]
    if _DOCUMENT.match(head) or _XML.match(head):
        return True
    tags = [match[0] for match in _TAG.finditer(head)]
    # A text that speaks of tags names them; markup begins with one, or closes what it opened.
    marked = head.lstrip().startswith(tuple(tags[:1])) or any(tag.startswith("</") for tag in tags)
    return marked and len(tags) >= 3 and len(tags) * 1000 >= _TAGS_PER_KILO * len(head)


def _lossy(payload: bytes, name: str) -> Decoded:
    label = "utf-8" if name == "utf-8-sig" else name
    try:
        return Decoded(text=payload.decode(name), charset=label)
    except UnicodeDecodeError:
        return Decoded(text=payload.decode(name, "replace"), charset=label, broken=True)


def _legacy(payload: bytes, declared: str | None) -> Decoded:
    if declared and declared != "utf-8":
        return _lossy(payload, declared)
    decoded = _lossy(payload, _by_letters(payload))
    return Decoded(text=decoded.text, charset=decoded.charset, broken=decoded.broken, guessed=True)


def _by_letters(payload: bytes) -> str:
    from charset_normalizer import from_bytes

    first = next((at for at, byte in enumerate(payload) if byte > 127), 0)
    sample = payload[max(0, first - _SAMPLE // 4) : first + _SAMPLE // 4]
    found = from_bytes(sample, cp_isolation=_LEGACY, threshold=0.2)
    best = found.best()
    if best is None:
        return "cp1252"
    # Western and Central European pages share most letters: the commoner encoding unless it reads clearly worse.
    western = next((match for match in found if match.encoding == "cp1252"), best)
    return (
        "cp1252" if western.chaos <= best.chaos + _CLOSE and western is not best else _codec(best.encoding) or "cp1252"
    )


def _mostly_utf8(payload: bytes) -> bool:
    """Whether the bytes beyond ASCII are UTF-8 more often than not, or the page was cut inside a character."""
    text = payload.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = len(text) - len(payload.translate(None, _BEYOND)) - broken
    return beyond >= broken or (broken == 1 and text.endswith("\ufffd")) or _declared(payload) == "utf-8"


def _wide(payload: bytes) -> Literal["utf-16-le", "utf-16-be"] | None:
    """UTF-16 without its mark: every other byte is NUL in Western text."""
    sample = payload[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    name: Literal["utf-16-le", "utf-16-be"] = "utf-16-le" if odd > even else "utf-16-be"
    letters = sample[::2] if odd > even else sample[1::2]
    plain = len(letters.translate(None, _CONTROL)) >= 0.95 * len(letters)
    return name if max(odd, even) > 0.7 * half and min(odd, even) < 0.02 * half and plain else None


def _declared(payload: bytes) -> str | None:
    found = _DECLARED.search(payload[:_SAMPLE])
    return _codec(found[1].decode("ascii")) if found else None


def _codec(name: str) -> str | None:
    # The web reads Latin-1 and ASCII as windows-1252 (WHATWG Encoding).
    try:
        found = codecs.lookup(name)
    except LookupError:
        return None
    if not found._is_text_encoding or found.name in (
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "utf-7",
    ):
        return None
    return "cp1252" if found.name in ("iso8859-1", "ascii", "latin_1") else found.name
