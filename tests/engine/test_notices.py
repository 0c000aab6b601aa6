"""What is said of figures that data, or the filter, make look better or worse than they are."""

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine import AttributionAnalytics
from tests.engine.material import Cost, Order, Touch, dataset_of, interactions_of

DAY = 86_400_000_000
UNIT = 1_000_000
FIRST = 20_000
"""The day number of 2024-10-04."""


def analysed(days: range, costs: list[Cost], settings: AnalysisSettings | None = None) -> Analysis:
    """An order of 100 a day through `paid` and `free`, whose customers come only once."""
    touches = [
        Touch(customer, channel, (FIRST + day) * DAY + order)
        for customer, day in enumerate(days)
        for order, channel in enumerate(("paid", "free"))
    ]
    orders = [
        Order(customer, (FIRST + day) * DAY + 9, 100 * UNIT) for customer, day in enumerate(days)
    ]
    data = dataset_of(interactions_of(touches, orders, channels=["paid", "free"]), costs)
    return AttributionAnalytics(data).analysed(settings or AnalysisSettings())


def codes(analysis: Analysis) -> set[str]:
    return {notice.code for notice in (*analysis.insights, *analysis.notices)}


def cost(day: int, amount: int) -> Cost:
    return Cost("paid", amount * UNIT, FIRST + day)


def test_spend_that_ends_before_the_orders_do_is_told() -> None:
    analysis = analysed(range(10), [cost(day, 10) for day in range(7)])
    (notice,) = [one for one in analysis.notices if one.code == "spend-covers-part"]
    assert sentence(notice) == (
        "Spend covers 2024-10-04 to 2024-10-10 only: other revenue makes ROAS and profit look "
        "better."
    )


def test_spend_that_begins_after_the_orders_do_is_told() -> None:
    assert "spend-covers-part" in codes(analysed(range(10), [cost(3, 10), cost(9, 10)]))


def test_spend_that_lags_two_days_or_has_no_date_is_not_told_of() -> None:
    two_days = [cost(2, 10), cost(7, 10)]
    assert "spend-covers-part" not in codes(analysed(range(10), two_days))
    undated = Cost("paid", 10 * UNIT)
    assert "spend-covers-part" not in codes(analysed(range(10), [cost(3, 10), undated]))


def test_a_loss_of_paid_channels_that_free_ones_make_up_for_is_told() -> None:
    spend = [cost(day, 70) for day in range(10)]
    (notice,) = [one for one in analysed(range(10), spend).notices if one.code == "paid-return"]
    assert sentence(notice) == (
        "Channels with spend bring back 0.71×; 1.43× counts revenue of channels without spend, too."
    )


def test_where_both_returns_say_the_same_nothing_is_told() -> None:
    for amount in (40, 120):
        spend = [cost(day, amount) for day in range(10)]
        assert "paid-return" not in codes(analysed(range(10), spend))


def test_what_the_filter_took_from_a_channel_is_no_finding() -> None:
    spend = [cost(day, 70) for day in range(10)]
    found = codes(analysed(range(10), spend))
    assert "depends-on-model" in found or "loses-under-all" in found
    without = AnalysisSettings(excluded_channels=("paid",))
    left = codes(analysed(range(10), spend, without))
    assert not left & {"depends-on-model", "loses-under-all", "best-roas", "spend-without-touch"}
