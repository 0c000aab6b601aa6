"""Figures that are kept in the file are held against the engine, each of them."""

from pathlib import Path

import apsw
import pytest

from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.care import verify_project
from attribution_desktop.services.projects import create_demo_project
from attribution_desktop.services.tracking import track_journey

NOON = 1_780_000_000_000_000


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A project that keeps everything that is kept."""
    with create_demo_project(tmp_path / "demo.attribution") as project:
        settings = default_settings(project)
        touches = (TrackedTouch("email", NOON), TrackedTouch("radio", NOON + 1))
        track_journey(project, TrackedJourney("ann", "T1", 5_000_000, NOON + 2, touches), settings)
        analyse(project, settings)
        return project.path


def test_what_the_program_kept_agrees(kept: Path) -> None:
    report = verify_project(kept)
    assert report.is_sound, report
    assert "credits of 1 order" in next(
        check.detail for check in report.checks if check.name == "kept figures"
    )


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE channel_revenue SET total_attributed_revenue = 1 WHERE id = 1",
        "UPDATE channel_revenue SET roi_percent = 1 + roi_percent WHERE id = 1",
        "UPDATE channel_revenue SET roas = NULL WHERE id = 1",
        "DELETE FROM channel_revenue WHERE id = 1",
        'UPDATE attribution_model_data SET linear_credit = \'{"email": 4.0, "radio": 1.0}\'',
        "UPDATE attribution_model_data SET linear_credit = '{}'",
        "UPDATE attribution_model_data SET linear_credit = '['",
        "UPDATE attribution_model_data SET order_id = 'T2'",
    ],
)
def test_a_kept_figure_that_was_changed_is_found(kept: Path, harm: str) -> None:
    connection = apsw.Connection(str(kept))
    connection.execute(harm)
    assert connection.changes() == 1
    connection.close()
    report = verify_project(kept)
    faulty = [check.name for check in report.checks if not check.is_sound]
    assert faulty == ["kept figures"]
