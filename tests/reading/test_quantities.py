"""Quantities: numbers with their unit, their bounds, and what they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.nlp import model
from dateline.reading.quantities import quantities
from dateline.reading.quantities.amounts import scan
from dateline.reading.times import times
from dateline.records.evidence import article_text
from dateline.records.reading import Quantity


def read(sentence: str) -> tuple[Quantity, ...]:
    """The quantities of a sentence."""
    text = article_text([sentence])
    parse = model.parse(text.text)
    return quantities.find(parse, text, times=times.find(parse, text))


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "words", "value", "unit", "of"),
    [
        ("They offered a $15 million reward for him.", "$15 million", 15_000_000, "USD", "reward"),
        ("They offered a reward of 100,000 euros.", "100,000 euros", 100_000, "EUR", "reward"),
        ("The town was given £2.5bn in aid.", "£2.5bn", 2_500_000_000, "GBP", "aid"),
        ("Smugglers brought 85% of illicit street drugs.", "85%", 85, "%", "illicit street drugs"),
        ("The lake fell by five per cent.", "five per cent", 5, "%", None),
        ("The police found 1,250 kg of cocaine.", "1,250 kg", 1250, "kg", "cocaine"),
        ("He has been a fugitive for 10 years.", "10 years", 10, "year", None),
        ("About 140 residents were moved.", "About 140", 140, None, "residents"),
        ("Nineteen people are known to have died.", "Nineteen", 19, None, "people"),
        ("Three other gang members were killed.", "Three", 3, None, "other gang members"),
        ("A dozen boats sank.", "A dozen", 12, None, "boats"),
        ("In the end 27 were injured.", "27", 27, None, None),
        ("The 42-year-old minister resigned.", "42-year", 42, "year", "age"),
        ("The minister, aged 42, resigned.", "42", 42, "year", "age"),
        ("The bill was 15 cents.", "15 cents", 0.15, "USD", None),
    ],
)
def test_what_a_quantity_says(sentence: str, words: str, value: float, unit: str | None, of: str | None) -> None:
    (found,) = read(sentence)
    assert found.evidence.exact == words
    assert (found.value, found.unit, found.of) == (value, unit, of)
    assert (found.lower, found.upper) == (None, None)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "lower", "upper"),
    [
        ("At least 12 people died.", 12, None),
        ("More than 40 houses burned down.", 40, None),
        ("Up to 50 houses burned down.", None, 50),
        ("Fewer than 50 houses burned down.", None, 50),
        ("Between 3 and 5 houses burned down.", 3, 5),
        ("It cost $2-3 million.", 2_000_000, 3_000_000),
        ("Thousands of overdose deaths were counted.", 1000, None),
        ("Dozens of houses burned down.", 12, None),
        ("Tens of thousands of people fled.", 10_000, None),
        ("It is a billion-dollar business.", 1_000_000_000, None),
    ],
)
def test_a_bound_is_no_value(sentence: str, lower: float | None, upper: float | None) -> None:
    (found,) = read(sentence)
    assert (found.value, found.lower, found.upper) == (None, lower, upper)


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "The ship left at 10:40 a.m. on 3 May 2026.",
        "It happened two weeks ago, in 2019.",
        "Flight 12 left from gate 4 on Highway 59.",
        "The home side won 3-2 and the shop is open 24/7.",
        "One of the men said that no one came.",
        "He tried three times.",
        "He was the first and the second to come.",
    ],
)
def test_numbers_that_are_no_amounts(sentence: str) -> None:
    assert read(sentence) == ()


@given(st.text(alphabet=st.sampled_from("0123456789 -.,$€%/\nonehudrtbilafw"), max_size=60))
def test_no_text_is_too_odd_to_scan(text: str) -> None:
    for amount in scan(text):
        assert 0 <= amount.start <= amount.number_start < amount.number_end <= amount.end <= len(text)
        if amount.lower is not None and amount.upper is not None:
            assert amount.lower < amount.upper
        assert amount.value is None or (amount.lower is None and amount.upper is None)
