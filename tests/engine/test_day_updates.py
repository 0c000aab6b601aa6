"""Sums by day mended after a few customers changed have the bits of sums made anew."""

import random

import numpy as np
import pytest

from attribution_desktop.domain.instants import UNDATED, UNDATED_DAY
from attribution_desktop.domain.interactions import Dataset
from attribution_desktop.domain.settings import AnalysisSettings, PathRule
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.day_updates import day_index
from tests.engine.material import (
    DAY,
    EPOCH,
    Cost,
    Order,
    Path,
    Touch,
    dataset_of,
    interactions_of,
)
from tests.services.test_working_set import bits

HOUR = DAY // 24
CHANNELS = ("email", "search", "social", "video")
Rows = tuple[list[Touch], list[Order]]

SETTINGS = {
    "all of it": AnalysisSettings(time_zone="America/New_York", lookback_days=None),
    "a short lookback": AnalysisSettings(lookback_days=3),
    "restarting paths": AnalysisSettings(time_zone="Asia/Kathmandu", path_rule=PathRule.RESTART),
    "excluded channels": AnalysisSettings(excluded_channels=("email", "video")),
}


def rows_of(dice: random.Random, customer: int, channels: tuple[str, ...]) -> Rows:
    """Up to nine touches of a customer and up to three orders, many at one instant."""

    def moment() -> int:
        return EPOCH + dice.randrange(20 * 4) * 6 * HOUR

    touches = [Touch(customer, dice.choice(channels), moment()) for _ in range(dice.randrange(10))]
    orders = [Order(customer, moment(), dice.randrange(10**9)) for _ in range(dice.randrange(4))]
    return touches, orders


def path_rows(dice: random.Random) -> list[Path]:
    """Rows of whole paths: with and without conversions, dates and customers."""
    return [
        Path(
            tuple(dice.choices(CHANNELS, k=dice.randrange(4))),
            dice.choice((0.0, 1.0, 2.5)),
            dice.choice((0.0, 1.0, 3.0)),
            dice.randrange(10**9),
            dice.choice((EPOCH + dice.randrange(20) * DAY, UNDATED)),
            dice.choice((-1, dice.randrange(30))),
        )
        for _ in range(dice.randrange(9))
    ]


def data_of(rows: dict[int, Rows], paths: list[Path], channels: tuple[str, ...]) -> Dataset:
    touches = [touch for found, _ in rows.values() for touch in found]
    orders = [order for _, found in rows.values() for order in found]
    costs = [Cost("email", 7_000_000, EPOCH // DAY), Cost("search", 5_000_000)]
    return dataset_of(interactions_of(touches, orders, paths, channels), costs)


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("seed", range(12))
def test_sums_mended_for_a_few_customers_are_those_made_anew(seed: int, name: str) -> None:
    dice = random.Random(seed)  # noqa: S311  # not for secrets
    settings = SETTINGS[name]
    before = {number: rows_of(dice, number, CHANNELS) for number in dice.sample(range(30), 14)}
    paths = path_rows(dice)
    analytics = AttributionAnalytics(data_of(before, paths, CHANNELS))
    analytics.core_data(settings)
    for few in (1, 2, 5):
        changed = sorted(dice.sample(range(30), few))
        more = CHANNELS + (("radio",) if dice.random() < 0.5 else ())
        part = {number: rows_of(dice, number, more) for number in changed}
        if dice.random() < 0.2:
            part[changed[0]] = ([], [])
        mended = analytics.core_after(
            data_of(part, paths, more), np.array(changed, np.int64), settings
        )
        anew = AttributionAnalytics(data_of(before | part, paths, more)).core_data(settings)
        assert mended is not None
        assert bits(mended) == bits(anew)
        assert mended.sums.cell_channel.dtype == anew.sums.cell_channel.dtype


def test_journeys_of_a_day_are_found_among_more_days_than_two_bytes_count() -> None:
    days = np.arange(70_000)
    index = day_index(np.concatenate([days[::-1], days]))
    assert index.journeys_of(np.array([3, 69_999])).tolist() == [0, 69_996, 70_003, 139_999]
    undated = day_index(np.array([5, UNDATED_DAY, 5, UNDATED_DAY]))
    assert undated.journeys_of(np.array([UNDATED_DAY])).tolist() == [1, 3]
