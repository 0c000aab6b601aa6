"""Small data sets for engine tests, written row by row and laid out as columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.instants import UNDATED, UNDATED_DAY
from attribution_desktop.domain.interactions import (
    UNKNOWN_COUNT,
    Conversions,
    Dataset,
    Interactions,
    PathRows,
    ProjectIdentity,
    Spend,
    Touches,
)

DAY = 86_400_000_000
EPOCH = 1_700_000_000_000_000


@dataclass(frozen=True)
class Touch:
    customer: int
    channel: str
    instant: int


@dataclass(frozen=True)
class Order:
    customer: int
    instant: int
    value: int


@dataclass(frozen=True)
class Path:
    channels: tuple[str, ...]
    conversions: float = 1.0
    nulls: float = 0.0
    value: int = 0
    instant: int = UNDATED
    customer: int = -1


@dataclass(frozen=True)
class Cost:
    channel: str
    cost: int
    day: int = UNDATED_DAY
    impressions: int = UNKNOWN_COUNT
    clicks: int = UNKNOWN_COUNT


def interactions_of(
    touches: Sequence[Touch] = (),
    orders: Sequence[Order] = (),
    paths: Sequence[Path] = (),
    channels: Sequence[str] = (),
) -> Interactions:
    """Columns as the store gives them: customers in order, then instants, then position."""
    names = list(channels)
    for name in [t.channel for t in touches] + [c for p in paths for c in p.channels]:
        if name not in names:
            names.append(name)
    kept = sorted(enumerate(touches), key=lambda row: (row[1].customer, row[1].instant, row[0]))
    sold = sorted(enumerate(orders), key=lambda row: (row[1].customer, row[1].instant, row[0]))
    return Interactions(
        channels=tuple(names),
        touches=Touches(
            customer=_int([t.customer for _, t in kept]),
            channel=np.array([names.index(t.channel) for _, t in kept], np.int32),
            instant=_int([t.instant for _, t in kept]),
            row=_int([row for row, _ in kept]),
        ),
        conversions=Conversions(
            customer=_int([o.customer for _, o in sold]),
            instant=_int([o.instant for _, o in sold]),
            value=_int([o.value for _, o in sold]),
            row=_int([row for row, _ in sold]),
        ),
        paths=PathRows(
            start=_int(np.cumsum([0, *(len(p.channels) for p in paths)])),
            channel=np.array([names.index(c) for p in paths for c in p.channels], np.int32),
            customer=_int([p.customer for p in paths]),
            instant=_int([p.instant for p in paths]),
            conversions=np.array([p.conversions for p in paths], float),
            nulls=np.array([p.nulls for p in paths], float),
            value=_int([p.value for p in paths]),
            row=_int(range(len(paths))),
        ),
    )


def spend_of(costs: Sequence[Cost], channels: Sequence[str]) -> Spend:
    return Spend(
        channel=np.array([channels.index(c.channel) for c in costs], np.int32),
        day=np.array([c.day for c in costs], np.int32),
        cost=_int([c.cost for c in costs]),
        impressions=_int([c.impressions for c in costs]),
        clicks=_int([c.clicks for c in costs]),
    )


def dataset_of(interactions: Interactions, costs: Sequence[Cost] = ()) -> Dataset:
    return Dataset(
        identity=ProjectIdentity("Test", "EUR", "UTC", "0" * 16, 1),
        interactions=interactions,
        spend=spend_of(costs, interactions.channels),
    )


def journey(channels: Sequence[str], ages_in_days: Sequence[float], value: int) -> Interactions:
    """One customer's one conversion, touched `ages_in_days` before it."""
    touches = [
        Touch(0, channel, EPOCH - round(age * DAY))
        for channel, age in zip(channels, ages_in_days, strict=True)
    ]
    return interactions_of(touches, [Order(0, EPOCH, value)])


def _int(values: object) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array(list(values), np.int64)  # type: ignore[call-overload]  # any iterable of ints
