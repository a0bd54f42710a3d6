"""Forms of pages that may change something: what each carries, and what stands beside it where it went wrong."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records.base import record
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join

__all__ = ["Trouble", "Writing", "field", "form", "how_to_write", "signed", "troubled"]


@record
class Trouble:
    """Why something that was asked for was not done: the form it was asked with, and the error's code and words."""

    form: str
    code: str
    message: str


@record
class Writing:
    """What every form needs: the token of this start, the name of who writes, and what went wrong the last time."""

    form_token: str
    author: str = ""
    trouble: Trouble | None = None


def form(
    writing: Writing, *body: Child, action: str, name: str, hidden: Sequence[tuple[str, str]] = (), **more: str
) -> Markup:
    """A form that is sent to `action`; `name` tells it apart, so that its trouble stands beside it."""
    kept = [element("input", type="hidden", name=key, value=value) for key, value in hidden]
    return element(
        "form",
        element("input", type="hidden", name="form_token", value=writing.form_token),
        element("input", type="hidden", name="form", value=name),
        kept,
        troubled(writing, name),
        *body,
        method="post",
        action=action,
        **more,
    )


def troubled(writing: Writing, name: str) -> Markup | None:
    """What went wrong with a form, in words, with its code."""
    wrong = writing.trouble
    if wrong is None or wrong.form != name:
        return None
    code = element("code", wrong.code)
    return element("p", shortened(wrong.message, 600), " ", code, role="alert", class_="message trouble", dir="auto")


def field(
    label: str, name: str, *, anchor: str, value: str = "", hint: str | None = None, **more: str | bool
) -> Markup:
    """A field with its label; `hint` says what it takes."""
    said = f"{anchor}-hint" if hint else None
    return element(
        "div",
        element("label", label, for_=anchor),
        element("input", type="text", name=name, id=anchor, value=value, aria_describedby=said, **more),
        element("p", hint, id=said, class_="note") if hint else None,
        class_="field",
    )


def signed(writing: Writing, button: Markup, *, anchor: str, known: bool = False) -> Markup:
    """A form's button beside the name of who sends it; with `known` a name given before is sent unseen."""
    if known and writing.author:
        return join(element("input", type="hidden", name="author", value=writing.author), button)
    name = field(
        "Your name", "author", anchor=f"author-{anchor}", value=writing.author, required=True, maxlength="80",
        autocomplete="name",
    )  # fmt: skip
    return element("div", name, button, class_="row")


def how_to_write(what: str) -> Markup:
    """Why there is no form here, and how to have one."""
    return element(
        "p",
        f"This server is for looking only. To {what}, start it with ",
        element("code", "dateline serve --write"),
        ".",
        class_="message note",
    )
