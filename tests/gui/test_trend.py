"""Weeks and months that the period cuts off do not pass for rises and falls."""

from collections.abc import Callable

from attribution_desktop.domain.days import Step
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.tabs.summary import SummaryTab

Settled = Callable[[], None]


def described(summary: SummaryTab, step: Step) -> str:
    box = summary.trend.step
    box.setCurrentIndex(box.findData(step))
    box.activated.emit(box.currentIndex())
    return summary.trend.chart.accessibleDescription()


def test_a_week_that_is_cut_off_is_called_so(summary: SummaryTab) -> None:
    told = described(summary, Step.WEEK)
    assert told.startswith("Revenue was highest in 7 Sep")
    assert "1 Sep is part of a week: 6 of 7 days" in told
    assert "14 Sep is part of a week: 1 of 7 days" in told


def test_a_month_that_is_cut_off_is_called_so_and_a_day_never_is(summary: SummaryTab) -> None:
    assert "part of a month: 14 of 30 days" in described(summary, Step.MONTH)
    assert "part of" not in described(summary, Step.DAY)


def test_the_small_lines_of_the_cards_show_whole_weeks_only(
    demo: Program, summary: SummaryTab, settled: Settled
) -> None:
    whole = len(summary.revenue.line.values)
    first, last = summary.trend._spans[0].first, summary.trend._spans[-1].last
    assert whole == (last - first).days + 1
    # From a Thursday on, for ten weeks and two days: the trend has weeks, its ends are cut off.
    demo.window.tab.settings_requested.emit(
        {"start": first.replace(month=7, day=2), "end": first.replace(month=9, day=11)}
    )
    settled()
    assert len(summary.trend._spans) == 11
    assert len(summary.revenue.line.values) == 9
    assert "9 steps" in summary.revenue.line.accessibleDescription()
