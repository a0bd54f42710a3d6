"""The forms of a page as a browser sends them, without a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import html
from starlette.testclient import TestClient

__all__ = ["page_of", "parsed", "sent", "told"]

BROWSER = {"accept": "text/html", "sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8080"}


def page_of(client: TestClient, path: str, *, status: int = 200) -> html.HtmlElement:
    """A page as a tree; it must have come with this status."""
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == status, answer.text[-600:]
    return parsed(answer.text)


def parsed(text: str) -> html.HtmlElement:
    """A page's tree."""
    made: html.HtmlElement = html.document_fromstring(
        text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    return made


def sent(
    client: TestClient, page: html.HtmlElement, name: str, values: Mapping[str, str], *, status: int = 303
) -> html.HtmlElement:
    """The page that follows where a form of a page, by its hidden name, is sent with these values."""
    (form,) = [one for one in page.forms if one.fields.get("form") == name]
    data = {**{key: value for key, value in form.form_values() if isinstance(value, str)}, **values}
    answer = client.post(form.get("action"), data=data, headers=BROWSER)
    assert answer.status_code == status, answer.text[-600:]
    if status != 303:
        return parsed(answer.text)
    return page_of(client, answer.headers["location"].partition("#")[0])


def told(node: html.HtmlElement) -> str:
    """The words of a node on one line."""
    return re.sub(r"\s+", " ", node.text_content()).strip()
