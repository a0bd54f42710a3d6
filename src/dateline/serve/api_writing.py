"""The API's changes: people's judgements, pages to read, registries.  They need ``--write``."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.responses import Response

from dateline.capture.urls import is_url, normal
from dateline.errors import UsageError
from dateline.records.judgement import Judgement
from dateline.records.page import Article, Known
from dateline.records.registry import RegistryAdded
from dateline.records.time import span_of
from dateline.serve.api_endpoint import Endpoint, Field, Parameter, as_json, body_of, plain_list
from dateline.serve.asking import Asked
from dateline.serve.jobs import Handed, Job

__all__ = ["WRITING", "addresses_of", "known_of"]

_AUTHOR = Field(name="author", words="Who says so; else whoever the server was started by.")
_PAIR = (
    Field(name="left", words="One of the two.", required=True),
    Field(name="right", words="The other.", required=True),
)
_REFERENCE = Field(name="reference", words="A line's reference, or a page.", required=True)
_CORRECTED = ("date", "outlet", "credit")
_ID = Parameter(name="id", words="The job.", schema={"type": "string"}, where="path", required=True)


def _wanted(said: Mapping[str, str], name: str) -> str:
    if not said.get(name, "").strip():
        raise UsageError("bad_body", f"{name} is missing: send it in the body")
    return said[name].strip()


def _author(said: Mapping[str, str], asked: Asked) -> str:
    author = said.get("author", "").strip() or asked.settings.author
    if not author:
        raise UsageError("no_author", "nobody is named who says so: send author in the body")
    return author


def _same(asked: Asked) -> Response:
    said = body_of(asked)
    with asked.desk.write() as workspace:
        return as_json(workspace.same(_wanted(said, "left"), _wanted(said, "right"), author=_author(said, asked)))


def _different(asked: Asked) -> Response:
    said = body_of(asked)
    with asked.desk.write() as workspace:
        return as_json(workspace.different(_wanted(said, "left"), _wanted(said, "right"), author=_author(said, asked)))


def _correct(asked: Asked) -> Response:
    said = body_of(asked)
    fields = {name: said[name] for name in _CORRECTED if name in said}
    with asked.desk.write() as workspace:
        return as_json(workspace.correct(_wanted(said, "article"), fields, author=_author(said, asked)))


def _reject(asked: Asked) -> Response:
    said = body_of(asked)
    with asked.desk.write() as workspace:
        return as_json(workspace.reject(_wanted(said, "reference"), author=_author(said, asked)))


def _undo(asked: Asked) -> Response:
    said = body_of(asked)
    with asked.desk.write() as workspace:
        return as_json(workspace.undo(said.get("judgement", "").strip() or None, author=_author(said, asked)))


def _forget(asked: Asked) -> Response:
    said = body_of(asked)
    with asked.desk.write() as workspace:
        return plain_list(workspace.forget(_wanted(said, "reference")), asked)


def known_of(said: Mapping[str, str]) -> Known | None:
    """What a sender knows of a page, None where that is nothing; raises UsageError("bad_date")."""
    told = {name: said.get(name, "").strip() or None for name in ("url", "outlet", "title", "published")}
    published = told["published"]
    if published is not None and span_of(published)[2] == "unknown":
        raise UsageError("bad_date", f"{published!r} is no ISO 8601 date: write it like 2026-02-23")
    known = Known(url=told["url"], outlet=told["outlet"], title=told["title"], published=published)
    return None if known == Known() else known


def addresses_of(said: str) -> Sequence[str]:
    """The addresses that somebody typed, of the web alone; a word that is none is no path of this machine either."""
    words = list(dict.fromkeys(said.split()))
    if not words:
        raise UsageError("nothing_to_read", "no address was given: write one a line")
    for word in words:
        if not is_url(word):
            raise UsageError("bad_url", f"{word[:120]!r} is no address: write it with https://")
        normal(word)
    return words


def _read(asked: Asked) -> Response:
    kind = asked.request.headers.get("content-type", "").partition(";")[0].strip().lower()
    known, retry = None, asked.query("retry") is not None
    addresses: Sequence[str] = ()
    if asked.uploads or asked.fields:
        said = body_of(asked)
        known = known_of(said)
        handed = [Handed(name=each.name, payload=each.payload) for each in asked.uploads]
        addresses = addresses_of(said["addresses"]) if "addresses" in said else ()
        if said.get("text", "").strip():
            handed.append(Handed(name=said.get("source") or "pasted", payload=said["text"].encode()))
    elif kind in ("application/x-ndjson", "application/jsonl", "application/jsonlines"):
        handed = [Handed(name=f"{asked.query('source') or 'rows'}.jsonl", payload=asked.body)]
    elif kind == "application/json":
        # A row of a .jsonl file is one object on one line.
        handed = [Handed(name="row.jsonl", payload=asked.body.replace(b"\r", b" ").replace(b"\n", b" "))]
    else:
        handed = [Handed(name=asked.query("source") or "page", payload=asked.body)]
    job = asked.jobs.submit(handed, known=known, retry=retry, addresses=addresses)
    return as_json(job, status=202, headers={"Location": f"/api/jobs/{job.id}"})


def _jobs(asked: Asked) -> Response:
    return plain_list(asked.jobs.all(), asked)


def _job(asked: Asked) -> Response:
    return as_json(asked.jobs.job(asked.path("id")))


def _add_registry(asked: Asked) -> Response:
    if len(asked.uploads) != 1:
        raise UsageError("no_registry", "a registry is one file: send it as the file of a form")
    upload, name = asked.uploads[0], asked.form("name")
    folder = Path(tempfile.mkdtemp(prefix="dateline-"))
    try:
        file = folder / (Path(upload.name.replace("\\", "/")).name.replace("\x00", "") or "registry")
        file.write_bytes(upload.payload)
        with asked.desk.write() as workspace:
            return as_json(workspace.add_registry(file, name=name))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_registry(asked: Asked) -> Response:
    with asked.desk.write() as workspace:
        workspace.remove_registry(asked.path("name"))
    return Response(status_code=204)


WRITING: Sequence[Endpoint] = (
    Endpoint(
        path="/api/same", summary="Say that two are one.", look=_same, gives=Judgement, method="POST",
        fields=(*_PAIR, _AUTHOR),
    ),
    Endpoint(
        path="/api/different", summary="Say that two are two.", look=_different, gives=Judgement, method="POST",
        fields=(*_PAIR, _AUTHOR),
    ),
    Endpoint(
        path="/api/correct", summary="Say what a page's date, outlet or credit should be.", look=_correct,
        gives=Judgement, method="POST",
        fields=(
            Field(name="article", words="The page.", required=True),
            Field(name="date", words="An ISO 8601 date; empty where it has none."),
            Field(name="outlet", words="Who published it; empty where nobody did."),
            Field(name="credit", words="Agencies, parted by commas; empty where it has none."),
            _AUTHOR,
        ),
    ),
    Endpoint(
        path="/api/reject", summary="Say that something was read wrongly.", look=_reject, gives=Judgement,
        method="POST", fields=(_REFERENCE, _AUTHOR),
    ),
    Endpoint(
        path="/api/undo", summary="Take a judgement back.", look=_undo, gives=Judgement, method="POST",
        fields=(Field(name="judgement", words="Its id; else the last one that stands."), _AUTHOR),
    ),
    Endpoint(
        path="/api/forget", summary="Take a page out for good, in every version.", look=_forget, gives=Article,
        many=True, method="POST", fields=(_REFERENCE,),
    ),
    Endpoint(
        path="/api/read", summary="Hand pages over to be read: a job.", look=_read, gives=Job, method="POST",
        status=202, takes_pages=True,
        parameters=(
            Parameter(name="source", words="What the page is called, where the body is one page or many rows.",
                      schema={"type": "string"}),
            Parameter(name="retry", words="Try again what failed for want of time or memory.",
                      schema={"type": "string"}),
        ),
    ),
    Endpoint(
        path="/api/jobs", summary="What was handed over, the newest first.", look=_jobs, gives=Job, many=True,
        tagged=False,
    ),
    Endpoint(
        path="/api/jobs/{id}", summary="How far a job is, and what failed in it.", look=_job, gives=Job, tagged=False,
        parameters=(_ID,),
    ),
    Endpoint(
        path="/api/registries", summary="Take a registry in, in the place of the one of its name.", look=_add_registry,
        gives=RegistryAdded, method="POST", takes_pages=True,
        fields=(Field(name="name", words="What it is called; else as its file."),),
    ),
    Endpoint(
        path="/api/registries/{name}", summary="Take a registry out.", look=_remove_registry, gives="",
        method="DELETE", status=204,
        parameters=(
            Parameter(name="name", words="The registry.", schema={"type": "string"}, where="path", required=True),
        ),
    ),
)  # fmt: skip
