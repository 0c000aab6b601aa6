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
from attribution_desktop.store.editing import delete_journey
from attribution_desktop.store.history import undo_change
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import customer_names, load_dataset
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_tracked
from tests.store.material import HOUR, NOON, new_project

CUSTOMERS = 12
CHANNELS = 6


class Model:
    """Customers' touches (channel key, instant) and orders (instant, value), in dictionaries."""

    def __init__(self) -> None:
        self.touches: set[tuple[str, str, int]] = set()
        self.orders: dict[str, tuple[str, int, int]] = {}
        self.shown = {f"ch{i}": f"ch{i}" for i in range(CHANNELS)}

    def copy(self) -> "Model":
        other = Model()
        other.touches, other.orders = set(self.touches), dict(self.orders)
        other.shown = dict(self.shown)
        return other

    def content(self) -> tuple[Counter[tuple[str, str, int]], Counter[tuple[str, int, int]]]:
        touches = Counter((name, self.name(key), at) for name, key, at in self.touches)
        return touches, Counter(self.orders.values())

    def name(self, key: str) -> str:
        while self.shown[key] in self.shown and self.shown[key] != key:
            key = self.shown[key]
        return self.shown[key]

    def delete(self, order: str) -> None:
        customer, at, _ = self.orders.pop(order)
        earlier = [t for c, t, _ in self.orders.values() if c == customer and t < at]
        after = max(earlier, default=-1)
        self.touches -= {t for t in self.touches if t[0] == customer and after < t[2] <= at}


def stored(
    project: ProjectFile,
) -> tuple[Counter[tuple[str, str, int]], Counter[tuple[str, int, int]]]:
    interactions = load_dataset(project).interactions
    touches, orders = interactions.touches, interactions.conversions
    names = customer_names(project, touches.customer.tolist())
    channels = [interactions.channels[code] for code in touches.channel.tolist()]
    owners = customer_names(project, orders.customer.tolist())
    return (
        Counter(zip(names, channels, touches.instant.tolist(), strict=True)),
        Counter(zip(owners, orders.instant.tolist(), orders.value.tolist(), strict=True)),
    )


def track(project: ProjectFile, model: Model, dice: random.Random, number: int) -> None:
    customer, order = f"c{dice.randrange(CUSTOMERS)}", f"o{number}"
    at = NOON + dice.randrange(50) * HOUR
    keys = [f"ch{dice.randrange(CHANNELS)}" for _ in range(dice.randrange(4))]
    touches = [(key, at - dice.randrange(20) * HOUR) for key in keys]
    journey = TrackedJourney(
        customer, order, number, at, tuple(TrackedTouch(key, when) for key, when in touches)
    )
    write_tracked(project, journey)
    model.touches |= {(customer, key, when) for key, when in touches}
    model.orders[order] = (customer, at, number)


def run(folder: Path, operations: int, checks: int, seed: int) -> Counter[str]:
    """Random operations; compares with the model every so often."""
    dice = random.Random(seed)  # noqa: S311  # no secret
    done: Counter[str] = Counter()
    model, before = Model(), None
    project = new_project(folder)
    for number in range(operations):
        what = dice.choices(("track", "delete", "undo", "merge", "reopen"), (60, 30, 6, 1, 0.3))[0]
        if what == "track":
            before = None
            track(project, model, dice, number)
        elif what == "delete" and model.orders:
            before = model.copy()
            order = dice.choice(sorted(model.orders))
            model.delete(order)
            delete_journey(project, order)
        elif what == "undo" and before is not None:
            undo_change(project)
            model, before = before, None
        elif what == "merge":
            before = merge(project, model, dice, before)
        elif what == "reopen":
            project.close()
            project = ProjectFile.open(project.path)
        done[what] += 1
        if number % checks == 0:
            assert stored(project) == model.content(), number
    assert stored(project) == model.content()
    assert verify(project).is_sound
    project.close()
    return done


def merge(
    project: ProjectFile, model: Model, dice: random.Random, before: Model | None
) -> Model | None:
    """Merge two channels, or rename one to and fro, where they are there."""
    one, other = (f"ch{number}" for number in dice.sample(range(CHANNELS), 2))
    copy = model.copy()
    try:
        if dice.random() < 0.5:
            rename_channel(project, one, one.upper())
            rename_channel(project, one, one)
            return None
        merge_channels(project, one, other)
    except InputRefused:
        return before
    model.shown[one] = other
    return copy


def test_a_few_hundred_random_changes_agree_with_a_plain_model(tmp_path: Path) -> None:
    assert run(tmp_path, operations=400, checks=20, seed=5)["delete"] > 50


@pytest.mark.long
@pytest.mark.timeout(7_200)
def test_a_hundred_thousand_random_changes_agree_with_a_plain_model(tmp_path: Path) -> None:
    print(f"\n100,000 random operations: {dict(run(tmp_path, 100_000, 500, seed=6))}, 0 differ")  # noqa: T201
