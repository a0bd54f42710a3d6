"""An address -> the page that it leads to, with its headers; or a Refusal.  The only room that uses the network.

Every hop of a redirect is an address like the first: its scheme, its site's robots.txt, and the number that its
name leads to are looked at again. Nothing is remembered between two pages but the robots.txt of their sites:
no cookies, no passwords; and no proxy stands between, since it would connect where we cannot look.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from importlib.metadata import version

import httpcore
import httpx

from dateline.capture.inflating import ACCEPTED, inflated
from dateline.capture.media import NOT_KEPT, refuse_type
from dateline.capture.network import CheckedTransport, Deadline
from dateline.capture.opening import size_of
from dateline.capture.robots import ROBOTS_BYTES, Robots
from dateline.capture.urls import follow, instant, normal
from dateline.errors import Refusal
from dateline.records.base import record
from dateline.records.page import Header, Observation

__all__ = ["Fetched", "Fetcher", "Limits"]

AGENT = "Dateline"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_REDIRECTS = 5


@record
class Fetched:
    """A page as a server gave it."""

    payload: bytes
    media_type: str | None
    observation: Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may cost."""

    max_bytes: int
    seconds: float
    connect_seconds: float
    max_redirects: int
    pause_seconds: float


class Fetcher:
    """Asks servers for pages, one after the other; polite to each, trusting none."""

    def __init__(self, limits: Limits, *, allowed: Sequence[str], feeds: bool = False) -> None:
        self._limits = limits
        self._feeds = feeds
        self._deadline = Deadline()
        self._client = httpx.Client(
            transport=CheckedTransport(
                deadline=self._deadline, allowed=allowed, connect_seconds=limits.connect_seconds
            ),
            headers={
                "User-Agent": f"{AGENT}/{version('dateline')} (reads a page that a person has named)",
                "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
                "Accept-Encoding": ACCEPTED,
                "Connection": "close",
            },
            trust_env=False,
            follow_redirects=False,
            timeout=None,
        )
        self._client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._robots = Robots(self._rules, agent=AGENT, pause_seconds=limits.pause_seconds)

    def fetch(self, url: str) -> Fetched:
        """The page at an address, after all redirects."""
        self._deadline.start(self._limits.seconds)
        at = normal(url)
        for hop in range(self._limits.max_redirects + 1):
            self._robots.check(at)
            if hop == 0:
                self._pause(at)
            with self._asked(at) as answer:
                if answer.status_code not in _REDIRECTS or "location" not in answer.headers:
                    return self._page(at, answer)
                at = follow(at, answer.headers["location"])
        raise Refusal(
            "too_many_redirects", f"the address leads on more than {self._limits.max_redirects} times: name the last"
        )

    def _page(self, url: str, answer: httpx.Response) -> Fetched:
        observed_at = instant(datetime.now(UTC).isoformat())
        if answer.status_code != 200:
            raise _unwilling(answer)
        media_type = answer.headers.get("content-type")
        refuse_type(media_type, feeds=self._feeds)
        size_of(_announced(answer), max_bytes=self._limits.max_bytes)
        encoding = answer.headers.get("content-encoding")
        payload = inflated(answer.iter_raw(), encoding=encoding, max_bytes=self._limits.max_bytes)
        headers = tuple(
            Header(name=name.lower(), value=value)
            for name, value in answer.headers.multi_items()
            if name.lower() not in NOT_KEPT
        )
        observation = Observation(observed_at=observed_at, final_url=url, headers=headers)
        return Fetched(payload=payload, media_type=media_type, observation=observation)

    def _pause(self, url: str) -> None:
        pause = self._robots.wait(url)
        if pause:
            time.sleep(pause)
            # Being polite is not the server's slowness.
            self._deadline.start(self._limits.seconds)

    def _rules(self, url: str) -> str | None:
        """A site's robots.txt, for `Robots`."""
        try:
            for _ in range(_ROBOTS_REDIRECTS + 1):
                with self._asked(url) as answer:
                    if answer.status_code not in _REDIRECTS or "location" not in answer.headers:
                        return _robots_text(answer)
                    url = follow(url, answer.headers["location"])
        except Refusal as refusal:
            if refusal.code in ("refused_address", "unknown_host", "no_connection", "bad_certificate"):
                raise  # The page itself would be refused for the same reason.
            raise _no_rules(refusal.message) from None
        return None

    @contextmanager
    def _asked(self, url: str) -> Iterator[httpx.Response]:
        """A server's answer, of which nothing but the headers has been read; every trouble is a Refusal."""
        try:
            with self._client.stream("GET", url) as answer:
                yield answer
        except (httpcore.TimeoutException, httpx.TimeoutException):
            raise Refusal("timeout", "the server took too long to give the page: try again later") from None
        except (httpcore.ConnectError, httpx.ConnectError) as error:
            message = f"the server cannot be reached ({str(error)[:200]}): try again later"
            raise Refusal("no_connection", message) from None
        except (httpcore.ProtocolError, httpcore.NetworkError, httpx.HTTPError, httpx.InvalidURL) as error:
            message = f"the server broke off or gave no proper answer ({str(error)[:200]}): try again later"
            raise Refusal("bad_answer", message) from None


def _robots_text(answer: httpx.Response) -> str | None:
    if answer.status_code == 429 or answer.status_code >= 500:
        raise _no_rules(f"it answered {answer.status_code}")
    if not 200 <= answer.status_code < 300:
        return None
    if encoding := answer.headers.get("content-encoding"):
        payload = inflated(answer.iter_raw(), encoding=encoding, max_bytes=ROBOTS_BYTES)
    else:
        payload = _beginning(answer.iter_raw())
    return payload.decode("utf-8", "replace")


def _beginning(chunks: Iterable[bytes]) -> bytes:
    found = bytearray()
    for chunk in chunks:
        found += chunk
        if len(found) >= ROBOTS_BYTES:
            break
    return bytes(found[:ROBOTS_BYTES])


def _announced(answer: httpx.Response) -> int:
    said = answer.headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0


def _unwilling(answer: httpx.Response) -> Refusal:
    status = answer.status_code
    later = "try again later" if status == 429 or status >= 500 else "check the address"
    return Refusal("http_status", f"the server answered {status}, which is no page: {later}")


def _no_rules(why: str) -> Refusal:
    return Refusal(
        "robots_unreachable", f"the site's robots.txt cannot be had, so nothing there may be read ({why}): try later"
    )
