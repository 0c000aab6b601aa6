"""Sums by day are those of the journeys one by one, however many are added up at once."""

import random
from collections import defaultdict
from dataclasses import fields, replace
from datetime import date
from types import ModuleType

import numpy as np
import pytest

from attribution_desktop.domain.day_sums import DayCounts, DaySums
from attribution_desktop.domain.instants import (
    UNDATED,
    UNDATED_DAY,
    date_from_day_number,
    datetime_from_instant,
    day_number,
    zone_named,
)
from attribution_desktop.domain.interactions import Dataset
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine import day_sums, slices
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.period_sums import PeriodSums
from tests.engine.test_day_updates import CHANNELS, SETTINGS, data_of, path_rows, rows_of
from tests.services.test_working_set import bits

LIMITS = (
    (slices, "TOUCHES_A_BLOCK"),
    (slices, "_QUERIES"),
    (slices, "_COUNTED_CODES"),
    (day_sums, "_JOURNEYS_A_BLOCK"),
    (day_sums, "_MOST_LISTED"),
)


def shop(seed: int) -> Dataset:
    """Customers with several orders, journeys that share touches, and rows of paths."""
    dice = random.Random(seed)  # noqa: S311  # not for secrets
    rows = {number: rows_of(dice, number, CHANNELS) for number in range(40)}
    return data_of(rows, [*path_rows(dice), *path_rows(dice)], CHANNELS)


def sums_of(settings: AnalysisSettings) -> dict[str, object]:
    return bits(AttributionAnalytics(shop(5)).core_data(settings))


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


def days_of(journeys: Journeys, time_zone: str) -> list[int]:
    zone = zone_named(time_zone)
    return [
        UNDATED_DAY if at == UNDATED else day_number(datetime_from_instant(at, zone).date())
        for at in journeys.at.tolist()
    ]


def counts_of(journeys: Journeys, place: int) -> dict[str, float]:
    """What one journey adds to the counts of its day."""
    weight, length = float(journeys.weight[place]), int(journeys.length[place])
    is_timed, converts = bool(journeys.is_timed[place]), bool(journeys.is_converting[place])
    has_touch = length > 0
    return {
        "revenue": int(journeys.value[place]) * converts,
        "conversions": weight * converts,
        "converting": weight * (converts and has_touch),
        "journeys": weight * has_touch,
        "untimed": weight * (has_touch and not is_timed),
        "untimed_converting": weight * (has_touch and not is_timed and converts),
        "uses": length * (1.0 if is_timed else weight),
        "steps": weight * length * converts,
        "kept_whole": weight * (has_touch and int(journeys.start[place]) >= journeys.first_copy),
    }


def rows_by_day(sums: DaySums) -> dict[int, dict[str, float]]:
    columns = {field.name: getattr(sums.counts, field.name).tolist() for field in fields(DayCounts)}
    return {
        day: {name: column[row] for name, column in columns.items()}
        for row, day in enumerate(sums.day.tolist())
    }


def reach_by_cell(sums: DaySums) -> dict[tuple[int, int], float]:
    """Conversions by day and channel of every cell there is."""
    return {
        (day, int(sums.cell_channel[cell])): float(sums.reach[cell])
        for row, day in enumerate(sums.day.tolist())
        for cell in range(int(sums.cell_start[row]), int(sums.cell_start[row + 1]))
    }


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("seed", range(4))
def test_each_day_holds_what_its_journeys_say_one_by_one(seed: int, name: str) -> None:
    settings = SETTINGS[name]
    analytics = AttributionAnalytics(shop(seed))
    sums, journeys = analytics.core_data(settings).sums, analytics.journeys(settings)
    counts: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    reach: dict[tuple[int, int], float] = defaultdict(float)
    for place, day in enumerate(days_of(journeys, settings.time_zone)):
        for count, amount in counts_of(journeys, place).items():
            counts[day][count] += amount
        converts = bool(journeys.is_converting[place])
        touched = set(journeys.channel[journeys.start[place] : journeys.end[place]].tolist())
        if converts and not touched:
            touched = {len(journeys.channels)}
        for channel in touched:
            reach[day, channel] += converts * float(journeys.weight[place])
    assert sums.day.tolist() == sorted(counts)
    assert rows_by_day(sums) == counts
    assert reach_by_cell(sums) == reach


@pytest.mark.parametrize("name", SETTINGS)
def test_touches_of_two_days_are_counted_once_and_credit_is_that_of_the_days(name: str) -> None:
    analytics = AttributionAnalytics(shop(2))
    sums = analytics.core_data(SETTINGS[name]).sums
    dated = [day for day in sums.day.tolist() if day != UNDATED_DAY]
    whole = analytics.journeys(SETTINGS[name])
    counts = (whole.at == UNDATED) & (whole.is_converting | (whole.length > 0))
    undated = whole.weight[counts].sum()
    assert undated > 0
    for first, last in ((0, -1), (0, 4), (3, 9), (7, 7), (8, 15)):
        start, end = date_from_day_number(dated[first]), date_from_day_number(dated[last])
        settings = replace(SETTINGS[name], start=start, end=end)
        journeys, period = analytics.journeys(settings), PeriodSums(sums, settings)
        slices_ = zip(journeys.start.tolist(), journeys.end.tolist(), strict=True)
        touches = [set(range(*ends)) for ends in slices_]
        timed = [of for of, is_timed in zip(touches, journeys.is_timed, strict=True) if is_timed]
        untimed = np.where(journeys.is_timed, 0.0, journeys.weight) * journeys.length
        assert period.touchpoints == len(set().union(*timed)) + untimed.sum()
        assert period.undated_left_out == undated
        is_touched = [False] * len(journeys.channels)
        for channel in journeys.channel[sorted(set().union(*touches))].tolist():
            is_touched[channel] = True
        assert period.is_touched.tolist() == is_touched
        attributor = ConversionAttributor(journeys, settings)
        for model in day_sums.DAY_MODELS:
            expected, found = attributor.credit(model), period.credit(model)
            assert found.revenue == pytest.approx(expected.revenue, rel=1e-9)
            assert found.conversions == pytest.approx(expected.conversions, rel=1e-9)


def test_a_period_leaves_out_nothing_undated_where_all_have_dates() -> None:
    dated = data_of({1: rows_of(random.Random(3), 1, CHANNELS)}, [], CHANNELS)  # noqa: S311  # not for secrets
    for data in (dated, data_of({}, [], CHANNELS)):
        for start in (None, date(2023, 1, 1), date(2030, 1, 1)):
            settings = AnalysisSettings(start=start)
            sums = AttributionAnalytics(data).core_data(settings).sums
            assert UNDATED_DAY not in sums.day
            assert PeriodSums(sums, settings).undated_left_out == 0
