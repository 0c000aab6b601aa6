"""Sums by day do not depend on how many journeys, channels or days they are made for at once."""

import random
from types import ModuleType

import pytest

from attribution_desktop.domain.interactions import Dataset
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine import day_sums, slices
from attribution_desktop.engine.analytics import AttributionAnalytics
from tests.engine.test_day_updates import CHANNELS, SETTINGS, data_of, path_rows, rows_of
from tests.services.test_working_set import bits

LIMITS = (
    (slices, "TOUCHES_A_BLOCK"),
    (slices, "_QUERIES"),
    (slices, "_COUNTED_CODES"),
    (day_sums, "_JOURNEYS_A_BLOCK"),
    (day_sums, "_MOST_LISTED"),
)


def shop() -> Dataset:
    """Customers with several orders, journeys that share touches, and rows of paths."""
    dice = random.Random(5)  # noqa: S311  # not for secrets
    rows = {number: rows_of(dice, number, CHANNELS) for number in range(40)}
    return data_of(rows, [*path_rows(dice), *path_rows(dice)], CHANNELS)


def sums_of(settings: AnalysisSettings) -> dict[str, object]:
    return bits(AttributionAnalytics(shop()).core_data(settings))


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize(("room", "limit"), LIMITS, ids=[limit for _, limit in LIMITS])
@pytest.mark.parametrize("size", [1, 40])
def test_sums_have_the_same_bits_above_every_limit_of_size(
    monkeypatch: pytest.MonkeyPatch, room: ModuleType, limit: str, size: int, name: str
) -> None:
    below = sums_of(SETTINGS[name])
    assert getattr(room, limit) > 1000
    monkeypatch.setattr(room, limit, size)
    assert sums_of(SETTINGS[name]) == below
