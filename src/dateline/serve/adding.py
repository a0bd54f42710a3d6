"""The pages with which pages are handed over: forms in, a job out, and how far it is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from dateline.errors import DatelineError, UsageError
from dateline.records.page import Known
from dateline.serve.answering import page
from dateline.serve.api_writing import addresses_of, known_of
from dateline.serve.asking import Asked, view
from dateline.serve.faults import fault_of
from dateline.serve.jobs import Handed, Job
from dateline.serve.judging import writing
from dateline.serve.layout import Crumb
from dateline.serve.pages.forms import Trouble
from dateline.serve.pages.lists import FAILURES, Troubles, failures_page
from dateline.serve.pages.reading import ADD, Adding, JobShown, add_page, job_page

__all__ = ["routes"]

_TYPED = ("text", "url", "outlet", "published", "addresses")
_TITLES = 200
"""Articles of a job whose titles are looked up."""


def routes() -> Sequence[BaseRoute]:
    """The forms, the jobs, and what could not be read."""
    return (
        view(ADD, _forms, name="add", tagged=False),
        view(ADD, _add, name="added", methods=("POST",)),
        view(ADD + "/{job}", _job, name="job", tagged=False),
        view(FAILURES, _failures, name="failures"),
    )


def _forms(asked: Asked, *, trouble: Trouble | None = None, status: int = 200) -> Response:
    may = writing(asked, trouble)
    typed = {name: asked.form(name) or "" for name in _TYPED}
    shown = Adding(writing=may, typed=typed, jobs=asked.jobs.all() if may else ())
    return page(asked.request, add_page(shown), title="Add pages", here=ADD, status=status)


def _add(asked: Asked) -> Response:
    """Hand over what came, and lead to its job; where it cannot be taken, say why beside its form."""
    try:
        job = _handed(asked)
    except DatelineError as error:
        fault = fault_of(error)
        trouble = Trouble(form=asked.form("form") or "files", code=fault.code, message=fault.message)
        return _forms(asked, trouble=trouble, status=fault.status)
    return RedirectResponse(f"{ADD}/{quote(job.id)}", status_code=303)


def _handed(asked: Asked) -> Job:
    said = asked.form("form")
    if said == "addresses":
        return asked.jobs.submit((), addresses=addresses_of(asked.form("addresses") or ""))
    if said == "pasted":
        known = known_of({name: asked.form(name) or "" for name in ("url", "outlet", "published")})
        return asked.jobs.submit([_pasted(asked.form("text") or "", known)], known=known)
    return asked.jobs.submit([Handed(name=each.name, payload=each.payload) for each in asked.uploads if each.name])


def _pasted(text: str, known: Known | None) -> Handed:
    """Pasted words as a page: called after what they are, so that others are another page and the same are known."""
    payload = text.encode("utf-8", "replace")
    if not text.strip():
        raise UsageError("nothing_to_read", "nothing was pasted: paste the words of a page, or its HTML")
    ending = "html" if text.lstrip()[:1] == "<" else "txt"
    name = f"pasted-{hashlib.sha256(payload).hexdigest()[:8]}.{ending}"
    return Handed(name=known.url if known is not None and known.url else name, payload=payload)


def _job(asked: Asked) -> Response:
    job = asked.jobs.job(asked.path("job"))
    shown = JobShown(job=job, titles=_titles(asked, job))
    return page(
        asked.request, job_page(shown), title="Pages read", here=ADD, crumbs=(Crumb(text="Add pages", href=ADD),)
    )


def _titles(asked: Asked, job: Job) -> Mapping[str, str]:
    found: dict[str, str] = {}
    if job.articles and job.state in ("done", "failed"):
        with asked.desk.look() as workspace:
            for version in (one for name in job.articles[:_TITLES] for one in workspace.versions(name)):
                found.update(dict.fromkeys(version.articles, version.title or version.source))
    return found


def _failures(asked: Asked) -> Response:
    with asked.desk.look() as workspace:
        failures = workspace.failures()
    picture = asked.desk.picture()
    told = Troubles(failures=failures, warnings=picture.warnings, left_out=picture.scope.left_out > 0)
    return page(asked.request, failures_page(told), title="Failures", here=FAILURES)
