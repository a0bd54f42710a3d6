"""WARC records of our own, as bytes."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path

__all__ = ["HTML", "answer", "record", "response", "write"]

HTML = b"<html><head><title>A page</title></head><body><p>The ferry left the port.</p></body></html>"


def record(kind: str, block: bytes, *, length: int | None = None, **headers: str) -> bytes:
    """One record of this type; underscores in the names of headers are hyphens."""
    said = {"WARC-Type": kind, "Content-Length": str(len(block) if length is None else length)}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body: bytes = HTML, *, status: str = "200 OK", headers: Mapping[str, str] | None = None) -> bytes:
    """What a server answered."""
    said = {"Content-Type": "text/html"} if headers is None else headers
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def response(number: int, block: bytes | None = None, *, length: int | None = None, **headers: str) -> bytes:
    """A record of an answer, the number's own."""
    said = {
        "WARC_Target_URI": f"https://news.example/{number}",
        "WARC_Date": f"2026-03-05T10:{number % 60:02}:00Z",
        "WARC_Record_ID": f"<urn:uuid:00000000-0000-0000-0000-{number:012}>",
        "Content_Type": "application/http; msgtype=response",
    }
    body = HTML.replace(b"A page", f"Page {number}".encode())
    return record("response", answer(body) if block is None else block, length=length, **(said | headers))


def write(folder: Path, *records: bytes, packed: bool | None = False, name: str = "pages.warc") -> str:
    """A file of these records: as they are, each packed on its own, or (None) all of them packed as one."""
    path = folder / name
    path.write_bytes(
        gzip.compress(b"".join(records))
        if packed is None
        else b"".join(gzip.compress(r) if packed else r for r in records)
    )
    return str(path)
