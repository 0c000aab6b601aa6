"""backup, restore, delete-customer and settings."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.project_access import existing_project, readable_project
from attribution_desktop.cli.tables import plain
from attribution_desktop.cli.terminal_progress import shown_progress
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.services.backups import back_up_to, restore_backup
from attribution_desktop.services.editing import delete_customer as erase
from attribution_desktop.services.project_settings import SETTINGS, change_setting, read_settings
from attribution_desktop.services.projects import Project
from attribution_desktop.services.report_looks import LOOK_SETTINGS, change_look, look_settings


@dataclass(frozen=True, kw_only=True)
class OutputOptions:
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="The file to write.")]


@dataclass(frozen=True, kw_only=True)
class RestoreOptions:
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="A backup of a project.")]
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="The new project.")]


@dataclass(frozen=True, kw_only=True)
class CustomerOptions:
    customer: Annotated[str, typer.Argument(metavar="ID", help="The customer's id in the data.")]


@dataclass(frozen=True, kw_only=True)
class SettingOptions:
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The setting.")] = None
    value: Annotated[str | None, typer.Argument(metavar="VALUE", help="What to set it to.")] = None


def backup(invocation: Invocation, options: OutputOptions) -> Answer:
    with readable_project(invocation) as project, shown_progress() as progress:
        path = back_up_to(project, options.output, progress)
    return Answer(
        {"file": str(path), "bytes": path.stat().st_size}, f"Wrote the backup {plain(str(path))}."
    )


def restore(_invocation: Invocation, options: RestoreOptions) -> Answer:
    with shown_progress() as progress:
        path = restore_backup(options.backup, options.output, progress)
    return Answer(
        {"file": str(path), "backup": str(options.backup)},
        f"Restored {plain(str(options.backup))} as the project {plain(str(path))}.",
    )


def delete_customer(invocation: Invocation, options: CustomerOptions) -> Answer:
    with existing_project(invocation) as project, shown_progress() as progress:
        erasure = erase(project, options.customer, progress)
    removed = erasure.removed
    held = [
        {"file": str(backup.path), "made_at": _iso(backup.made_at), "reason": backup.reason}
        for backup in erasure.backups
    ]
    done = f"Deleted the customer with {removed.touches} touchpoints and {removed.orders} orders."
    lines = [
        f"{done} This cannot be undone.",
        *(f"Still held by the backup {plain(entry['file'])}" for entry in held),
    ]
    document = {
        "customer_id": options.customer,
        "touchpoints": removed.touches,
        "orders": removed.orders,
        "backups_that_still_hold_it": held,
    }
    return Answer(document, "\n".join(lines))


def settings(invocation: Invocation, options: SettingOptions) -> Answer:
    if options.name is None:
        with readable_project(invocation) as project:
            values = _all_settings(project)
        return Answer({"settings": values}, _listed(values))
    if options.value is None:
        raise UsageError(f"Give {options.name} a value.", "For example: settings margin 0.4")
    with existing_project(invocation) as project:
        _change(project, options.name, options.value)
        values = _all_settings(project)
    return Answer({"settings": values}, _listed(values))


def _all_settings(project: Project) -> dict[str, str | None]:
    """What the user set for the project, and for the house style of its reports."""
    return {**read_settings(project), **look_settings(project)}


def _change(project: Project, name: str, value: str) -> None:
    wanted = name.strip().lower()
    if wanted in LOOK_SETTINGS:
        change_look(project, wanted, value)
        return
    if wanted.replace("-", "_") not in SETTINGS:
        known = ", ".join((*SETTINGS, *LOOK_SETTINGS))
        raise UsageError(f"There is no setting {name!r}.", f"There are: {known}.")
    change_setting(project, name, value)


def _listed(values: dict[str, str | None]) -> str:
    width = max(map(len, values))
    return "\n".join(
        f"{name:<{width}}  {'–' if value is None else plain(value)}"
        for name, value in values.items()
    )


def _iso(instant: int) -> str:
    return datetime.fromtimestamp(instant / 1_000_000, UTC).isoformat().replace("+00:00", "Z")
