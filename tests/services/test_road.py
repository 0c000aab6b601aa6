"""The whole road on real files: import, track, analyse, plan, report, verify."""

from dataclasses import replace
from pathlib import Path

import pytest

from attribution_desktop.domain.budget import BudgetRequest
from attribution_desktop.domain.errors import AlreadyImported, InputRefused
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.instants import iso_from_instant
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.budgets import plan_budget, present_budget
from attribution_desktop.services.care import verify_project
from attribution_desktop.services.catalogue import available_models
from attribution_desktop.services.imports import import_journeys, import_spend, past_imports
from attribution_desktop.services.journey_input import journey_from_document
from attribution_desktop.services.projects import (
    create_demo_project,
    create_project,
    open_or_create_project,
    open_project,
)
from attribution_desktop.services.reporting import build_report
from attribution_desktop.services.tracking import channel_names, track_journey

DATA = Path(__file__).parent.parent / "data"
HOUR = 3_600_000_000
NOON = 1_788_264_000_000_000


def test_the_demo_can_be_opened_again_and_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "demo.attribution"
    with create_demo_project(path) as project:
        first = analyse(project, default_settings(project))
    with create_demo_project(path) as project:
        again = analyse(project, default_settings(project))
    assert again.summary == first.summary
    assert again.summary.revenue == 879.95
    assert again.fingerprint == first.fingerprint


def test_the_demo_is_not_mixed_into_other_data(tmp_path: Path) -> None:
    path = tmp_path / "own.attribution"
    with create_project(path) as project:
        import_spend(project, DATA / "spend.csv", ImportOptions())
    with pytest.raises(InputRefused, match="data of its own"):
        create_demo_project(path)
    with open_project(path) as project:
        assert analyse(project, default_settings(project)).summary.spend == 60000


def test_an_empty_project_takes_the_demo(tmp_path: Path) -> None:
    path = tmp_path / "default.attribution"
    open_or_create_project(path).close()
    with create_demo_project(path) as project:
        assert analyse(project, default_settings(project)).summary.conversions == 5


