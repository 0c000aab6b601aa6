"""`ReportDocument`: what a report says, before it is drawn as PDF, XLSX, CSV or JSON."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.budget import BudgetPlan
from attribution_desktop.domain.days import Step
from attribution_desktop.domain.figures import COUNTED, Kind
from attribution_desktop.domain.formatting import whole_or_number

Cell = str | int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    step
        Of a text column whose cells name days or months in ISO 8601: how long each is.
    """

    id: str
    label: str
    kind: Kind
    definition: str = ""
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are unformatted cells in the order of `columns`; `total` likewise, where one adds up.

    Parameters
    ----------
    id
        The name under which a single table can be exported.
    lead
        How many columns a narrow place such as a terminal shows; None: all. Files hold all.
    most_on_paper
        How many rows go on paper, for lists that nobody reads to the end; None: all.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    lead: int | None = None
    most_on_paper: int | None = None

    def place(self, column: str) -> int:
        """The index of the column with this id; KeyError when there is none."""
        for index, known in enumerate(self.columns):
            if known.id == column:
                return index
        raise KeyError(column)

    def written(self) -> "Table":
        """The same table as people read it: whole counts are written without decimals."""
        return replace(
            self,
            columns=tuple(
                replace(column, kind=self._counted(place)) if column.id in COUNTED else column
                for place, column in enumerate(self.columns)
            ),
        )

    def _counted(self, place: int) -> Kind:
        rows = self.rows if self.total is None else (*self.rows, self.total)
        cells = (row[place] for row in rows)
        return whole_or_number(cell for cell in cells if isinstance(cell, int | float | Decimal))


class ChartKind(StrEnum):
    BARS = "bars"
    """One horizontal bar a row, the greatest first."""
    GROUPS = "groups"
    """A group of horizontal bars a row, one a column."""
    COUNTS = "counts"
    """Upright columns, in the order of the rows."""
    STEPS = "steps"
    """Upright columns of amounts over time, in the order of the rows, a series beside another."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of columns of a table in the same section, so that it cannot differ from it.

    Parameters
    ----------
    table, labels, values
        Ids of the table, of the column that names its rows and of those that are drawn.
    axis_title
        What is measured, with its unit.
    low, high
        Ids of the columns with the ends of whiskers; None: there are none.
    """

    id: str
    title: str
    kind: ChartKind
    table: str
    labels: str
    values: tuple[str, ...]
    axis_title: str
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True, slots=True)
class Kpi:
    label: str
    value: Cell
    kind: Kind
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report, named after its tab.

    Parameters
    ----------
    question
        What it answers.
    charts
        Each of one of `tables`.
    terms
        (term, definition) pairs of a section that explains words.
    """

    id: str
    title: str
    question: str
    paragraphs: tuple[str, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A report on one `Analysis`.

    Parameters
    ----------
    settings_in_words
        A line a setting that matters.
    channels
        All names in the order of their first appearance: a channel's place fixes its colour.
        Empty: the order of the analysis.
    """

    title: str
    settings_in_words: tuple[str, ...]
    sections: tuple[Section, ...]
    analysis: Analysis
    plan: BudgetPlan | None = None
    channels: tuple[str, ...] = ()

    def tables(self) -> tuple[Table, ...]:
        """All tables of all sections, in order."""
        return tuple(table for section in self.sections for table in section.tables)
