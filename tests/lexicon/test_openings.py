"""Where a dateline ends and the sentence begins."""

from __future__ import annotations

import pytest

from dateline.lexicon import openings


@pytest.mark.parametrize(
    ("line", "opening", "town"),
    [
        ("ASHBURN, Ohio (AP) — Police have closed the bridge.", "ASHBURN, Ohio (AP) — ", "ASHBURN"),
        ("LJUBLJANA (Reuters) - The minister has left.", "LJUBLJANA (Reuters) - ", "LJUBLJANA"),
        ("Manila, Apr 14 (PTI) The toll rose.", "Manila, Apr 14 (PTI) ", "Manila"),
        ("Oslo, 3 March (NTB) - The king has gone.", "Oslo, 3 March (NTB) - ", "Oslo"),
        ("DAVAO, Philippines: Nine people are missing.", "DAVAO, Philippines: ", "DAVAO"),
        ("(Reuters) - Shares fell.", "(Reuters) - ", None),
        ("BEIRUT — Three men were held.", "BEIRUT — ", "BEIRUT"),
    ],
)
def test_a_dateline_ends_where_the_sentence_begins(line: str, opening: str, town: str | None) -> None:
    text = f"Something stands before.\n\n{line}"
    (found,) = openings.find(text)
    assert text[found.start : found.end] == opening
    assert (text[slice(*found.town)] if found.town else None) == town


@pytest.mark.parametrize(
    "line",
    ["The mayor said - and nobody laughed.", "BEIRUT: three views", "New York — he loved it.", "He (he) - said so."],
)
def test_a_dash_or_a_colon_alone_makes_no_dateline(line: str) -> None:
    assert not list(openings.find(line))
