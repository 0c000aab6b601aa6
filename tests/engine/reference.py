"""The definitions page once more: slow, obvious, one journey at a time, exact where possible.

Written apart from the engine, so that the two can be compared. Nothing here is vectorised.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.engine.material import DAY, Order, Path, Touch

NO_TOUCHPOINT = "(no touchpoint)"
DIRECT = "direct"

ENDS = {
    "position_based": (Fraction(4, 10), Fraction(2, 10), Fraction(4, 10)),
    "j_shaped": (Fraction(2, 10), Fraction(2, 10), Fraction(6, 10)),
    "inverse_j": (Fraction(6, 10), Fraction(2, 10), Fraction(2, 10)),
    "custom": (Fraction(1, 6), Fraction(2, 6), Fraction(3, 6)),
}
"""First, middle and last weight; the custom ones are 1 : 2 : 3."""


@dataclass(frozen=True)
class SlowJourney:
    channels: tuple[str, ...]
    ages: tuple[int, ...] | None  # microseconds before the conversion, None when untimed
    value: int
    weight: float
    is_converting: bool


@dataclass(frozen=True)
class SlowRules:
    lookback_days: float | None
    rule: str
    excluded: frozenset[str] = frozenset()


def slow_journeys(
    touches: Sequence[Touch], orders: Sequence[Order], paths: Sequence[Path], rules: SlowRules
) -> list[SlowJourney]:
    limit = None if rules.lookback_days is None else round(rules.lookback_days * DAY)
    excluded = rules.excluded
    found: list[SlowJourney] = []
    for customer in sorted({t.customer for t in touches} | {o.customer for o in orders}):
        mine = sorted((t for t in touches if t.customer == customer), key=lambda t: t.instant)
        sold = sorted((o for o in orders if o.customer == customer), key=lambda o: o.instant)
        used: set[int] = set()
        for order in sold:
            earlier = [o.instant for o in sold if o.instant < order.instant]
            members = []
            for position, touch in enumerate(mine):
                age = order.instant - touch.instant
                if age < 0 or (limit is not None and age > limit):
                    continue
                if rules.rule == "restart" and earlier and touch.instant <= max(earlier):
                    continue
                members.append(position)
            used.update(members)
            found.append(_journey([mine[i] for i in members], order.instant, order.value, excluded))
        found.extend(_left_over(mine, sold, used, limit, excluded))
    for path in paths:
        kept = tuple(c for c in path.channels if c not in excluded) or path.channels
        if path.conversions > 0:
            found.append(SlowJourney(kept, None, path.value, path.conversions, is_converting=True))
        if path.nulls > 0:
            found.append(SlowJourney(kept, None, 0, path.nulls, is_converting=False))
    return found


def _journey(
    touches: Sequence[Touch], at: int, value: int, excluded: frozenset[str]
) -> SlowJourney:
    kept = [t for t in touches if t.channel not in excluded] or list(touches)
    return SlowJourney(
        tuple(t.channel for t in kept),
        tuple(at - t.instant for t in kept),
        value,
        1.0,
        is_converting=True,
    )


def _left_over(
    mine: Sequence[Touch],
    sold: Sequence[Order],
    used: set[int],
    limit: int | None,
    excluded: frozenset[str],
) -> list[SlowJourney]:
    runs: list[list[Touch]] = []
    previous: Touch | None = None
    for position, touch in enumerate(mine):
        if position in used:
            continue
        is_new = previous is None
        if previous is not None:
            is_far = limit is not None and touch.instant - previous.instant > limit
            is_sold = any(previous.instant <= o.instant < touch.instant for o in sold)
            is_new = is_far or is_sold
        if is_new:
            runs.append([])
        runs[-1].append(touch)
        previous = touch
    lost = []
    for run in runs:
        kept = [t for t in run if t.channel not in excluded] or run
        lost.append(SlowJourney(tuple(t.channel for t in kept), None, 0, 1.0, is_converting=False))
    return lost


def positions(n: int, first: Fraction, middle: Fraction, last: Fraction) -> list[Fraction | float]:
    if n == 1:
        return [Fraction(1)]
    if n == 2:
        if first + last == 0:
            return [Fraction(1, 2), Fraction(1, 2)]
        return [first / (first + last), last / (first + last)]
    whole = first + middle + last
    between = [middle / (n - 2) / whole for _ in range(n - 2)]
    return [first / whole, *between, last / whole]


def slow_weights(model: str, journey: SlowJourney, half_life: float) -> list[Fraction | float]:
    n = len(journey.channels)
    if model == "first_touch":
        return [Fraction(int(i == 0)) for i in range(n)]
    if model == "last_touch":
        return [Fraction(int(i == n - 1)) for i in range(n)]
    if model == "last_non_direct":
        other = [i for i, name in enumerate(journey.channels) if name != DIRECT]
        chosen = max(other, default=n - 1)
        return [Fraction(int(i == chosen)) for i in range(n)]
    if model in ENDS:
        return positions(n, *ENDS[model])
    if model == "time_decay" and journey.ages is not None:
        raw = [2.0 ** (-(age - min(journey.ages)) / DAY / half_life) for age in journey.ages]
        return [x / sum(raw) for x in raw]
    return [Fraction(1, n)] * n


def slow_credit(
    model: str, journeys: Sequence[SlowJourney], half_life: float = 7.0
) -> dict[str, tuple[float, float]]:
    """Channel → (revenue in micros, conversions)."""
    revenue: dict[str, Fraction | float] = {}
    conversions: dict[str, Fraction | float] = {}
    for journey in journeys:
        if not journey.is_converting:
            continue
        if journey.channels:
            weights = slow_weights(model, journey, half_life)
            shares = list(zip(journey.channels, weights, strict=True))
        else:
            shares = [(NO_TOUCHPOINT, Fraction(1))]
        for channel, share in shares:
            revenue[channel] = revenue.get(channel, Fraction(0)) + share * journey.value
            conversions[channel] = conversions.get(channel, Fraction(0)) + share * Fraction(
                journey.weight
            )
    return {name: (float(revenue[name]), float(conversions[name])) for name in revenue}
