"""The bench, at a size that a test can bear: archives are repeatable, and the figures are there."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice

from click.testing import CliRunner
from evaluation.bench.archive import generate, outcomes
from evaluation.bench.cli import main

from dateline.records.evidence import holds
from dateline.records.reading import Reading


def test_a_seed_makes_one_archive_and_another_seed_another() -> None:
    first, again, other = (list(islice(generate(seed=seed, a_day=20), 60)) for seed in (5, 5, 6))
    assert first == again
    assert first[0] != other[0]


def test_a_generated_archive_is_like_news() -> None:
    pages = list(islice(generate(a_day=12), 600))
    stories = Counter(page.happening for page in pages)
    assert min(stories.values()) == 1
    assert 10 <= max(stories.values()) <= 60
    assert len({page.report.text.id for page in pages}) < len(pages), "some are printed word for word elsewhere"
    assert len({page.outlet for page in pages}) > 20
    days = {story: {page.day for page in pages if page.happening == story} for story in stories}
    assert max((max(some) - min(some)).days for some in days.values()) > 10


def test_what_generated_records_say_stands_in_their_texts() -> None:
    for page in islice(generate(), 5):
        reading: Reading = page.report.reading
        evidence = [mention.evidence for mention in reading.mentions]
        evidence += [words for one in reading.quotations for words in (*one.content_evidence, *one.speaker_evidence)]
        evidence += [event.evidence for event in reading.events]
        assert len(evidence) > 10
        assert all(holds(words, page.report.text.text) for words in evidence)
        assert len(outcomes(page)) == 3


def test_the_figures_of_a_small_archive_are_printed() -> None:
    done = CliRunner().invoke(main, ["--size", "30", "--size", "60", "--json"])
    said = json.loads(done.stdout)
    assert [one["pages"] for one in said["figures"]] == [30, 60]
    for one in said["figures"]:
        assert one["one_more"]["processor"] > 0
        assert one["bulk"]["wall"] > 0
        assert 0 < one["shelf_kilobytes"] < one["kilobytes"]
        assert 1 < one["stories"] <= one["texts"]
    assert said["looks"]["lists"]
    assert len(said["looks"]["stories"]) == len(said["looks"]["texts"])
    assert len(said["limits"]) == 5
    for limit in said["limits"]:
        assert limit["kept"] == (limit["measured"] <= limit["most"])
    assert done.exit_code == (0 if all(limit["kept"] for limit in said["limits"]) else 1)
