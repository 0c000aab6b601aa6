"""A report, or one section of it, as text for a terminal."""

from collections.abc import Sequence
from dataclasses import replace

from attribution_desktop.cli.tables import plain, table_text
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.report_document import Kpi, ReportDocument, Section, Table

_MOST_ROWS = 30


def report_text(
    document: ReportDocument,
    sections: Sequence[str],
    notes: Sequence[str] = (),
    width: int | None = None,
) -> str:
    """The settings, the sections with these ids and, at the end, the notes.

    Parameters
    ----------
    width
        Columns of the terminal, or None.
    """
    currency = document.analysis.identity.currency
    blocks = [
        "\n".join(
            plain(line)
            for line in (
                document.title,
                *document.settings_in_words,
                f"Amounts in {currency}",
            )
        )
    ]
    for section in document.sections:
        if section.id in sections:
            blocks += _section_blocks(section, width)
    if notes:
        blocks.append("\n".join(f"Note: {plain(note)}" for note in notes))
    return "\n\n".join(blocks)


def _section_blocks(section: Section, width: int | None) -> list[str]:
    blocks = [f"{section.title.upper()}\n{section.question}"]
    if section.kpis:
        blocks.append(_kpis_text(section.kpis))
    if section.paragraphs:
        blocks.append("\n".join(plain(paragraph) for paragraph in section.paragraphs))
    blocks += [_table_block(table, width) for table in section.tables]
    return blocks


def _table_block(table: Table, width: int | None) -> str:
    """A table that adds up is shown whole; of any other a terminal gets the beginning."""
    left_out = 0 if table.total else max(len(table.rows) - _MOST_ROWS, 0)
    written = table.written()
    shown = replace(written, rows=table.rows[:_MOST_ROWS]) if left_out else written
    lines = [plain(table.title), table_text(_leading(shown), width)]
    if left_out:
        lines.append(f"… and {left_out} more rows; --json and export have them all.")
    return "\n".join(lines)


def _leading(table: Table) -> Table:
    """The columns that a terminal has room for."""
    total = table.total[: table.lead] if table.total is not None else None
    return replace(
        table,
        columns=table.columns[: table.lead],
        rows=tuple(row[: table.lead] for row in table.rows),
        total=total,
    )


def _kpis_text(kpis: tuple[Kpi, ...]) -> str:
    labels = max(len(kpi.label) for kpi in kpis)
    values = [formatted(kpi.value, kpi.kind) for kpi in kpis]
    widest = max(len(value) for value in values)
    return "\n".join(
        f"{kpi.label:<{labels}}  {value:>{widest}}  {kpi.note}".rstrip()
        for kpi, value in zip(kpis, values, strict=True)
    )
