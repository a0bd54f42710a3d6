"""A dossier of a part of an archive is that part of the dossier of all of it; as of its last day, it is what it is."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from evaluation.bench.archive import Reported, generate, outcomes
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import workspace as workspace_module
from dateline.store import open_store
from dateline.workspace import Workspace

ALIKE = (
    "texts", "articles", "mentions", "times", "toponyms", "places", "quotations", "claims", "events", "states",
    "quantities", "stories", "timeline", "changes", "disputes", "copies",
)  # fmt: skip
"""Entities may be joined with pages outside of a scope, and origins be counted there: see docs/architecture.md."""


def filled(path: Path, pages: list[Reported]) -> Workspace:
    store = open_store(path)
    for page in pages:
        store.add(outcomes(page))
    store.close()
    return Workspace(path)


archives = st.builds(
    lambda seed, a_day, size: list(islice(generate(seed=seed, a_day=a_day), size)),
    st.integers(0, 10_000),
    st.integers(8, 14),
    st.integers(1, 18),
)


@settings(max_examples=6, deadline=None)
@given(archives, st.randoms(use_true_random=False))
def test_a_story_alone_is_that_story_of_everything_and_the_last_day_the_present(
    pages: list[Reported], shuffled: object
) -> None:
    shuffled.shuffle(pages)  # type: ignore[attr-defined]
    with TemporaryDirectory() as folder, filled(Path(folder) / "w.db", pages) as workspace:
        whole = workspace.dossier()
        last = max(page.day.isoformat() for page in pages)
        assert replace(workspace.dossier(as_of=last), scope=whole.scope) == whole
        assert workspace.stories(as_of=last) == workspace.stories()
        assert workspace.stories(on=last) == workspace.stories()
        part = {story.id: workspace.dossier(story.id) for story in whole.stories}
        with patch.object(workspace_module, "WHOLE", 0):
            for story, told in part.items():
                scoped = workspace.dossier(story)
                for name in ALIKE:
                    assert getattr(scoped, name) == getattr(told, name), name
                assert replace(workspace.dossier(story, as_of=last), scope=scoped.scope) == scoped
