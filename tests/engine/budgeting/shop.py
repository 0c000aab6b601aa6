"""A small shop whose channels follow known curves, week by week."""

import numpy as np

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.interactions import Dataset
from attribution_desktop.domain.response import Basis, ResponseHistory, Shape
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.budgeting.history import response_history
from tests.engine.material import DAY, Cost, Order, Touch, dataset_of, interactions_of

UNIT = 1_000_000
MONDAY = 19_723  # 2024-01-01
SHAPES = {"search": Shape(9_000.0, 600.0), "social": Shape(4_000.0, 900.0)}


def shop(weeks: int = 30, *, lag_days: float = 0.1) -> Dataset:
    """One order a channel and week, touched once; spend varies from week to week."""
    generator = np.random.default_rng(11)
    touches, orders, costs = [], [], []
    for week in range(weeks):
        first = MONDAY + 7 * week
        for number, (channel, shape) in enumerate(SHAPES.items()):
            spend = round(float(generator.uniform(100, 1_500)), 2)
            costs.append(Cost(channel, round(spend * UNIT), first + number))
            customer = 2 * week + number
            at = (first + 3) * DAY
            touches.append(Touch(customer, channel, at))
            value = round(shape.revenue(spend) * UNIT)
            orders.append(Order(customer, at + round(lag_days * DAY), value))
    touches.append(Touch(10_000, "organic", (MONDAY + 3) * DAY))
    orders.append(Order(10_000, (MONDAY + 3) * DAY, 5 * UNIT))
    return dataset_of(interactions_of(touches, orders), costs)


def analysed(dataset: Dataset, settings: AnalysisSettings | None = None) -> Analysis:
    return AttributionAnalytics(dataset).analysed(settings or AnalysisSettings())


def learnt(
    dataset: Dataset, analysis: Analysis, basis: Basis = Basis.CONVERSION
) -> ResponseHistory:
    return response_history(AttributionAnalytics(dataset), analysis, basis)
