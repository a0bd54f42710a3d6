"""The judge is judged: a golden must be able to fail."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from .matching import Golden, load, missing
from .wording import GoldenError, Json, locate, wordings

TEXT = 'Rain fell. "We are safe," said Ada Moor, and then she said no more. "Nobody is," he said.'


def span(words: str, nth: int = 1) -> dict[str, Any]:
    """Evidence for the nth occurrence of words in TEXT."""
    at = -1
    for _ in range(nth):
        at = TEXT.index(words, at + 1)
    return {"text_id": "t", "start": at, "end": at + len(words), "exact": words}


def roles(speaker: dict[str, Any], cue: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    """The evidence of a quotation of one span a role."""
    return {"speaker": [speaker], "cue": [cue], "content": [content]}


def dossier() -> dict[str, Any]:
    """A small dossier that meets `golden`."""
    return {
        "texts": [{"text_id": "t", "kind": "article", "articles": ["a"], "text": TEXT}],
        "articles": [{"id": "a", "source": "pages/one.txt", "published": {"value": "2026-03-05T09:15"}}],
        "entities": [{"id": "e1", "name": "Ada Moor", "type": "person", "aliases": [{"text": "the Wren"}]}],
        "quotations": [
            {
                "id": "q1",
                "speaker": {"text": "Ada Moor", "entity": "e1", "clear": True},
                "medium": "post on X",
                "evidence": roles(span("Ada Moor"), span("said"), span("We are safe,")),
            },
            {
                "id": "q2",
                "speaker": {"text": "he", "entity": None, "clear": False},
                "medium": None,
                "evidence": roles(span("he", 3), span("said", 3), span("Nobody is")),
            },
        ],
        "states": [
            {"id": "s", "entity": "e1", "since": {"value": None}, "evidence": [span("Rain fell.")]},
        ],
    }


def golden(**sections: Any) -> Golden:
    """A golden of the given sections; `never` among them."""
    never = sections.pop("never", {})
    return Golden(name="g", pages=("one.txt",), expected=sections, never=never)


WHOLE = golden(
    articles=[{"source": {"has": ["one.txt"]}, "published": "2026-03-05"}],
    entities=[{"name": "Ada Moor", "aliases": ["The wren"]}],
    quotations=[
        {
            "speaker": {"entity": "the Wren", "clear": True},
            "medium": {"starts": "post"},
            "evidence": {"cue": {"exact": "said", "within": "said Ada Moor"}, "content": "We are safe"},
        },
        {"speaker": {"entity": None, "clear": False}, "evidence": {"content": "Nobody is"}},
    ],
    states=[{"entity": "Ada Moor", "since": None, "evidence": {"near": "fell"}}],
    never={"body": ["Top stories"], "entities": [{"name": "Bo Fenn"}]},
)


def test_a_dossier_that_meets_its_golden_has_no_complaint() -> None:
    assert missing(WHOLE, dossier()) == []


def test_a_wrong_span_is_missing_and_the_complaint_shows_it() -> None:
    wrong = dossier()
    wrong["quotations"][0]["evidence"]["content"] = [span("We are")]
    [complaint] = missing(WHOLE, wrong)
    assert "quotations 1 is missing" in complaint
    assert '"exact": "We are"' in complaint


def test_the_same_words_in_another_place_do_not_count() -> None:
    wrong = dossier()
    wrong["quotations"][0]["evidence"]["cue"] = [span("said", 2)]
    assert len(missing(WHOLE, wrong)) == 1


def test_evidence_whose_words_are_not_at_its_offsets_does_not_count() -> None:
    wrong = dossier()
    wrong["quotations"][0]["evidence"]["content"][0]["exact"] = "We are sane,"
    assert len(missing(WHOLE, wrong)) == 1


def test_a_quotation_mark_inside_the_span_does_count() -> None:
    wrong = dossier()
    wrong["quotations"][1]["evidence"]["content"] = [span('"Nobody is')]
    assert len(missing(WHOLE, wrong)) == 1


def test_a_span_too_many_in_a_role_is_refused() -> None:
    wrong = dossier()
    wrong["quotations"][0]["evidence"]["content"].append(span("Nobody is"))
    assert len(missing(WHOLE, wrong)) == 1


def test_a_missing_quotation_is_told() -> None:
    fewer = dossier()
    del fewer["quotations"][1]
    [complaint] = missing(WHOLE, fewer)
    assert "quotations 2 is missing" in complaint
    assert "Nobody is" in complaint


def test_a_section_without_objects_is_told() -> None:
    fewer = dossier()
    fewer["states"] = []
    assert ["the output has no states" in line for line in missing(WHOLE, fewer)] == [True]


def test_a_wrong_speaker_is_missing() -> None:
    wrong = dossier()
    wrong["quotations"][1]["speaker"] = {"text": "he", "entity": "e1", "clear": True}
    assert len(missing(WHOLE, wrong)) == 1


def test_a_forbidden_entity_is_told() -> None:
    more = dossier()
    more["entities"].append({"id": "e2", "name": "Bo Fenn", "type": "person", "aliases": []})
    [complaint] = missing(WHOLE, more)
    assert "entities must not hold" in complaint


def test_forbidden_words_of_the_body_are_told_but_not_those_of_the_capture() -> None:
    more = dossier()
    extra = {"text_id": "c", "kind": "capture", "articles": ["a"], "text": "Top stories"}
    more["texts"].append(extra)
    assert missing(WHOLE, more) == []
    extra["kind"] = "article"
    [complaint] = missing(WHOLE, more)
    assert "body must not hold" in complaint


@pytest.mark.parametrize("value", ["2026-03", "2026-03-06", "2026-03-05T09:16"])
def test_a_time_of_another_value_or_precision_is_missing(value: str) -> None:
    other = golden(articles=[{"published": value}])
    assert len(missing(other, dossier())) == 1


def test_numbers_and_truth_values_are_not_each_other() -> None:
    odd = dossier()
    odd["quantities"] = [{"value": True}]
    assert len(missing(golden(quantities=[{"value": 1}]), odd)) == 1
    odd["quantities"] = [{"value": 1.0}]
    assert missing(golden(quantities=[{"value": 1}]), odd) == []


def test_an_empty_list_wants_an_empty_list() -> None:
    full = golden(entities=[{"name": "Ada Moor", "aliases": []}])
    assert len(missing(full, dossier())) == 1


def test_split_content_wants_every_part_in_order() -> None:
    split = golden(quotations=[{"evidence": {"content": ["We are safe", "Nobody is"]}}])
    joined = copy.deepcopy(dossier())
    assert len(missing(split, joined)) == 1
    joined["quotations"][0]["evidence"]["content"] = [span("We are safe"), span("Nobody is")]
    assert missing(split, joined) == []
    joined["quotations"][0]["evidence"]["content"].reverse()
    assert len(missing(split, joined)) == 1


def test_words_that_stand_twice_or_nowhere_are_refused() -> None:
    second = TEXT.index("she said") + len("she ")
    assert locate({"exact": "said", "nth": 2}, TEXT) == (second, second + len("said"))
    twice: Json = {"exact": "said", "nth": 4}
    refused: list[Json] = ["said", "gone", twice, {"exact": "said", "within": "nowhere"}]
    for wanted in refused:
        with pytest.raises(GoldenError):
            locate(wanted, TEXT)


def test_wordings_finds_the_words_at_any_depth() -> None:
    wanted: Json = {"name": "no", "evidence": {"cue": {"exact": "said", "nth": 1}, "content": ["a"]}}
    assert list(wordings([wanted])) == [{"exact": "said", "nth": 1}, "a"]


def test_a_golden_that_expects_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_text(json.dumps({"pages": ["one.txt"], "entities": []}), encoding="utf-8")
    with pytest.raises(GoldenError):
        load(path)


def test_at_most_counts_and_wants_something() -> None:
    few = dossier()
    for origins, complaints in ((["o1"], 0), (["o1", "o2"], 1), ([], 1)):
        few["events"] = [{"id": "v", "type": "disaster", "origins": origins}]
        assert len(missing(golden(events=[{"origins": {"at_most": 1}}]), few)) == complaints


def test_articles_are_called_by_the_file_of_their_page() -> None:
    linked = dossier()
    linked["stories"] = [{"id": "s1", "title": "Rain", "articles": ["a"], "entities": ["e1"]}]
    assert missing(golden(stories=[{"articles": ["one.txt"]}]), linked) == []
    assert len(missing(golden(stories=[{"articles": ["one.txt", "two.txt"]}]), linked)) == 1
