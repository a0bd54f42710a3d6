"""The page that says whether a sentence is reported: a sentence in, what was found on it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from starlette.responses import Response
from starlette.routing import BaseRoute

from dateline.errors import UsageError
from dateline.serve.answering import page
from dateline.serve.asking import Asked, view
from dateline.serve.pages.reported import Checking, reported_page
from dateline.workspace import Workspace

__all__ = ["routes"]

_TITLE = "Is it reported?"
_A_FINDING = 2_000
"""Bytes that a finding takes, by estimate."""


def routes() -> Sequence[BaseRoute]:
    """The page."""
    return (view("/reported", _reported, name="reported"),)


def _reported(asked: Asked) -> Response:
    return page(asked.request, *reported_page(_checked(asked)), title=_TITLE, here="/reported")


def _checked(asked: Asked) -> Checking:
    sentence, as_of = asked.query("sentence"), asked.query("as_of")
    told = Checking(sentence=sentence or "", as_of=as_of)
    if sentence is None:
        return told
    try:
        found = asked.desk.remember(
            ("reported", sentence, as_of),
            lambda: asked.desk.ask(Workspace.corroborate, sentence, as_of=as_of),
            size=lambda made: _A_FINDING * sum(len(p.supports) + len(p.against) + len(p.near) + 1 for p in made.points),
        )
    except UsageError as error:
        # What is wrong with a sentence is told beside it, so that it can be mended.
        return replace(told, trouble=(error.code, error.message))
    return replace(told, found=found)
