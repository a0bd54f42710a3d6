"""The pages with which a person has a say: what is judged, the verdict that is sent, the log of all verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, unquote

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from dateline.errors import DatelineError, UsageError
from dateline.records.dossier import Dossier
from dateline.records.judgement import Judgement
from dateline.records.references import Reference, references
from dateline.serve.answering import page
from dateline.serve.asking import Asked, view
from dateline.serve.faults import fault_of
from dateline.serve.layout import Crumb, Message
from dateline.serve.pages.forms import Trouble, Writing
from dateline.serve.pages.judgements import JUDGE, JUDGING, Log, judging_page
from dateline.serve.pages.judging import Subject, judge_page
from dateline.workspace import Workspace

__all__ = ["AUTHOR", "routes", "writing"]

AUTHOR = "dateline-author"
"""The cookie that keeps the name of who judges."""
_YEAR = 365 * 24 * 3600
_LONGEST = 80
_STORIES = 300
"""Stories that are offered as another one."""


def routes() -> Sequence[BaseRoute]:
    """The log, and what is judged."""
    return (
        view(JUDGING, _log, name="judging", tagged=False),
        view(JUDGE, _subject, name="judge", tagged=False),
        view(JUDGE, _judge, name="judged", methods=("POST",)),
    )


def writing(asked: Asked, trouble: Trouble | None = None) -> Writing | None:
    """What forms need; None where nothing may be changed."""
    if not asked.settings.write:
        return None
    author = asked.form("author") or unquote(asked.request.cookies.get(AUTHOR, "")) or asked.settings.author or ""
    return Writing(form_token=asked.form_token, author=author[:_LONGEST], trouble=trouble)


def _log(asked: Asked) -> Response:
    return _logged(asked)


def _logged(asked: Asked, *, trouble: Trouble | None = None, status: int = 200) -> Response:
    with asked.desk.look() as workspace:
        log = workspace.judgements()
    done = asked.query("done")
    told = next((one for one in log if one.id == done), None)
    messages = () if told is None else (Message(text=_DONE[told.kind], kind="done"),)
    body = judging_page(Log(log=log, writing=writing(asked, trouble), done=done))
    return page(asked.request, body, title="Judging", here=JUDGING, messages=messages, status=status)


_DONE = {
    "same": "Kept: they are one.", "different": "Kept: they are two.", "correct": "Kept: the page is corrected.",
    "reject": "Kept: it is left out from now on.", "undo": "Kept: it was taken back.",
}  # fmt: skip


def _subject(asked: Asked) -> Response:
    about = asked.query("about")
    if about is None:
        return RedirectResponse(JUDGING, status_code=303)
    return _shown(asked, about, within=asked.query("in"))


def _shown(
    asked: Asked, about: str, *, within: str | None, trouble: Trouble | None = None, status: int = 200
) -> Response:
    picture = _picture(asked, about, within)
    with asked.desk.look() as workspace:
        log = workspace.judgements()
        stories = workspace.stories(limit=_STORIES).stories
    meant = _meant(picture, about)
    subject = Subject(
        picture=picture, about=meant.id, evidence=meant.evidence, within=within, writing=writing(asked, trouble),
        log=log, stories=tuple((one.id, one.headline) for one in stories),
    )  # fmt: skip
    crumbs = (Crumb(text="Judging", href=JUDGING),)
    return page(asked.request, judge_page(subject), title="Judge", here=JUDGING, crumbs=crumbs, status=status)


def _picture(asked: Asked, about: str, within: str | None) -> Dossier:
    """The picture in which something stands: of the page that led here, else its own, else that of everything."""
    for what in (*filter(None, (within, about)), None):
        try:
            picture = asked.desk.picture(what)
            _meant(picture, about)
        except UsageError as error:
            if error.code not in ("not_found", "unknown_reference"):
                raise
            continue
        return picture
    raise UsageError("unknown_reference", f"{about[:80]!r} is nothing that can be judged: open it from its own page")


def _meant(picture: Dossier, about: str) -> Reference:
    """What is judged, with its words; of a story these are the headlines of its articles."""
    story = next((one for one in picture.stories if one.id == about), None)
    if story is None:
        return references(picture).find(about)
    mine = [one for one in picture.articles if one.id in story.articles]
    return Reference(id=about, evidence=tuple(words for one in mine for words in one.evidence.get("title", ())))


def _judge(asked: Asked) -> Response:
    """Write a verdict, and lead to the log; where it cannot be written, say why beside its form."""
    verdict, about = asked.form("verdict") or "", asked.form("about")
    try:
        author = (asked.form("author") or "")[:_LONGEST] or asked.settings.author
        if not author:
            raise UsageError("no_author", "a judgement needs its author: say who you are")
        with asked.desk.write() as workspace:
            judged = _written(asked, workspace, verdict=verdict, author=author)
    except DatelineError as error:
        fault = fault_of(error)
        trouble = Trouble(form=asked.form("form") or "", code=fault.code, message=fault.message)
        if about is None:
            return _logged(asked, trouble=trouble, status=fault.status)
        return _shown(asked, about, within=asked.form("in"), trouble=trouble, status=fault.status)
    answer = RedirectResponse(f"{JUDGING}?done={quote(judged.id)}#j-{quote(judged.id)}", status_code=303)
    answer.set_cookie(AUTHOR, quote(author), max_age=_YEAR, path="/", httponly=True, samesite="strict")
    return answer


def _written(asked: Asked, workspace: Workspace, *, verdict: str, author: str) -> Judgement:
    about = asked.form("about") or ""
    left, right = asked.form("left") or about, asked.form("right") or asked.form("other") or ""
    if verdict == "same":
        return workspace.same(left, right, author=author)
    if verdict == "different":
        return workspace.different(left, right, author=author)
    if verdict == "reject":
        return workspace.reject(about, author=author)
    if verdict == "undo":
        return workspace.undo(asked.form("judgement"), author=author)
    if verdict == "correct":
        return workspace.correct(about, _corrected(asked), author=author)
    raise UsageError("bad_parameter", "that is no verdict: reload the page and send its form")


def _corrected(asked: Asked) -> dict[str, str]:
    """The fields that were changed, and those alone: another one's reading is not judged by being looked at."""
    said = {name: asked.form(name) or "" for name in ("date", "outlet", "credit")}
    changed = {name: value for name, value in said.items() if value != (asked.form(f"was-{name}") or "")}
    if not changed:
        raise UsageError("bad_correction", "nothing was changed: write what a field should say")
    return changed
