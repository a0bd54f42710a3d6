"""The sets' own scores, on invented gold, and the registry that holds them."""

from __future__ import annotations

import pytest
from evaluation.registry import TASKS, named
from evaluation.sets import geo_news, ner_conll2003, quotes_polnear, time_timebank, web_dates, web_newspaper4k
from evaluation.task import PageTask

TEXT = 'Ada Perl said the dam was safe. "It leaks," Tom Vey wrote.'


def _at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def _relation(source: str, cue: str, content: str) -> dict[str, list[list[int]]]:
    return {"source": [_at(source)], "cue": [_at(cue)], "content": [_at(content)]}


GOLD = {
    "text": TEXT,
    "annotations": [
        {
            "relations": [
                _relation("Ada Perl", "said", "the dam was safe"),
                _relation("Tom Vey", "wrote", '"It leaks,"'),
                {"source": [], "cue": [], "content": []},
            ]
        }
    ],
}


def test_attributions_right_in_all_roles() -> None:
    answers = [
        {**_relation("Ada Perl", "said", "the dam was safe"), "sure": True},
        {**_relation("Vey", "wrote", "It leaks"), "sure": True},
    ]
    figures = quotes_polnear.total([quotes_polnear.score(GOLD, {"quotations": answers})])
    # The second source is one word of two: right by overlap (F1 2/3), not exact.
    assert figures == {
        "cue": 1.0,
        "source": 1.0,
        "content": 1.0,
        "triples": 1.0,
        "exact": 0.5,
        "quoted_exact": 1.0,
        "quoted_speaker": 1.0,
        "sure": 1.0,
        "sure_right": 1.0,
    }


def test_a_wrong_speaker_said_to_be_sure() -> None:
    answers = [{**_relation("Ada Perl", "wrote", "It leaks"), "sure": True}]
    figures = quotes_polnear.total([quotes_polnear.score(GOLD, {"quotations": answers})])
    assert figures["quoted_exact"] == 1.0
    assert figures["quoted_speaker"] == 0.0
    assert (figures["sure"], figures["sure_right"]) == (1.0, 0.0)
    # One answer of two wanted; source and content in different triples, so none is linked.
    assert figures["content"] == pytest.approx(2 / 3)
    assert figures["triples"] == 0.0


def test_a_wire_credit_goes_by_short_and_by_full_name() -> None:
    scores = [
        quotes_polnear.wire_score({"wire": "AP"}, {"credit": ["Associated Press"]}),
        quotes_polnear.wire_score({"wire": "reuters"}, {"credit": ["Reuters"]}),
        quotes_polnear.wire_score({"wire": "UPI"}, {"credit": []}),
        quotes_polnear.wire_score({"wire": "None"}, {"credit": ["Ruritania Press"]}),
    ]
    assert quotes_polnear.wire_total(scores) == {
        "wire_precision": pytest.approx(2 / 3),
        "wire_recall": pytest.approx(2 / 3),
    }


def test_times_by_span_and_value() -> None:
    gold = {
        "dct": "2031-04-02",
        "times": [
            {"start": 0, "end": 9, "value": "2031-04-01"},
            {"start": 20, "end": 28, "value": "P2D"},
            {"start": 40, "end": 44, "value": "2030"},
        ],
    }
    yesterday = {"unit": "day", "shift": -1, "which": None, "direction": "past", "part": None}
    answer = {
        "times": [
            {"start": 0, "end": 9, "value": None, "anchor": yesterday},
            {"start": 22, "end": 28, "value": "P2D", "anchor": None},
        ]
    }
    # Two of three found: F1 4/5; one span is the same: 2/5; both values are right: 4/5.
    figures = time_timebank.total([time_timebank.score(gold, answer)])
    assert figures == {"relaxed": pytest.approx(0.8), "strict": pytest.approx(0.4), "value": pytest.approx(0.8)}


def test_toponyms_found_and_near() -> None:
    gold = {
        "corpus": "one",
        "text": "Perla and Tovey, Harrow and Tovian; no place at all here, or elsewhere.",
        "toponyms": [
            {"start": 0, "end": 5, "lat": 50.0, "lon": 10.0},
            {"start": 10, "end": 15, "lat": 50.0, "lon": 10.0},
            {"start": 20, "end": 25},
            {"start": 30, "end": 35, "type": "Demonym"},
        ],
    }
    answer = {
        "toponyms": [
            {"start": 0, "end": 5, "at": [51.0, 10.0]},
            {"start": 10, "end": 15, "at": [52.0, 10.0]},
            {"start": 50, "end": 55, "at": [None, None]},
        ]
    }
    # A degree of latitude is 111 km: one of the two found is near. Three wanted, three given, two found.
    figures = geo_news.total([geo_news.score(gold, answer)])
    assert figures["f1"] == pytest.approx(2 / 3)
    assert figures["near"] == pytest.approx(1 / 2)


def test_the_mean_of_corpora_weighs_them_alike() -> None:
    found = {"given": 1, "wanted": 1, "found": 1, "placed": 1, "near": 1}
    missed = {"given": 0, "wanted": 9, "found": 0, "placed": 0, "near": 0}
    assert geo_news.total([{"corpus": "a", **found}, {"corpus": "b", **missed}])["f1"] == pytest.approx(0.5)


def test_a_quarter_of_a_great_circle() -> None:
    assert geo_news.distance_km((0.0, 0.0), (0.0, 90.0)) == pytest.approx(10_007.5, abs=1)


def test_names_by_span_and_type() -> None:
    gold = {
        "text": "Ada in Harrow, Ruritanian",
        "entities": [
            {"start": 0, "end": 3, "type": "PER"},
            {"start": 5, "end": 9, "type": "LOC"},
            {"start": 12, "end": 15, "type": "MISC"},
        ],
    }
    answer = {"names": [[0, 3, "person"], [5, 9, "organization"], [12, 15, "group"]]}
    assert ner_conll2003.total([ner_conll2003.score(gold, answer)]) == {"f1": pytest.approx(0.5)}


def test_segments_go_by_words_whatever_the_white_space() -> None:
    gold = {"date": "2031-04-02", "seg_with": ["the dam", "was never seen"], "seg_without": ["Sign up"]}
    answer = {"body": "Then the\ndam broke. Sign up", "day": "2031-04-02"}
    figures = web_dates.total([web_dates.score(gold, answer)])
    assert figures["segment_precision"] == pytest.approx(1 / 2) == figures["segment_recall"]


def test_authors_share_a_name_or_not_and_suspect_days_are_not_asked() -> None:
    gold = {"text": "a", "title": "The Dam – Again", "authors": "Ada Perl", "date": "2031-04-02", "date_suspect": True}
    answer = {"body": "a", "title": "the dam - again", "author": "By Ada Stone", "day": "1999-01-01"}
    found = web_newspaper4k.score(gold, answer)
    assert (found["title"], found["author"], found["author_f1"]) == (1.0, 1.0, 0.5)
    assert "day_right" not in found


def test_names_of_tasks_and_of_their_lines_are_given_once() -> None:
    names = [task.name for task in TASKS]
    assert len(set(names)) == len(names)
    for task in TASKS:
        metrics = [line.metric for line in task.lines]
        assert len(set(metrics)) == len(metrics)
        assert not isinstance(task, PageTask) or "dateline" in task.systems


def test_tasks_are_named_by_their_beginnings() -> None:
    assert {task.name for task in named(["web_aeb"])} == {"web_aeb", "web_aeb_text"}
    assert named([]) == list(TASKS)
    with pytest.raises(LookupError, match="nothing is measured"):
        named(["nowhere"])
