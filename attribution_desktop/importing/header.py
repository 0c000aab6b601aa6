"""Which column holds which field, and so which format a file has. Never by position."""

import dataclasses
import re
from dataclasses import dataclass

from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.domain.imports import ImportFormat, ImportOptions
from attribution_desktop.importing.comparisons import refuse_twin_columns
from attribution_desktop.importing.fields import (
    FIELDS,
    REQUIRED,
    Field,
    normalised,
)
from attribution_desktop.importing.format_guess import (
    fields_held,
    format_of,
    like_none,
    telling_fields,
)
from attribution_desktop.importing.sources import KnownSource, column_named, source_of
from attribution_desktop.importing.stated_period import stated_period

REJECT_COLUMNS = ("line", "column", "code", "message", "value")
"""What a rejects file adds behind a file's own columns; the reader passes over them."""
_PERIODS = frozenset({"week", "month", "quarter", "year", "hour", "dayofweek", "hourofday"})
"""Columns that say more of a row's time than the whole report does."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A format and its columns.

    Parameters
    ----------
    format
        None when the header is like no format.
    position
        Index of the column of each field that has one, in the order of the format's fields.
    columns
        The header's names.
    source
        The program that wrote the file; None: unknown.
    extras
        Index of each further column that decides which rows count.
    lacking
        Where the header is like no format: fields of which one would tell.
    """

    format: ImportFormat | None
    position: dict[str, int]
    columns: tuple[str, ...]
    source: KnownSource | None = None
    extras: dict[str, int] = dataclasses.field(default_factory=dict)
    lacking: tuple[str, ...] = ()

    @property
    def required_format(self) -> ImportFormat:
        """The format of a layout that `layout_of` accepted."""
        if self.format is None:
            raise ValueError("the header is like no format")
        return self.format

    @property
    def mapping(self) -> tuple[tuple[str, str], ...]:
        """(field, column name) pairs."""
        return tuple((field, self.columns[at]) for field, at in self.position.items())

    @property
    def missing(self) -> tuple[str, ...]:
        """Required fields without a column; of an unknown format those that would tell it."""
        if self.format is None:
            return self.lacking
        missing = [name for name in REQUIRED[self.format] if name not in self.position]
        is_converting = {"order", "value", "conversion"} & self.position.keys()
        if self.format is ImportFormat.EVENTS and is_converting and "channel" in missing:
            missing.remove("channel")
        derived = "path" if self.format is ImportFormat.JOURNEYS else "channel"
        if derived in missing and self.is_deriving:
            missing.remove(derived)
        return tuple(missing)

    @property
    def is_deriving(self) -> bool:
        """Whether the channel comes from source, medium and campaign by the rules."""
        found = self.position.keys() | self.extras.keys()
        match self.format:
            case ImportFormat.EVENTS:
                return "channel" not in found and not found.isdisjoint({"source", "medium"})
            case ImportFormat.JOURNEYS:
                return "path" not in found and not found.isdisjoint({"source_medium", "source"})
            case ImportFormat.SPEND:
                has_any = not found.isdisjoint({"source", "medium", "campaign"})
                return "channel" not in found and (has_any or self.source is not None)
            case _:
                return False

    def period_above(
        self, preamble: tuple[str, ...], options: ImportOptions
    ) -> tuple[int, int] | None:
        """First and last day of spend without dates of its own, where the file names them."""
        is_dated = not _PERIODS.isdisjoint(map(normalised, self.columns))
        has_dates = not self.position.keys().isdisjoint({"date", "start", "end"})
        if self.format is not ImportFormat.SPEND or is_dated or has_dates:
            return None
        return stated_period(preamble) if options.start is None else None

    @property
    def currency(self) -> str:
        """The code inside the header of the cost, as in `Amount spent (USD)`; empty: none."""
        at = self.position.get("cost")
        found = None if at is None else re.search(r"\(([A-Z]{3})\)\s*$", self.columns[at])
        return found[1] if found else ""


def layout_of(name: str, columns: tuple[str, ...], options: ImportOptions) -> Layout:
    """The format and columns of a file that can be read with them.

    Raises
    ------
    InputRefused
        When a required field has no column, a mapped column is missing or there twice, or two
        columns have the very name of one field.
    UsageError
        When a mapping names no field of the format.
    """
    layout = layout_guessed(name, columns, options)
    if layout.format is None:
        raise _unknown(name, columns, layout.lacking, like_none(layout.lacking))
    if layout.missing:
        what = " and ".join(layout.missing)
        raise _unknown(name, columns, layout.missing, f"without a column for {what}")
    return layout


