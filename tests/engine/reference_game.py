"""The Shapley value once more: every coalition of every set, in fractions."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial

from tests.engine.reference import SlowJourney

SHRINKAGE = 20


def slow_shapley(
    journeys: Sequence[SlowJourney],
) -> tuple[dict[str, tuple[Fraction, Fraction]], int]:
    """Channel → (value credit, conversion credit), and how many values were clipped."""
    won: dict[frozenset[str], Fraction] = defaultdict(Fraction)
    seen: dict[frozenset[str], Fraction] = defaultdict(Fraction)
    value: dict[frozenset[str], Fraction] = defaultdict(Fraction)
    for journey in journeys:
        touched = frozenset(journey.channels)
        if not touched or not journey.weight:
            continue
        seen[touched] += Fraction(journey.weight)
        if journey.is_converting:
            won[touched] += Fraction(journey.weight)
            value[touched] += journey.value
    overall = (
        sum(won.values(), Fraction(0)) / sum(seen.values(), Fraction(0)) if seen else Fraction(0)
    )

    def worth(coalition: frozenset[str]) -> Fraction:
        if not coalition:
            return Fraction(0)
        return (won.get(coalition, Fraction(0)) + SHRINKAGE * overall) / (
            seen.get(coalition, Fraction(0)) + SHRINKAGE
        )

    credit: dict[str, tuple[Fraction, Fraction]] = defaultdict(lambda: (Fraction(0), Fraction(0)))
    clipped = 0
    for players, conversions in won.items():
        values = {player: shapley(player, players, worth) for player in players}
        clipped += sum(x < 0 for x in values.values())
        kept = {player: max(x, Fraction(0)) for player, x in values.items()}
        whole = sum(kept.values())
        for player, x in kept.items():
            share = x / whole if whole else Fraction(1, len(players))
            revenue, count = credit[player]
            credit[player] = (revenue + share * value[players], count + share * conversions)
    return dict(credit), clipped


def shapley(player: str, players: frozenset[str], worth: object) -> Fraction:
    others = sorted(players - {player})
    n = len(players)
    total = Fraction(0)
    for size in range(n):
        chance = Fraction(factorial(size) * factorial(n - size - 1), factorial(n))
        for rest in combinations(others, size):
            coalition = frozenset(rest)
            total += chance * (worth(coalition | {player}) - worth(coalition))  # type: ignore[operator]
    return total
