"""Sums by day kept in a project come back whole, or not at all."""

from dataclasses import fields

import numpy as np
import pytest

from attribution_desktop.domain.day_sums import CoreData, DaySums
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.demo import generate_demo_attribution_data
from attribution_desktop.store.day_sums import MOST_KEPT, read_day_sums, write_day_sums
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset
from attribution_desktop.store.writing import write_import, write_spend, write_tracked_many
from tests.store.material import Row, events_file

SETTINGS = AnalysisSettings().day_settings()


@pytest.fixture
def project(project: ProjectFile) -> ProjectFile:
    """With the demo data in it."""
    demo = generate_demo_attribution_data()
    write_tracked_many(project, demo.journeys)
    write_spend(project, demo.spend)
    return project


def sums_of(project: ProjectFile, settings: AnalysisSettings = SETTINGS) -> CoreData:
    return AttributionAnalytics(load_dataset(project)).core_data(settings)


def arrays_of(sums: DaySums) -> dict[str, list[float]]:
    plain = {name: getattr(sums, name) for name in ("day", "cell_start", "cell_channel", "reach")}
    for part in (sums.counts, sums.shared):
        plain |= {field.name: getattr(part, field.name) for field in fields(part)}
    for model, credit in sums.credit.items():
        plain |= {f"{model} revenue": credit.revenue, f"{model} count": credit.conversions}
    return {name: array.tolist() for name, array in plain.items()}


def test_kept_sums_come_back_to_the_last_bit(project: ProjectFile) -> None:
    data, revision = sums_of(project), project.revision
    assert write_day_sums(project, data)
    kept = read_day_sums(project, SETTINGS)
    assert kept is not None
    assert arrays_of(kept.sums) == arrays_of(data.sums)
    assert kept.sums.channels == data.sums.channels
    assert (kept.identity, kept.settings) == (data.identity, data.settings)
    for field in fields(data.spend):
        expected = getattr(data.spend, field.name)
        assert np.array_equal(getattr(kept.spend, field.name), expected)
    assert project.revision == revision


def test_sums_of_other_settings_or_another_revision_read_as_absent(project: ProjectFile) -> None:
    stale = sums_of(project)
    write_day_sums(project, stale)
    assert read_day_sums(project, AnalysisSettings(lookback_days=30)) is None
    write_import(project, events_file(Row(channel="email")))
    assert read_day_sums(project, SETTINGS) is None
    assert not write_day_sums(project, stale)
    assert write_day_sums(project, sums_of(project))
    assert read_day_sums(project, SETTINGS) is not None


def test_only_the_newest_settings_are_kept(project: ProjectFile) -> None:
    wanted = [AnalysisSettings(lookback_days=days) for days in range(1, MOST_KEPT + 3)]
    for settings in (wanted[0], *wanted):
        write_day_sums(project, sums_of(project, settings))
    kept = [settings for settings in wanted if read_day_sums(project, settings) is not None]
    assert kept == wanted[2:]


@pytest.mark.parametrize("column", ["body", "fingerprint", "digest"])
def test_damaged_sums_read_as_absent(project: ProjectFile, column: str) -> None:
    write_day_sums(project, sums_of(project))
    with project.transaction() as connection:
        query = f"SELECT {column} FROM kept_day_sums"  # noqa: S608  # a name from above
        (value,) = connection.execute(query).fetchall()[0]
        stored = bytearray(value if isinstance(value, bytes) else str(value).encode())
        stored[len(stored) // 2] ^= 1
        damaged = bytes(stored) if isinstance(value, bytes) else stored.decode()
        change = f"UPDATE kept_day_sums SET {column} = ?"  # noqa: S608
        connection.execute(change, (damaged,))
    assert read_day_sums(project, SETTINGS) is None
