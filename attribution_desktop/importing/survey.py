"""What the whole of a column says of how it writes its numbers and dates."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import polars as pl

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.imports import AmbiguousInput, ImportOptions
from attribution_desktop.importing.date_text import DateOrder, OrderOpen, order_shown_by
from attribution_desktop.importing.number_text import COMMA, POINT, Evidence, evidence_of
from attribution_desktop.importing.rows import ColumnStyles, Rows

NUMBER_FIELDS = ("value", "cost", "conversions", "nulls")
DATE_FIELDS = ("timestamp", "date", "start", "end")

_MARK_NAMES = {POINT: "a decimal point", COMMA: "a decimal comma"}
_ORDER_NAMES: dict[str, str] = {
    DateOrder.DAY_FIRST: "the day before the month",
    DateOrder.MONTH_FIRST: "the month before the day",
}


@dataclass(frozen=True, slots=True)
class _Witness:
    """A text of the column, and the line where it stands."""

    text: str
    line: int


@dataclass(slots=True)
class _Findings:
    """The first text of a column that proves each style, and the first that is open."""

    proof: dict[str, _Witness] = field(default_factory=dict)
    open: _Witness | None = None


def styles_of(options: ImportOptions) -> ColumnStyles:
    """What the user said, for every column.

    Raises
    ------
    UsageError
        When a decimal mark or a date format makes no sense.
    """
    marks: dict[str, str] = {}
    if options.decimal is not None:
        if options.decimal not in (POINT, COMMA):
            raise UsageError(
                f"The decimal mark must be a point or a comma, not {options.decimal!r}."
            )
        marks = dict.fromkeys(NUMBER_FIELDS, options.decimal)
    if options.date_format is None:
        return ColumnStyles(marks)
    if "%" in options.date_format:
        return ColumnStyles(marks, pattern=options.date_format)
    try:
        order = DateOrder(options.date_format.strip().upper())
    except ValueError as error:
        raise UsageError(
            f"The date format {options.date_format!r} is not known.",
            "Write DMY, MDY or a pattern such as %d.%m.%Y.",
        ) from error
    return ColumnStyles(marks, dict.fromkeys(DATE_FIELDS, order))


def surveyed(
    name: str,
    blocks: Iterable[Rows],
    given: ColumnStyles,
    columns: dict[str, str],
    *,
    is_one_hand: bool = False,
) -> tuple[ColumnStyles, tuple[str, ...]]:
    """The styles that whole columns prove, and sentences that say so.

    Parameters
    ----------
    blocks
        All rows of the file.
    given
        What is settled already; it is not looked for.
    columns
        Column name by field.
    is_one_hand
        Whether one program wrote all columns in one way: then one settles the others.

    Raises
    ------
    AmbiguousInput
        When a column proves two styles, or depends on one and proves none.
    """
    findings: dict[str, _Findings] = {}
    for rows in blocks:
        for name_, texts in rows.cells.items():
            if name_ in NUMBER_FIELDS and name_ not in given.marks:
                _look(findings.setdefault(name_, _Findings()), rows, texts, _mark_shown_by)
            elif name_ in DATE_FIELDS and name_ not in given.orders and not given.pattern:
                _look(findings.setdefault(name_, _Findings()), rows, texts, order_shown_by)
    if is_one_hand:
        _share_proofs(findings, NUMBER_FIELDS)
        _share_proofs(findings, DATE_FIELDS)
    marks, orders = dict(given.marks), dict(given.orders)
    said: list[str] = []
    for name_, found in findings.items():
        is_number = name_ in NUMBER_FIELDS
        labels = _MARK_NAMES if is_number else _ORDER_NAMES
        chosen = _decided(name, columns.get(name_, name_), found, labels, is_number=is_number)
        if chosen is None:
            continue
        if is_number:
            marks[name_] = chosen
        else:
            orders[name_] = DateOrder(chosen)
        if chosen != POINT:
            proof = found.proof[chosen]
            said.append(
                f"Column {columns.get(name_, name_)} is read with {labels[chosen]}, as line "
                f"{proof.line} shows ({proof.text})."
            )
    # Where nothing depends on a style, any will do.
    settled = ColumnStyles(
        {**dict.fromkeys(NUMBER_FIELDS, POINT), **marks},
        {**dict.fromkeys(DATE_FIELDS, DateOrder.DAY_FIRST), **orders},
        given.pattern,
    )
    return settled, tuple(said)


def _share_proofs(findings: dict[str, _Findings], fields: tuple[str, ...]) -> None:
    """Where all columns that prove anything prove the same, it holds for the others, too."""
    found = [findings[field] for field in fields if field in findings]
    proofs = {style: witness for one in found for style, witness in one.proof.items()}
    if len(proofs) == 1:
        for one in found:
            one.proof = one.proof or dict(proofs)


def _mark_shown_by(text: str) -> str | None:
    match evidence_of(text):
        case Evidence.POINT:
            return POINT
        case Evidence.COMMA:
            return COMMA
        case Evidence.EITHER:
            raise OrderOpen(text)
        case _:
            return None


def _look(
    findings: _Findings, rows: Rows, texts: pl.Series, shown_by: Callable[[str], str | None]
) -> None:
    """Add what the texts of one block prove."""
    seen = texts.unique(maintain_order=True)
    for text in seen.to_list():
        try:
            proven = shown_by(text)
        except OrderOpen:
            if findings.open is None:
                findings.open = _witness(rows, texts, text)
            continue
        if proven is not None and proven not in findings.proof:
            findings.proof[proven] = _witness(rows, texts, text)


def _witness(rows: Rows, texts: pl.Series, text: str) -> _Witness:
    at = (texts == text).arg_max()
    return _Witness(text, int(rows.faults.line[at or 0]))


def _decided(
    name: str, column: str, found: _Findings, labels: dict[str, str], *, is_number: bool
) -> str | None:
    setting = "decimal" if is_number else "date_format"
    hint = (
        "Say which sign marks decimals: --decimal . or --decimal ,"
        if is_number
        else "Say which comes first: --date-format DMY or --date-format MDY."
    )
    if len(found.proof) > 1:
        (one, first), (other, second) = list(found.proof.items())[:2]
        raise AmbiguousInput(
            f"Column {column} of {name} has {labels[one]} in line {first.line} ({first.text}) and "
            f"{labels[other]} in line {second.line} ({second.text}).",
            f"{hint} Rows that do not fit are then rejected.",
            setting,
        )
    if found.proof:
        return next(iter(found.proof))
    if found.open is None:
        return None
    question = "may mark thousands or decimals" if is_number else "may be day/month or month/day"
    raise AmbiguousInput(
        f"Column {column} of {name}: {found.open.text} in line {found.open.line} {question}, and "
        "no row of the file settles it.",
        hint,
        setting,
    )
