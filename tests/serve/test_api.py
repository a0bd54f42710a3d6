"""The API over an archive: the verbs as JSON, pages of lists, ETags, files, judgements, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from starlette.testclient import TestClient

from dateline.errors import UsageError
from dateline.export import FORMATS
from dateline.records.dossier import Dossier
from dateline.records.plain import from_plain, to_plain
from dateline.serve.api_handing import attached
from dateline.serve.api_looking import LISTS
from dateline.workspace import Workspace


def code_of(answer: Any) -> str:
    return str(answer.json()["error"]["code"])


def test_what_is_told_is_what_the_workspace_tells(reader: TestClient, archive: Path) -> None:
    with Workspace(archive) as workspace:
        whole = workspace.dossier()
        story, entity = whole.stories[0].id, whole.entities[0].id
        assert reader.get("/api/dossier").json() == to_plain(whole)
        for path, what in ((f"/api/story/{story}", story), (f"/api/entity/{entity}", entity)):
            assert reader.get(path).json() == to_plain(workspace.dossier(what))
            asked = {"what": what, "as_of": "2024-01-02", "top": "3"}
            assert reader.get("/api/dossier", params=asked).json() == to_plain(
                workspace.dossier(what, as_of="2024-01-02", top=3)
            )
        assert reader.get("/api/stories").json() == to_plain(workspace.stories())
        assert reader.get("/api/search", params={"q": "killed"}).json() == to_plain(workspace.search("killed"))
        shown = [to_plain(each) for each in workspace.show(whole.quotations[0].id)]
        assert reader.get(f"/api/evidence/{whole.quotations[0].id}").json() == shown
        article = whole.articles[0].id
        assert reader.get(f"/api/article/{article}").json() == to_plain(workspace.dossier(pages=[article]))
        days = {"before": "2024-01-01", "after": "2024-01-03"}
        assert reader.get("/api/diff", params=days).json() == to_plain(workspace.diff("2024-01-01", "2024-01-03"))
        assert reader.get("/api/check").json() == to_plain(workspace.check())


def followed(client: TestClient, path: str, name: str | None) -> list[Any]:
    """All records of a list, by the header Link; each page has `next` too where it is an object."""
    found: list[Any] = []
    while path:
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        some = answer.json()
        found += some if name is None else some[name]
        link = answer.links.get("next", {}).get("url", "")
        if name is not None:
            assert (some["next"] is None) == (not link)
        path = link
    return found


@pytest.mark.parametrize("name", LISTS)
def test_each_list_of_a_dossier_comes_page_by_page(reader: TestClient, name: str) -> None:
    whole = reader.get("/api/dossier").json()
    assert followed(reader, f"/api/dossier/{name}?limit=50", name) == whole[name]
    head = reader.get(f"/api/dossier/{name}?limit=1").json()
    assert (head["schema"], head["scope"], head["total"]) == (whole["schema"], whole["scope"], len(whole[name]))


def test_other_lists_come_page_by_page(reader: TestClient) -> None:
    stories = reader.get("/api/stories?limit=500").json()["stories"]
    assert len(stories) > 3
    assert followed(reader, "/api/stories?limit=3", "stories") == stories
    articles = reader.get("/api/articles?limit=500").json()["articles"]
    assert followed(reader, "/api/articles?limit=7", "articles") == articles
    hits = reader.get("/api/search?q=killed&limit=500").json()["hits"]
    assert followed(reader, "/api/search?q=killed&limit=5", "hits") == hits
    quotation = reader.get("/api/dossier").json()["events"][0]["id"]
    passages = reader.get(f"/api/evidence/{quotation}").json()
    assert followed(reader, f"/api/evidence/{quotation}?limit=1", None) == passages


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/dossier?on=monday", 400, "bad_day"),
        ("/api/dossier?as_of=2026-99-01", 400, "bad_day"),
        ("/api/dossier?top=0", 400, "bad_parameter"),
        ("/api/dossier?top=many", 400, "bad_parameter"),
        ("/api/dossier?top=٣", 400, "bad_parameter"),
        ("/api/dossier?what=a&what=b", 400, "bad_parameter"),
        ("/api/dossier?what=Nobody%20Anywhere", 404, "not_found"),
        ("/api/story/nobody", 404, "not_found"),
        ("/api/stories?limit=0", 400, "bad_parameter"),
        ("/api/stories?limit=501", 400, "bad_parameter"),
        ("/api/dossier/quotations?after=x", 400, "bad_cursor"),
        ("/api/dossier/quotations?after=5-00000000", 409, "stale_cursor"),
        ("/api/failures?after=-1", 400, "bad_cursor"),
        ("/api/search?q=(", 400, None),
        ("/api/search?q=a&sort=worst", 400, "bad_parameter"),
        ("/api/search?q=a&after=%00%FF", 400, "bad_cursor"),
        ("/api/diff?before=2024-01-01", 400, "bad_parameter"),
        ("/api/export/pdf", 404, "unknown_format"),
        ("/api/export/csv?table=nobody", 404, "unknown_table"),
        ("/api/evidence/zzzz", 404, "unknown_reference"),
        ("/api/jobs/none", 404, "unknown_job"),
        ("/api/nowhere", 404, "no_such_page"),
    ],
)
def test_what_is_wrong_is_told_with_its_code(reader: TestClient, path: str, status: int, code: str | None) -> None:
    answer = reader.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert code is None or code_of(answer) == code
    assert set(answer.json()["error"]) <= {"code", "message", "hint"}


def test_a_query_says_where_it_is_wrong(reader: TestClient) -> None:
    error = reader.get("/api/search", params={"q": "killed when:soon"}).json()["error"]
    assert error["hint"].startswith("character")


def test_an_etag_holds_until_somebody_writes(writer: TestClient, tmp_path: Path) -> None:
    first = writer.get("/api/stories")
    again = {"If-None-Match": f'"other", W/{first.headers["etag"]}'}
    unchanged = writer.get("/api/stories", headers=again)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    with Workspace(tmp_path / "own.db") as elsewhere:
        elsewhere.correct(elsewhere.articles(limit=1).articles[0].id, {"outlet": "Other"}, author="Somebody")
    changed = writer.get("/api/stories", headers=again)
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]


def test_what_somebody_else_writes_is_seen(writer: TestClient, tmp_path: Path) -> None:
    article = writer.get("/api/dossier").json()["articles"][0]
    with Workspace(tmp_path / "own.db") as elsewhere:
        elsewhere.correct(article["id"], {"outlet": "Quite Another"}, author="Somebody")
    seen = {one["id"]: one["outlet"] for one in writer.get("/api/dossier").json()["articles"]}
    assert seen[article["id"]] == "Quite Another"


def test_what_was_answered_is_answered_again_without_a_look(
    writer: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = writer.get("/api/search?q=killed&limit=3")
    page = writer.get("/search?q=killed")
    with monkeypatch.context() as patch:

        def fail(*_: object, **__: object) -> None:
            raise UsageError("not_found", "looked again")

        patch.setattr(Workspace, "search", fail)
        again = writer.get("/api/search?q=killed&limit=3")
        assert (again.status_code, again.content, again.headers) == (200, first.content, first.headers)
        assert writer.get("/search?q=killed").content == page.content
        assert writer.head("/api/search?q=killed&limit=3").headers["content-length"] == str(len(first.content))
        assert writer.get("/api/search?q=killed&limit=4").status_code == 404
        with Workspace(tmp_path / "own.db") as elsewhere:
            elsewhere.correct(elsewhere.articles(limit=1).articles[0].id, {"outlet": "Other"}, author="Somebody")
        assert writer.get("/api/search?q=killed&limit=3").status_code == 404
    assert writer.get("/api/search?q=killed&limit=3").status_code == 200


def test_judging_and_taking_back(writer: TestClient) -> None:
    picture = writer.get("/api/dossier").json()
    left, right = [one["id"] for one in picture["entities"] if one["type"] == "person"][:2]
    judged = writer.post("/api/same", json={"left": left, "right": right, "author": "Ada"})
    assert judged.status_code == 200, judged.text
    assert (judged.json()["kind"], judged.json()["author"]) == ("same", "Ada")
    assert [one["id"] for one in writer.get("/api/judgements").json()] == [judged.json()["id"]]
    assert len(writer.get("/api/dossier").json()["entities"]) == len(picture["entities"]) - 1
    undone = writer.post("/api/undo", data={"judgement": judged.json()["id"]})
    assert (undone.status_code, undone.json()["author"]) == (200, "Tester")
    assert writer.get("/api/dossier").json() == picture | {"judgements": []}
    assert code_of(writer.post("/api/undo", json={})) == "nothing_to_undo"


def test_correcting_rejecting_and_forgetting(writer: TestClient) -> None:
    picture = writer.get("/api/dossier").json()
    article = picture["articles"][0]["id"]
    done = writer.post("/api/correct", json={"article": article, "outlet": "Morrow Gazette", "date": "2024-01-01"})
    assert {one["field"] for one in done.json()["corrections"]} == {"date", "outlet"}
    wrong = writer.post("/api/correct", json={"article": article, "date": "someday"})
    assert (wrong.status_code, code_of(wrong)) == (422, "bad_correction")
    quotation = picture["quotations"][0]["id"]
    assert writer.post("/api/reject", json={"reference": quotation}).status_code == 200
    assert quotation not in {one["id"] for one in writer.get("/api/dossier").json()["quotations"]}
    gone = writer.post("/api/forget", json={"reference": article})
    assert [one["id"] for one in gone.json()] == [article]
    assert writer.get(f"/api/article/{article}").status_code == 404


@pytest.mark.parametrize(
    "body",
    [b"[]", b"{", b'"x"', b'{"left": 1}', b'{"left": {"a": "b"}}', b"\xff\xfe", b"[" * 100_000, b'{"left": "a"}',
     b'{"left": "\\ud800", "right": "b"}', b'{"left": "", "right": ""}'],
)  # fmt: skip
def test_bodies_that_say_nothing(writer: TestClient, body: bytes) -> None:
    answer = writer.post("/api/same", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 404, 422)


def test_registries_come_and_go(writer: TestClient) -> None:
    rows = b"id,name,aliases,type\nr-1,Ada Quill,,person\n"
    files = {"file": ("../../lists/wanted.csv", rows, "text/csv")}
    added = writer.post("/api/registries", files=files)
    assert added.status_code == 200, added.text
    assert added.json()["registry"]["file"] == "wanted.csv"
    name = added.json()["registry"]["name"]
    assert [one["name"] for one in writer.get("/api/registries").json()] == [name]
    assert writer.delete(f"/api/registries/{name}").status_code == 204
    assert code_of(writer.delete(f"/api/registries/{name}")) == "unknown_registry"


@pytest.mark.parametrize("form", FORMATS)
def test_exports_are_files(reader: TestClient, archive: Path, form: str) -> None:
    answer = reader.get(f"/api/export/{form}")
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "sandbox" in answer.headers["content-security-policy"]
    with Workspace(archive) as workspace:
        parts = workspace.export(form)
        wanted = {f"{part.name}{part.ending}": "".join(part.pieces) for part in parts}
    if form == "csv":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            assert {name: packed.read(name).decode() for name in packed.namelist()} == wanted
        name, text = next(iter(wanted.items()))
        assert reader.get("/api/export/csv", params={"table": name.removesuffix(".csv")}).text == text
    else:
        assert answer.text == next(iter(wanted.values()))


def test_a_page_s_own_bytes_are_handed_out_and_never_shown(reader: TestClient, archive: Path) -> None:
    with Workspace(archive) as workspace:
        article = workspace.articles(limit=1).articles[0]
        payload = workspace.original(article.id).payload
    for reference in (article.id, article.capture):
        answer = reader.get(f"/api/capture/{reference}")
        assert answer.content == payload
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    ['a"; filename="b.html', "a\r\nSet-Cookie: x=y", "../../etc/passwd", "..\\..\\x", "Ölberg 🙂.txt", "\u202excod.exe",
     "", ".htaccess", "a" * 1000, "a\x00b", "'*=;%0d%0a"],
)  # fmt: skip
def test_names_of_files_break_no_header(name: str) -> None:
    said = attached(name)["Content-Disposition"]
    assert said.isascii()
    assert not any(ord(sign) < 32 for sign in said)
    plain, _, coded = said.removeprefix('attachment; filename="').partition("\"; filename*=UTF-8''")
    assert coded
    for shown in (plain, unquote(coded)):
        assert shown
        assert not set(shown) & set('/\\"\r\n\x00\u202e') - ({'"'} if shown is not plain else set())
        assert not shown.startswith(".")
        assert len(shown) <= 150


def test_a_script_s_end_in_a_page_ends_no_script(writer: TestClient) -> None:
    article = writer.get("/api/articles?limit=1").json()["articles"][0]["id"]
    writer.post("/api/correct", json={"article": article, "outlet": "</script><script>alert(1)</script>"})
    told = writer.get("/api/dossier")
    assert "<" not in told.text
    assert "</script><script>alert(1)</script>" in {one["outlet"] for one in told.json()["articles"]}


def test_pages_as_an_address_are_quoted(reader: TestClient) -> None:
    link = reader.get("/api/search", params={"q": 'killed "a b" <x>;', "limit": "1"}).links
    for each in link.values():
        assert urlsplit(each["url"]).path == "/api/search"
    answer = reader.get("/api/search?q=killed&limit=1")
    assert "<" not in answer.headers.get("link", "<")[1:]


def test_the_picture_can_be_read_back(reader: TestClient) -> None:
    told = reader.get("/api/dossier").text
    assert isinstance(from_plain(Dossier, json.loads(told)), Dossier)
