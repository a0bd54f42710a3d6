"""The application as a whole: it starts, answers, and ends."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from dateline.serve import Settings, make_app


def test_front_page_says_which_workspace_it_is(tmp_path: Path) -> None:
    app = make_app(tmp_path / "quarry <b>.db", settings=Settings())
    with TestClient(app, base_url="http://127.0.0.1:8080") as client:
        answer = client.get("/")
    assert answer.status_code == 200
    assert "quarry &lt;b&gt;.db" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
