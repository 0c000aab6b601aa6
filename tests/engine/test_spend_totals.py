"""Spend by channel of any period, against rows added up one by one."""

import random
from datetime import date

import pytest

from attribution_desktop.domain.instants import UNDATED_DAY, day_number
from attribution_desktop.domain.interactions import UNKNOWN_COUNT
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.spend_totals import spend_totals
from tests.engine.material import Cost, spend_of

NAMES = ("email", "search", "social", "radio")
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 4)
DAYS = (*range(day_number(FIRST) - 2, day_number(LAST) + 3), UNDATED_DAY)
PERIODS = ((None, None), (FIRST, None), (None, LAST), (FIRST, LAST), (FIRST, FIRST))


def is_inside(day: int, start: date | None, end: date | None) -> bool:
    if start is None and end is None:
        return True
    has_begun = start is None or day >= day_number(start)
    return day != UNDATED_DAY and has_begun and (end is None or day <= day_number(end))


def known_sum(counts: list[int]) -> int:
    known = [count for count in counts if count != UNKNOWN_COUNT]
    return sum(known) if known else UNKNOWN_COUNT


@pytest.mark.parametrize(("start", "end"), PERIODS)
@pytest.mark.parametrize("seed", range(6))
def test_spend_of_a_period_is_that_of_its_rows(
    seed: int, start: date | None, end: date | None
) -> None:
    dice = random.Random(seed)  # noqa: S311  # not for secrets
    rows = [
        Cost(
            dice.choice(NAMES[:3]),
            dice.choice((0, dice.randrange(10**9))),
            dice.choice(DAYS),
            dice.choice((UNKNOWN_COUNT, 0, dice.randrange(10**6))),
            dice.choice((UNKNOWN_COUNT, 0, dice.randrange(10**4))),
        )
        for _ in range(dice.choice((0, 4, 12)))
    ]
    found = spend_totals(spend_of(rows, NAMES), len(NAMES), AnalysisSettings(start=start, end=end))
    inside = [row for row in rows if is_inside(row.day, start, end)]
    of_channel = [[row for row in inside if row.channel == name] for name in NAMES]
    assert found.cost.tolist() == [sum(row.cost for row in of) for of in of_channel]
    assert found.has_spend.tolist() == [bool(of) for of in of_channel]
    assert found.impressions.tolist() == [
        known_sum([r.impressions for r in of]) for of in of_channel
    ]
    assert found.clicks.tolist() == [known_sum([r.clicks for r in of]) for of in of_channel]
    left_out = [row.cost for row in rows if row.day == UNDATED_DAY and row not in inside]
    assert found.undated_left_out == sum(left_out)
