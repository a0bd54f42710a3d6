"""Pages handed over: names, counts, failures with their codes, a queue with an end; a job goes on by itself."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.errors import UsageError
from dateline.pipeline import PageRead
from dateline.records.outcome import Failure
from dateline.records.page import Known
from dateline.serve import Settings, make_app
from dateline.serve.faults import Refused
from dateline.serve.jobs import Handed, Job, Jobs
from dateline.workspace import Workspace

PAGE = (
    b"Quarry Lantern\n\nDam holds, says mayor\n\n3 March 2026\n\nThe dam at Orrin Bay holds, the mayor said on Monday."
)


def ended(jobs: Jobs, id: str, *, seconds: float = 200) -> Job:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job = jobs.job(id)
        if job.state in ("done", "failed"):
            return job
        time.sleep(0.02)
    raise AssertionError(f"still {job.state} after {seconds} seconds")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would have been read: a page fails where it says so."""
    asked: list[Any] = []

    def reading_files(
        self: Workspace, files: list[tuple[Path, str]], *, known: Known | None = None, retry: bool = False
    ) -> Iterator[PageRead]:
        del self
        for path, name in files:
            payload = path.read_bytes()
            asked.append((name, payload, known, retry))
            if payload == b"refuse":
                raise UsageError("known_of_many", "one page only")
            if payload == b"slip":
                raise RuntimeError("slip")
            if payload == b"wait":
                time.sleep(0.3)
            failure = Failure(code="empty", message="nothing in it") if payload == b"fail" else None
            yield PageRead(source=name, articles=(f"id-{name}",), new=True, stage="capture", failure=failure)

    monkeypatch.setattr(Workspace, "reading_files", reading_files)
    return asked


@pytest.fixture
def jobs(tmp_path: Path, read: list[Any]) -> Iterator[Jobs]:
    del read
    made = Jobs(tmp_path / "w.db", settings=Settings())
    yield made
    made.close()


def handed(*payloads: bytes) -> list[Handed]:
    return [Handed(name=f"{number}.txt", payload=payload) for number, payload in enumerate(payloads)]


def test_a_job_counts_its_pages_and_lists_what_failed(jobs: Jobs) -> None:
    job = ended(jobs, jobs.submit(handed(b"a", b"fail", b"b")).id)
    assert (job.state, job.total, job.pages, job.new, job.failed) == ("done", 3, 3, 3, 1)
    assert job.articles == ("id-0.txt", "id-1.txt", "id-2.txt")
    assert [(each.source, each.stage, each.code) for each in job.failures] == [("1.txt", "capture", "empty")]
    assert job.ended_at is not None


def test_jobs_are_done_in_turn_and_each_by_itself(jobs: Jobs, read: list[Any]) -> None:
    known = Known(outlet="Lantern")
    ids = [jobs.submit(handed(payload), known=known, retry=True).id for payload in (b"a", b"refuse", b"b")]
    states = [ended(jobs, id) for id in ids]
    assert [job.state for job in states] == ["done", "failed", "done"]
    assert states[1].failure == Failure(code="known_of_many", message="one page only")
    assert [payload for _, payload, _, _ in read] == [b"a", b"refuse", b"b"]
    assert {(each, retry) for _, _, each, retry in read} == {(known, True)}
    assert [job.id for job in jobs.all()] == ids[::-1]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_slip_of_ours_ends_its_job_and_no_other(jobs: Jobs) -> None:
    first = jobs.submit(handed(b"slip")).id
    assert ended(jobs, first).failure == Failure(
        code="internal_error", message="the server failed at this: its log says where"
    )
    assert ended(jobs, jobs.submit(handed(b"a")).id).state == "done"


def test_the_queue_has_an_end(jobs: Jobs) -> None:
    first = jobs.submit(handed(b"wait"))
    while jobs.job(first.id).state == "waiting":
        time.sleep(0.01)
    for _ in range(20):
        jobs.submit(handed(b"a"))
    with pytest.raises(Refused) as refused:
        jobs.submit(handed(b"a"))
    assert (refused.value.status, refused.value.code) == (503, "queue_full")


def test_nothing_is_no_job(jobs: Jobs) -> None:
    for pages in ([], handed(b""), handed(b"", b"")):
        with pytest.raises(UsageError, match="nothing_to_read"):
            jobs.submit(pages)
    with pytest.raises(UsageError, match="unknown_job"):
        jobs.job("none")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("page.html", "page.html"),
        ("../../etc/passwd", "passwd"),
        ("C:\\news\\page.html", "page.html"),
        ("folder/", "folder"),
        ("", "page"),
        ("..", ".."),
        ("a\r\nb\x00c", "a b\ufffdc"),
        ("\u202egpj.html", "\ufffdgpj.html"),
        ("x" * 1000 + ".jsonl", "x" * 294 + ".jsonl"),
    ],
)
def test_names_are_words_and_lead_nowhere(jobs: Jobs, read: list[Any], said: str, name: str) -> None:
    ended(jobs, jobs.submit([Handed(name=said, payload=b"a")]).id)
    assert read[0][0] == name


