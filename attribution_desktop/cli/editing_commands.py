"""channels, undo-import, delete-journey and undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.project_access import existing_project, readable_project
from attribution_desktop.cli.streams import terminal_width
from attribution_desktop.cli.tables import plain, table_text
from attribution_desktop.cli.terminal_progress import shown_progress
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.report_document import Column, Table
from attribution_desktop.services import channels as channel_service
from attribution_desktop.services import editing

_BOTH_NAMES = 2


@dataclass(frozen=True, kw_only=True)
class ChannelOptions:
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[rename A B|merge A B]",
            help="rename: show A as B. merge: count A as B. Nothing: list the channels.",
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    import_id: Annotated[int, typer.Argument(metavar="ID", help="As `imports` lists it.")]


@dataclass(frozen=True, kw_only=True)
class OrderOptions:
    order: Annotated[str, typer.Argument(metavar="ORDER", help="The order's id.")]


def channels(invocation: Invocation, options: ChannelOptions) -> Answer:
    if options.words:
        return _changed(invocation, options.words[0], options.words[1:])
    with readable_project(invocation) as project, shown_progress() as progress:
        entries = channel_service.list_channels(project, progress)
    columns = (
        Column("channel", "Channel", Kind.TEXT),
        Column("touchpoints", "Touchpoints", Kind.COUNT),
        Column("spellings", "Also spelled", Kind.TEXT),
    )
    rows = tuple((entry.name, entry.touchpoints, ", ".join(entry.spellings)) for entry in entries)
    document = {
        "channels": [
            {
                "channel": entry.name,
                "touchpoints": entry.touchpoints,
                "spellings": list(entry.spellings),
            }
            for entry in entries
        ]
    }
    table = Table("channels", "Channels", columns, rows)
    return Answer(document, table_text(table, terminal_width()))


def undo_import(invocation: Invocation, options: ImportOptions) -> Answer:
    with existing_project(invocation) as project:
        removed, _ = editing.undo_import(project, options.import_id)
    document = {
        "import_id": options.import_id,
        "touchpoints": removed.touches,
        "orders": removed.orders,
        "spend_entries": removed.spend,
    }
    return Answer(
        document,
        f"Undid import {options.import_id}: {removed.touches} touchpoints, {removed.orders}"
        f" orders and {removed.spend} spend entries are gone. `undo` brings them back.",
    )


def delete_journey(invocation: Invocation, options: OrderOptions) -> Answer:
    with existing_project(invocation) as project:
        removed, _ = editing.delete_journey(project, options.order)
    document = {
        "order_id": options.order,
        "touchpoints": removed.touches,
        "orders": removed.orders,
    }
    return Answer(
        document,
        f"Deleted order {plain(options.order)} with {removed.touches} touchpoints."
        " `undo` brings it back.",
    )


def undo(invocation: Invocation) -> Answer:
    with existing_project(invocation) as project:
        change, _ = editing.undo_change(project)
    document = {"undone": {"name": change.name, "description": change.description}}
    return Answer(document, f"Undone: {plain(change.description)}.")


def _changed(invocation: Invocation, verb: str, names: Sequence[str]) -> Answer:
    if verb not in {"rename", "merge"}:
        raise UsageError(f"channels cannot {plain(verb)}.", "Write channels rename A B.")
    if len(names) != _BOTH_NAMES:
        raise UsageError(f"channels {verb} takes two names.", f"Write channels {verb} A B.")
    one, other = names
    with existing_project(invocation) as project:
        if verb == "rename":
            channel_service.rename_channel(project, one, other)
        else:
            channel_service.merge_channels(project, one, other)
    done = "is now shown as" if verb == "rename" else "now counts as"
    return Answer({verb: {"from": one, "to": other}}, f"{plain(one)} {done} {plain(other)}.")
