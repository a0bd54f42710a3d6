"""A person has a say: what is judged shows in the picture, is taken back without a trace, and can be copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.errors import UsageError
from dateline.records.dossier import Dossier
from dateline.records.evidence import Evidence
from dateline.records.plain import to_json
from dateline.workspace import Workspace

pytestmark = pytest.mark.model

PAGES = {
    "fire.txt": """Warehouse fire in Ostrel injures two

Tuesday, 3 March 2026

Two firefighters were injured on Monday when a warehouse burned in the port of Ostrel, harbour master Sira Voll said.

"We heard a blast at noon," said Voll. The owner, Edda Marsk, was arrested on Tuesday. -- Norvik Press Agency
""",
    "court.txt": """Owner of burnt warehouse in court

Friday, 6 March 2026

Edda Marsk, the owner of the warehouse that burned in Ostrel, was charged on Friday, prosecutor Tilo Brenn said.

"She knew of the gas," said Brenn. Harbour master Sira Voll told the court that two firefighters were injured.
""",
    "race.txt": """Voll wins race over the hills

Sunday, 8 March 2026

The cyclist Sira Voll won the race from Brae to Ostrel on Sunday, the organisers said. "I was lucky," said Voll.
""",
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with three pages."""
    folder = tmp_path_factory.mktemp("judging")
    for name, text in PAGES.items():
        (folder / name).write_text(text)
    with dateline.open(folder / "w.db") as opened:
        opened.read([folder / name for name in PAGES])
    return folder


