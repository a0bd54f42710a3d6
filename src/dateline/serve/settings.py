"""What a server is started with.  All limits of the web surface stand here."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

__all__ = ["Settings", "is_loopback"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a workspace is served: who may ask, whether anything may be changed, and how much may be asked for."""

    host: str = "127.0.0.1"
    port: int = 8080
    write: bool = False
    token: str | None = None
    """What whoever asks must show; required where `host` is no loopback address."""
    allow_hosts: tuple[str, ...] = ()
    """Names, besides the loopback's and `host`, under which the server may be asked."""
    author: str | None = None
    """Who judges, where a judgement names nobody."""

    threads: int = 8
    """Requests that are worked on at a time, each with a connection of its own."""
    makers: int = 0
    """Processes that work out pictures, each with 0.2 GB and more; with none the threads do, one after the other."""
    maker_seconds: float = 120.0
    """How long a picture may take; a process that takes longer is ended."""
    waiting: int = 400
    """Requests that may wait for a thread; beyond them the answer is 503."""
    memory_bytes: int = 256_000_000
    """What remembered pictures may take, by estimate."""
    body_bytes: int = 64_000_000
    """The largest upload; a page in it may have 20,000,000 bytes."""
    form_bytes: int = 2_000_000
    """The largest body of any other request."""
    body_seconds: float = 30.0
    """How long a body of `form_bytes` may take to arrive; a larger one has four times as long."""
    headers: int = 64
    """Headers of a request."""
    session_hours: float = 12.0
    """How long a browser stays signed in."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens at a host."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
