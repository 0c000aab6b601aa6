"""Renaming and merging channels: rows of the channel table alone change, whatever the size."""

from dataclasses import dataclass

import apsw

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.channels import NO_TOUCHPOINT, channel_key, channel_name
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.store.columns import final_channels
from attribution_desktop.store.digests import renew_digests
from attribution_desktop.store.history import recorded
from attribution_desktop.store.project_file import ProjectFile


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel; `target` is the row id of the channel it was merged into, or its own."""

    row: int
    name: str
    key: str
    target: int


@dataclass(frozen=True, slots=True)
class ShownChannel:
    """A channel as it is shown, and the keys of the other spellings that count as it."""

    name: str
    spellings: tuple[str, ...]


def list_channels(project: ProjectFile) -> tuple[ShownChannel, ...]:
    """All channels in order of creation."""
    with project.snapshot() as connection:
        rows = _rows(connection)
    return tuple(
        ShownChannel(
            row.name,
            tuple(
                other.key
                for other in rows
                if other.target == row.row and other.key != channel_key(row.name)
            ),
        )
        for row in rows
        if row.target == row.row
    )


def rename_channel(project: ProjectFile, old: str, new: str) -> Changes:
    """Show a channel under another name; files that use the old one still mean it.

    Raises
    ------
    InputRefused
        When there is no channel `old`, or `new` is another channel already or reserved.
    """
    with project.transaction() as connection:
        rows = _rows(connection)
        channel = _shown(rows, old)
        shown, key = channel_name(new), channel_key(new)
        if not new.strip():
            raise InputRefused("A channel needs a name; nothing was changed.")
        if key == NO_TOUCHPOINT:
            raise InputRefused(
                f"{NO_TOUCHPOINT} is the name of conversions without any touch; nothing was"
                " changed.",
                "Choose another name.",
            )
        taken = next((row for row in rows if row.key == key), None)
        if taken is not None and taken.target != channel.row:
            raise InputRefused(
                f"{shown} is another channel already; nothing was changed.",
                f"Merge {channel.name} into it instead.",
            )
        if shown == channel.name:
            return Changes(revision=project.revision)
        with recorded(connection, "rename-channel", f"Renaming of {channel.name} to {shown}"):
            connection.execute("UPDATE channel SET name = ? WHERE id = ?", (shown, channel.row))
            if taken is None:
                connection.execute(
                    "INSERT INTO channel (name, key, merged_into) VALUES (?, ?, ?)",
                    (shown, key, channel.row),
                )
        return _changed(project, connection)


def merge_channels(project: ProjectFile, source: str, target: str) -> Changes:
    """Count all touches and spend of one channel as another's, now and in later imports.

    Raises
    ------
    InputRefused
        When one of them does not exist or both are the same.
    """
    with project.transaction() as connection:
        rows = _rows(connection)
        one, other = _shown(rows, source), _shown(rows, target)
        if one == other:
            raise InputRefused(f"{one.name} is one channel already; nothing was changed.")
        with recorded(connection, "merge-channels", f"Merging of {one.name} into {other.name}"):
            connection.execute(
                "UPDATE channel SET merged_into = ? WHERE id = ?", (other.row, one.row)
            )
        return _changed(project, connection)


def _changed(project: ProjectFile, connection: apsw.Connection) -> Changes:
    renew_digests(connection, ("channel",))
    revision = project.advance_revision()
    return Changes(has_journeys=True, has_spend=True, has_channels=True, revision=revision)


def _rows(connection: apsw.Connection) -> list[ChannelRow]:
    found = {
        int(str(row)): (str(name), str(key), None if target is None else int(str(target)))
        for row, name, key, target in connection.execute(
            "SELECT id, name, key, merged_into FROM channel ORDER BY id"
        )
    }
    final = final_channels({row: target for row, (_, _, target) in found.items()})
    return [ChannelRow(row, name, key, final[row]) for row, (name, key, _) in found.items()]


def _shown(rows: list[ChannelRow], name: str) -> ChannelRow:
    """The channel that is shown under a name."""
    key = channel_key(name)
    found = (row for row in rows if row.target == row.row and channel_key(row.name) == key)
    channel = next(found, None)
    if channel is None:
        raise InputRefused(
            f"There is no channel {channel_name(name)}; nothing was changed.",
            "See the list of channels.",
        )
    return channel
