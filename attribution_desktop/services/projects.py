"""Opening, creating and closing a project."""

from pathlib import Path
from types import TracebackType
from typing import Self

import platformdirs

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.interactions import Dataset
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.engine.demo import DEMO_CURRENCY, generate_demo_attribution_data
from attribution_desktop.services.dispensable import dispensable
from attribution_desktop.services.working_set import WorkingSet
from attribution_desktop.store.closing import back_up_if_due
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import holds_order, is_empty
from attribution_desktop.store.writing import write_spend, write_tracked_many

SUFFIX = ".attribution"
DEFAULT_CURRENCY = "USD"
DEFAULT_TIME_ZONE = "UTC"
_APPLICATION = "attribution-desktop"


class Project:
    """An open project: its file, and the data last read from it.

    Belongs to one thread at a time. `dataset` reads again only after a change.
    """

    def __init__(self, file: ProjectFile) -> None:
        self._file = file
        self._working_set = WorkingSet(file)
        self._first_revision = file.revision

    @property
    def file(self) -> ProjectFile:
        """For services only; the window and the command line have no use for it."""
        return self._file

    @property
    def path(self) -> Path:
        return self._file.path

    @property
    def name(self) -> str:
        return self._file.name

    @property
    def currency(self) -> str:
        return self._file.currency

    @property
    def time_zone(self) -> str:
        return self._file.time_zone

    @property
    def is_writable(self) -> bool:
        return self._file.is_writable

    def dataset(self, progress: Progress = unreported) -> Dataset:
        """The project's columns at its present revision."""
        return self._working_set.dataset(progress)

    @property
    def working_set(self) -> WorkingSet:
        """For services only: what is kept in memory between questions."""
        return self._working_set

    def close(self) -> None:
        """Leave one plain file behind, and a backup of what changed; again does nothing."""
        try:
            if self._file.is_open and self._file.is_writable:
                with dispensable("sums by day"):
                    self._working_set.keep()
                back_up_if_due(self._file, self._first_revision)
        finally:
            self._working_set = WorkingSet(self._file)
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def default_project_path() -> Path:
    """`default.attribution` in the user's data folder, which is made when it is missing."""
    return _data_folder() / f"default{SUFFIX}"


def default_demo_path() -> Path:
    """Where the demo project lies when the user names no place."""
    return _data_folder() / f"demo{SUFFIX}"


def is_project(path: Path, project: Path | None = None) -> bool:
    """Whether a file is a project by its name, or one that may be called otherwise."""
    return path.suffix.lower() == SUFFIX or is_same_file(path, project)


def is_same_file(path: Path, other: Path | None) -> bool:
    """Whether two names lead to one file that is there."""
    return other is not None and path.exists() and other.exists() and path.samefile(other)


def _data_folder() -> Path:
    return Path(platformdirs.user_data_dir(_APPLICATION, appauthor=False, ensure_exists=True))


def open_project(path: Path, *, is_writable: bool = True) -> Project:
    """Open an existing project.

    Raises
    ------
    InputRefused
        When there is no such file.
    ProjectBusy, ProjectDamaged, ProjectNewer
        As their names say; the file is untouched.
    """
    return Project(ProjectFile.open(path, is_writable=is_writable))


def create_project(
    path: Path,
    *,
    name: str | None = None,
    currency: str = DEFAULT_CURRENCY,
    time_zone: str = DEFAULT_TIME_ZONE,
) -> Project:
    """Create an empty project; `InputRefused` where a file exists already."""
    return Project(
        ProjectFile.create(
            path, name=name or _name_from(path), currency=currency, time_zone=time_zone
        )
    )


def _name_from(path: Path) -> str:
    """The file's name without its suffix; bytes that are no text become replacement signs."""
    return path.stem.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def open_or_create_project(path: Path) -> Project:
    return open_project(path) if path.exists() else create_project(path)


def create_demo_project(path: Path) -> Project:
    """The demo project at `path`, open: made where no file exists, filled where one is empty.

    A project that holds the demo's orders already is opened as it is, with whatever has been
    tracked in it since.

    Raises
    ------
    InputRefused
        When the file holds other data, which the demo must not mix with.
    """
    if not path.exists():
        return _filled_demo(create_project(path, name="Demo", currency=DEMO_CURRENCY))
    project = open_project(path)
    try:
        if is_empty(project.file):
            return _filled_demo(project)
        _check_holds_demo(project)
    except BaseException:
        project.close()
        raise
    return project


def _check_holds_demo(project: Project) -> None:
    if not holds_order(project.file, generate_demo_attribution_data().journeys[0].order):
        raise InputRefused(
            f"{project.path.name} holds data of its own; the demo was not mixed into it.",
            "Name another file with --project.",
        )


def _filled_demo(project: Project) -> Project:
    demo = generate_demo_attribution_data()
    try:
        write_tracked_many(project.file, demo.journeys)
        write_spend(project.file, demo.spend)
    except BaseException:
        project.close()
        raise
    return project
