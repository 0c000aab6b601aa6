"""Columns of the tables: title, unit, definition and how a value is written and copied."""

from dataclasses import dataclass
from decimal import Decimal

from attribution_desktop.domain.figures import FIGURES, Kind
from attribution_desktop.domain.formatting import MINUS, UNKNOWN, formatted, signed
from attribution_desktop.domain.notation import current_notation

Cell = str | int | float | Decimal | None

_UNIT_IN_COPY = {Kind.PERCENT: "%", Kind.SHARE: "%", Kind.RATIO: "×"}


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column.

    Parameters
    ----------
    title
        The header; may have two lines.
    unit
        What the header says below the title, where the cells do not carry it.
    kind
        How values are written.
    definition
        Tool tip of the header.
    has_sign_colour
        Whether values below zero are losses and above zero gains.
    is_signed
        Whether gains carry a plus sign.
    neutral
        The value that is neither a loss nor a gain.
    is_whole
        Whether the column is as wide as its longest text, however long.
    is_wrapped
        Whether its texts may run over several lines, in a table that can show them so.
    """

    title: str
    kind: Kind
    definition: str = ""
    unit: str = ""
    has_sign_colour: bool = False
    is_signed: bool = False
    is_whole: bool = False
    is_wrapped: bool = False
    neutral: float = 0.0

    @property
    def is_numeric(self) -> bool:
        return self.kind is not Kind.TEXT

    @property
    def header(self) -> str:
        """Title and unit, one below the other."""
        return f"{self.title}\n{self.unit}" if self.unit else self.title

    @property
    def copied_title(self) -> str:
        """The header for a spreadsheet, where the cells are bare numbers."""
        unit = self.unit or _UNIT_IN_COPY.get(self.kind, "")
        title = self.title.replace("\n", " ")
        return f"{title} ({unit})" if unit else title

    def text(self, value: Cell) -> str:
        """The value as it is shown."""
        if value is None:
            return UNKNOWN
        if isinstance(value, str):
            return value
        return signed(value, self.kind) if self.is_signed else formatted(value, self.kind)

    def copied(self, value: Cell) -> str:
        """The value as a spreadsheet reads it: shown decimals, no grouping, an ASCII minus.

        The decimal mark is that of the notation in force, as in the spreadsheet of the same desk.

        Examples
        --------
        >>> TableColumn("Profit", Kind.MONEY).copied(-1234.5)
        '-1234.50'
        """
        if value is None or isinstance(value, str):
            return value or ""
        group = current_notation().group
        text = formatted(value, self.kind).replace(group, "").replace(MINUS, "-")
        return text.removesuffix(" %").removesuffix("×")


def figure_column(
    figure: str,
    currency: str = "",
    *,
    title: str | None = None,
    is_signed: bool = False,
    has_sign_colour: bool | None = None,
) -> TableColumn:
    """The column of a defined figure; KeyError for an id without a definition.

    `title` and `has_sign_colour` win over the figure's own; money gets its currency in the header.
    """
    known = FIGURES[figure]
    return TableColumn(
        title or known.label,
        known.kind,
        known.definition,
        currency if known.kind is Kind.MONEY else "",
        known.has_good_sign if has_sign_colour is None else has_sign_colour,
        is_signed,
    )
