"""`ReportDocument`: what a report says, before it is drawn as PDF, CSV or JSON."""

from dataclasses import dataclass
from decimal import Decimal

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.budget import BudgetPlan
from attribution_desktop.domain.figures import Kind

Cell = str | int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    label: str
    kind: Kind
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are unformatted cells in the order of `columns`; `total` likewise, where one adds up.

    `id` is the name under which a single table can be exported.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None


@dataclass(frozen=True, slots=True)
class Kpi:
    label: str
    value: Cell
    kind: Kind
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report, named after its tab; `question` is what it answers."""

    id: str
    title: str
    question: str
    paragraphs: tuple[str, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A report on one `Analysis`; `settings_in_words` is a line a setting that matters."""

    title: str
    settings_in_words: tuple[str, ...]
    sections: tuple[Section, ...]
    analysis: Analysis
    plan: BudgetPlan | None = None

    def tables(self) -> tuple[Table, ...]:
        """All tables of all sections, in order."""
        return tuple(table for section in self.sections for table in section.tables)
