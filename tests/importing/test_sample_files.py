"""Files that no one of this project wrote give the numbers that are known of them."""

from pathlib import Path

import pytest

from attribution_desktop.domain.imports import ImportFormat, ImportOptions
from attribution_desktop.domain.instants import UNDATED, UNDATED_DAY, iso_from_instant
from attribution_desktop.importing import read_file


def test_sessions_are_97_touches(data: Path) -> None:
    file = read_file(data / "sessions.csv", ImportOptions())
    assert file.format is ImportFormat.EVENTS
    assert (file.rows_read, file.rejects, file.warnings) == (97, (), ())
    assert file.touches is not None
    assert file.touches.line.tolist() == list(range(2, 99))
    assert iso_from_instant(int(file.touches.instant[0])) == "2022-06-03T05:44:32Z"
    assert file.customers[file.touches.customer[0]] == "ff0009813277534087064"
    assert file.customers == sorted(file.customers)
    assert file.channels[:2] == ["Direct", "Organic_Search"]
    assert file.conversions is not None
    assert file.conversions.line.size == 0


def test_conversions_are_six_orders(data: Path) -> None:
    file = read_file(data / "conversions.csv", ImportOptions())
    assert file.format is ImportFormat.CONVERSIONS
    assert file.touches is None
    assert file.conversions is not None
    assert file.conversions.value.sum() == 500_920_000
    assert iso_from_instant(int(file.conversions.instant[0])) == "2022-06-08T21:18:32Z"
    assert file.conversions.order == [""] * 6
    assert not file.conversions.is_with_touch.any()


def test_spend_without_dates_is_undated(data: Path) -> None:
    file = read_file(data / "spend.csv", ImportOptions())
    assert file.format is ImportFormat.SPEND
    assert file.spend is not None
    assert file.spend.cost.tolist() == [10_000_000_000] * 6
    assert set(file.spend.day.tolist()) == {UNDATED_DAY}
    assert file.warnings == (
        "6 rows have no date; their spend counts only where no period is chosen.",
    )


def test_real_journeys_are_2392_rows_with_known_first_and_last_touches(data: Path) -> None:
    file = read_file(data / "real_journeys.csv", ImportOptions())
    assert file.format is ImportFormat.JOURNEYS
    assert (file.rows_read, file.rejects) == (2392, ())
    paths = file.paths
    assert paths is not None
    assert paths.conversions.sum() == 2392
    assert paths.nulls.sum() == 0
    assert (paths.instant == UNDATED).all()
    first = [file.channels[code] for code in paths.channel[paths.start[:-1]]]
    last = [file.channels[code] for code in paths.channel[paths.start[1:] - 1]]
    assert [first.count(f"Channel {n}") for n in (10, 13, 9)] == [547, 320, 250]
    assert [last.count(f"Channel {n}") for n in (20, 16, 4)] == [1701, 95, 88]
    assert len(file.channels) == 20


def test_expected_paths_carry_customer_instant_and_value(data: Path) -> None:
    file = read_file(data / "expected_paths.csv", ImportOptions())
    assert file.format is ImportFormat.JOURNEYS
    assert file.paths is not None
    assert file.paths.value.sum() == 500_920_000
    assert sorted(file.paths.customer.tolist()) == [0, 1, 2, 3, 4, 5]
    assert dict(file.mapping)["path"] == "path"


@pytest.mark.parametrize("form", ["utf8", "utf16le_tab"])
def test_a_google_ads_report_is_three_costs_and_no_totals(data: Path, form: str) -> None:
    file = read_file(data / f"google_ads_campaign_report_{form}.csv", ImportOptions(currency="USD"))
    assert (file.rows_read, file.rejects, file.skipped) == (7, (), (("total", 4),))
    assert (file.format, file.source) == (ImportFormat.SPEND, "google_ads")
    assert file.spend is not None
    assert int(file.spend.cost.sum()) == 106_298_180_000
    assert file.spend.impressions.tolist() == [795_836, 1_024_071, 0]
    assert [file.channels[code] for code in file.spend.channel] == [
        "Display",
        "Paid Search",
        "Paid Search",
    ]
    assert set(file.spend.day.tolist()) == {UNDATED_DAY}
