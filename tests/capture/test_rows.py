"""A .jsonl file: a page a row, in order; a bad row costs one page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.capture import CaptureStage, find
from dateline.errors import Refusal
from dateline.records.page import Known, Source


def write(folder: Path, *rows: object) -> Path:
    path = folder / "pages.jsonl"
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), "utf-8")
    return path


def refusal(source: Source) -> str:
    with pytest.raises(Refusal) as caught:
        CaptureStage().open()(source)
    return caught.value.code


def test_a_row_is_a_page_with_what_is_known_of_it(tmp_path: Path) -> None:
    row = {
        "source": "s1",
        "url": "u",
        "outlet": "o",
        "title": "t",
        "published": "2026-03-05",
        "text": "Grüße.",
        "bare": True,
    }
    (source,) = find([str(write(tmp_path, row | {"captured": "2026-03-06"}))])
    known = Known(url="u", outlet="o", title="t", published="2026-03-05", captured="2026-03-06", bare=True)
    assert (source.name, source.known) == ("s1", known)
    product = CaptureStage().open()(source)
    assert product.texts[0].text == "Grüße."
    assert product.output.media_type == "text/plain"


def test_rows_without_a_source_are_told_apart_by_their_line(tmp_path: Path) -> None:
    path = write(tmp_path, {"text": "Same."}, {"text": "Same."})
    stage = CaptureStage().open()
    first, second = (stage(source).output for source in find([str(path)]))
    assert first.text_id == second.text_id
    assert first.id != second.id
    assert first.source.endswith("pages.jsonl:1")


def test_html_is_html_and_text_is_text_whatever_they_look_like(tmp_path: Path) -> None:
    path = write(tmp_path, {"html": "no tag at all"}, {"text": "<html><p>shown as it is"})
    stage = CaptureStage().open()
    assert [stage(source).output.media_type for source in find([str(path)])] == ["text/html", "text/plain"]


def test_an_html_row_that_names_another_encoding_is_read_as_it_stands(tmp_path: Path) -> None:
    path = write(tmp_path, {"html": '<html><meta charset="latin-1"><p>“Zürich”</p></html>'})
    (source,) = find([str(path)])
    assert "“Zürich”" in CaptureStage().open()(source).texts[0].text


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{broken", "bad_row"),
        ("[1, 2]", "bad_row"),
        ("[" * 100_000, "bad_row"),
        ({"title": "no text"}, "bad_row"),
        ({"text": 7}, "bad_row"),
        ({"text": "x", "bare": "yes"}, "bad_row"),
        ({"text": ""}, "empty"),
    ],
)
def test_a_bad_row_costs_one_page(tmp_path: Path, row: object, code: str) -> None:
    path = write(tmp_path, {"text": "Before."}, row, "", {"text": "After."})
    before, bad, after = find([str(path)])
    assert refusal(bad) == code
    stage = CaptureStage().open()
    assert [stage(source).texts[0].text for source in (before, after)] == ["Before.", "After."]


def test_a_row_longer_than_a_page_is_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path, {"text": "x" * 2000}, {"text": "After."})
    long, after = find([str(path)], max_bytes=100)
    assert refusal(long) == "too_large"
    assert after.payload == b"After."


def test_half_a_surrogate_pair_becomes_a_replacement_character(tmp_path: Path) -> None:
    (source,) = find([str(write(tmp_path, '{"text": "a \\ud800 b"}'))])
    assert CaptureStage().open()(source).texts[0].text == "a \ufffd b"


def test_an_empty_or_missing_file_of_rows_is_said(tmp_path: Path) -> None:
    (empty,) = find([str(write(tmp_path))])
    (missing,) = find([str(tmp_path / "none.jsonl")])
    assert (refusal(empty), refusal(missing)) == ("empty", "not_found")


def test_what_the_caller_says_outranks_the_row(tmp_path: Path) -> None:
    path = write(tmp_path, {"text": "x", "outlet": "row", "url": "row"})
    (source,) = find([str(path)], known=Known(outlet="caller"))
    assert (source.known.outlet, source.known.url) == ("caller", "row")
