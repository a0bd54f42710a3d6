"""Coasts and borders: where land and sea are known to be, and that nothing is drawn beyond the box."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.rendering.coast import Box, Line, borders, land

WORLD = Box(west=-180, south=-90, east=180, north=90)


def on_land(longitude: float, latitude: float, rings: list[Line]) -> bool:
    """By the even-odd rule: how often a way east crosses a coast."""
    crossings = 0
    for ring in rings:
        x, y = ring.T
        after_x, after_y = np.roll(x, -1), np.roll(y, -1)
        over = (y > latitude) != (after_y > latitude)
        run = np.where(after_y == y, 1, after_y - y)
        at = x + (latitude - y) / run * (after_x - x)
        crossings += int((over & (longitude < at)).sum())
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("longitude", "latitude", "land_there"),
    [
        (2.35, 48.86, True), (25.0, 42.5, True), (-100.0, 40.0, True), (134.0, -25.0, True), (37.6, 55.75, True),
        (-30.0, 30.0, False), (35.0, 43.5, False), (90.0, -20.0, False), (51.0, 41.0, False), (5.0, 39.5, False),
    ],
)  # fmt: skip
def test_land_is_where_it_is(longitude: float, latitude: float, land_there: bool) -> None:
    assert on_land(longitude, latitude, land(WORLD)) == land_there
    near = Box(west=longitude - 3, south=latitude - 3, east=longitude + 3, north=latitude + 3)
    assert on_land(longitude, latitude, land(near)) == land_there


@given(st.floats(-170, 160), st.floats(-80, 70), st.floats(0.5, 20))
def test_no_coast_is_drawn_beyond_the_box(west: float, south: float, size: float) -> None:
    box = Box(west=west, south=south, east=west + size, north=south + size)
    for ring in land(box):
        assert ring[:, 0].min() >= box.west - 1e-9
        assert ring[:, 0].max() <= box.east + 1e-9
        assert ring[:, 1].min() >= box.south - 1e-9
        assert ring[:, 1].max() <= box.north + 1e-9


def test_borders_are_those_that_come_into_the_box() -> None:
    assert len(borders(WORLD)) > 300
    assert borders(Box(west=-40, south=-5, east=-35, north=0)) == []
    alps = borders(Box(west=6, south=45, east=8, north=47))
    assert 2 <= len(alps) < 20
