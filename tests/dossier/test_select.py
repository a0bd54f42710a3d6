"""What belongs to a scope: all of it, and nothing that refers outside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from dateline.dossier import build
from dateline.records.dossier import Dossier, Joined, Scope
from dateline.records.plain import to_json

from .build import Newsroom


def archive() -> Newsroom:
    room = Newsroom()
    man, woman = room.entity("Oskar Brandl"), room.entity("Ada Roth")
    room.page("p", 'Oskar Brandl, a fugitive, fled. "We seek Oskar Brandl," said Roth.', published="2026-05-01")
    room.page("q", "The boss of the mine was arrested on 4 May.", published="2026-05-05", outlet="Lake Echo")
    room.page("r", "Ada Roth opened a fair.", published="2026-05-02", story="fair")
    for page, words, entity in (("p", "Oskar Brandl", man), ("r", "Ada Roth", woman)):
        room.mention(page, words, entity)
    room.mention("p", "Oskar Brandl", man, nth=2)
    room.quote("p", "We seek Oskar Brandl,", speaker=woman)
    room.state("p", "a fugitive", entity=man, value="at_large")
    room.state("q", "was arrested on 4 May", entity=man, value="arrested", since="2026-05-04")
    room.event("r", "Ada Roth opened a fair.", type="agree")
    return room


def picture(room: Newsroom, scope: Scope) -> Dossier:
    return build(room.linked, scope=scope, text=room.text)


def ids(dossier: Dossier) -> set[str]:
    several = (dossier.articles, dossier.entities, dossier.events, dossier.stories, dossier.chains, dossier.origins)
    return {each.id for found in several for each in found} | {each.id for each in dossier.quotations}


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (inner for each in value.values() for inner in strings(each))
    elif isinstance(value, list):
        yield from (inner for each in value for inner in strings(each))
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    "scope",
    [Scope(), Scope(story="fair"), Scope(story="story"), Scope(entity="entity-Ada Roth"),
     Scope(entity="entity-Oskar Brandl")],
)  # fmt: skip
def test_nothing_kept_refers_to_what_is_left_out(scope: Scope) -> None:
    room = archive()
    part = picture(room, scope)
    everything = ids(picture(room, Scope()))
    texts = {text.text_id for text in part.texts}
    all_texts = {article.text_id for article in room.linked.articles}
    named = set(strings(json.loads(to_json(part))))
    assert named & everything <= ids(part)
    assert named & all_texts == texts


def test_a_story_holds_its_own_pages_and_events() -> None:
    part = picture(archive(), Scope(story="fair"))
    assert [article.id for article in part.articles] == ["article-r"]
    assert [event.type for event in part.events] == ["agree"]
    assert part.changes == ()


def test_an_entity_holds_its_states_what_it_says_and_what_is_said_of_it() -> None:
    part = picture(archive(), Scope(entity="entity-Oskar Brandl"))
    assert [state.value for state in part.states] == ["at_large", "arrested"]
    assert [quotation.content for quotation in part.quotations] == ["We seek Oskar Brandl,"]
    assert [article.id for article in part.articles] == ["article-p", "article-q"]
    assert [(change.before.value, change.after.value) for change in part.changes] == [("at large", "arrested")]


def test_who_is_only_met_elsewhere_is_not_there() -> None:
    part = picture(archive(), Scope(entity="entity-Ada Roth"))
    assert [article.id for article in part.articles] == ["article-p", "article-r"]
    assert part.states == ()
    assert part.changes == ()


def test_a_reason_of_which_no_word_is_shown_is_left_out() -> None:
    room = archive()
    there, elsewhere = room.words("p", "Oskar Brandl"), room.words("r", "fair")
    joined = (
        Joined(reason="here", names=("Oskar Brandl", "Brandl"), evidence=(there, elsewhere)),
        Joined(reason="elsewhere", names=("Oskar Brandl", "fair"), evidence=(elsewhere,)),
    )
    linked = replace(room.linked, entities=tuple(replace(each, joined=joined) for each in room.linked.entities))
    (found,) = (
        entity
        for entity in build(linked, scope=Scope(entity="entity-Oskar Brandl"), text=room.text).entities
        if entity.name == "Oskar Brandl"
    )
    assert [(each.reason, each.evidence) for each in found.joined] == [("here", (there,))]
