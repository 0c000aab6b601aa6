"""The Markov chain once more: solved again without each channel, in fractions."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from tests.engine.reference import SlowJourney

State = tuple[str, ...]
WON, LOST = ("(conversion)",), ("(null)",)


class SlowChain:
    """States are the last `order` channels; rewards are conversions or their value."""

    def __init__(self, journeys: Sequence[SlowJourney], order: int) -> None:
        self.start: dict[State, Fraction] = defaultdict(Fraction)
        self.leaving: dict[State, Fraction] = defaultdict(Fraction)
        self.arcs: dict[State, dict[State, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        self.value: dict[State, Fraction] = defaultdict(Fraction)
        self.total = Fraction(0)
        self.total_value = Fraction(0)
        for journey in journeys:
            if not journey.channels or not journey.weight:
                continue
            weight = Fraction(journey.weight)
            states = [
                journey.channels[max(0, i + 1 - order) : i + 1]
                for i in range(len(journey.channels))
            ]
            self.start[states[0]] += weight
            end = WON if journey.is_converting else LOST
            for source, target in zip(states, [*states[1:], end], strict=True):
                self.arcs[source][target] += weight
                self.leaving[source] += weight
            if journey.is_converting:
                self.value[states[-1]] += journey.value
                self.total += weight
                self.total_value += journey.value

    def reached(self, removed: str | None) -> tuple[Fraction, Fraction]:
        """Expected conversions and value of all journeys when a channel leads to null."""
        states = [state for state in self.leaving if removed not in state]
        number = {state: i for i, state in enumerate(states)}
        n = len(states)
        rows = [[Fraction(0)] * (n + 2) for _ in range(n)]
        for state, i in number.items():
            rows[i][i] = Fraction(1)
            for target, weight in self.arcs[state].items():
                if target in number:
                    rows[i][number[target]] -= weight / self.leaving[state]
                elif target == WON:
                    rows[i][n] += weight / self.leaving[state]
            rows[i][n + 1] += self.value[state] / self.leaving[state]
        solved = eliminated(rows)
        won = sum(
            (w * solved[number[s]][0] for s, w in self.start.items() if s in number), Fraction(0)
        )
        earned = sum(
            (w * solved[number[s]][1] for s, w in self.start.items() if s in number), Fraction(0)
        )
        return won, earned

    def credit(self, channels: Sequence[str]) -> dict[str, tuple[Fraction, Fraction, Fraction]]:
        """Channel → (removal effect, value credit, conversion credit)."""
        won, earned = self.reached(None)
        if not won:
            return {name: (Fraction(0), Fraction(0), Fraction(0)) for name in channels}
        lost = {}
        for name in channels:
            left, kept = self.reached(name)
            lost[name] = ((won - left) / won, (earned - kept) / earned if earned else Fraction(0))
        whole = sum(effect for effect, _ in lost.values())
        worth = sum(effect for _, effect in lost.values())
        return {
            name: (
                effect,
                of_value / worth * self.total_value if worth else Fraction(0),
                effect / whole * self.total,
            )
            for name, (effect, of_value) in lost.items()
        }


def eliminated(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Solve the square system on the left for both columns on the right."""
    n = len(rows)
    for i in range(n):
        pivot = next(j for j in range(i, n) if rows[j][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for j in range(n):
            if j != i and rows[j][i]:
                factor = rows[j][i]
                rows[j] = [x - factor * y for x, y in zip(rows[j], rows[i], strict=True)]
    return [row[n:] for row in rows]
