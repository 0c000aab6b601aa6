"""What tracking, settings and failures do to a project: all or nothing."""

from dataclasses import replace

import pytest

from attribution_desktop.domain.errors import (
    Cancelled,
    InputRefused,
    UsageError,
)
from attribution_desktop.domain.tracking import SpendEntry, TrackedJourney, TrackedTouch
from attribution_desktop.store import bulk
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import (
    load_dataset,
    row_counts,
)
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import (
    write_import,
    write_setting,
    write_spend,
    write_tracked,
    write_tracked_many,
)
from tests.store.material import (
    HOUR,
    NOON,
    PathRow,
    Row,
    SpendRow,
    cancelling_at,
    dump,
    events_file,
    paths_file,
    spend_file,
)


def test_a_tracked_journey_is_stored_and_tracking_it_again_changes_nothing(
    project: ProjectFile,
) -> None:
    journey = TrackedJourney(
        "ann", "", 5_000_000, NOON, (TrackedTouch("email", NOON - HOUR, "s", "{}"),)
    )
    order, changes = write_tracked(project, journey)
    assert order.startswith("ann@")
    assert changes.has_journeys
    again, unchanged = write_tracked(project, journey)
    assert again == order
    assert not unchanged
    more = replace(journey, touches=(*journey.touches, TrackedTouch("social", NOON - 1)))
    assert write_tracked(project, more)[1].revision == 2
    assert row_counts(project).touches == 2


def test_tracking_an_order_with_other_content_is_refused_and_changes_nothing(
    project: ProjectFile,
) -> None:
    journey = TrackedJourney("ann", "A1", 5_000_000, NOON, ())
    write_tracked(project, journey)
    before = dump(project)
    other = replace(journey, value=6_000_000, touches=(TrackedTouch("email", NOON),))
    with pytest.raises(InputRefused, match="A1"):
        write_tracked_many(project, (replace(journey, order="A2"), other))
    assert dump(project) == before


@pytest.mark.parametrize("wrong", [{"customer": ""}, {"value": -1}])
def test_a_tracked_journey_needs_a_customer_and_no_negative_value(
    project: ProjectFile, wrong: dict[str, object]
) -> None:
    journey = TrackedJourney("ann", "A1", 5_000_000, NOON, ())
    with pytest.raises(InputRefused):
        write_tracked(project, replace(journey, **wrong))  # type: ignore[arg-type]


def test_spend_entered_by_hand_is_kept_as_entered(project: ProjectFile) -> None:
    entry = SpendEntry("email", 20_000, 1_000_000)
    changes = write_spend(project, (entry, entry, SpendEntry("email", None, 5, 1, 2)))
    assert changes.has_spend
    assert changes.has_channels
    spend = load_dataset(project).spend
    assert spend.cost.tolist() == [1_000_000, 1_000_000, 5]
    assert spend.impressions.tolist() == [-1, -1, 1]


def test_settings_are_kept_and_the_identity_counts_as_data(project: ProjectFile) -> None:
    assert project.setting("margin") is None
    assert write_setting(project, "margin", "0.4").has_settings
    assert (project.setting("margin"), project.revision) == ("0.4", 0)
    assert write_setting(project, "currency", "usd").revision == 1
    assert project.currency == "USD"
    assert not write_setting(project, "currency", "USD")
    for name, value in (("currency", "€"), ("time_zone", "Mars"), ("revision", "7")):
        with pytest.raises(UsageError):
            write_setting(project, name, value)


def test_currency_and_zone_stay_once_there_is_data(project: ProjectFile) -> None:
    write_import(project, events_file(Row(channel="email")))
    for name, value in (("currency", "USD"), ("time_zone", "Europe/Berlin")):
        with pytest.raises(InputRefused, match="once there is data"):
            write_setting(project, name, value)
    assert write_setting(project, "name", "Boutique").has_settings
    assert project.name == "Boutique"


FILES = {
    "events": events_file(
        *(Row(channel=f"c{n % 3}", at=NOON + n, order=f"A{n}", value=n) for n in range(10)),
        Row(order="A5", value=-2, at=NOON + HOUR),
    ),
    "paths": paths_file(*(PathRow(("a", "b"), customer=f"p{n}", order=f"P{n}") for n in range(9))),
    "spend": spend_file(*(SpendRow("a", n, days=(20_000, 20_001)) for n in range(9))),
}


@pytest.mark.parametrize("kind", FILES)
def test_cancelling_at_any_moment_leaves_everything_as_it_was(
    project: ProjectFile, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BLOCK_ROWS", 2)
    write_import(project, events_file(Row(channel="c1", customer="zoe"), file="earlier.csv"))
    before = dump(project)
    report = 0
    while True:
        report += 1
        progress = cancelling_at(report)
        try:
            write_import(project, FILES[kind], progress)
        except Cancelled:
            assert dump(project) == before
        else:
            break
    assert report > 6
    assert dump(project) != before
    assert verify(project).is_sound


def test_an_interrupt_leaves_everything_as_it_was(project: ProjectFile) -> None:
    before = dump(project)

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "Storing conversions":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_import(project, FILES["events"], interrupt)
    assert dump(project) == before


def test_a_file_whose_rows_do_not_add_up_is_not_stored(project: ProjectFile) -> None:
    before = dump(project)
    wrong = replace(events_file(Row(channel="email")), rows_read=2)
    with pytest.raises(RuntimeError, match="do not add up"):
        write_import(project, wrong)
    assert dump(project) == before
