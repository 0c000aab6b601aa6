"""What an import did, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from attribution_desktop.cli.tables import plain, table_text
from attribution_desktop.domain.channel_rules import ChannelRule
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.imports import (
    REJECTS_SHOWN,
    CheckedFile,
    ImportFormat,
    ImportManifest,
    Reject,
)
from attribution_desktop.domain.instants import iso_from_instant
from attribution_desktop.domain.money import decimal_from_micros
from attribution_desktop.domain.report_document import Column, Table

_MOST_VALUES = 40


def import_text(manifest: ImportManifest, currency: str, width: int | None = None) -> str:
    """The reconciliation, what came of it, the warnings and the first rejected rows."""
    read = formatted(manifest.rows_read, Kind.COUNT)
    counts = [
        ("imported", manifest.rows_imported),
        ("duplicate", manifest.rows_duplicate),
        ("rejected", manifest.rows_rejected),
        *((f"skipped ({reason})", count) for reason, count in manifest.rows_skipped),
    ]
    shares = ", ".join(f"{formatted(count, Kind.COUNT)} {name}" for name, count in counts)
    lines = [
        f"{plain(manifest.file)} ({manifest.format}): {read} rows read = {shares}.",
        _contents(manifest, currency),
    ]
    lines += [f"Warning: {plain(warning)}" for warning in manifest.warnings]
    if manifest.rejects:
        lines += ["", table_text(_reject_table(manifest.rejects), width)]
    return "\n".join(lines)


def channels_text(new: Sequence[str], alike: Sequence[tuple[str, str]]) -> str:
    """The channels that an import brought, and which of them may be others misspelt."""
    lines = [f"New channels: {', '.join(map(plain, new))}."] if new else []
    lines += [
        f"“{plain(one)}” and “{plain(other)}” are nearly the same name. If they are one channel: "
        f"channels merge {plain(other)!r} {plain(one)!r}"
        for one, other in alike
    ]
    return "".join(f"\n{line}" for line in lines)


def check_text(checked: CheckedFile, currency: str, width: int | None = None) -> str:
    """What an import would find, the problems by kind, and the first rows with one."""
    skipped = sum(count for _, count in checked.rows_skipped)
    spent = formatted(decimal_from_micros(checked.spend), Kind.MONEY)
    revenue = formatted(decimal_from_micros(checked.revenue), Kind.MONEY)
    found = (
        f"{spent} {currency} spend"
        if checked.format is ImportFormat.SPEND
        else (
            f"{formatted(checked.touchpoints, Kind.COUNT)} touchpoints, "
            f"{_count(checked.conversions)} conversions, {revenue} {currency} revenue"
        )
    )
    duplicates = checked.rows_duplicate
    good = (
        f"{checked.rows_good:,} good"
        if duplicates is None
        else f"{checked.rows_good - duplicates:,} new, {duplicates:,} duplicate"
    )
    lines = [
        (
            f"{plain(checked.file)} ({checked.format}): {checked.rows_read:,} rows read = "
            f"{good}, {checked.rows_rejected:,} rejected, {skipped:,} skipped. Nothing was stored."
        ),
        f"It holds {found}, on {len(checked.channels):,} channels.",
    ]
    lines += [f"Skipped: {count:,} ({reason})" for reason, count in checked.rows_skipped]
    lines += [
        f"Problem: {one.count:,} × {plain(one.message)} First in line {one.example.line:,}."
        for one in checked.problems
    ]
    lines += [f"Warning: {plain(warning)}" for warning in checked.warnings]
    if checked.rejects:
        lines += ["", table_text(_reject_table(checked.rejects[:REJECTS_SHOWN]), width)]
    return "\n".join(lines)


def rules_text(
    rules: Sequence[ChannelRule],
    tried: Sequence[Mapping[str, str]],
    values: Sequence[Mapping[str, Any]],
    width: int | None = None,
) -> str:
    """The rules in their order, and which channel each tried text and each of the files gets."""
    columns = tuple(
        Column(name, title, Kind.TEXT)
        for name, title in (
            ("channel", "Channel"),
            ("source", "Source"),
            ("medium", "Medium"),
            ("campaign", "Campaign"),
        )
    )
    rows = tuple((rule.channel, rule.source, rule.medium, rule.campaign) for rule in rules)
    text = table_text(Table("channel-rules", "Channel rules", columns, rows), width)
    if values:
        columns = (*columns, Column("rows", "Rows", Kind.COUNT))
        shown = tuple(tuple(one[column.id] for column in columns) for one in values[:_MOST_VALUES])
        found = Table("values", "What the imported files hold", columns, shown)
        text += f"\n\n{table_text(found, width)}"
    for one in tried:
        told = " / ".join(filter(None, (one["source"], one["medium"], one["campaign"])))
        text += f"\n{plain(told)} → {plain(one['channel'])}"
    return text


def imports_text(manifests: tuple[ImportManifest, ...], width: int | None = None) -> str:
    """The imports of a project, a row each."""
    columns = (
        Column("import_id", "Id", Kind.COUNT),
        Column("file", "File", Kind.TEXT),
        Column("format", "Format", Kind.TEXT),
        Column("rows_read", "Rows read", Kind.COUNT),
        Column("rows_imported", "Imported", Kind.COUNT),
        Column("rows_duplicate", "Duplicate", Kind.COUNT),
        Column("rows_rejected", "Rejected", Kind.COUNT),
        Column("imported_at", "Imported at", Kind.TEXT),
    )
    rows = tuple(
        (
            manifest.import_id,
            manifest.file,
            manifest.format,
            manifest.rows_read,
            manifest.rows_imported,
            manifest.rows_duplicate,
            manifest.rows_rejected,
            iso_from_instant(manifest.imported_at),
        )
        for manifest in manifests
    )
    return table_text(Table("imports", "Imports", columns, rows), width)


def _contents(manifest: ImportManifest, currency: str) -> str:
    text = f"Import {manifest.import_id}"
    if manifest.format != ImportFormat.SPEND:
        text += f": {_journey_contents(manifest, currency)}"
    if manifest.first is not None and manifest.last is not None:
        text += f", {iso_from_instant(manifest.first)} to {iso_from_instant(manifest.last)}"
    return text + "."


def _journey_contents(manifest: ImportManifest, currency: str) -> str:
    parts = [
        f"{formatted(manifest.touchpoints, Kind.COUNT)} touchpoints",
        f"{_count(manifest.conversions)} conversions",
        f"{_count(manifest.journeys)} journeys",
        f"{formatted(decimal_from_micros(manifest.revenue), Kind.MONEY)} {currency} revenue",
    ]
    return ", ".join(parts)


def _count(number: float) -> str:
    return formatted(number, Kind.COUNT if number == int(number) else Kind.NUMBER)


def _reject_table(rejects: Sequence[Reject]) -> Table:
    columns = (
        Column("line", "Line", Kind.COUNT),
        Column("column", "Column", Kind.TEXT),
        Column("message", "Why it was rejected", Kind.TEXT),
        Column("value", "Value", Kind.TEXT),
    )
    rows = tuple((one.line, one.column, one.message, one.value) for one in rejects)
    return Table("rejects", "Rejected rows", columns, rows)
