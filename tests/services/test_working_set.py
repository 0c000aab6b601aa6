"""What a project keeps in memory is, after every change, what a fresh look at the project gives."""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from attribution_desktop.domain.day_sums import CoreData, DayCounts, SharedTouches
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.interactions import Conversions, Dataset, Touches
from attribution_desktop.domain.settings import AnalysisSettings, PathRule
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.services.analysis import analyse, core_data, default_settings
from attribution_desktop.services.channels import merge_channels, rename_channel
from attribution_desktop.services.editing import (
    delete_customer,
    delete_journey,
    delete_path,
    edit_path,
    own_path,
    undo_change,
    undo_import,
)
from attribution_desktop.services.imports import import_journeys, import_spend
from attribution_desktop.services.projects import Project, create_project
from attribution_desktop.services.tracking import track_journey
from attribution_desktop.store import segments
from attribution_desktop.store.reading import load_dataset

DATA = Path(__file__).parent.parent / "data"
FIRST = 1_654_100_000_000_000
HOUR = 3_600_000_000
CUSTOMERS = 40
CHANNELS = ("Email", "Direct", "Search", "Social", "Video")


def events(rows: int, seed: int, order: str) -> str:
    """Many touches a customer, many of them orders, some at one instant."""
    dice = np.random.default_rng(seed)
    lines = ["customer,channel,timestamp,order,value"]
    for number in range(rows):
        second = int(dice.integers(0, 40 * 86_400) // 600 * 600)
        day, rest = divmod(second, 86_400)
        at = f"2022-{6 + day // 30:02}-{1 + day % 30:02}T{rest // 3600:02}:{rest // 60 % 60:02}:00Z"
        is_order = dice.random() < 0.3
        value = f"{order}{number},{dice.integers(1, 90)}.{dice.integers(10, 99)}"
        cells = (
            f"c{dice.integers(0, CUSTOMERS)}",
            CHANNELS[int(dice.integers(0, len(CHANNELS)))],
            at,
        )
        lines.append(f"{','.join(cells)},{value if is_order else ','}")
    return "\n".join(dict.fromkeys(lines)) + "\n"


def import_text(project: Project, text: str, name: str) -> None:
    file = project.path.parent / name
    file.write_text(text, encoding="utf-8")
    import_journeys(project, file, ImportOptions())


def track(project: Project, customer: str, channels: tuple[str, ...], order: str) -> None:
    at = FIRST + 300 * HOUR
    touches = tuple(
        TrackedTouch(channel, at - 40 * place * HOUR) for place, channel in enumerate(channels)
    )
    journey = TrackedJourney(customer, order, 7_100_000, at, touches)
    track_journey(project, journey, default_settings(project))


def edit_first_path(project: Project) -> None:
    """As many path rows as before, and one of them says something else."""
    stored = own_path(project, int(project.dataset().interactions.paths.row[0]))
    edit_path(project, stored, replace(stored.path, value=5_000_000))


def delete_paths(project: Project) -> None:
    for row in project.dataset().interactions.paths.row.tolist():
        delete_path(project, own_path(project, row))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = create_project(tmp_path / "shop.attribution", time_zone="America/New_York")
    import_text(made, events(400, 1, "A"), "first.csv")
    return made


CHANGES: dict[str, Callable[[Project], object]] = {
    "a journey of a known customer": lambda p: track(p, "c3", ("Email", "Video"), "T1"),
    "a journey of a new customer": lambda p: track(p, "new", ("Email",), "T2"),
    "a journey over a new channel": lambda p: track(p, "c4", ("Radio", "Email"), "T3"),
    "an order without a touch": lambda p: track(p, "bare", (), "T4"),
    "a deleted journey": lambda p: delete_journey(p, "T1"),
    "its return": undo_change,
    "an import": lambda p: import_text(p, events(60, 2, "B"), "second.csv"),
    "its undoing": lambda p: undo_import(p, 2),
    "a deleted customer": lambda p: delete_customer(p, "c7"),
    "spend": lambda p: import_spend(p, DATA / "spend.csv", ImportOptions()),
    "a renamed channel": lambda p: rename_channel(p, "Search", "Organic"),
    "merged channels": lambda p: merge_channels(p, "Video", "Social"),
    "paths": lambda p: import_text(
        p, "path,conversions,value,nulls\nEmail > x,2.5,30,1\nEmail,0,0,4\n", "paths.csv"
    ),
    "a journey beside paths": lambda p: track(p, "c9", ("Email", "Video"), "T5"),
    "an edited path": edit_first_path,
    "all paths deleted": delete_paths,
}

SETTINGS = {
    "default": AnalysisSettings(time_zone="America/New_York"),
    "short": AnalysisSettings(time_zone="America/New_York", lookback_days=5),
    "restarting": AnalysisSettings(time_zone="America/New_York", path_rule=PathRule.RESTART),
    "excluding": AnalysisSettings(
        time_zone="America/New_York",
        # The last is what a channel is called later.
        excluded_channels=("Email", "Video", "Organic"),
        lookback_days=20,
    ),
}


def bits(data: CoreData) -> dict[str, object]:
    sums = data.sums
    arrays = {name: getattr(sums, name) for name in ("day", "cell_start", "cell_channel", "reach")}
    for part, kind in ((sums.counts, DayCounts), (sums.shared, SharedTouches)):
        arrays |= {field.name: getattr(part, field.name) for field in fields(kind)}
    for model, credit in sums.credit.items():
        arrays |= {f"{model} revenue": credit.revenue, f"{model} count": credit.conversions}
    plain: dict[str, object] = {name: array.tolist() for name, array in arrays.items()}
    return plain | {
        "channels": sums.channels,
        "identity": data.identity,
        "days": data.days,
        "spend": [getattr(data.spend, field.name).tolist() for field in fields(data.spend)],
    }


def columns(dataset: Dataset) -> list[object]:
    found: list[object] = [dataset.identity, dataset.interactions.channels]
    for part, kind in (
        (dataset.interactions.touches, Touches),
        (dataset.interactions.conversions, Conversions),
    ):
        found += [getattr(part, field.name).tolist() for field in fields(kind)]
    return found


@pytest.mark.parametrize("name", SETTINGS)
def test_sums_after_changes_have_the_bits_of_sums_made_anew(project: Project, name: str) -> None:
    settings = SETTINGS[name]
    analyse(project, settings)
    for what, change in CHANGES.items():
        change(project)
        updated = core_data(project, settings)
        fresh = load_dataset(project.file)
        anew = AttributionAnalytics(fresh).core_data(settings)
        assert bits(updated) == bits(anew), what
        if "import" in what or "journey" not in what:
            # Elsewhere changes pile up, as they do while the whole analysis is under way.
            assert columns(project.dataset()) == columns(fresh), what
    project.close()


@pytest.mark.parametrize("channels", [("Email", "Video"), ("Radio", "Email"), ()])
def test_only_what_changed_is_read_after_a_journey(
    project: Project, monkeypatch: pytest.MonkeyPatch, channels: tuple[str, ...]
) -> None:
    settings = default_settings(project)
    analyse(project, settings)
    track(project, "c3", channels, "T1")
    monkeypatch.setattr("attribution_desktop.services.working_set.load_dataset", _not_to_be_called)
    analysis = analyse(project, settings)
    assert analysis.identity.revision == project.file.revision
    monkeypatch.undo()
    expected = AttributionAnalytics(load_dataset(project.file)).analysed(settings)
    assert analysis == expected
    project.close()


def _not_to_be_called(*_: object) -> None:
    raise AssertionError("all columns were read again")


def test_a_change_costs_little_also_when_the_analysis_before_it_was_never_finished(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = default_settings(project)
    analyse(project, settings)
    track(project, "c3", ("Email", "Video"), "T1")
    core_data(project, settings)
    project.dataset()
    track(project, "c4", ("Email",), "T2")
    monkeypatch.setattr(AttributionAnalytics, "core_data", _not_to_be_called)
    updated = core_data(project, settings)
    monkeypatch.undo()
    anew = AttributionAnalytics(load_dataset(project.file)).core_data(settings)
    assert bits(updated) == bits(anew)
    project.close()


@pytest.mark.parametrize("small_rows", [50, 10_000])
def test_merged_segments_hide_no_change(
    project: Project, monkeypatch: pytest.MonkeyPatch, small_rows: int
) -> None:
    monkeypatch.setattr(segments, "MOST_SEGMENTS", 4)
    monkeypatch.setattr(segments, "_SMALL_ROWS", small_rows)
    settings = default_settings(project)
    analyse(project, settings)
    for number in range(14):
        track(project, f"c{number % 5}", ("Email", "Video"), f"T{number}")
        if number % 4 == 3:
            delete_journey(project, f"T{number - 2}")
        if number % 5 == 4:
            project.dataset()
        updated = core_data(project, settings)
        anew = AttributionAnalytics(load_dataset(project.file)).core_data(settings)
        assert bits(updated) == bits(anew), number
    assert columns(project.dataset()) == columns(load_dataset(project.file))
    project.close()


def test_kept_sums_open_a_project_without_its_columns(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = default_settings(project)
    expected = core_data(project, settings)
    path = project.path
    project.close()
    monkeypatch.setattr("attribution_desktop.services.working_set.load_dataset", _not_to_be_called)
    from attribution_desktop.services.projects import open_project  # noqa: PLC0415

    with open_project(path, is_writable=False) as again:
        assert bits(core_data(again, settings)) == bits(expected)
        dated = replace(settings, start=None, model="time_decay", margin=0.5)
        assert core_data(again, dated) is core_data(again, settings)
