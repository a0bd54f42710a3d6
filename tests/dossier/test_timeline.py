"""The timeline: days that articles come back to, the sentences that tell of them, and what weighs more."""

from __future__ import annotations

from dateline.dossier import timeline
from dateline.dossier.recalls import Recalls

from .build import Newsroom

_ON = "2026-03-02"
_TOLD = (
    "The Lantern Bridge in Oltmark collapsed on Monday under two gravel trucks, and five people drowned.",
    "Five people drowned when the Lantern Bridge collapsed on Monday with two gravel trucks on it.",
    "On Monday the old Lantern Bridge over the Sever collapsed under the weight of two trucks.",
    "The mayor spoke for the first time since Monday, when the Lantern Bridge collapsed and five people drowned.",
    "Since the bridge collapsed on Monday, trucks have been sent through Vessel.",
    "“I saw the trucks go down on Monday and the whole bridge go with them,” a baker said.",
)


def _newsroom(*, pages: int = len(_TOLD)) -> Newsroom:
    room = Newsroom()
    for at, sentence in enumerate(_TOLD[:pages]):
        room.page(f"p{at}", sentence, published=f"2026-03-0{3 + at % 4}", outlet=f"Paper {at}")
        room.time(f"p{at}", "Monday", _ON)
    return room


def test_a_day_weighs_by_the_sentences_that_look_back_on_it() -> None:
    few, many = (Recalls(room.linked, text=room.text).weight(_ON) for room in (_newsroom(pages=2), _newsroom(pages=5)))
    assert 0 < few < many


def test_what_is_told_on_the_day_itself_is_no_recollection() -> None:
    room = Newsroom()
    room.page("news", "The Lantern Bridge collapsed on Monday under two trucks of gravel.", published=_ON)
    room.time("news", "Monday", _ON)
    assert Recalls(room.linked, text=room.text).weight(_ON) == 0


def test_a_sentence_that_pages_share_counts_once() -> None:
    room, copied = _newsroom(pages=1), _newsroom(pages=1)
    for name in ("copy", "another"):
        copied.page(name, f"{_TOLD[0]}\n\nFrom our {name} desk.", published="2026-03-05", outlet=name)
        copied.time(name, "Monday", _ON)
    one, three = (Recalls(each.linked, text=each.text).weight(_ON) for each in (room, copied))
    assert one == three > 0


def test_days_to_come_are_not_looked_back_on() -> None:
    room = Newsroom()
    room.page("plan", "The ferry to Vessel will run again on Monday, its owner has said.", published="2026-02-27")
    room.time("plan", "Monday", _ON)
    recalls = Recalls(room.linked, text=room.text)
    assert recalls.weight(_ON) == 0
    assert not list(recalls.best(most=3, but=()))


def test_a_day_of_which_much_is_told_has_its_most_telling_sentence() -> None:
    room = _newsroom()
    lines = timeline.lines(room.linked, text=room.text)
    assert max(lines, key=lambda line: line.weight).text in _TOLD[:2]
    assert all(line.time.value == _ON and line.evidence[0].exact == line.text for line in lines)
    assert len({line.event for line in lines}) == len(lines)
    # what one says is said once, and nothing is a bare quotation
    assert _TOLD[5] not in {line.text for line in lines}
    assert len({_TOLD[0], _TOLD[1]} & {line.text for line in lines}) == 1


def test_where_few_tell_of_a_day_only_its_events_are_lines() -> None:
    room = _newsroom(pages=4)
    assert timeline.lines(room.linked, text=room.text) == ()


def test_among_many_pages_a_day_without_events_has_one_sentence() -> None:
    room = _newsroom(pages=4)
    for at in range(100):
        room.page(f"other{at}", f"The tide tables of pier {at} are for sale.", published="2026-03-09")
    (line,) = timeline.lines(room.linked, text=room.text)
    assert line.text in _TOLD[:3]
    room.event("p3", _TOLD[3], time=_ON, trigger="collapsed")
    (line,) = timeline.lines(room.linked, text=room.text)
    assert line.text == _TOLD[3]


def test_what_one_page_names_alone_is_no_line() -> None:
    room = _newsroom(pages=1)
    assert timeline.lines(room.linked, text=room.text) == ()


def test_a_sentence_that_an_event_of_that_day_has_is_no_line_of_its_own() -> None:
    room = _newsroom()
    for at in range(2):
        room.event(f"p{at}", _TOLD[at], time=_ON, trigger="collapsed")
    texts = [line.text for line in timeline.lines(room.linked, text=room.text)]
    assert texts.count(_TOLD[0]) == texts.count(_TOLD[1]) == 1


def test_the_important_day_comes_first() -> None:
    room = _newsroom(pages=5)
    room.event("p0", _TOLD[0], time=_ON, trigger="collapsed")
    room.page("other", "A pump house in Vessel collapsed on 20 February, and nobody noticed.", published="2026-02-21")
    room.event("other", "A pump house in Vessel collapsed on 20 February, and nobody noticed.", time="2026-02-20",
               trigger="collapsed")  # fmt: skip
    (line,) = timeline.lines(room.linked, text=room.text, top=1)
    assert line.time.value == _ON
    every = timeline.lines(room.linked, text=room.text)
    assert [each.time.value for each in every] == ["2026-02-20", _ON]


def test_no_sentence_is_taken_of_a_later_day() -> None:
    room = _newsroom()
    assert timeline.lines(room.linked, text=room.text, until="2026-03-01") == ()


def test_a_second_line_that_says_the_same_weighs_less() -> None:
    room = Newsroom()
    first, again, other = (
        "A barge sank in Tarrow on 4 May with forty tonnes of coal.",
        "In Tarrow a barge with forty tonnes of coal sank on 4 May.",
        "The lock keeper of Tarrow resigned on 4 May after a quarrel.",
    )
    for at, sentence in enumerate((first, again, other)):
        room.page(f"p{at}", sentence, published="2026-05-04")
        room.event(f"p{at}", sentence, time="2026-05-04")
    weights = {line.text: line.weight for line in timeline.lines(room.linked, text=room.text)}
    assert weights[other] > min(weights[first], weights[again])


def test_a_line_of_a_state_is_the_whole_sentence() -> None:
    room = Newsroom()
    said = "For three weeks the police of five countries looked for Ana Ruhl in airports."
    room.page("p", f"The dam burst. {said} She was found in a boathouse.", published="2026-03-25")
    ana = room.entity("Ana Ruhl")
    room.state("p", "three weeks the police of five countries looked for Ana Ruhl", entity=ana, value="wanted",
               since="2026-03-04")  # fmt: skip
    (line,) = timeline.lines(room.linked, text=room.text)
    assert (line.text, line.evidence[0].exact) == (said, said)


def test_a_line_of_speech_that_goes_on_has_no_mark_that_nothing_closes() -> None:
    room = Newsroom()
    room.page("p", '"Six people were arrested tonight. Four more were let go," she wrote.', published="2026-03-04")
    room.event("p", '"Six people were arrested tonight.', trigger="arrested", time="2026-03-04")
    (line,) = timeline.lines(room.linked, text=room.text)
    assert line.text == line.evidence[0].exact == "Six people were arrested tonight."
