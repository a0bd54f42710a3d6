"""Addresses of pages.  What a user, a redirect or a record names -> one form of it, or a Refusal."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from dateline.errors import Refusal

__all__ = ["follow", "instant", "is_url", "normal", "without_credentials"]

_URL = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.I)
_USER = re.compile(r"^([a-z][a-z0-9+.-]*:[/\\]+)[^/?#]*@", re.I)
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?|\[[0-9a-f:.]{2,45}\]")
_PORTS = {"http": 80, "https": 443}
_LENGTH = 8000
"""Longer addresses are refused by most servers (RFC 9110 asks for 8,000 octets)."""
_KEPT = "!#$%&'()*+,/:;=?@[]~"
"""Characters that stay as they are: those of RFC 3986, and what is escaped already."""


def is_url(word: str) -> bool:
    """Whether a word of the command line is an address and no path."""
    return _URL.match(word) is not None


def normal(url: str) -> str:
    """The address without its fragment, in the form that RFC 3986 (6.2) calls normal; international hosts in ASCII.

    Raises Refusal: bad_url, unsupported_scheme or credentials_in_url.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise _bad() from None
    if parts.scheme not in _PORTS:
        raise Refusal("unsupported_scheme", "only http:// and https:// can be read: save the page and name the file")
    if "@" in parts.netloc:
        raise Refusal("credentials_in_url", "the address holds a user name or password: leave them out")
    host = _host(parts)
    authority = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    said = urlunsplit(
        (parts.scheme, authority, quote(parts.path or "/", safe=_KEPT), quote(parts.query, safe=_KEPT), "")
    )
    if len(said) > _LENGTH or port == 0:
        raise _bad()
    return said


def follow(url: str, location: str) -> str:
    """Where a redirect leads, in normal form; raises Refusal like `normal`."""
    try:
        return normal(urljoin(url, location))
    except ValueError:
        raise _bad() from None


def without_credentials(url: str) -> str:
    """The address as it may be printed and kept."""
    return _USER.sub(r"\1", url)


def instant(value: str | None) -> str | None:
    """An ISO 8601 day or instant in UTC, to the millisecond, so that two compare as strings; None where it is none.

    What has no zone is taken to be UTC, a day to begin at midnight.
    """
    try:
        at = datetime.fromisoformat(value or "")
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _host(parts: SplitResult) -> str:
    host = parts.netloc.rpartition(":")[0] if re.search(r":\d*$", parts.netloc) else parts.netloc
    if not host.isascii():
        host = _ascii(host)
    host = host.lower()
    if not _HOST.fullmatch(host):
        raise _bad()
    return host


def _ascii(host: str) -> str:
    import httpx  # Only here: its import takes longer than reading a page.

    try:
        return httpx.URL(f"http://{host}/").raw_host.decode("ascii")
    except (httpx.InvalidURL, UnicodeError):
        raise _bad() from None


def _bad() -> Refusal:
    return Refusal("bad_url", "this is no address that can be asked: write it like https://host/path")
