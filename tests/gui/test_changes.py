"""Changes beside the key figures compare like with like, and name what they compare."""

from datetime import date, timedelta

import pytest

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine import AttributionAnalytics
from attribution_desktop.ui.tabs import summary_changes as changes
from tests.engine.material import Cost, Order, Touch, dataset_of, interactions_of

DAY = 86_400_000_000
UNIT = 1_000_000
FIRST = date(2026, 5, 1)
_DAYS = 100
PROFIT = changes.profit(1.0)


def number(day: int) -> int:
    return (FIRST + timedelta(days=day)).toordinal() - date(1970, 1, 1).toordinal()


def analysed(spend: range, settings: AnalysisSettings | None = None) -> Analysis:
    """Orders of 10 on each of a hundred days, of 20 from day 70 on; spend of 5 on some days."""
    days = range(_DAYS)
    touches = [Touch(day, "paid", number(day) * DAY) for day in days]
    orders = [Order(day, number(day) * DAY + 1, (20 if day >= 70 else 10) * UNIT) for day in days]
    costs = [Cost("paid", 5 * UNIT, number(day)) for day in spend]
    data = dataset_of(interactions_of(touches, orders), costs)
    return AttributionAnalytics(data).analysed(settings or AnalysisSettings())


def told(compared: changes.Comparing | None, amount: changes.Amount) -> str:
    if compared is None:
        return ""
    change = compared.change(amount, is_good=True, written=lambda x: formatted(x, Kind.MONEY))
    return change.forms[0]


def test_all_time_is_told_of_by_its_last_thirty_days() -> None:
    analysis = analysed(range(_DAYS))
    last = "in the last 30 days, against the 30 before"
    assert told(changes.comparing(analysis), changes.revenue) == f"▲ 100.0 % {last}"
    assert told(changes.comparing_spend(analysis), PROFIT) == f"▲ 200.0 % {last}"


def test_spend_and_profit_are_compared_as_far_as_spend_is_recorded() -> None:
    analysis = analysed(range(80))
    # Ten of the thirty days to the 80th have orders of 20: 350 - 150 against 300 - 150.
    shifted = "in the 30 days to 2026-07-19, against the 30 before"
    assert told(changes.comparing_spend(analysis), PROFIT) == f"▲ 66.7 % {shifted}"
    assert told(changes.comparing_spend(analysis), changes.spend) == f"unchanged {shifted}"
    assert [step.last for step in changes.spent_steps(analysis)][-1] == date(2026, 7, 19)


@pytest.mark.parametrize("spend", [range(45), range(50, _DAYS)])
def test_spend_that_does_not_cover_both_stretches_is_not_compared(spend: range) -> None:
    assert changes.comparing_spend(analysed(spend)) is None


def test_a_period_that_spend_does_not_reach_to_the_end_of_is_not_compared() -> None:
    period = AnalysisSettings(start=date(2026, 7, 10), end=date(2026, 8, 8))
    for spend, is_compared in ((range(_DAYS), True), (range(98), True), (range(80), False)):
        analysis = analysed(spend, period)
        assert (changes.comparing_spend(analysis) is not None) is is_compared
        assert told(changes.comparing(analysis), changes.revenue).endswith("the 30 days before")


def test_what_was_a_loss_is_told_beside_what_the_last_days_are() -> None:
    compared = changes.comparing(analysed(range(_DAYS)))
    assert told(compared, changes.profit(0.4)) == "90.00 in the last 30 days, was −30.00"
    period = AnalysisSettings(start=date(2026, 7, 10), end=date(2026, 8, 8))
    compared = changes.comparing(analysed(range(_DAYS), period))
    assert told(compared, changes.profit(0.4)) == "was −30.00 before"


def test_without_spend_the_words_know_a_period_from_all_time() -> None:
    assert changes.without_spend(analysed(range(_DAYS))) is None
    assert changes.without_spend(analysed(range(0))) == (
        changes.Change(("None is recorded", "none", "")),
        changes.Change(("Before spend: none is recorded", "before spend", "")),
    )
    late = AnalysisSettings(start=date(2026, 7, 31), end=date(2026, 8, 8))
    words = changes.without_spend(analysed(range(10), late))
    assert words is not None
    assert words[0].forms[0] == "None is dated in this period"