@pytest.fixture
def workspace(read: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of it."""
    shutil.copy(read / "w.db", tmp_path / "w.db")
    with dateline.open(tmp_path / "w.db") as opened:
        yield opened


def source(picture: Dossier, name: str) -> str:
    return next(article.source for article in picture.articles if article.source.endswith(name))


def bearers(picture: Dossier, name: str) -> set[str | None]:
    return {mention.entity for mention in picture.mentions if mention.evidence.exact == name}


def refused(code: str) -> pytest.RaisesExc[UsageError]:
    return pytest.raises(UsageError, match=rf"\[{code}\]")


def test_two_are_judged_one_and_the_judgement_is_taken_back(workspace: Workspace) -> None:
    before = workspace.dossier()
    assert bearers(before, "Edda Marsk") != bearers(before, "Tilo Brenn")
    judged = workspace.same("Edda Marsk", "Tilo Brenn", author="Ada")
    after = workspace.dossier()
    assert bearers(after, "Edda Marsk") == bearers(after, "Tilo Brenn")
    assert after.judgements == (judged,)
    texts = {text.text_id: text.text for text in after.texts}
    for pin in judged.about:
        for words in (pin.evidence, pin.context):
            assert texts[words.text_id][words.start : words.end] == words.exact
    for name in bearers(before, "Edda Marsk") | bearers(before, "Tilo Brenn"):
        assert {workspace.dossier(name).scope.entity} == bearers(after, "Edda Marsk")
    undone = workspace.undo(judged.id[:6], author="Bo")
    assert (undone.undoes, undone.author) == (judged.id, "Bo")
    assert to_json(workspace.dossier()) == to_json(before)
    assert workspace.judgements() == (judged, undone)
    with refused("nothing_to_undo"):
        workspace.undo(author="Ada")


def test_who_bears_a_name_on_two_pages_is_told_apart(workspace: Workspace) -> None:
    picture = workspace.dossier()
    sides = [f"Sira Voll@{source(picture, name)}" for name in ("fire.txt", "race.txt")]
    for verb, count in ((workspace.same, 1), (workspace.different, 2), (workspace.same, 1)):
        verb(*sides, author="Ada")
        texts = {a.text_id for a in picture.articles if not a.source.endswith("court.txt")}
        mentions = [m for m in workspace.dossier().mentions if m.evidence.text_id in texts]
        assert len({m.entity for m in mentions if m.evidence.exact == "Sira Voll"}) == count


def test_two_pages_are_judged_one_story_and_two(workspace: Workspace) -> None:
    pages = [source(workspace.dossier(), name) for name in ("fire.txt", "race.txt")]

    def together() -> bool:
        picture = workspace.dossier()
        ids = {article.id for article in picture.articles if article.source in pages}
        return any(ids <= {*story.articles} for story in picture.stories)

    for verb, expected in ((workspace.different, False), (workspace.same, True), (workspace.different, False)):
        verb(*pages, author="Ada")
        assert together() == expected


def test_a_corrected_page_stands_on_its_day_for_everybody(workspace: Workspace) -> None:
    name = source(workspace.dossier(), "race.txt")
    fields = {"date": "2026-02-01", "outlet": "Brae Courier", "credit": "Sund Wire"}
    workspace.correct(name, fields, author="Ada")
    early = workspace.dossier(as_of="2026-02-02")
    (article,) = early.articles
    assert (article.source, article.outlet, article.credit) == (name, "Brae Courier", ("Sund Wire",))
    assert article.published.basis[0].reason.startswith("corrected by Ada on ")
    for wrong in ({"date": "soon"}, {"title": "x"}, {}):
        with refused("bad_correction"):
            workspace.correct(name, wrong, author="Ada")
    with refused("not_an_article"):
        workspace.correct(workspace.dossier().entities[0].id, fields, author="Ada")


def test_every_kind_of_reading_can_be_rejected_and_comes_back(workspace: Workspace) -> None:
    before = workspace.dossier()
    whole = to_json(before)
    lists = ("quotations", "claims", "events", "states", "times", "toponyms", "mentions", "entities")
    for kind in lists:
        record = getattr(before, kind)[0]
        workspace.reject(record.id, author="Ada")
        left = workspace.dossier()
        assert record.id not in {one.id for one in getattr(left, kind)}, kind
        assert len(left.judgements) == 1
        workspace.undo(author="Ada")
        assert to_json(workspace.dossier()) == whole, kind


def test_references_that_mean_nothing_or_two_things_are_refused(workspace: Workspace) -> None:
    picture = workspace.dossier()
    quotation, event = picture.quotations[0].id, picture.events[0].id
    with refused("unknown_reference"):
        workspace.same("Nobody Here", "Edda Marsk", author="Ada")
    with refused("kinds_differ"):
        workspace.same("Edda Marsk", event, author="Ada")
    with refused("kinds_differ"):
        workspace.same(quotation, event, author="Ada")
    with refused("one_thing"):
        workspace.different("Edda Marsk", "Edda Marsk", author="Ada")
    first, second = (m.id for m in picture.mentions if m.evidence.exact == "Voll")
    with refused("read_as_one"):
        mentions = [m for m in picture.mentions if m.entity == picture.quotations[0].speaker.entity]
        same = [m.id for m in mentions if m.evidence.text_id == mentions[0].evidence.text_id]
        workspace.different(same[0], same[1], author="Ada")
    assert first != second
    assert workspace.judgements() == ()


def test_a_forgotten_page_leaves_nothing_of_its_own(workspace: Workspace, read: Path, tmp_path: Path) -> None:
    before = workspace.dossier()
    name = source(before, "race.txt")
    workspace.same(f"Sira Voll@{name}", "Tilo Brenn", author="Ada")
    kept = workspace.correct(source(before, "fire.txt"), {"outlet": "Ostrel Post"}, author="Ada")
    (gone,) = workspace.forget(name)
    assert gone.source == name
    with dateline.open(tmp_path / "fewer.db") as fewer:
        fewer.read([read / other for other in PAGES if other != "race.txt"])
        fewer.correct(source(before, "fire.txt"), {"outlet": "Ostrel Post"}, author="Ada")
        left, right = workspace.dossier(), fewer.dossier()
    assert [one.id for one in left.judgements] == [kept.id]
    assert [story.articles for story in left.stories] == [story.articles for story in right.stories]
    assert (left.entities, left.events, left.texts) == (right.entities, right.events, right.texts)
    assert workspace.check().broken == ()
    with refused("unknown_reference"):
        workspace.forget(name)
    workspace.read([read / "race.txt"])
    assert len(workspace.dossier().articles) == 3


def test_a_copy_is_a_workspace(workspace: Workspace, tmp_path: Path) -> None:
    workspace.same("Edda Marsk", "Tilo Brenn", author="Ada")
    workspace.backup(tmp_path / "copy.db")
    with dateline.open(tmp_path / "copy.db") as copied:
        assert to_json(copied.dossier()) == to_json(workspace.dossier())


def test_what_is_judged_is_pinned_to_words_of_the_article(workspace: Workspace) -> None:
    judged = workspace.same("Edda Marsk", "Tilo Brenn", author="Ada")
    assert [pin.evidence.exact for pin in judged.about] == ["Edda Marsk", "Tilo Brenn"]
    assert all(isinstance(pin.evidence, Evidence) for pin in judged.about)
