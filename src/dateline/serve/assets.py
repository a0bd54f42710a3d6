"""The style sheet and the script of the web surface: one of each, ours alone, named by their content.

Both carry a piece of their SHA-256 in their address, so a browser may keep them for good and still gets a new one.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from dateline.records.base import record
from dateline.records.ids import digest

__all__ = ["ASSETS", "Asset", "asset"]

ASSETS = ("dateline.css", "dateline.js", "icon.svg")
"""What is served under ``/static``; nothing else is."""
_PARTS = {
    "dateline.css": ("dateline.css", "article.css", "working.css"),
    "dateline.js": ("dateline.js", "article.js", "working.js"),
}
"""Files that are served as one, in their order."""
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


@record
class Asset:
    """A file that pages ask for: where, what it is, and its bytes."""

    href: str
    media_type: str
    body: bytes


@cache
def asset(name: str) -> Asset:
    """One of `ASSETS`. The style sheet begins with the look that reports have too."""
    parts = _PARTS.get(name, (name,))
    body = b"".join(resources.files("dateline.serve").joinpath("static", part).read_bytes() for part in parts)
    if name == "dateline.css":
        body = resources.files("dateline.rendering").joinpath("look.css").read_bytes() + body
    return Asset(href=f"/static/{name}?v={digest(body)[:12]}", media_type=_TYPES[name.rpartition(".")[2]], body=body)