def test_sessions_and_orders_give_the_published_journeys(tmp_path: Path) -> None:
    with create_project(tmp_path / "s.attribution") as project:
        import_journeys(project, DATA / "sessions.csv", ImportOptions())
        import_journeys(project, DATA / "conversions.csv", ImportOptions())
        import_spend(project, DATA / "spend.csv", ImportOptions())
        wanted = replace(default_settings(project), lookback_days=30, top_patterns=100)
        analysis = analyse(project, wanted)
        assert [manifest.rows_read for manifest in past_imports(project)] == [97, 6, 6]
    paths = sorted(
        " > ".join(p.path) for p in analysis.paths.patterns for _ in range(int(p.conversions))
    )
    expected = [
        line.split(",")[3]
        for line in (DATA / "expected_paths.csv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    assert paths == sorted(expected)
    last = {
        c.channel: (c.conversions, c.revenue) for c in analysis.model_credit("last_touch").credits
    }
    assert {name: credit for name, credit in last.items() if credit[0]} == {
        "Direct": (4, pytest.approx(234.42)),
        "Organic_Search": (1, 66.5),
        "Video": (1, 200.0),
    }


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    with create_project(tmp_path / "s.attribution") as project:
        import_journeys(project, DATA / "sessions.csv", ImportOptions())
        before = analyse(project, default_settings(project))
        with pytest.raises(AlreadyImported):
            import_journeys(project, DATA / "sessions.csv", ImportOptions())
        outcome = import_journeys(project, DATA / "sessions.csv", ImportOptions(is_again=True))
        after = analyse(project, default_settings(project))
    assert (outcome.manifest.rows_imported, outcome.manifest.rows_duplicate) == (0, 97)
    assert after.summary == before.summary


def test_spend_is_not_taken_for_journeys(tmp_path: Path) -> None:
    with (
        create_project(tmp_path / "s.attribution") as project,
        pytest.raises(InputRefused, match="advertising spend"),
    ):
        import_journeys(project, DATA / "spend.csv", ImportOptions())


def tracked(order: str = "A-1", customer: str = "customer-1", at: int = NOON) -> TrackedJourney:
    return TrackedJourney(
        customer=customer,
        order=order,
        value=100_000_000,
        converted_at=at,
        touches=(TrackedTouch("email", at - 2 * HOUR), TrackedTouch("new one", at - HOUR)),
    )


def test_a_tracked_journey_is_in_every_figure_at_once(tmp_path: Path) -> None:
    with create_demo_project(tmp_path / "d.attribution") as project:
        wanted = default_settings(project)
        before = analyse(project, wanted)
        result, changes = track_journey(project, tracked(customer="somebody"), wanted)
        after = analyse(project, wanted)
        assert changes.has_journeys
        assert channel_names(project)[-1] == "new one"
    assert result.order == "A-1"
    assert result.path == ("email", "new one")
    assert dict(result.attribution)["linear"] == (("email", 50.0), ("new one", 50.0))
    assert after.summary.conversions == before.summary.conversions + 1
    assert after.summary.revenue == pytest.approx(before.summary.revenue + 100)
    assert "new one" in after.channels


def test_a_tracked_order_looks_back_over_stored_touches(tmp_path: Path) -> None:
    with create_demo_project(tmp_path / "d.attribution") as project:
        result, _ = track_journey(project, tracked(at=NOON + 480 * HOUR), default_settings(project))
    assert len(result.path) == 6
    assert result.path[0] == "paid_search"


def test_a_json_journey_is_read_exactly() -> None:
    journey = journey_from_document(
        {
            "customer_id": "c",
            "order_id": 17,
            "conversion_value": "0.10",
            "converted_at": "2026-09-01T12:00:00",
            "touchpoints": [
                {
                    "channel": "email",
                    "timestamp": "2026-09-01T10:00:00+02:00",
                    "metadata": {"b": 1, "a": 2},
                }
            ],
        },
        "Europe/Berlin",
    )
    assert (journey.order, journey.value) == ("17", 100_000)
    assert iso_from_instant(journey.converted_at) == "2026-09-01T10:00:00Z"
    assert journey.converted_at - journey.touches[0].instant == 2 * HOUR
    assert journey.touches[0].metadata == '{"a": 2, "b": 1}'


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"customer_id": " "}, "customer_id"),
        ({"conversion_value": "ten"}, "conversion_value"),
        ({"conversion_value": -1}, "conversion_value"),
        ({"conversion_value": True}, "conversion_value"),
        ({"converted_at": "yesterday"}, "converted_at"),
        ({"touchpoints": "email"}, "touchpoints"),
        ({"touchpoints": [{"channel": "a", "timestamp": "?"}]}, "Touchpoint 1"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_json_journey_with_a_fault_names_the_field(change: dict[str, object], words: str) -> None:
    document = {
        "customer_id": "c",
        "conversion_value": 1,
        "converted_at": "2026-09-01T12:00:00Z",
        "touchpoints": [],
    }
    with pytest.raises(InputRefused, match=words):
        journey_from_document(document | change, "UTC")


def test_the_report_says_what_the_analysis_says(tmp_path: Path) -> None:
    with create_demo_project(tmp_path / "d.attribution") as project:
        analysis = analyse(project, default_settings(project))
    plan = plan_budget(analysis, BudgetRequest(present_budget(analysis)))
    document = build_report(analysis, plan)
    assert [section.id for section in document.sections] == [
        "summary",
        "channel-roi",
        "model-comparison",
        "conversion-paths",
        "budget",
    ]
    tables = {table.id: table for table in document.tables()}
    for table in tables.values():
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert table.total is None or len(table.total) == len(table.columns)
    total = tables["channel-roi"].total
    assert total is not None
    assert (float(str(total[2])), total[1]) == (879.95, 406.0)
    assert build_report(analysis).plan is None


def test_a_sound_project_verifies_with_its_kept_figures(tmp_path: Path) -> None:
    path = tmp_path / "d.attribution"
    with create_demo_project(path) as project:
        analyse(project, default_settings(project))
    report = verify_project(path)
    assert report.is_sound
    assert [check.detail for check in report.checks[-2:]] == [
        "28 agree with the engine",
        "5 days agree with the engine",
    ]


def test_every_model_has_a_line_of_explanation() -> None:
    models = available_models()
    assert [model.id for model in models][:4] == [
        "first_touch",
        "last_touch",
        "linear",
        "time_decay",
    ]
    assert all(model.explanation.endswith(".") for model in models)
