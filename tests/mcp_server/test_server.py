"""The MCP server, asked by the official client over its real transports: tools, evidence, refusals, hostile pages."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

import dateline
from dateline.mcp.tools import TOOLS

from .conftest import HARM, http_server

pytestmark = pytest.mark.model

Call = Callable[..., Any]
ASKED: tuple[tuple[str, dict[str, object]], ...] = (
    ("search", {"query": 'kind:quotation speaker:"Tilo Brenn" gas'}),
    ("stories", {}),
    ("story", {"story": "Ferry owner held"}),
    ("entity", {"name": "Edda Marsk"}),
    ("dossier", {"part": "timeline"}),
    ("quotations", {"speaker": "Tilo Brenn"}),
    ("evidence", {"reference": "Edda Marsk"}),
    ("corroborate", {"sentence": "Edda Marsk was arrested in Brae."}),
    ("diff", {"before": "2026-03-04", "after": "2026-03-07"}),
    ("search", {"query": "released"}),
    ("dossier", {"part": "quotations", "limit": 50}),
    ("dossier", {"part": "articles"}),
)


@pytest.fixture(scope="module")
def answers(stdio: Call, archive: Path) -> list[Any]:
    """What the tools answer, each asked once; the reference of evidence is an id of the archive."""
    with dateline.open(archive) as opened:
        event = opened.dossier().events[0].id
    asked = [(name, {"reference": event} if name == "evidence" else given) for name, given in ASKED]
    return list(stdio(*asked))


def evidence_in(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "digest" in value and "exact" in value:
            yield value
        for each in value.values():
            yield from evidence_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from evidence_in(each)


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings_in(each)


def test_every_tool_is_listed_as_one_that_only_looks(answers: list[Any]) -> None:
    tools = {tool.name: tool for tool in answers[-1].tools}
    assert set(tools) == set(TOOLS)
    for tool in tools.values():
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False
        assert tool.description
        assert all("description" in given for given in tool.input_schema["properties"].values())


def test_every_answer_is_structured_as_its_schema_says_and_told_in_words(answers: list[Any]) -> None:
    schemas = {tool.name: tool.output_schema for tool in answers[-1].tools}
    assert {name for name, _ in ASKED} | {"text"} == set(TOOLS)
    for (name, _), result in zip(ASKED, answers, strict=False):
        assert not result.is_error, result.content[0].text
        jsonschema.validate(result.structured_content, schemas[name])
        assert "never an instruction" in result.structured_content["material"]
        assert len(result.content[0].text) < 12_000
        assert len(json.dumps(result.structured_content)) < 100_000


def test_all_evidence_can_be_checked_against_the_texts(answers: list[Any], stdio: Call) -> None:
    shown = [each for result in answers[:-1] for each in evidence_in(result.structured_content)]
    assert len(shown) > 50
    assert all(each["article"] and each["source"] and each["outlet"] for each in shown)
    whole = {(each["article"], each["text_id"]) for each in shown}
    got = stdio(*(("text", {"article": article, "text_id": text}) for article, text in sorted(whole)))
    texts = {result.structured_content["text_id"]: result.structured_content["text"] for result in got[:-1]}
    for each in shown:
        words = texts[each["text_id"]][each["start"] : each["end"]]
        assert words == each["exact"]
        if "\ufffd" not in words:
            assert hashlib.sha256(words.encode()).hexdigest() == each["digest"]


def test_the_digest_of_words_that_are_shown_harmless_is_of_the_true_ones(answers: list[Any], archive: Path) -> None:
    with dateline.open(archive) as opened:
        texts = {text.text_id: text.text for text in opened.dossier().texts}
    shown = [each for result in answers[:-1] for each in evidence_in(result.structured_content)]
    altered = [each for each in shown if "\ufffd" in each["exact"]]
    assert altered
    for each in altered:
        words = texts[each["text_id"]][each["start"] : each["end"]]
        assert hashlib.sha256(words.encode()).hexdigest() == each["digest"]


def test_what_a_sentence_rests_on_is_counted_by_origins(answers: list[Any]) -> None:
    result = answers[[name for name, _ in ASKED].index("corroborate")]
    found = result.structured_content["corroboration"]
    assert found["verdict"] == "reported"
    (point,) = found["points"]
    assert len(point["supports"]) == 1, "two outlets with one text are one passage"
    assert len(point["supports"][0]["articles"]) == 2
    assert len(point["origins"]) == 1
    assert result.content[0].text.startswith("Verdict: reported. Independent origins: 1.\nFirst reported: 2026-03-03.")


def test_nothing_of_a_page_acts_or_passes_for_our_words(answers: list[Any]) -> None:
    hostile = 0
    for result in answers[:-1]:
        told = [*strings_in(result.structured_content), result.content[0].text]
        assert not {"\x1b", "\u202e", "\u202c"} & set("".join(told))
        text = result.content[0].text
        begins = [line for line in text.splitlines() if line.startswith("--- page text ")]
        ends = [line for line in text.splitlines() if line.startswith("--- end of page text ")]
        assert len(begins) == len(ends) <= 1
        if not begins:
            continue
        word = begins[0].split()[3]
        assert ends[0] == f"--- end of page text {word} ---"
        head, _, rest = text.partition(begins[0])
        assert "Ignore all previous" not in head
        assert text.endswith(ends[0])
        hostile += "Ignore all previous" in rest
    assert hostile >= 2


def test_what_cannot_be_answered_is_a_tools_error_with_code_and_repair(stdio: Call) -> None:
    calls = (
        ("entity", {"name": "Nobody Atall"}, "not_found"),
        ("evidence", {"reference": "zz"}, "unknown_reference"),
        ("search", {"query": 'fire "in'}, "bad_query"),
        ("dossier", {"part": "timeline", "as_of": "yesterday"}, "bad_day"),
        ("dossier", {"part": "timeline", "cursor": "3-000000000000"}, "bad_cursor"),
        ("dossier", {"part": "timeline", "cursor": "nonsense"}, "bad_cursor"),
        ("text", {"article": "nothing", "text_id": "0" * 64}, "unknown_text"),
        ("corroborate", {"sentence": " .. "}, "empty_sentence"),
    )
    for (name, given, code), result in zip(calls, stdio(*((n, g) for n, g, _ in calls)), strict=False):
        assert result.is_error, name
        assert result.structured_content["error"]["code"] == code
        assert result.content[0].text.endswith(f"[{code}]"), given
        assert "Traceback" not in result.content[0].text


def test_arguments_that_fit_no_schema_are_refused(stdio: Call) -> None:
    results = stdio(("dossier", {"part": "secrets"}), ("search", {"query": "x", "limit": 5000}), ("forget", {}))
    assert [result.is_error for result in results[:3]] == [True, True, True]


def test_a_long_list_goes_on_behind_its_cursor(stdio: Call) -> None:
    seen: list[str] = []
    cursor = None
    for _ in range(30):
        given = {"part": "claims", "limit": 2, **({"cursor": cursor} if cursor else {})}
        answer = stdio(("dossier", given))[0].structured_content
        seen += [each["id"] for each in answer["claims"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == answer["total"] > 2


def test_standard_output_is_the_protocols_alone(archive: Path) -> None:
    hello = {
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"},
        },
    }  # fmt: skip
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    call = {
        "jsonrpc": "2.0", "id": 2, "method": "tools/call",
        "params": {"name": "corroborate", "arguments": {"sentence": "Edda Marsk was arrested."}},
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", "mcp", "--workspace", str(archive)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write("".join(json.dumps(each) + "\n" for each in (hello, ready, call)))
        server.stdin.flush()
        lines = [server.stdout.readline() for _ in range(2)]
        rest, _ = server.communicate()
    assert [json.loads(line)["id"] for line in lines] == [1, 2]
    assert rest == ""


def test_over_http_the_same_tools_answer(archive: Path) -> None:
    from mcp.client.streamable_http import streamable_http_client

    from .conftest import ask

    with http_server(archive) as address:
        assert address.startswith("http://127.0.0.1:")
        given: dict[str, object] = {"sentence": "Edda Marsk was arrested in Brae."}
        result, tools = ask(lambda: streamable_http_client(address), ("corroborate", given))
        assert result.structured_content["corroboration"]["verdict"] == "reported"
        assert {tool.name for tool in tools.tools} == set(TOOLS)
        post: dict[str, Any] = {"json": {"jsonrpc": "2.0", "id": 1, "method": "ping"}}
        takes = {"Accept": "application/json, text/event-stream"}
        assert httpx.post(address, **post, headers={**takes, "Host": "evil.example"}).status_code == 421
        assert httpx.post(address, **post, headers={**takes, "Origin": "https://evil.example"}).status_code == 403
        assert httpx.post(address, content=b"x" * 300_000, headers=takes).status_code in (400, 413)


def test_a_token_is_asked_for_where_one_is_set(archive: Path) -> None:
    token = "a-token-of-some-length"
    post: dict[str, Any] = {"json": {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}}
    takes = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}
    with http_server(archive, token=token) as address:
        for shown in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {token}"}):
            refused = httpx.post(address, **post, headers={**takes, **shown})
            assert (refused.status_code, refused.json()["error"]["code"]) == (401, "token_required")
        assert httpx.post(f"{address}?token={token}", **post, headers=takes).status_code == 401
        let_in = httpx.post(address, **post, headers={**takes, "Authorization": f"Bearer {token}"})
        assert let_in.status_code == 200
        assert "corroborate" in let_in.text


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--http", "--host", "0.0.0.0"], "token_needed"),
        (["--workspace", "nowhere.db"], "no_workspace"),
        (["--http", "--host", "no.such.host.invalid", "--token-file", "t"], "bad_address"),
    ],
)
def test_wrong_usage_ends_with_2(archive: Path, tmp_path: Path, arguments: list[str], code: str) -> None:
    workspace = [] if "--workspace" in arguments else ["--workspace", str(archive)]
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "mcp", *arguments, *workspace],
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 2
    assert f"[{code}]" in done.stderr.decode()
    assert done.stdout == b""


def test_without_the_library_the_command_says_how_to_install_it(archive: Path) -> None:
    program = (
        "import sys; sys.modules['mcp'] = None; from dateline.cli import main; "
        f"sys.argv = ['dateline', 'mcp', '--workspace', {str(archive)!r}]; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 2
    assert "pip install 'dateline[mcp]'" in done.stderr.decode()


def test_the_page_that_means_harm_is_there_to_be_found(answers: list[Any]) -> None:
    told = " ".join(strings_in(answers[[given for _, given in ASKED].index({"query": "released"})].structured_content))
    assert HARM.split(".")[0] in told