def test_pages_are_gone_from_the_disk_when_they_were_read(
    jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ended(jobs, jobs.submit(handed(b"a", b"fail")).id)
    assert not list(tmp_path.glob("dateline-*"))


def test_ending_leaves_no_pages_behind(tmp_path: Path, read: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made = Jobs(tmp_path / "w.db", settings=Settings())
    for _ in range(3):
        made.submit(handed(b"wait"))
    made.close()
    assert not list(tmp_path.glob("dateline-*"))
    assert len(read) < 3


@pytest.fixture
def client(tmp_path: Path, read: list[Any]) -> Iterator[TestClient]:
    del read
    app = make_app(tmp_path / "w.db", settings=Settings(write=True, author="Tester"))
    with TestClient(app, base_url="http://127.0.0.1:8080") as made:
        yield made


def done(client: TestClient, answer: Any) -> Any:
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/api/jobs/{answer.json()['id']}"
    ended(client.app.state.jobs, answer.json()["id"])  # type: ignore[attr-defined]
    return client.get(answer.headers["location"]).json()


def test_pages_are_handed_over_in_all_ways(client: TestClient, read: list[Any]) -> None:
    files = [("file", ("a.html", b"<p>A", "text/html")), ("file", ("b.txt", b"B", "text/plain"))]
    assert done(client, client.post("/api/read", files=files))["total"] == 2
    form = {"text": "pasted words", "outlet": "Lantern", "published": "2026-03-03", "source": "from mail"}
    done(client, client.post("/api/read", data=form))
    rows = '{"text": "A"}\n{"text": "B"}\n'
    sent = client.post("/api/read", content=rows, headers={"Content-Type": "application/x-ndjson"})
    assert done(client, sent)["total"] == 2
    done(client, client.post("/api/read", json={"text": "A"}))
    html = {"Content-Type": "text/html"}
    done(client, client.post("/api/read?source=c.html", content=b"<p>C", headers=html))
    assert [(name, payload) for name, payload, _, _ in read] == [
        ("a.html", b"<p>A"), ("b.txt", b"B"), ("from mail", b"pasted words"), ("rows.jsonl", rows.encode()),
        ("row.jsonl", json.dumps({"text": "A"}, separators=(",", ":")).encode()), ("c.html", b"<p>C"),
    ]  # fmt: skip
    assert read[2][2] == Known(outlet="Lantern", published="2026-03-03")
    assert len(client.get("/api/jobs").json()) == 5


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"content": b""}, "nothing_to_read"),
        ({"data": {"text": "x", "published": "soon"}}, "bad_date"),
        ({"data": {"addresses": "/etc/passwd"}}, "bad_url"),
        ({"data": {"addresses": "https://news.example/a\nfile:///etc/passwd"}}, "unsupported_scheme"),
        ({"data": {"addresses": "-"}}, "bad_url"),
    ],
)
def test_what_cannot_be_read_is_refused_at_once(client: TestClient, sent: dict[str, Any], code: str) -> None:
    answer = client.post("/api/read", **sent)
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]["code"] == code


@pytest.mark.model
def test_a_page_is_read_while_others_look(tmp_path: Path) -> None:
    app = make_app(tmp_path / "w.db", settings=Settings(write=True))
    with TestClient(app, base_url="http://127.0.0.1:8080") as client:
        assert client.get("/api/articles").json()["articles"] == []
        files = [("file", ("dam.txt", PAGE, "text/plain")), ("file", ("none.bin", b"\x00\x01\x02" * 50, "text/plain"))]
        job = done(client, client.post("/api/read", files=files))
        assert (job["state"], job["pages"], job["new"], job["failed"]) == ("done", 2, 2, 1)
        assert [each["source"] for each in job["failures"]] == ["none.bin"]
        assert set(job["stages"]) >= {"capture", "article", "reading"}
        article = client.get("/api/articles").json()["articles"][0]
        assert job["articles"] == [article["id"]]
        assert client.get(f"/api/capture/{article['capture']}").content == PAGE
        again = done(client, client.post("/api/read", files=files))
        assert (again["pages"], again["new"]) == (2, 0)
