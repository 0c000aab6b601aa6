"""Thousands of random changes against a plain model in memory: what is there is what should be.

The everyday run takes a few hundred; `-m long -s` takes 100,000 and prints the counts.
"""

import random
from collections import Counter
from pathlib import Path

import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.store.channel_edits import merge_channels, rename_channel
from attribution_desktop.store.editing import delete_journey, undo_import
from attribution_desktop.store.history import redo_change, undo_change
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import customer_names, load_dataset
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import, write_tracked
from tests.store.material import HOUR, NOON, Row, SpendRow, events_file, new_project, spend_file
from tests.store.plain_model import BY_HAND, CHANNELS, Content, Model, Version

CUSTOMERS = 12
SHARED_ORDERS = 8
"""Orders that imports and entries by hand contradict each other about."""

OPERATIONS = {
    "track": 45,
    "delete": 38,
    "import": 5,
    "replacing import": 6,
    "refunds": 2,
    "spend": 2,
    "undo import": 16,
    "undo": 14,
    "redo": 9,
    "merge": 1,
    "reopen": 0.3,
}


class Run:
    """A project and its model, changed alike."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311  # no secret
        self.project = new_project(folder)
        self.model = Model()
        self.done: Counter[str] = Counter()
        # Changes that can be undone and done again: their numbers and the models around them.
        self.undoable: list[tuple[Model, Model]] = []
        self.redoable: list[tuple[int, Model, Model]] = []
        self.number = 0

    def step(self) -> None:
        self.number += 1
        what = self.dice.choices(tuple(OPERATIONS), tuple(OPERATIONS.values()))[0]
        before = self.model.copy()
        is_recorded = {
            "track": self.track,
            "delete": self.delete,
            "import": self.take,
            "replacing import": self.replace,
            "refunds": self.refund,
            "spend": self.spend,
            "undo import": self.take_back,
            "undo": self.undo,
            "redo": self.redo,
            "merge": self.merge,
            "reopen": self.reopen,
        }[what]()
        if is_recorded is not None:
            self.done[what] += 1
        if is_recorded:
            self.undoable = [*self.undoable[-10:], (before, self.model.copy())]
            self.redoable = []

    def track(self) -> bool | None:
        shared = self.dice.random() < 0.1
        order = self.shared_order() if shared else f"o{self.number}"
        customer, at = self.customer(), self.instant()
        keys = [self.channel() for _ in range(self.dice.randrange(4))]
        touches = [(key, at - self.dice.randrange(20) * HOUR) for key in keys]
        journey = TrackedJourney(
            customer, order, self.number, at, tuple(TrackedTouch(*touch) for touch in touches)
        )
        if self.model.live(order) is not None:
            with pytest.raises(InputRefused):
                write_tracked(self.project, journey)
            return None
        write_tracked(self.project, journey)
        for key, when in touches:
            self.model.touches.setdefault((customer, key, when), BY_HAND)
        self.model.orders[order] = (Version(BY_HAND, customer, at, self.number),)
        return True

    def delete(self) -> bool | None:
        orders = self.model.live_orders()
        if not orders:
            return None
        order = self.dice.choice(orders)
        self.model.delete(order)
        delete_journey(self.project, order)
        return True

    def take(self) -> bool:
        return self.imported(is_replacing=False)

    def replace(self) -> bool:
        return self.imported(is_replacing=True)

    def imported(self, *, is_replacing: bool) -> bool:
        rows = [
            Row(self.customer(), self.channel(), self.instant())
            for _ in range(self.dice.randrange(5))
        ]
        rows += [
            Row(self.customer(), None, self.instant(), f"s{order}", 100 + self.dice.randrange(3))
            for order in self.dice.sample(range(SHARED_ORDERS), self.dice.randrange(1, 4))
        ]
        return self.stored(rows, is_replacing=is_replacing)

    def refund(self) -> bool:
        at = NOON + HOUR * (1_000 + self.number)
        return self.stored([Row(order=self.shared_order(), at=at, value=-30)], is_replacing=False)

    def stored(self, rows: list[Row], *, is_replacing: bool) -> bool:
        file = events_file(*rows, file=f"{self.number}.csv")
        outcome = write_import(self.project, file, is_replacing=is_replacing)
        self.model.take(rows, outcome.manifest.import_id, is_replacing=is_replacing)
        return self.forgotten()

    def spend(self) -> bool:
        first = self.dice.randrange(20)
        days = range(first, first + self.dice.randrange(1, 6))
        file = spend_file(SpendRow("ch0", self.number, tuple(days)), file=f"{self.number}.csv")
        outcome = write_import(self.project, file, is_replacing=True, source="ads")
        self.model.take_spend(days, self.number, outcome.manifest.import_id)
        return self.forgotten()

    def take_back(self) -> bool | None:
        if not self.model.imports:
            return None
        number = self.dice.choice(self.model.imports)
        self.model.take_back(number)
        undo_import(self.project, number)
        return True

    def undo(self) -> bool | None:
        if not self.undoable:
            return None
        before, after = self.undoable.pop()
        change, _ = undo_change(self.project)
        self.model = before.copy()
        self.redoable.append((change.number, before, after))
        return False

    def redo(self) -> bool | None:
        if not self.redoable:
            return None
        number, before, after = self.redoable.pop()
        redo_change(self.project, number)
        self.model = after.copy()
        self.undoable.append((before, after))
        return False

    def merge(self) -> bool | None:
        """Merge two channels, or rename one to and fro, where they are there."""
        one, other = (f"ch{number}" for number in self.dice.sample(range(CHANNELS), 2))
        try:
            if self.dice.random() < 0.5:
                rename_channel(self.project, one, one.upper())
                rename_channel(self.project, one, one)
                return self.forgotten()
            merge_channels(self.project, one, other)
        except InputRefused:
            return None
        self.model.shown[one] = other
        return True

    def reopen(self) -> bool:
        self.project.close()
        self.project = ProjectFile.open(self.project.path)
        return False

    def forgotten(self) -> bool:
        """What was done before is not undone any more in this run: what follows may rest on it."""
        self.undoable, self.redoable = [], []
        return False

    def customer(self) -> str:
        return f"c{self.dice.randrange(CUSTOMERS)}"

    def channel(self) -> str:
        return f"ch{self.dice.randrange(CHANNELS)}"

    def shared_order(self) -> str:
        return f"s{self.dice.randrange(SHARED_ORDERS)}"

    def instant(self) -> int:
        return NOON + self.dice.randrange(50) * HOUR


def stored(project: ProjectFile) -> Content:
    dataset = load_dataset(project)
    interactions = dataset.interactions
    touches, orders = interactions.touches, interactions.conversions
    names = customer_names(project, touches.customer.tolist())
    channels = [interactions.channels[code] for code in touches.channel.tolist()]
    owners = customer_names(project, orders.customer.tolist())
    return (
        Counter(zip(names, channels, touches.instant.tolist(), strict=True)),
        Counter(zip(owners, orders.instant.tolist(), orders.value.tolist(), strict=True)),
        Counter(zip(dataset.spend.day.tolist(), dataset.spend.cost.tolist(), strict=True)),
    )


def run(folder: Path, operations: int, checks: int, seed: int) -> Counter[str]:
    """Random operations; compares with the model every so often."""
    running = Run(folder, seed)
    for number in range(operations):
        running.step()
        if number % checks == 0:
            assert stored(running.project) == running.model.content(), number
    assert stored(running.project) == running.model.content()
    report = verify(running.project)
    assert report.is_sound, report
    running.project.close()
    return running.done


def test_a_few_hundred_random_changes_agree_with_a_plain_model(tmp_path: Path) -> None:
    done = run(tmp_path, operations=400, checks=20, seed=5)
    assert set(OPERATIONS) == set(done)


@pytest.mark.long
@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("seed", [6, 7, 8, 9])
def test_a_hundred_thousand_random_changes_agree_with_a_plain_model(
    tmp_path: Path, seed: int
) -> None:
    done = run(tmp_path, 25_000, 500, seed)
    print(f"\n25,000 random operations: {dict(done)}, 0 differ")  # noqa: T201
