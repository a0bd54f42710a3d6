"""What is held to be so: whether it is asserted, planned, possible or denied."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.lexicon import tables

from .saying import read


def test_the_table_of_modality_is_whole() -> None:
    assert {row[1] for row in tables.rows("claim_modality")} == {"verb", "noun", "aux", "adj", "adv"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("Anna Petrova said that the wall burst.", "asserted", "positive"),
        ("Anna Petrova denied that the wall had burst.", "denied", "negative"),
        ("Anna Petrova rejected the claim.", "denied", "negative"),
        ("Anna Petrova said “it’s not going to happen.”", "denied", "negative"),
        ("“No crack was ever reported,” said Anna Petrova.", "denied", "negative"),
        ("Anna Petrova said that the town will drain the lake.", "planned", "positive"),
        ("Anna Petrova said that the town could drain the lake.", "possible", "positive"),
        ("Anna Petrova said that the town was considering a sale.", "considered", "positive"),
        ("Anna Petrova promised to drain the lake.", "planned", "positive"),
    ],
)
def test_a_quotations_claim(text: str, modality: str, polarity: str) -> None:
    told = read(text)
    (claim,) = [claim for claim in told.claims if claim.quotation]
    assert (claim.modality, claim.polarity) == (modality, polarity)
    assert claim.text == told.quotations[0].content


@pytest.mark.model
def test_what_follows_and_that_is_claimed_once_more_by_itself() -> None:
    told = read("Anna Petrova said that the town wants help and that it won’t allow soldiers.")
    assert [(claim.text, claim.polarity) for claim in told.claims] == [
        ("the town wants help and that it won’t allow soldiers", "positive"),
        ("it won’t allow soldiers", "negative"),
    ]


@pytest.mark.model
def test_the_time_that_a_claim_is_about_is_its_own_and_not_that_of_saying() -> None:
    told = read("Anna Petrova said on Tuesday that the wall burst on Monday.")
    (claim,) = [claim for claim in told.claims if claim.quotation]
    assert claim.about is not None
    assert told.times[claim.about].evidence.exact.endswith("Monday")


@pytest.mark.model
def test_the_texts_own_voice_claims_hard_facts_alone() -> None:
    told = read("The town lies in a valley. Eleven people were killed. Engineers would cut a notch in the wall.")
    assert [(claim.text, claim.modality) for claim in told.claims] == [
        ("Eleven people were killed.", "asserted"),
        ("Engineers would cut a notch in the wall.", "considered"),
    ]


@pytest.mark.model
def test_a_plan_that_is_weighed_is_not_done() -> None:
    told = read("The ministry is working on a plan that is being weighed in Sofia.")
    assert {claim.modality for claim in told.claims} <= {"planned", "considered"}
    assert told.claims


@pytest.mark.model
def test_the_second_seed_tells_stands_apart(shared: Path) -> None:
    """Written from the seeds' README: one leader would be proud to, the other will not allow it."""
    page = (shared / "seeds" / "004_7f613b99dbe152a2.txt").read_text(encoding="utf-8")
    told = read(page[: page.index("Hence then")])
    holders = {one.id: told.named(one) for one in told.quotations}
    stands = {(holders[claim.quotation], claim.text[:22]): claim for claim in told.claims if claim.quotation}
    refused = [claim.polarity for (who, _), claim in stands.items() if who == "Claudia Sheinbaum"]
    assert refused.count("negative") >= 3
    weighed = stands["Donald Trump", "Would I knock out thos"]
    assert (weighed.modality, weighed.polarity) == ("considered", "positive")
