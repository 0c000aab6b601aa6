"""The project that a command works on."""

from pathlib import Path

from attribution_desktop.cli.invocation import Invocation
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.services.projects import (
    Project,
    default_project_path,
    open_or_create_project,
    open_project,
)


def readable_project(invocation: Invocation) -> Project:
    """The project, open for reading only.

    Raises
    ------
    InputRefused
        When there is no such file.
    """
    return open_project(_existing_path(invocation), is_writable=False)


def existing_project(invocation: Invocation) -> Project:
    """The project, open for writing.

    Raises
    ------
    InputRefused
        When there is no such file.
    """
    return open_project(_existing_path(invocation))


def writable_project(invocation: Invocation) -> Project:
    """The project, open for writing; made where there is none yet."""
    return open_or_create_project(invocation.project or default_project_path())


def _existing_path(invocation: Invocation) -> Path:
    path = invocation.project or default_project_path()
    if not path.exists():
        raise InputRefused(
            f"There is no project at {path}.",
            "Make one with import-journeys, or with demo; --project names another file.",
        )
    return path
