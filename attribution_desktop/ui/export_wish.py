"""What the user wants to export, and the work that it takes on the worker thread."""

from dataclasses import dataclass
from pathlib import Path

from attribution_desktop.domain.budget import BudgetPlan
from attribution_desktop.domain.progress import Progress
from attribution_desktop.domain.report_document import ReportDocument
from attribution_desktop.reports.export import (
    PLAIN_FILE,
    FileOptions,
    write_report,
    write_row_table,
)
from attribution_desktop.reports.file_preview import file_preview
from attribution_desktop.reports.pdf import PagePicture, page_picture
from attribution_desktop.services.exporting import build_export
from attribution_desktop.services.row_exports import ROW_TABLES
from attribution_desktop.ui.desk import Analysed, Desk


@dataclass(frozen=True, slots=True)
class ExportWish:
    """Which sections in which order, how they are written, and the plan that is shown."""

    sections: tuple[str, ...] = ()
    options: FileOptions = PLAIN_FILE
    plan: BudgetPlan | None = None

    def document(self, analysed: Analysed) -> ReportDocument:
        return build_export(analysed.analysis, self.plan, analysed.channels, self.sections)


@dataclass(frozen=True, slots=True)
class PageWish:
    """What to show of an export before it is written.

    Parameters
    ----------
    suffix
        Of the file.
    number, width
        Of a PDF: the page from 0, in pixels.
    """

    export: ExportWish
    suffix: str
    number: int
    width: int


@dataclass(frozen=True, slots=True)
class FileBeginning:
    """What a file that has no pages begins with, or holds."""

    suffix: str
    text: str


def write_export(
    desk: Desk, analysed: Analysed, wish: ExportWish, path: Path, progress: Progress
) -> tuple[Path, ...]:
    """Write the report; the user has already agreed to replace what is there."""
    progress("Writing the report", 0, 0)
    settings, table = analysed.analysis.settings, wish.options.table
    if table is not None and table in dict(ROW_TABLES):
        rows = desk.row_table(table, settings, progress)
        return write_row_table(rows, path, wish.options.csv, is_overwriting=True)
    paths = write_report(wish.document(analysed), path, wish.options, is_overwriting=True)
    if wish.options.format == "pdf":
        desk.keep_look(wish.options.look)
    return paths


def draw_page(
    analysed: Analysed, wish: PageWish, progress: Progress
) -> PagePicture | FileBeginning:
    progress("Drawing the preview", 0, 0)
    document, options = wish.export.document(analysed), wish.export.options
    if wish.suffix == "pdf":
        return page_picture(document, options.look, wish.number, wish.width)
    return FileBeginning(wish.suffix, file_preview(document, options, wish.suffix))