def layout_guessed(name: str, columns: tuple[str, ...], options: ImportOptions) -> Layout:
    """As `layout_of`, but required fields may be missing and the format unknown."""
    given = _given(name, columns, options.mapping)
    own = _own_columns(columns)
    source = source_of(tuple(map(normalised, own)), options.format)
    if source is not None:
        return _source_layout(name, columns, own, source, given)
    if options.format is not None:
        return Layout(options.format, _positions(name, own, options.format, given), columns)
    names = {normalised(column) for column in own}
    held = fields_held(names, given)
    found = format_of(names, held, given)
    if found is None:
        position = {field: at for field, at in given.items() if at is not None}
        return Layout(None, position, columns, lacking=telling_fields(held))
    return Layout(found, _positions(name, own, found, given), columns)


def _source_layout(
    name: str,
    columns: tuple[str, ...],
    own: tuple[str, ...],
    source: KnownSource,
    given: dict[str, int | None],
) -> Layout:
    """The layout that a source is known to have; what the user mapped wins."""
    names = tuple(map(normalised, own))
    order = [one.name for one in FIELDS[source.format]]
    _check_fields(source.format, given, order)
    known = {field: column_named(names, wanted) for field, wanted in source.columns.items()}
    for field, at in known.items():
        if at is not None and field not in given and names.count(names[at]) > 1:
            refuse_twin_columns(name, columns[at], field)
    found = known | given
    if found.get("end") is None and found.get("date") is None and "start" in found:
        # A report by day names only where each row's day starts.
        found["date"] = found.pop("start")
    extras = {field: column_named(names, wanted) for field, wanted in source.extras.items()}
    return Layout(
        source.format,
        {field: at for field in order if (at := found.get(field)) is not None},
        columns,
        source,
        {field: at for field, at in extras.items() if at is not None},
    )


def _check_fields(of: ImportFormat, given: dict[str, int | None], known: list[str]) -> None:
    foreign = given.keys() - set(known)
    if foreign:
        raise UsageError(
            f"A file of {of} has no field {min(foreign)!r}.", f"Fields: {', '.join(known)}."
        )


def _own_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    while columns[-len(REJECT_COLUMNS) :] == REJECT_COLUMNS:
        columns = columns[: -len(REJECT_COLUMNS)]
    return columns


def _given(
    name: str, columns: tuple[str, ...], mapping: tuple[tuple[str, str], ...]
) -> dict[str, int | None]:
    """Column index of each mapped field; None for `FIELD=` (no column holds it)."""
    known = {field.name for fields in FIELDS.values() for field in fields}
    given: dict[str, int | None] = {}
    for field, column in mapping:
        if field not in known:
            raise UsageError(
                f"There is no field named {field!r}.", f"Fields: {', '.join(sorted(known))}."
            )
        given[field] = _column_named(name, columns, column) if column else None
    return given


def _column_named(name: str, columns: tuple[str, ...], wanted: str) -> int:
    found = [at for at, column in enumerate(columns) if column == wanted]
    if not found:
        key = normalised(wanted)
        found = [at for at, column in enumerate(columns) if normalised(column) == key]
    if len(found) == 1:
        return found[0]
    problem = "twice" if found else "not"
    raise InputRefused(
        f"The column {wanted!r} is {problem} in the header of {name}.", _columns_found(columns)
    )


def _positions(
    name: str, columns: tuple[str, ...], of: ImportFormat, given: dict[str, int | None]
) -> dict[str, int]:
    fields = FIELDS[of]
    _check_fields(of, given, [field.name for field in fields])
    taken = set(given.values())
    positions: dict[str, int] = {}
    for field in fields:
        at = given[field.name] if field.name in given else _recognised(name, columns, field, taken)
        if at is not None:
            positions[field.name] = at
    return positions


def _recognised(
    name: str, columns: tuple[str, ...], field: Field, taken: set[int | None]
) -> int | None:
    keys = [normalised(column) for column in columns]
    for known in field.known_names:
        found = [at for at, key in enumerate(keys) if key == known and at not in taken]
        if len(found) > 1:
            raise InputRefused(
                f"{name} has two columns named {columns[found[0]]!r}; which one holds the "
                f"{field.name} is not clear.",
                "Rename one of them.",
            )
        if found:
            return found[0]
    return None


def _columns_found(columns: tuple[str, ...]) -> str:
    return "Its columns are: " + ", ".join(columns) + "."


def _unknown(
    name: str, columns: tuple[str, ...], missing: tuple[str, ...], problem: str
) -> InputRefused:
    example = " ".join(f"--map {field}=COLUMN" for field in missing)
    return InputRefused(
        f"{name} looks {problem}. {_columns_found(columns)}"
        if problem.startswith("like")
        else f"{name} is {problem}. {_columns_found(columns)}",
        f"Say which column holds what, for example {example}; or check the delimiter.",
    )
