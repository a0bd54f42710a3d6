"""A WARC file: a page a record, in order, streamed; a broken record costs one page and the rest is read."""

from __future__ import annotations

import gzip
import random
import time
import tracemalloc
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.capture import CaptureStage, find
from dateline.errors import Refusal
from dateline.records.page import Capture, Header, Known, Source

from .archives import HTML, answer, record, response, write

PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: gzip.compress(body),
    "deflate": lambda body: zlib.compress(body),
    "": bytes,
}
KINDS = [False, True, None]


def outcomes(path: str, *, max_bytes: int = 100_000) -> list[str]:
    """The title of each page, or the code of its refusal."""
    stage = CaptureStage(max_bytes=max_bytes).open()
    found = []
    for source in find([path], max_bytes=max_bytes):
        try:
            text = stage(source).texts[0].text
        except Refusal as refusal:
            found.append(refusal.code)
        else:
            found.append(text[text.find("Page") :].partition("<")[0])
    return found


def captured(source: Source) -> Capture:
    return CaptureStage().open()(source).output


@pytest.mark.parametrize("packed", KINDS)
def test_a_page_a_record_with_where_and_when_it_was_seen(tmp_path: Path, packed: bool | None) -> None:
    extra = {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "who=you", "Server": "s"}
    first = response(1, answer("<p>Grüße".encode(), headers=extra))
    one, two = find([write(tmp_path, record("warcinfo", b"x: y"), first, response(2), packed=packed)])
    capture = captured(one)
    seen = capture.observation
    assert one.name.endswith("pages.warc:2:https://news.example/1")
    assert seen is not None
    assert (capture.url, seen.final_url) == ("https://news.example/1", "https://news.example/1")
    assert (seen.observed_at, capture.known.captured) == ("2026-03-05T10:01:00.000Z", "2026-03-05T10:01:00.000Z")
    assert capture.known.published is None
    assert seen.warc_record == "urn:uuid:00000000-0000-0000-0000-000000000001"
    assert seen.headers == (
        Header(name="content-type", value="text/html; charset=utf-8"),
        Header(name="server", value="s"),
    )
    assert two.payload == HTML.replace(b"A page", b"Page 2")


def test_an_archive_is_told_by_its_content(tmp_path: Path) -> None:
    assert outcomes(write(tmp_path, response(1), name="a.dat", packed=True)) == ["Page 1"]
    assert outcomes(write(tmp_path, b"Page of words", name="b.warc")) == ["Page of words"]
    assert outcomes(write(tmp_path, b"just words", name="c.warc.gz", packed=True)) == ["binary"]


def test_a_record_is_one_capture_wherever_its_archive_lies(tmp_path: Path) -> None:
    first = write(tmp_path, response(1), response(2))
    other = write(tmp_path, response(2), name="other.warc.gz", packed=True)
    ids = [captured(source).id for path in (first, other) for source in find([path])]
    assert ids[1] == ids[2] != ids[0]


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    records = [
        record("warcinfo", b"software: x"),
        response(1, b"GET / HTTP/1.1\r\n\r\n").replace(b"WARC-Type: response", b"WARC-Type: request"),
        response(2, answer(b"\x89PNG", headers={"Content-Type": "image/png"})),
        response(3, answer(status="404 Not Found")),
        response(4, answer(b"", status="301 Moved", headers={"Location": "/", "Content-Type": "text/html"})),
        response(5, answer(b"User-agent: *", headers={"Content-Type": "text/plain"}))
        .replace(b"news.example/5", b"news.example/robots.txt"),
        response(6, answer(b"{}", headers={})),
        response(7, b"dns answer", Content_Type="text/dns"),
        response(8, answer(headers={})),
        record("resource", HTML, Content_Type="text/html", WARC_Target_URI="https://news.example/r"),
        record("resource", b"Page as text", Content_Type="text/plain"),
        record("resource", b"%PDF", Content_Type="application/pdf"),
        record("metadata", b"x: y", Content_Type="application/warc-fields"),
        record("revisit", answer(b""), Content_Type="application/http"),
    ]  # fmt: skip
    for packed in KINDS:
        assert [source.name.partition(".warc:")[2] for source in find([write(tmp_path, *records, packed=packed)])] == [
            "9:https://news.example/8", "10:https://news.example/r", "11",
        ]  # fmt: skip
    assert outcomes(write(tmp_path, *records[:3])) == ["empty"]


@pytest.mark.parametrize("packed", KINDS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Transfer-Encoding": "chunked"},
        {"Content-Encoding": "gzip"},
        {"Transfer-Encoding": "chunked", "Content-Encoding": "deflate"},
        {"Content-Encoding": "br", "X-Body": "as it is"},
        {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked", "X-Body": "as it is"},
    ],
)
def test_answers_are_unpacked_or_taken_as_they_are(
    tmp_path: Path, headers: dict[str, str], packed: bool | None
) -> None:
    body = HTML.replace(b"A page", b"Page 9")
    if "X-Body" not in headers:
        body = PACKINGS[headers.get("Content-Encoding", "")](body)
        if "Transfer-Encoding" in headers:
            body = b"%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n" % (10, body[:10], len(body) - 10, body[10:])
    said = {"Content-Type": "text/html"} | headers
    assert outcomes(write(tmp_path, response(1, answer(body, headers=said)), response(2), packed=packed)) == [
        "Page 9", "Page 2",
    ]  # fmt: skip


