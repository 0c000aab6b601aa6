"""What is kept only for speed fails nothing: on a full disk figures are shown, changes are done."""

from pathlib import Path

from attribution_desktop.domain.errors import DiskFull
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.projects import Project, create_demo_project, open_project
from attribution_desktop.services.tracking import track_journey
from attribution_desktop.store.connecting import PAGE_BYTES
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import order_row

NOON = 1_780_000_000_000_000
LONG = "x" * 30_000
"""An order id that takes pages of its own wherever it stands."""
JOURNEY = TrackedJourney("ann", LONG, 5, NOON, (TrackedTouch("email", NOON),))


def test_a_full_disk_and_a_lost_file_keep_no_figures_from_being_shown(tmp_path: Path) -> None:
    project = create_demo_project(tmp_path / "demo.attribution")
    project.file.connection.pragma("max_page_count", project.file.size // PAGE_BYTES)
    full = analyse(project, default_settings(project))
    elsewhere = project.path.rename(tmp_path / "elsewhere")
    assert analyse(project, default_settings(project)) == full
    elsewhere.rename(project.path)
    project.file.connection.pragma("max_page_count", 1_000_000)
    assert analyse(project, default_settings(project)) == full
    project.close()


def test_a_journey_is_tracked_or_refused_however_little_room_there_is(tmp_path: Path) -> None:
    refused = 0
    for spare in range(40):
        with ProjectFile.create(tmp_path / f"{spare}.attribution", name="shop") as file:
            project = Project(file)
            file.connection.pragma("max_page_count", file.size // PAGE_BYTES + spare)
            before = file.revision
            try:
                track_journey(project, JOURNEY, default_settings(project))
            except DiskFull:
                assert file.revision == before, "refused, and stored all the same"
                refused += 1
            else:
                assert file.revision == before + 1
                break
    assert refused
    assert read_order(tmp_path / f"{refused}.attribution")


def read_order(path: Path) -> bool:
    with open_project(path) as project:
        return order_row(project.file, LONG) is not None
