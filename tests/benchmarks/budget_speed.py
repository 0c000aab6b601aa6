"""How long a plan for 20 channels takes, and a slider's step to pixels. Prints medians.

Run: python -m tests.benchmarks.budget_speed
"""

import os
import statistics
import time
from collections.abc import Callable

import numpy as np

from attribution_desktop.domain.budget import RESPONSE, BudgetRequest, ChannelLimit, Goal, GroupCap
from attribution_desktop.domain.interactions import Dataset
from attribution_desktop.domain.response import Basis, Shape
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.budgeting.history import response_history
from attribution_desktop.services.budgets import plan_budget
from tests.engine.material import DAY, Cost, Order, Touch, dataset_of, interactions_of

_CHANNELS, _WEEKS, _ROUNDS = 20, 60, 40
_UNIT = 1_000_000
_MONDAY = 19_723


def main() -> None:
    """Time plans of each goal, then the page."""
    dataset = _shop()
    analysis = AttributionAnalytics(dataset).analysed(AnalysisSettings())
    start = time.perf_counter()
    history = response_history(AttributionAnalytics(dataset), analysis, Basis.CONVERSION)
    print(f"fit {_CHANNELS} curves, {_WEEKS} weeks: {time.perf_counter() - start:.2f} s, once")
    budget = round(analysis.summary.spend or 0.0, 2)
    limits = (
        ChannelLimit(channel="channel 1", is_locked=True),
        ChannelLimit(channel="channel 2", maximum=budget / 50),
    )
    group = GroupCap("group", ("channel 3", "channel 4"), budget / 30)
    requests = {
        "most revenue": BudgetRequest(budget, method=RESPONSE),
        "with limits": BudgetRequest(budget, method=RESPONSE, limits=limits, groups=(group,)),
        "target revenue": BudgetRequest(
            None, method=RESPONSE, goal=Goal.TARGET_REVENUE, target=analysis.summary.revenue
        ),
        "marginal ROAS": BudgetRequest(None, method=RESPONSE, goal=Goal.MARGINAL_ROAS, target=1.0),
        "proportional": BudgetRequest(budget),
    }
    for name, request in requests.items():
        median = _median(lambda request=request: plan_budget(analysis, request, history))
        print(f"plan, {name}: {median * 1e3:.1f} ms")
    _time_page(dataset)


def _time_page(dataset: Dataset) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Qt starts only here: the plans above are timed without it.
    from attribution_desktop.ui.application import create_application  # noqa: PLC0415
    from attribution_desktop.ui.desk import Analysed  # noqa: PLC0415
    from attribution_desktop.ui.tabs.budget import BudgetTab  # noqa: PLC0415

    application = create_application()
    analysis = AttributionAnalytics(dataset).analysed(AnalysisSettings())
    tab = BudgetTab()
    tab.resize(1248, 640)
    tab.show()
    tab.show_analysis(Analysed(analysis, dataset.interactions.channels))
    tab.show_history(response_history(AttributionAnalytics(dataset), analysis, Basis.CONVERSION))
    application.processEvents()
    slider = tab.levers.lever("channel 5").slider
    steps = iter(range(100, 1000))

    def move() -> None:
        slider.setValue(next(steps))
        tab.recommend()
        application.processEvents()

    print(f"slider step to pixels: {_median(move) * 1e3:.1f} ms (30 frames a second: 33.3)")
    tab.deleteLater()


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _shop() -> Dataset:
    """Weekly orders of channels that follow curves of their own."""
    generator = np.random.default_rng(3)
    touches, orders, costs = [], [], []
    for number in range(_CHANNELS):
        channel = f"channel {number}"
        half = float(generator.uniform(300, 4_000))
        shape = Shape(float(generator.uniform(2e3, 2e4)), half, 1.0 if number % 2 else 0.7)
        for week in range(_WEEKS):
            spend = half * float(generator.uniform(0.2, 1.8))
            day = _MONDAY + 7 * week
            costs.append(Cost(channel, round(spend * _UNIT), day))
            customer, at = number * _WEEKS + week, (day + 3) * DAY
            touches.append(Touch(customer, channel, at))
            noisy = shape.revenue(spend) * float(generator.lognormal(0, 0.1))
            orders.append(Order(customer, at, round(noisy * _UNIT)))
    return dataset_of(interactions_of(touches, orders), costs)


if __name__ == "__main__":
    main()
