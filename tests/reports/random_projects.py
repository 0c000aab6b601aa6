"""Analyses of made-up projects of any size, with every kind of name, through the real engine."""

import random

import numpy as np

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY, UNDATED_DAY
from attribution_desktop.domain.interactions import (
    NO_PATHS,
    Conversions,
    Dataset,
    Interactions,
    ProjectIdentity,
    Spend,
    Touches,
)
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics

ODD_NAMES = (
    "=1+1",
    "<b>bold</b>",
    "\u05e2\u05d1\u05e8\u05d9\u05ea search",
    "\u0627\u0644\u0628\u062d\u062b",
    "🙂 emoji 👩‍👩‍👧",
    "日本 検索",
    "a very long channel name " * 6,
    "../../etc/passwd",
    "x" * 120,
    '"quoted", and; more',
)
_START = 20_000 * MICROSECONDS_PER_DAY


def random_analysis(channels: int, seed: int, draws: int = 0) -> Analysis:
    """An analysis of `channels` channels, some of them without spend, some without touches."""
    chance = random.Random(seed)  # noqa: S311  # made-up data, not a secret
    names = tuple(
        ODD_NAMES[place] if seed % 2 and place < len(ODD_NAMES) else f"channel {place}"
        for place in range(channels)
    )
    touches, conversions = [], []
    for customer in range(3 * channels):
        moment = _START + chance.randrange(30 * MICROSECONDS_PER_DAY)
        for _ in range(chance.randrange(1, 6)):
            touches.append((customer, chance.randrange(channels), moment))
            moment += chance.randrange(MICROSECONDS_PER_DAY)
        if chance.random() < 0.6:
            conversions.append((customer, moment, chance.randrange(1, 10**11)))
    spend = [place for place in range(channels) if chance.random() < 0.7]
    dataset = Dataset(
        ProjectIdentity("Shop", "EUR", "UTC", "f00d", 1),
        Interactions(names, _touches(touches), _conversions(conversions), NO_PATHS),
        Spend(
            np.array(spend, np.int32),
            np.full(len(spend), UNDATED_DAY, np.int32),
            np.array([chance.randrange(10**11) for _ in spend], np.int64),
            np.array([chance.randrange(10**6) for _ in spend], np.int64),
            np.array([chance.randrange(10**4) for _ in spend], np.int64),
        ),
    )
    return AttributionAnalytics(dataset).analysed(AnalysisSettings(draws=draws))


def _touches(rows: list[tuple[int, int, int]]) -> Touches:
    table = np.array(rows, np.int64).reshape(-1, 3)
    return Touches(table[:, 0], table[:, 1].astype(np.int32), table[:, 2], np.arange(len(table)))


def _conversions(rows: list[tuple[int, int, int]]) -> Conversions:
    table = np.array(rows, np.int64).reshape(-1, 3)
    return Conversions(table[:, 0], table[:, 1], table[:, 2], np.arange(len(table)))
