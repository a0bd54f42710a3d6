"""Page text made harmless for whatever shows it: terminals, browsers, JSON, spreadsheets.

Nothing of a page may act where it is shown: no escape sequence in a terminal, no markup or script in a browser, no
formula in a spreadsheet, no character that hides or reorders words anywhere. Every surface and export takes its
escaping from here. In JSON the words stay what they are (the dangerous characters are written as ``\\uXXXX``); where
a format has no such escape, they are shown as U+FFFD.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from dateline.records.plain import Plain

__all__ = ["cell", "clean", "html_text", "json_text", "printable", "shortened", "web_link"]

# C1 controls, line and paragraph separators, zero-width and bidirectional controls, and the tag characters: all of
# them can hide or reorder what a reader sees. The C0 controls (escape sequences begin with one) go with them.
_HIDING = "\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f"
_SURROGATES = "\ud800-\udfff"
_UNSAFE = re.compile(f"[\x00-\x1f{_HIDING}{_SURROGATES}]")
_UNSAFE_IN_LINES = re.compile(f"[\x00-\x08\x0b-\x1f{_HIDING}{_SURROGATES}]")
_ESCAPED_IN_JSON = re.compile(f"[{_HIDING}]")
_SURROGATE = re.compile(f"[{_SURROGATES}]")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_LINE_END = re.compile(r"\r\n?")
# What a spreadsheet takes for the beginning of a formula, also after spaces and in full width (OWASP, CSV injection).
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NO_ADDRESS = re.compile(rf"[\s\"'<>`\\^{{|}}\x00-\x1f{_HIDING}{_SURROGATES}]")
_LONGEST_ADDRESS = 2083
"""Characters: what browsers and crawlers commonly take."""


def printable(text: str) -> str:
    """The text on one line, with every unsafe character shown as U+FFFD."""
    return _UNSAFE.sub("\ufffd", _SPACE.sub(" ", text)).strip()


def clean(text: str) -> str:
    """The text with its line ends and tabs, and every other unsafe character shown as U+FFFD; its length may change
    by its line ends only."""
    return _UNSAFE_IN_LINES.sub("\ufffd", _LINE_END.sub("\n", text))


def shortened(text: str, width: int = 300) -> str:
    """The text on one line of at most `width` characters, cut at a space where there is one, with an ellipsis."""
    line = printable(text[: 4 * width + 4])
    if len(line) <= width and len(text) <= 4 * width + 4:
        return line
    head = line[:width]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head else head} …"


def html_text(text: str) -> str:
    """The text for HTML and XML, as content or between quotation marks: escaped, unsafe characters as U+FFFD."""
    return escape(clean(text), quote=True)


def web_link(url: str | None) -> str | None:
    """The address where it is one that a reader may follow (http or https, with a host), else None."""
    if not url or len(url) > _LONGEST_ADDRESS or _NO_ADDRESS.search(url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def cell(text: str) -> str:
    """The text for a spreadsheet: unsafe characters as U+FFFD, and an apostrophe before what would be a formula."""
    made = clean(text)
    return f"'{made}" if _FORMULA.match(text) or _FORMULA.match(made) else made


def json_text(plain: Plain, *, indent: int | None = None) -> str:
    """A plain value as JSON that says the same and is harmless in a terminal and in a page's script element.

    A lone surrogate (a file's name may have one) becomes U+FFFD, so that the JSON is always valid UTF-8.
    """
    separators = (",", ":") if indent is None else (",", ": ")
    said = json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    # "<" ends a script element that JSON stands in ("</script>", "<!--"); JSON's own escapes cover the C0 controls.
    return _ESCAPED_IN_JSON.sub(_escape, _SURROGATE.sub("\ufffd", said)).replace("<", "\\u003c")


def _escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