@pytest.mark.parametrize("packed", KINDS)
def test_pages_that_are_too_large_or_swell_cost_themselves(tmp_path: Path, packed: bool | None) -> None:
    bomb = answer(gzip.compress(bytes(3_000_000)), headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    records = [response(1), response(2, answer(b"x" * 150_000)), response(3, bomb), response(4)]
    assert outcomes(write(tmp_path, *records, packed=packed)) == ["Page 1", "too_large", "too_large", "Page 4"]


BROKEN = {
    "too long": response(2, length=len(answer(HTML)) + 100),
    "far too long": response(2, length=10**9),
    "no number": response(2).replace(b"Content-Length: ", b"Content-Length: x"),
    "too short": response(2, length=80),
    "no length": response(2).replace(b"Content-Length", b"Content-Size"),
    "no answer": response(2, b"nonsense and no header"),
    "endless header": b"WARC/1.0\r\n" + b"X-Header: y\r\n" * 40_000,
    "no end of header": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n",
    "no record": b"This is no record at all.\r\n" * 5,
}


@pytest.mark.parametrize("name", sorted(BROKEN))
@pytest.mark.parametrize("packed", KINDS)
def test_a_broken_record_costs_one_page(tmp_path: Path, name: str, packed: bool | None) -> None:
    records = [response(1), BROKEN[name], response(3), response(4)]
    found = outcomes(write(tmp_path, *records, packed=packed))
    assert found[:2] == ["Page 1", "broken_record"]
    # In one packed piece what a record has swallowed cannot be gone back to.
    assert found[2:] == ["Page 3", "Page 4"] or (packed is None and found[2:] in ([], ["Page 4"]))


def test_a_member_that_is_damaged_or_cut_costs_one_page(tmp_path: Path) -> None:
    members = [gzip.compress(response(number)) for number in (1, 2, 3, 4)]
    for damaged in (
        members[1][:40] + bytes(20) + members[1][60:],
        members[1][:-60],
        members[1][:-8] + bytes(4) + members[1][-4:],
        b"\x00" * 512,
    ):
        found = outcomes(write(tmp_path, members[0], damaged, *members[2:]))
        assert found == ["Page 1", "broken_record", "Page 3", "Page 4"]


@pytest.mark.parametrize("packed", KINDS)
def test_an_archive_that_is_cut_off_gives_what_is_whole(tmp_path: Path, packed: bool | None) -> None:
    pages = [answer(f"<html>Page {n}<p>".encode() + random.Random(n).randbytes(500).hex().encode()) for n in (1, 2, 3)]
    path = Path(write(tmp_path, *[response(n, page) for n, page in enumerate(pages, 1)], packed=packed))
    path.write_bytes(path.read_bytes()[:-40])
    assert outcomes(str(path))[:3] == ["Page 1", "Page 2", "broken_record"]


@settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_ends_in_pages_and_refusals(tmp_path: Path, data: st.DataObject) -> None:
    packed = data.draw(st.sampled_from(KINDS))
    path = Path(write(tmp_path, *[response(number) for number in range(1, 5)], packed=packed))
    payload = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(20, len(payload) - 1))
        payload[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    path.write_bytes(payload)
    found = outcomes(str(path))
    assert found
    assert len(found) <= 12


@pytest.mark.alone
def test_many_short_lies_cost_no_time(tmp_path: Path) -> None:
    lie = response(7, answer(), length=10_000)
    lies = [response(7, answer(), length=200 * len(lie) + 7)] * 2000
    for packed in (False, True):
        begun = time.perf_counter()
        found = outcomes(write(tmp_path, *lies, response(1), packed=packed))
        assert time.perf_counter() - begun < 10
        assert found == ["broken_record"] * 2000 + ["Page 1"]


@pytest.mark.parametrize("packed", KINDS)
def test_an_archive_is_never_held_whole(tmp_path: Path, packed: bool | None) -> None:
    rng = random.Random(5)
    pages = [answer(b"<html>" + rng.randbytes(50_000).hex().encode()) for _ in range(20)]
    film = response(999, answer(bytes(20_000_000), headers={"Content-Type": "video/mp4"}))
    path = write(tmp_path, film, *[response(n, pages[n % 20]) for n in range(300)], packed=packed)
    tracemalloc.start()
    count = sum(1 for _ in find([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 300
    assert peak < 3_000_000, "thirty megabytes of pages and a film of twenty"


def test_what_the_caller_knows_holds_and_an_archive_on_standard_input_is_refused(tmp_path: Path) -> None:
    (source,) = find([write(tmp_path, response(1))], known=Known(outlet="Acme", url="https://gazette.example/"))
    assert (captured(source).url, captured(source).known.outlet) == ("https://gazette.example/", "Acme")
    with pytest.raises(Refusal) as caught:
        captured(Source(name="-", payload=response(1)))
    assert caught.value.code == "archive"


def test_a_record_without_an_id_or_a_date_is_still_a_page(tmp_path: Path) -> None:
    plain = record("resource", HTML, Content_Type="text/html", WARC_Date="yesterday")
    one, two = find([write(tmp_path, plain, plain)])
    assert captured(one).id != captured(two).id
    assert captured(one).observation is not None
    assert captured(one).known.captured is None


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # The writer leaves its buffers open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("packed", [False, True])
def test_what_another_writer_made_is_read(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "made.warc"
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=packed)
        for number in (1, 2):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            body = BytesIO(HTML.replace(b"A page", f"Page {number}".encode()))
            made = writer.create_warc_record(
                f"https://news.example/{number}", "response", payload=body, http_headers=headers
            )
            writer.write_request_response_pair(
                writer.create_warc_record(f"https://news.example/{number}", "request", payload=BytesIO(b"GET /")), made
            )
    assert outcomes(str(path)) == ["Page 1", "Page 2"]
