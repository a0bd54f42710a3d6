"""What a site lets programs read (RFC 9309).  An address in; a Refusal where its robots.txt says no.

A site without the file allows everything; one whose file cannot be had just now allows nothing until it can.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from dateline.errors import Refusal

__all__ = ["ROBOTS_BYTES", "Robots", "Rules"]

ROBOTS_BYTES = 512_000
"""What is read of a robots.txt: RFC 9309 asks for 500 KiB at least."""
_KEPT_SECONDS = 3600.0
"""How long rules are kept: RFC 9309 allows a day."""
_LONGEST_PAUSE = 10.0
"""A site may ask for more seconds between two pages than anybody would wait; it gets these."""

Rules = Callable[[str], str | None]
"""Gets a robots.txt by its address; None where there is none. Raises Refusal where it cannot be had."""


class Robots:
    """The rules of the sites met so far, and when each was asked last."""

    def __init__(self, get: Rules, *, agent: str, pause_seconds: float) -> None:
        self._get = get
        self._agent = agent
        self._pause = pause_seconds
        self._known: dict[str, tuple[float, Protego | None]] = {}
        self._asked: dict[str, float] = {}

    def check(self, url: str) -> None:
        """Raise Refusal: robots_disallowed or robots_unreachable."""
        rules = self._rules(_site(url))
        if rules is not None and not rules.can_fetch(url, self._agent):
            raise Refusal(
                "robots_disallowed", "the site's robots.txt asks programs not to read this page: read it, and save it"
            )

    def wait(self, url: str) -> float:
        """Seconds to wait before this page is asked for, so that its site is not asked too often; notes the asking."""
        site = _site(url)
        rules = self._rules(site)
        asked = float(rules.crawl_delay(self._agent) or 0) if rules else 0.0
        last = self._asked.get(site)
        now = time.monotonic()
        pause = 0.0 if last is None else max(0.0, last + min(max(asked, self._pause), _LONGEST_PAUSE) - now)
        self._asked[site] = now + pause
        return pause

    def _rules(self, site: str) -> Protego | None:
        at, rules = self._known.get(site, (0.0, None))
        if site not in self._known or time.monotonic() - at > _KEPT_SECONDS:
            text = self._get(f"{site}/robots.txt")
            rules = None if text is None else Protego.parse(text)
            self._known[site] = (time.monotonic(), rules)
        return rules


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
