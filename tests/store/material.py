"""Files as the importing room reads them, written down row by row."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.imports import (
    ConversionBatch,
    ImportFormat,
    PathBatch,
    ReadFile,
    Reject,
    SpendBatch,
    TouchBatch,
)
from attribution_desktop.domain.instants import UNDATED, UNDATED_DAY
from attribution_desktop.domain.interactions import UNKNOWN_COUNT, CodeColumn, IntColumn
from attribution_desktop.domain.progress import Progress
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.schema import MODELS

NOON = 1_780_000_000_000_000
HOUR = 3_600_000_000


@dataclass(frozen=True)
class Row:
    """A row of an events or conversions file: a touch with `channel`, an order with `value`."""

    customer: str = "ann"
    channel: str | None = None
    at: int = NOON
    order: str = ""
    value: int | None = None
    session: str = ""
    metadata: str = ""
    is_date_only: bool = False


@dataclass(frozen=True)
class PathRow:
    channels: tuple[str, ...]
    customer: str | None = None
    order: str = ""
    at: int = UNDATED
    conversions: float = 1.0
    nulls: float = 0.0
    value: int = 0


@dataclass(frozen=True)
class SpendRow:
    """A row of a spend file, its cost on each of `days`."""

    channel: str
    cost: int
    days: tuple[int, ...] = (UNDATED_DAY,)
    impressions: int = UNKNOWN_COUNT
    clicks: int = UNKNOWN_COUNT
    campaign: str = ""


def events_file(
    *rows: Row, file: str = "events.csv", rejects: tuple[Reject, ...] = (), skipped: int = 0
) -> ReadFile:
    customers = _distinct(row.customer for row in rows)
    channels = _distinct(row.channel for row in rows if row.channel is not None)
    lines = range(2, len(rows) + 2)
    touches = [
        (line, row) for line, row in zip(lines, rows, strict=True) if row.channel is not None
    ]
    orders = [(line, row) for line, row in zip(lines, rows, strict=True) if row.value is not None]
    return ReadFile(
        file=file,
        sha256=_digest(rows, file),
        size=1,
        format=ImportFormat.EVENTS,
        encoding="utf-8",
        delimiter=",",
        mapping=(("customer", "Customer"),),
        rows_read=len(rows) + len(rejects) + skipped,
        customers=customers,
        channels=channels,
        rejects=rejects,
        skipped=(("total", skipped),) if skipped else (),
        touches=TouchBatch(
            customer=_codes(customers, (row.customer for _, row in touches)),
            channel=_codes(channels, (row.channel or "" for _, row in touches)),
            instant=_integers(row.at for _, row in touches),
            is_date_only=np.array([row.is_date_only for _, row in touches], np.bool_),
            session=_column(row.session for _, row in touches),
            metadata=_column(row.metadata for _, row in touches),
            line=_integers(line for line, _ in touches),
        ),
        conversions=ConversionBatch(
            customer=_codes(customers, (row.customer for _, row in orders)),
            instant=_integers(row.at for _, row in orders),
            order=[row.order for _, row in orders],
            value=_integers(row.value or 0 for _, row in orders),
            is_with_touch=np.array([row.channel is not None for _, row in orders], np.bool_),
            line=_integers(line for line, _ in orders),
        ),
    )


def paths_file(*rows: PathRow, file: str = "paths.csv") -> ReadFile:
    customers = _distinct(row.customer for row in rows if row.customer is not None)
    channels = _distinct(channel for row in rows for channel in row.channels)
    code = {text: number for number, text in enumerate(customers)}
    return ReadFile(
        file=file,
        sha256=_digest(rows, file),
        size=1,
        format=ImportFormat.JOURNEYS,
        encoding="utf-8",
        delimiter=",",
        mapping=(),
        rows_read=len(rows),
        customers=customers,
        channels=channels,
        paths=PathBatch(
            start=np.cumsum([0, *(len(row.channels) for row in rows)]).astype(np.int64),
            channel=_codes(channels, (channel for row in rows for channel in row.channels)),
            customer=np.array([code.get(row.customer or "", -1) for row in rows], np.int32),
            order=[row.order for row in rows],
            instant=_integers(row.at for row in rows),
            conversions=np.array([row.conversions for row in rows], np.float64),
            nulls=np.array([row.nulls for row in rows], np.float64),
            value=_integers(row.value for row in rows),
            line=_integers(range(2, len(rows) + 2)),
        ),
    )


def spend_file(*rows: SpendRow, file: str = "spend.csv") -> ReadFile:
    channels = _distinct(row.channel for row in rows)
    entries = [(line, row, day) for line, row in enumerate(rows, start=2) for day in row.days]
    return ReadFile(
        file=file,
        sha256=_digest(rows, file),
        size=1,
        format=ImportFormat.SPEND,
        encoding="utf-8",
        delimiter=",",
        mapping=(),
        rows_read=len(rows),
        customers=[],
        channels=channels,
        spend=SpendBatch(
            channel=_codes(channels, (row.channel for _, row, _ in entries)),
            day=np.array([day for _, _, day in entries], np.int32),
            cost=_integers(row.cost for _, row, _ in entries),
            impressions=_integers(row.impressions for _, row, _ in entries),
            clicks=_integers(row.clicks for _, row, _ in entries),
            campaign=[row.campaign for _, row, _ in entries],
            line=_integers(line for line, _, _ in entries),
        ),
    )


def new_project(folder: Path, name: str = "shop") -> ProjectFile:
    return ProjectFile.create(folder / f"{name}.attribution", name=name, currency="EUR")


def dump(project: ProjectFile) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    names = [str(model._meta.table_name) for model in MODELS]
    return {
        name: project.connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()  # noqa: S608
        for name in names
    }


def cancelling_at(report: int) -> Progress:
    """Progress of a user who cancels at the n-th report."""
    reports = count(1)

    def progress(stage: str, done: int, total: int) -> None:
        if next(reports) == report:
            raise Cancelled(f"Cancelled at {stage}, {done} of {total}.")

    return progress


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _codes(texts: Sequence[str], column: Iterable[str]) -> CodeColumn:
    code = {text: number for number, text in enumerate(texts)}
    return np.array([code[text] for text in column], np.int32)


def _column(texts: Iterable[str]) -> list[str] | None:
    """None where all are empty, as of a file without such a column."""
    found = list(texts)
    return found if any(found) else None


def _integers(values: Iterable[int]) -> IntColumn:
    return np.array(list(values), np.int64)


def _digest(rows: object, file: str) -> str:
    return hashlib.sha256(repr((rows, file)).encode()).hexdigest()
