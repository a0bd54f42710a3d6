"""Names of months and days of the week, as words of a text are looked up among them."""

from __future__ import annotations

from dateline.lexicon.months import month_words, weekday_words


def test_names_and_abbreviations_are_known_in_small_letters_without_a_stop() -> None:
    assert {"march", "sept", "may"} <= month_words()
    assert {"monday", "sun"} <= weekday_words()
    assert not month_words() & weekday_words()
    assert not any("." in word or word != word.lower() for word in month_words() | weekday_words())
