"""The first rows of a file as they will be read: typed, with channels, and what each becomes."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import (
    AmbiguousInput,
    ConversionBatch,
    ImportFormat,
    ImportOptions,
    PathBatch,
    ReadFile,
    Reject,
    SpendBatch,
    TouchBatch,
)
from attribution_desktop.domain.instants import (
    UNDATED,
    UNDATED_DAY,
    date_from_day_number,
    datetime_from_instant,
    zone_named,
)
from attribution_desktop.domain.interactions import UNKNOWN_COUNT
from attribution_desktop.domain.money import decimal_from_micros
from attribution_desktop.importing.dialect import Header
from attribution_desktop.importing.reading import read_file
from attribution_desktop.importing.records import cut_records

_UNDECIDED = (
    "How its numbers or dates are written shows only in the whole file: check the file, or choose "
    "it above."
)
_CENT = Decimal("0.01")
_EVENTS = ("Customer", "Channel", "Time", "Order", "Value")
_ORDERS = ("Customer", "Time", "Order", "Value")
_PATHS = ("Path", "Conversions", "Not converted", "Value", "Customer", "Order", "Time")
_SPEND = ("Channel", "Day", "Cost", "Impressions", "Clicks", "Campaign")
_COLUMNS = {
    ImportFormat.EVENTS: _EVENTS,
    ImportFormat.CONVERSIONS: _ORDERS,
    ImportFormat.JOURNEYS: _PATHS,
    ImportFormat.SPEND: _SPEND,
}


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row: its line, what it becomes (a touch, an order, a reject and why), and its values."""

    line: int
    becomes: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows as they will be read; `refusal` says why there are none."""

    columns: tuple[str, ...] = ()
    rows: tuple[SampleRow, ...] = ()
    refusal: str = ""


def sample_of(text: str, header: Header, options: ImportOptions, rows: int) -> Sample:
    """The first `rows` rows of a file's first block of text, read as a file of their own."""
    cut = cut_records(text[header.length :], header.delimiter, header.next_line)
    filled = [at for at, record in zip(cut.lines, cut.records, strict=True) if record]
    end = filled[rows] if len(filled) > rows else cut.next_line
    lines = text.split("\n")[: end - 1]
    with tempfile.TemporaryDirectory(prefix="attribution-") as folder:
        head = Path(folder) / "sample.csv"
        head.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="")
        try:
            read = read_file(head, replace(options, encoding=None, sheet=None))
        except AmbiguousInput as error:
            # Separators are there or not; how numbers are written may show further down.
            is_sure = error.setting == "path_separator"
            words = error.message.replace("sample.csv", "the file")
            return Sample(refusal=words if is_sure else _UNDECIDED)
        except InputRefused as error:
            return Sample(refusal=error.message.replace("sample.csv", "the file"))
    found = {row.line: row for row in _rows_of(read, zone_named(options.time_zone))}
    width = len(_COLUMNS[read.format])
    for reject in read.rejects:
        found[reject.line] = SampleRow(reject.line, _why(reject), ("",) * width)
    for line, reason in read.skipped_lines:
        found[line] = SampleRow(line, f"Skipped: {reason}", ("",) * width)
    return Sample(_COLUMNS[read.format], tuple(found[line] for line in sorted(found)))


def _rows_of(read: ReadFile, zone: ZoneInfo) -> Iterator[SampleRow]:
    if read.touches is not None:
        yield from _touch_rows(read, read.touches, zone)
    if read.conversions is not None:
        yield from _order_rows(read, read.conversions, zone)
    if read.paths is not None:
        yield from _path_rows(read, read.paths, zone)
    if read.spend is not None:
        yield from _spend_rows(read, read.spend)


def _touch_rows(read: ReadFile, touches: TouchBatch, zone: ZoneInfo) -> Iterator[SampleRow]:
    for at, line in enumerate(touches.line.tolist()):
        time = _time(int(touches.instant[at]), zone, is_day=bool(touches.is_date_only[at]))
        customer, channel = (
            read.customers[touches.customer[at]],
            read.channels[touches.channel[at]],
        )
        yield SampleRow(line, "Touchpoint", (customer, channel, time, "", ""))


def _order_rows(read: ReadFile, orders: ConversionBatch, zone: ZoneInfo) -> Iterator[SampleRow]:
    touches = read.touches
    channels = {}
    if touches is not None:
        codes = zip(touches.line.tolist(), touches.channel.tolist(), strict=True)
        channels = {line: read.channels[code] for line, code in codes}
    for at, line in enumerate(orders.line.tolist()):
        becomes = "Touchpoint and order" if orders.is_with_touch[at] else "Order"
        if orders.value[at] < 0:
            becomes = "Refund"
        time = _time(int(orders.instant[at]), zone)
        customer = read.customers[orders.customer[at]]
        value = _money(int(orders.value[at]))
        channel = () if touches is None else (channels.get(line, ""),)
        yield SampleRow(line, becomes, (customer, *channel, time, orders.order[at], value))


def _path_rows(read: ReadFile, paths: PathBatch, zone: ZoneInfo) -> Iterator[SampleRow]:
    for at, line in enumerate(paths.line.tolist()):
        steps = paths.channel[paths.start[at] : paths.start[at + 1]]
        customer = int(paths.customer[at])
        yield SampleRow(
            line,
            "Journey" if paths.conversions[at] + paths.nulls[at] == 1 else "Journeys",
            (
                " > ".join(read.channels[code] for code in steps) or "(no touchpoint)",
                f"{paths.conversions[at]:g}",
                f"{paths.nulls[at]:g}",
                _money(int(paths.value[at])),
                read.customers[customer] if customer >= 0 else "",
                paths.order[at],
                _time(int(paths.instant[at]), zone),
            ),
        )


def _spend_rows(read: ReadFile, spend: SpendBatch) -> Iterator[SampleRow]:
    """A row a line of the file, however many days its cost is spread over."""
    lines = spend.line.tolist()
    for line in dict.fromkeys(lines):
        at = [place for place, one in enumerate(lines) if one == line]
        first, last = int(spend.day[at[0]]), int(spend.day[at[-1]])
        days = "" if first == UNDATED_DAY else str(date_from_day_number(first))
        if last != first:
            days += f" – {date_from_day_number(last)}"
        cells = (
            read.channels[spend.channel[at[0]]],
            days,
            _money(int(spend.cost[at].sum())),
            _count(int(spend.impressions[at].sum()), int(spend.impressions[at[0]])),
            _count(int(spend.clicks[at].sum()), int(spend.clicks[at[0]])),
            spend.campaign[at[0]],
        )
        yield SampleRow(line, "Spend", cells)


def _why(reject: Reject) -> str:
    where = f" {reject.column} “{reject.value}”:" if reject.column and reject.value else ""
    return f"Rejected:{where} {reject.message}"


def _time(instant: int, zone: ZoneInfo, *, is_day: bool = False) -> str:
    if instant == UNDATED:
        return ""
    moment = datetime_from_instant(instant, zone)
    is_midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return f"{moment:%Y-%m-%d}" if is_day or is_midnight else f"{moment:%Y-%m-%d %H:%M:%S}"


def _money(micros: int) -> str:
    amount = decimal_from_micros(micros)
    cents = amount.quantize(_CENT)
    return f"{cents if cents == amount else amount.normalize():,f}"


def _count(total: int, first: int) -> str:
    return "" if first == UNKNOWN_COUNT else f"{total:,}"
