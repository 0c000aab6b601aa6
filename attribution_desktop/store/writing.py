"""Changes of a project's data: each one transaction that is kept whole or leaves no trace."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import apsw

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.errors import AlreadyImported, InputRefused, UsageError
from attribution_desktop.domain.imports import (
    REJECTS_SHOWN,
    ImportManifest,
    ReadFile,
    Reject,
)
from attribution_desktop.domain.instants import minute_from_instant, zone_named
from attribution_desktop.domain.money import decimal_from_micros
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.tracking import SpendEntry, TrackedJourney
from attribution_desktop.store.bulk import Destination, fetch_number, holds_data
from attribution_desktop.store.digests import renew_digests
from attribution_desktop.store.history import recorded
from attribution_desktop.store.interactions import (
    NO_CONVERSIONS,
    NO_TOUCHES,
    InteractionSource,
    store_interactions,
)
from attribution_desktop.store.manifests import manifest_text
from attribution_desktop.store.orders import stable_order_id
from attribution_desktop.store.paths import store_paths
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.project_settings import (
    IDENTITY_SETTINGS,
    RESERVED_SETTINGS,
    checked_currency,
    checked_time_zone,
    store_setting,
)
from attribution_desktop.store.replaced_rows import refunds_left_out
from attribution_desktop.store.replacing import clear_contradicted_orders, clear_spend
from attribution_desktop.store.spend import store_spend, store_spend_entries
from attribution_desktop.store.stored_rows import StoredRows
from attribution_desktop.store.tracked import tracked_source

_BULK_ROWS = 20_000
"""From as many rows on, references that were just looked up are not looked up again a row."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """A finished import. `rejects` holds every rejected row; the manifest only the first."""

    manifest: ImportManifest
    changes: Changes
    rejects: tuple[Reject, ...]


def write_import(  # noqa: PLR0913  # how a file may be taken
    project: ProjectFile,
    read: ReadFile,
    progress: Progress = unreported,
    *,
    is_again: bool = False,
    is_replacing: bool = False,
    source: str = "",
) -> ImportOutcome:
    """Store what is new of a file, and its manifest.

    Parameters
    ----------
    is_again
        Take a file although the very same bytes were imported before; its rows that have an
        identity are then duplicates.
    is_replacing
        Take the file's word against what is stored: orders with other content are replaced, and
        of spend everything that this source has from the file's first to its last day.
    source
        What spend is filed under; empty: the file's name.

    Raises
    ------
    AlreadyImported
        When the same bytes were imported before and not `is_again`.
    Cancelled
        When `progress` does; the project is as it was.
    InputRefused, ProjectBusy, DiskFull, ProjectDamaged
    """
    is_bulk = read.rows_read >= _BULK_ROWS
    transaction = project.bulk_transaction() if is_bulk else project.transaction()
    with transaction as connection:
        if not (is_again or is_replacing):
            _refuse_known_file(connection, read)
        channel_count = _channel_count(connection)
        import_id = _record_import(connection, read)
        destination = Destination(connection, import_id, progress)
        replaced = _cleared(connection, import_id, read, source) if is_replacing else 0
        if replaced and read.spend is not None:
            read = replace(read, warnings=(*read.warnings, _replacement(read, source, replaced)))
        stored = _store_batches(project, destination, read, source or read.file)
        if replaced and read.spend is None:
            missed = _missed_refunds(connection, import_id)
            read = replace(read, warnings=(*read.warnings, *missed))
        rejects = _all_rejects(read, stored)
        manifest = _manifest(read, stored, rejects, import_id)
        if not manifest.is_reconciled:
            raise RuntimeError(f"The rows of {read.file} do not add up: {manifest}")
        connection.execute(
            "UPDATE imports SET manifest = ?, imported_at = ? WHERE id = ?",
            (manifest_text(manifest), manifest.imported_at, import_id),
        )
        renew_digests(connection, ("imports",))
        changes = _changes(project, connection, stored, channel_count, replaced)
        progress("Saving", 0, 0)
    return ImportOutcome(manifest, changes, rejects)


def write_tracked(project: ProjectFile, journey: TrackedJourney) -> tuple[str, Changes]:
    """Store an order and its touches; what is there already is merged.

    Returns
    -------
    The order id, made from customer and instant where the journey has none, and the changes.

    Raises
    ------
    InputRefused
        When the order exists with another customer, instant or value.
    """
    name = journey.order or stable_order_id(journey.customer, journey.converted_at)
    with project.transaction() as connection:
        with recorded(connection, "track-journey", f"Tracking of order {name}"):
            stored, changes = _tracked(project, connection, (journey,))
        return stored[0], changes


def write_tracked_many(
    project: ProjectFile, journeys: Sequence[TrackedJourney]
) -> tuple[tuple[str, ...], Changes]:
    """Store several journeys in one transaction, as a whole: it cannot be undone."""
    with project.transaction() as connection:
        return _tracked(project, connection, journeys)


def _tracked(
    project: ProjectFile, connection: apsw.Connection, journeys: Sequence[TrackedJourney]
) -> tuple[tuple[str, ...], Changes]:
    source = tracked_source(journeys)
    channel_count = _channel_count(connection)
    stored = store_interactions(Destination(connection, None, unreported), source)
    if stored.rows.rejects:
        raise InputRefused(
            f"{stored.rows.rejects[0].message} Nothing was stored.", "Give another order id."
        )
    return stored.orders, _changes(project, connection, stored.rows, channel_count)


def write_spend(project: ProjectFile, entries: Sequence[SpendEntry]) -> Changes:
    """Store spend that is entered by hand; equal entries are all kept."""
    with project.transaction() as connection:
        channel_count = _channel_count(connection)
        store_spend_entries(connection, entries)
        stored = StoredRows(imported=len(entries), spend_entries=len(entries))
        return _changes(project, connection, stored, channel_count)


def write_setting(project: ProjectFile, name: str, value: str) -> Changes:
    """Store a setting; name, currency and time zone belong to the data and advance its revision.

    Raises
    ------
    UsageError
        When the value makes no sense or the name is not for the user to set.
    InputRefused
        When currency or time zone would change under data that was read with the present one.
    """
    if name in RESERVED_SETTINGS:
        raise UsageError(f"{name} is not a setting.")
    if name == "currency":
        value = checked_currency(value)
    elif name == "time_zone":
        value = checked_time_zone(value)
    with project.transaction() as connection:
        if project.setting(name) == value:
            return Changes(revision=project.revision)
        if name in IDENTITY_SETTINGS - {"name"} and holds_data(connection):
            raise InputRefused(
                f"The {name.replace('_', ' ')} cannot change once there is data: amounts and days"
                f" were read with {project.setting(name)}.",
                "Create a new project and import the files there.",
            )
        store_setting(project.database, name, value)
        renew_digests(project.connection, ("setting",))
        is_identity = name in IDENTITY_SETTINGS
        revision = project.advance_revision() if is_identity else project.revision
        return Changes(has_settings=True, revision=revision)


def _cleared(connection: apsw.Connection, import_id: int, read: ReadFile, source: str) -> int:
    """How many stored rows gave way to what the file says instead."""
    if read.spend is not None:
        return clear_spend(connection, read.spend, source or read.file, import_id)
    return clear_contradicted_orders(connection, read, import_id)


def _replacement(read: ReadFile, source: str, rows: int) -> str:
    return (
        f"Earlier spend of “{source or read.file}” from the file's first to its last day was "
        f"replaced ({rows:,} entries)."
    )


def _missed_refunds(connection: apsw.Connection, import_id: int) -> Iterator[str]:
    count, amount = refunds_left_out(connection, import_id)
    if count:
        yield (
            f"{count:,} refund{'s' * (count != 1)} of {decimal_from_micros(amount)} belonged to"
            " orders that were replaced, and no longer count. Where they still hold, import their"
            " file again (--again)."
        )


def _store_batches(
    project: ProjectFile, destination: Destination, read: ReadFile, source: str
) -> StoredRows:
    if read.spend is not None:
        zone = zone_named(project.time_zone)
        return store_spend(destination, read, read.spend, zone, source)
    if read.paths is not None:
        return store_paths(destination, read, read.paths)
    rows = InteractionSource(
        customers=read.customers,
        channels=read.channels,
        touches=read.touches or NO_TOUCHES,
        conversions=read.conversions or NO_CONVERSIONS,
    )
    return store_interactions(destination, rows).rows


def _refuse_known_file(connection: apsw.Connection, read: ReadFile) -> None:
    row = connection.execute(
        "SELECT file, imported_at FROM imports WHERE sha256 = ? ORDER BY id LIMIT 1",
        (read.sha256,),
    ).fetchone()
    if row is not None:
        file, imported_at = row
        raise AlreadyImported(
            f"{read.file} was imported already, as {file} at {minute_from_instant(imported_at)};"
            " nothing was changed.",
            "Import it again only on purpose (--again): rows with an identity are then duplicates.",
        )


def _record_import(connection: apsw.Connection, read: ReadFile) -> int:
    """The id of a new import, whose manifest is filled in at the end."""
    connection.execute(
        "INSERT INTO imports (file, sha256, format, imported_at, manifest) VALUES (?, ?, ?, 0, '')",
        (read.file, read.sha256, str(read.format)),
    )
    return connection.last_insert_rowid()


def _all_rejects(read: ReadFile, stored: StoredRows) -> tuple[Reject, ...]:
    return tuple(sorted((*read.rejects, *stored.rejects), key=lambda reject: reject.line))


def _manifest(
    read: ReadFile, stored: StoredRows, rejects: tuple[Reject, ...], import_id: int
) -> ImportManifest:
    return ImportManifest(
        import_id=import_id,
        file=read.file,
        sha256=read.sha256,
        format=str(read.format),
        encoding=read.encoding,
        delimiter=read.delimiter,
        mapping=read.mapping,
        rows_read=read.rows_read,
        rows_imported=stored.imported,
        rows_duplicate=stored.duplicate,
        rows_rejected=len(rejects),
        rows_skipped=read.skipped,
        rejects=rejects[:REJECTS_SHOWN],
        warnings=read.warnings,
        touchpoints=stored.sums.touchpoints,
        conversions=stored.sums.conversions,
        journeys=stored.sums.journeys,
        revenue=stored.sums.revenue,
        first=stored.sums.first,
        last=stored.sums.last,
        imported_at=time.time_ns() // 1_000,
    )


def _changes(
    project: ProjectFile,
    connection: apsw.Connection,
    stored: StoredRows,
    channel_count: int,
    replaced: int = 0,
) -> Changes:
    """What the running transaction changed; advances the revision when it changed any data."""
    is_changed = stored.imported > 0 or replaced > 0
    return Changes(
        has_journeys=stored.has_journeys,
        has_spend=stored.spend_entries > 0,
        has_channels=_channel_count(connection) != channel_count,
        revision=project.advance_revision() if is_changed else project.revision,
    )


def _channel_count(connection: apsw.Connection) -> int:
    return fetch_number(connection, "SELECT COUNT(*) FROM channel")
