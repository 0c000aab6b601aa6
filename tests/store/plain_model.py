"""A project as plain dictionaries: what is there after any change, without any of our code."""

from collections import Counter
from dataclasses import dataclass, replace

from tests.store.material import Row

CHANNELS = 6

BY_HAND = 0
"""Instead of the number of an import."""


@dataclass(frozen=True, slots=True)
class Version:
    """What one import, or one entry by hand, says of an order; `refunds` by import, in micros."""

    owner: int
    customer: str
    at: int
    value: int
    refunds: tuple[tuple[int, int], ...] = ()

    @property
    def left(self) -> int:
        return self.value - sum(amount for _, amount in self.refunds)

    def is_same(self, customer: str, at: int, value: int) -> bool:
        return (self.customer, self.at, self.value) == (customer, at, value)


Content = tuple[
    Counter[tuple[str, str, int]], Counter[tuple[str, int, int]], Counter[tuple[int, int]]
]
"""Touches by customer, channel and instant, orders by customer, instant and value, spend by day."""


class Model:
    """Touches by the import that brought them, and all said of orders and days; the last counts."""

    def __init__(self) -> None:
        self.touches: dict[tuple[str, str, int], int] = {}
        self.orders: dict[str, tuple[Version, ...]] = {}
        self.spend: dict[int, tuple[tuple[int, int], ...]] = {}
        self.shown = {f"ch{i}": f"ch{i}" for i in range(CHANNELS)}
        self.imports: list[int] = []

    def copy(self) -> "Model":
        other = Model()
        other.touches, other.orders = dict(self.touches), dict(self.orders)
        other.spend, other.shown = dict(self.spend), dict(self.shown)
        other.imports = list(self.imports)
        return other

    def content(self) -> Content:
        return (
            Counter((customer, self.name(key), at) for customer, key, at in self.touches),
            Counter((w.customer, w.at, w.left) for w in (words[-1] for words in self.words())),
            Counter((day, words[-1][1]) for day, words in self.spend.items() if words),
        )

    def words(self) -> list[tuple[Version, ...]]:
        return [words for words in self.orders.values() if words]

    def live(self, order: str) -> Version | None:
        words = self.orders.get(order)
        return words[-1] if words else None

    def live_orders(self) -> list[str]:
        return sorted(order for order, words in self.orders.items() if words)

    def name(self, key: str) -> str:
        while self.shown[key] in self.shown and self.shown[key] != key:
            key = self.shown[key]
        return self.shown[key]

    def delete(self, order: str) -> None:
        word = self.orders.pop(order)[-1]
        earlier = [
            words[-1].at
            for words in self.words()
            if words[-1].customer == word.customer and words[-1].at < word.at
        ]
        after = max(earlier, default=-1)
        for touch in list(self.touches):
            if touch[0] == word.customer and after < touch[2] <= word.at:
                del self.touches[touch]

    def take(self, rows: list[Row], number: int, *, is_replacing: bool) -> None:
        """Import touches, orders and refunds; no order twice in one file."""
        self.imports.append(number)
        for row in rows:
            if row.channel is not None:
                self.touches.setdefault((row.customer, row.channel, row.at), number)
            elif row.value is not None and row.value >= 0:
                word = self.live(row.order)
                if word is not None and word.is_same(row.customer, row.at, row.value):
                    continue
                if word is None or is_replacing:
                    said = Version(number, row.customer, row.at, row.value)
                    self.orders[row.order] = (*self.orders.get(row.order, ()), said)
            elif row.value is not None:
                word = self.live(row.order)
                if word is not None and -row.value <= word.left:
                    taken = replace(word, refunds=(*word.refunds, (number, -row.value)))
                    self.orders[row.order] = (*self.orders[row.order][:-1], taken)

    def take_spend(self, days: range, cost: int, number: int) -> None:
        self.imports.append(number)
        for day in days:
            self.spend[day] = (*self.spend.get(day, ()), (number, cost))

    def take_back(self, number: int) -> None:
        self.imports.remove(number)
        self.touches = {touch: owner for touch, owner in self.touches.items() if owner != number}
        self.orders = {
            order: tuple(without(word, number) for word in words if word.owner != number)
            for order, words in self.orders.items()
        }
        self.spend = {
            day: tuple(word for word in said if word[0] != number)
            for day, said in self.spend.items()
        }


def without(word: Version, number: int) -> Version:
    """Without the refunds of an import."""
    if not word.refunds:
        return word
    return replace(word, refunds=tuple(one for one in word.refunds if one[0] != number))
