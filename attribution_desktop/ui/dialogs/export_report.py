"""The Export dialog: format, sections, looks, and a page as it will be printed."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.budget import BudgetPlan
from attribution_desktop.domain.report_look import ReportLook
from attribution_desktop.reports.export import FileOptions
from attribution_desktop.reports.pdf import PagePicture
from attribution_desktop.services.exporting import SECTIONS
from attribution_desktop.ui.dialogs.export_looks import CsvLook, PaperLook
from attribution_desktop.ui.dialogs.export_preview import PagePreview
from attribution_desktop.ui.dialogs.export_sections import SectionList
from attribution_desktop.ui.dialogs.fields import Field, align_labels
from attribution_desktop.ui.export_wish import ExportWish, FileBeginning, PageWish
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S

_SIZE = (940, 660)
_LEFT_WIDTH = 380
_PATIENCE = 150
"""Milliseconds of quiet before a preview is drawn."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file on offer; `words` say what it will hold, where no page can be shown."""

    suffix: str
    title: str
    words: str = ""


KINDS = (
    FileKind("pdf", "PDF report"),
    FileKind(
        "xlsx",
        "Excel workbook",
        "An overview, then a sheet a table with real numbers, filters and charts, "
        "and the words at the end.",
    ),
    FileKind("zip", "All tables as CSV in a ZIP", "A CSV file a table, in one archive."),
    FileKind(
        "csv",
        "One table as CSV",
        "The chosen table, unrounded, without a total row; or every single touch, order or credit.",
    ),
    FileKind(
        "json",
        "JSON document",
        "Every figure of the analysis, unrounded, as the command line prints it. "
        "It always holds all sections.",
    ),
)


_NOT_SHOWN = "These rows are read while they are written; none is shown before."


class ExportDialog(QDialog):
    """Asks what to export; who opened it asks where, and writes."""

    page_requested = Signal(object)
    """A `PageWish`."""

    export_chosen = Signal(object, str)
    """An `ExportWish` and the suffix of the file."""

    def __init__(
        self,
        tables: tuple[tuple[str, str], ...],
        plan: BudgetPlan | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self._plan = plan
        self._page = 0
        self.kind = QComboBox()
        for kind in KINDS:
            self.kind.addItem(kind.title, kind)
        known = [pair for pair in SECTIONS if pair[0] != "budget" or plan is not None]
        self.sections = SectionList(known)
        self.table = QComboBox()
        for name, title in tables:
            self.table.addItem(title, name)
        self.paper = PaperLook()
        self.csv = CsvLook()
        self.preview = PagePreview()
        self._reason = plain_label(role="muted", has_wrap=True)
        self._words = plain_label(role="muted", has_wrap=True)
        self._sections_field = Field(self.sections)
        self._table_field = Field(self.table)
        self._build()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_PATIENCE)
        self._quiet.timeout.connect(self._ask_for_page)
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self.sections.changed.connect(self._check)
        self.paper.changed.connect(self._check)
        self.csv.changed.connect(self._check)
        self.table.currentIndexChanged.connect(self._check)
        self.preview.page_wanted.connect(self._turn_to)
        self.resize(*_SIZE)
        self._follow_kind()

    @property
    def reason(self) -> str:
        """Why nothing can be exported yet; empty when it can."""
        return self._reason.text()

    def choose_kind(self, suffix: str) -> None:
        """Select the kind of file with this suffix."""
        for place, kind in enumerate(KINDS):
            if kind.suffix == suffix:
                self.kind.setCurrentIndex(place)

    @Slot(object)
    def show_page(self, found: PagePicture | FileBeginning) -> None:
        """Show what was asked for, unless another kind of file is wanted by now."""
        suffix = self._kind().suffix
        if isinstance(found, FileBeginning):
            if found.suffix == suffix:
                self.preview.show_text(found.text or _NOT_SHOWN)
        elif suffix == "pdf":
            self._page = found.number
            self.preview.show_page(found)

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        """Say why no page can be shown."""
        self.preview.show_words(f"No preview: {error}")

    def wish(self) -> ExportWish | None:
        """What is chosen; None while something is wrong."""
        kind = self._kind()
        look = self.paper.look if kind.suffix == "pdf" else ReportLook()
        if look is None or not self._chosen_sections():
            return None
        options = FileOptions(
            format="csv" if kind.suffix == "zip" else kind.suffix,
            table=self.table.currentData() if kind.suffix == "csv" else None,
            look=look,
            csv=self.csv.style_wanted,
        )
        return ExportWish(self._chosen_sections(), options, self._plan)

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_L)
        form.setVerticalSpacing(SPACE_S)
        Field(self.kind).add_to(form, "&Format")
        self._form = form
        self._sections_field.add_to(form, "&Sections")
        self._table_field.add_to(form, "&Table")
        left = QVBoxLayout()
        left.setSpacing(SPACE_M)
        left.addLayout(form)
        left.addWidget(self.paper)
        left.addWidget(self.csv)
        left.addWidget(self._words)
        align_labels(form, self.paper.form, self.csv.form)
        left.addStretch(1)
        holder = QWidget()
        holder.setLayout(left)
        holder.setFixedWidth(_LEFT_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        columns = QHBoxLayout()
        columns.setSpacing(SPACE_L)
        columns.addWidget(holder)
        columns.addWidget(self.preview, 1)
        buttons = QDialogButtonBox()
        self.export_button = buttons.addButton(
            "C&hoose a place…", QDialogButtonBox.ButtonRole.AcceptRole
        )
        set_role(self.export_button, "primary")
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addLayout(columns, 1)
        layout.addWidget(self._reason)
        layout.addWidget(buttons)

    def _kind(self) -> FileKind:
        kind: FileKind = self.kind.currentData()
        return kind

    def _chosen_sections(self) -> tuple[str, ...]:
        """All of them where there is nothing to choose."""
        if self._kind().suffix in {"csv", "json"}:
            return tuple(name for name, _ in SECTIONS)
        return self.sections.chosen

    @Slot()
    def _follow_kind(self) -> None:
        suffix = self._kind().suffix
        self._form.setRowVisible(self._sections_field, suffix not in {"csv", "json"})
        self._form.setRowVisible(self._table_field, suffix == "csv")
        self.paper.setVisible(suffix == "pdf")
        self.csv.setVisible(suffix in {"csv", "zip"})
        self._words.setText(self._kind().words)
        self._words.setVisible(bool(self._kind().words))
        self.preview.show_words("")
        self._check()

    @Slot()
    def _check(self) -> None:
        reason = ""
        if not self._chosen_sections():
            reason = "Tick at least one section."
        elif self.wish() is None:
            reason = "Mend what is marked above."
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.export_button.setEnabled(not reason)
        if not reason:
            self._quiet.start()

    @Slot(int)
    def _turn_to(self, page: int) -> None:
        self._page = page
        self._ask_for_page()

    @Slot()
    def _ask_for_page(self) -> None:
        wish = self.wish()
        if wish is not None:
            suffix = self._kind().suffix
            self.page_requested.emit(PageWish(wish, suffix, self._page, self.preview.width_wanted))

    @Slot()
    def _choose(self) -> None:
        wish = self.wish()
        if wish is not None:
            self.accept()
            self.export_chosen.emit(wish, self._kind().suffix)
