"""Adding pages: the forms with which they are handed over, how far a job is, and what became of each page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from dateline.records.base import record
from dateline.records.dossier import DossierFailure, DossierWarning
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join
from dateline.rendering.wording import counted
from dateline.serve.jobs import Job
from dateline.serve.pages.addresses import article_href
from dateline.serve.pages.forms import Writing, field, form, how_to_write

__all__ = ["ADD", "Adding", "JobShown", "add_page", "trouble_rows", "job_page"]

ADD = "/add"
_SHOWN = 200
_STAGES = {"capture": "opened", "feed": "feeds opened", "article": "articles found", "reading": "texts read"}


@record
class Adding:
    """The forms; what was typed stands in them again where it could not be taken. `jobs` are those known, the newest
    first."""

    writing: Writing | None = None
    typed: Mapping[str, str]
    jobs: tuple[Job, ...] = ()


@record
class JobShown:
    """A job, and the titles of the articles that it lists, by their ids."""

    job: Job
    titles: Mapping[str, str]


def add_page(shown: Adding) -> Markup:
    """The three ways to hand pages over, and what was handed over before."""
    lead = "Pages are read here, on this machine; nothing is sent anywhere. What is known already is not read again."
    writing = shown.writing
    ways = None
    if writing is not None:
        ways = element(
            "div", _files(writing), _pasted(writing, shown.typed), _addresses(writing, shown.typed), class_="ways"
        )
    return join(
        element("h1", "Add pages"),
        element("p", lead, class_="facts"),
        ways or how_to_write("add pages"),
        _jobs(shown.jobs),
    )


def _files(writing: Writing) -> Markup:
    told = (
        "HTML, plain text, .jsonl rows, WARC, feeds; up to 64 MB at a time. One that cannot be read costs itself alone."
    )
    return element(
        "section",
        element("h2", "Files"),
        form(
            writing,
            _file("Files", "files", hint=told, multiple=True),
            _file("Or a whole folder", "folder", hint="All files that are in it.", multiple=True, webkitdirectory=True),
            element("button", "Read these files", type="submit", class_="chief"),
            action=ADD, name="files", enctype="multipart/form-data",
        ),
    )  # fmt: skip


def _file(label: str, name: str, *, hint: str, **more: bool) -> Markup:
    return element(
        "div",
        element("label", label, for_=f"add-{name}"),
        element("input", type="file", name=name, id=f"add-{name}", aria_describedby=f"add-{name}-hint", **more),
        element("p", hint, id=f"add-{name}-hint", class_="note"),
        class_="field",
    )


def _pasted(writing: Writing, typed: Mapping[str, str]) -> Markup:
    """The words or the HTML of one page, and what is known of it."""
    known = (
        ("url", "Its address", "https://…"),
        ("outlet", "Outlet", None),
        ("published", "Published", "As 2026-02-23, or 2026-02-23T10:40."),
    )
    fields = [
        field(label, name, anchor=f"paste-{name}", value=typed.get(name, ""), hint=hint, autocomplete="off")
        for name, label, hint in known
    ]
    filled = [name for name, _, _ in known if typed.get(name)]
    return element(
        "section",
        element("h2", "Pasted text or HTML"),
        form(
            writing,
            _area("The page, with all that stood around it", "text", value=typed.get("text", ""), lang=""),
            element("details", element("summary", "What you know of it"), fields, open=bool(filled)),
            element("button", "Read this page", type="submit", class_="chief"),
            action=ADD, name="pasted", enctype="multipart/form-data",
        ),
    )  # fmt: skip


def _addresses(writing: Writing, typed: Mapping[str, str]) -> Markup:
    told = (
        "One a line. Each page is asked for once, as its site's robots.txt allows; its links are not followed, and "
        "addresses that are not public are refused."
    )
    value = typed.get("addresses", "")
    return element(
        "section",
        element("h2", "Addresses"),
        form(
            writing,
            _area("Addresses of pages or feeds", "addresses", value=value, hint=told, inputmode="url"),
            element("button", "Fetch and read", type="submit", class_="chief"),
            action=ADD, name="addresses", enctype="multipart/form-data",
        ),
    )  # fmt: skip


def _area(label: str, name: str, *, value: str, hint: str | None = None, **more: str) -> Markup:
    said = f"add-{name}-hint" if hint else None
    # A line end right behind the tag is not part of what stands in it.
    area = element("textarea", Markup("\n"), value, name=name, id=f"add-{name}", rows=8, aria_describedby=said,
                   required=True, spellcheck="false", dir="auto", **more)  # fmt: skip
    return element(
        "div",
        element("label", label, for_=f"add-{name}"),
        area,
        element("p", hint, id=said, class_="note") if hint else None,
        class_="field",
    )


def _jobs(jobs: Sequence[Job]) -> Child:
    if not jobs:
        return None
    rows = [
        element(
            "li",
            element(
                "p", element("a", _told(job), href=f"{ADD}/{quote(job.id)}"), class_="troubled" if job.failed else None
            ),
            element("p", element("time", job.asked_at.replace("T", " "), datetime=job.asked_at), class_="facts"),
        )
        for job in jobs[:30]
    ]
    return element("section", element("h2", "Handed over before"), element("ul", rows, class_="listed"))


def _told(job: Job) -> str:
    """How far it is, in a line."""
    of = f" of {job.total:,}" if job.total else ""
    if job.state == "waiting":
        return f"Waiting: {counted(job.total or 0, 'page')}" if job.total else "Waiting"
    if job.state == "reading":
        return f"Reading: {job.pages:,}{of} done"
    known = f", {job.pages - job.new:,} known already" if job.pages > job.new else ""
    return f"{counted(job.pages, 'page')}: {job.pages - job.failed:,} read, {job.failed:,} failed{known}"


def job_page(shown: JobShown) -> Markup:
    """How far a job is and what became of its pages; while it goes on the page asks again by itself."""
    job = shown.job
    goes_on = job.state in ("waiting", "reading")
    again = Markup('<noscript><meta http-equiv="refresh" content="2"></noscript>') if goes_on else None
    return join(
        element("h1", "Reading pages" if goes_on else "Pages read"),
        element("div", again, _progress(job), _ended(job), _articles(shown), _failures(job),
                id="job", data_goes_on="1" if goes_on else None),
        element("p", element("a", "Add more pages", href=ADD, class_="button"), " ",
                element("a", "To the stories", href="/", class_="button"), class_="row"),
    )  # fmt: skip


def _progress(job: Job) -> Markup:
    done = job.state in ("done", "failed")
    told = element("p", _told(job), role="status", class_="facts")
    if done:
        return told
    stages = ", ".join(f"{count:,} {_STAGES.get(stage, stage)}" for stage, count in job.stages.items())
    bar = element("progress", value=job.pages or None, max=job.total, aria_label="Pages done") if job.total else (
        element("progress", aria_label="Pages done")
    )  # fmt: skip
    return join(told, bar, element("p", stages, class_="note") if stages else None)


def _ended(job: Job) -> Child:
    if job.failure is None or job.state != "failed":
        return None
    code = element("code", job.failure.code)
    return element("p", shortened(job.failure.message, 600), " ", code, role="alert", class_="message trouble")


def _articles(shown: JobShown) -> Child:
    articles = shown.job.articles
    if not articles:
        return None
    rows = [
        element("li", element("a", shortened(shown.titles.get(one, one), 200), href=article_href(one)), dir="auto")
        for one in articles[:_SHOWN]
    ]
    more = element("p", f"and {len(articles) - _SHOWN:,} more", class_="more") if len(articles) > _SHOWN else None
    head = element("h2", "Articles ", element("span", f"{len(articles):,}", class_="count"))
    return element("section", head, element("ol", rows, class_="listed"), more)


def _failures(job: Job) -> Child:
    if not job.failures:
        return None
    told = "The other pages are read all the same."
    head = element("h2", "Not read ", element("span", f"{job.failed:,}", class_="count"))
    return element("section", head, element("p", told, class_="note"), trouble_rows(job.failures[:_SHOWN]))


def trouble_rows(troubles: Sequence[DossierFailure | DossierWarning]) -> Markup:
    """Failures or reservations with their codes, and what to do."""
    rows = [
        element(
            "li",
            element("p", element("b", element("bdi", shortened(one.source, 200))), " ", element("code", one.code)),
            element("p", shortened(one.message, 600), class_="facts", dir="auto"),
        )
        for one in troubles
    ]
    return element("ul", rows, class_="listed troubled")
