"""No flipped bit changes a figure unseen: it changes nothing that is read, or `verify` finds it.

The everyday run takes a sample; `-m long -s` takes 5,000 and prints the counts.
"""

import random
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from attribution_desktop.domain.errors import AttributionError
from attribution_desktop.domain.interactions import Dataset
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import, write_setting
from tests.store.material import (
    HOUR,
    NOON,
    PathRow,
    Row,
    SpendRow,
    events_file,
    new_project,
    paths_file,
    spend_file,
)


def filled(folder: Path) -> Path:
    rows = [
        Row(customer=f"customer{i % 60}", channel=f"channel{i % 7}", at=NOON + i * HOUR)
        for i in range(300)
    ]
    orders = [
        Row(customer=f"customer{i}", order=f"A{i}", value=5_000_000, at=NOON + 400 * HOUR)
        for i in range(50)
    ]
    refunds = [Row(order=f"A{i}", value=-1_000_000, at=NOON + 500 * HOUR) for i in range(9)]
    with new_project(folder) as project:
        write_import(project, events_file(*rows, *orders, *refunds))
        write_import(project, paths_file(*(PathRow(("a", "b", "c")[: i % 4]) for i in range(40))))
        write_import(project, spend_file(SpendRow("channel1", 7, days=tuple(range(60)), clicks=3)))
        write_setting(project, "margin", "0.5")
        return project.path


def shown(dataset: Dataset) -> list[object]:
    """Everything that a figure rests on; row ids are the file's own business."""
    parts = (
        dataset.interactions.touches,
        dataset.interactions.conversions,
        dataset.interactions.paths,
        dataset.spend,
    )
    columns = [
        np.asarray(getattr(part, field.name)).tolist()
        for part in parts
        for field in fields(part)
        if field.name != "row"
    ]
    identity = dataset.identity
    return [dataset.interactions.channels, identity.currency, identity.time_zone, *columns]


def flips(folder: Path, times: int, seed: int) -> tuple[int, int, int]:
    """Flip one bit at a time; how many were refused, found by `verify`, and without effect."""
    path = filled(folder)
    content = path.read_bytes()
    with ProjectFile.open(path, is_writable=False) as reader:
        expected = (*shown(load_dataset(reader)), reader.setting("margin"))
    places = random.Random(seed)  # noqa: S311  # no secret
    refused = found = harmless = 0
    for _ in range(times):
        bit = places.randrange(len(content) * 8)
        broken = bytearray(content)
        broken[bit // 8] ^= 1 << bit % 8
        path.write_bytes(broken)
        try:
            with ProjectFile.open(path, is_writable=False) as reader:
                is_sound = verify(reader).is_sound
                seen = (*shown(load_dataset(reader)), reader.setting("margin"))
        except AttributionError:
            refused += 1
            continue
        found += not is_sound
        harmless += is_sound
        assert not is_sound or seen == expected, f"bit {bit} changes a figure unseen"
    return refused, found, harmless


def test_no_flipped_bit_changes_a_figure_unseen(tmp_path: Path) -> None:
    assert sum(flips(tmp_path, times=60, seed=3)) == 60


@pytest.mark.long
@pytest.mark.timeout(3_600)
def test_of_five_thousand_flipped_bits_none_changes_a_figure_unseen(tmp_path: Path) -> None:
    refused, found, harmless = flips(tmp_path, times=5_000, seed=4)
    print(  # noqa: T201
        f"\n5,000 bit flips: {refused} refused, {found} found by verify, {harmless} without effect,"
        " 0 unseen"
    )
