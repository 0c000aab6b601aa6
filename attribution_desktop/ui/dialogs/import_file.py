"""Importing a file: how it will be read, a check of the whole, the import, and what came of it."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.errors import AlreadyImported, Cancelled
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.imports import (
    AmbiguousInput,
    CheckedFile,
    ImportOptions,
    Strictness,
    TooManyRejects,
)
from attribution_desktop.services.file_imports import Imported
from attribution_desktop.ui.desk import FilePreview
from attribution_desktop.ui.dialogs.import_check import ImportCheck
from attribution_desktop.ui.dialogs.import_fields import (
    DATE_LABELS,
    DECIMAL_LABELS,
    DELIMITER_LABELS,
    ENCODING_LABELS,
    FIELDS,
    FORMAT_LABELS,
)
from attribution_desktop.ui.dialogs.import_mapping import ImportMapping
from attribution_desktop.ui.dialogs.import_result import ImportResult
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.tasks import Step
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.widgets.labels import ElidedLabel, plain_label
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S

_SIZE = (860, 680)
_RESOLUTION = 1000
_HEADER_CHOICES = ("format", "delimiter", "encoding", "decimal", "date_format")


class ImportDialog(QDialog):
    """Shows how a file would be read, and asks for previews, checks and the import."""

    preview_requested = Signal(object, object)
    check_requested = Signal(object, object)
    import_requested = Signal(object, object)
    cancel_requested = Signal()
    rejects_requested = Signal(object, object, object)  # path, rejects, options
    undo_requested = Signal(int)

    def __init__(self, path: Path, options: ImportOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Import {path.name}")
        self._path = path
        self._options = options
        self._preview: FilePreview | None = None
        self._imported: Imported | None = None
        self._is_busy = False
        self.format = _choice(FORMAT_LABELS, "Choose…")
        self.delimiter = _choice(DELIMITER_LABELS)
        self.encoding = _choice(ENCODING_LABELS)
        self.decimal = _choice(DECIMAL_LABELS)
        self.date_format = _choice(DATE_LABELS)
        self.mapping = ImportMapping()
        self.source = plain_label(role="muted", has_wrap=True)
        self.rows = FigureTable((TableColumn("File", Kind.TEXT),), "First rows of the file")
        self.message = plain_label(role="muted", has_wrap=True, is_selectable=True)
        self.again = QCheckBox("Import it &again")
        self.lenient = QCheckBox("Import the &good rows only")
        self.again.hide()
        self.lenient.hide()
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Progress of the import")
        self.progress.hide()
        self.checked = ImportCheck()
        self.outcome = ImportResult()
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.back_button = self.buttons.addButton("&Back", role)
        self.check_button = self.buttons.addButton("Chec&k the file", role)
        self.import_button = self.buttons.addButton("&Import", role)
        set_role(self.import_button, "primary")
        self.close_button = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._lay_out()
        self._connect()
        self._check()

    def _lay_out(self) -> None:
        name = ElidedLabel("muted")
        name.set_whole(str(self._path))
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE_M)
        inner.addWidget(name)
        inner.addWidget(self.source)
        inner.addLayout(self._choices())
        inner.addWidget(plain_label("Which column holds what", "heading"))
        inner.addWidget(self.mapping)
        inner.addWidget(plain_label("First rows", "heading"))
        inner.addWidget(self.rows, 1)
        self._pages = QStackedWidget()
        for one in (page, self.checked, self.outcome):
            self._pages.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.message)
        bottom = QHBoxLayout()
        bottom.addWidget(self.again)
        bottom.addWidget(self.lenient)
        bottom.addStretch(1)
        bottom.addWidget(self.buttons)
        layout.addLayout(bottom)
        self.resize(*_SIZE)

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(SPACE_S)
        labels = ("&Format", "&Separator", "&Encoding", "&Decimal mark", "Day and &month")
        for place, (label, name) in enumerate(zip(labels, _HEADER_CHOICES, strict=True)):
            box = getattr(self, name)
            caption = QLabel(label)
            caption.setBuddy(box)
            box.setAccessibleName(label.replace("&", ""))
            row, column = divmod(place, 2)
            grid.addWidget(caption, row, 2 * column, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(box, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        return grid

    def _connect(self) -> None:
        self.format.activated.connect(self._choose_format)
        self.delimiter.activated.connect(self._choose_delimiter)
        self.encoding.activated.connect(self._choose_encoding)
        self.decimal.activated.connect(self._choose_style)
        self.date_format.activated.connect(self._choose_style)
        self.mapping.changed.connect(self._choose_mapping)
        self.again.toggled.connect(self._check)
        self.lenient.toggled.connect(self._check)
        self.back_button.clicked.connect(self._go_back)
        self.check_button.clicked.connect(self._check_file)
        self.import_button.clicked.connect(self._import)
        self.buttons.rejected.connect(self.reject)
        self.outcome.rejects_requested.connect(self._ask_for_rejects)
        self.outcome.undo_requested.connect(self.undo_requested)

    @property
    def fields(self) -> dict[str, QComboBox]:
        """The box of each field of the format."""
        return self.mapping.fields

    @property
    def has_result(self) -> bool:
        return self._pages.currentWidget() is self.outcome

    @property
    def has_check(self) -> bool:
        return self._pages.currentWidget() is self.checked

    def begin(self) -> None:
        """Ask for the first preview."""
        self.preview_requested.emit(self._path, self._options)

    @Slot(object)
    def show_preview(self, preview: FilePreview) -> None:
        """Show how the file would be read."""
        if preview.path != self._path:
            return
        self._preview = preview
        seen = preview.seen
        self._options = dataclasses.replace(preview.options, format=seen.format)
        if self.delimiter.findData(seen.delimiter) < 0:
            self.delimiter.addItem(repr(seen.delimiter), seen.delimiter)
        for name in _HEADER_CHOICES:
            value = seen.delimiter if name == "delimiter" else getattr(self._options, name)
            box: QComboBox = getattr(self, name)
            box.setCurrentIndex(max(0, box.findData(value)))
        told = [f"Recognised as an export of {seen.source}."] if seen.source else []
        if seen.preamble:
            told.append(f"{len(seen.preamble)} lines above the header are passed over.")
        if preview.is_kept:
            told.append("Columns are mapped as in the last file like this one.")
        self.source.setText(" ".join(told))
        self.source.setVisible(bool(told))
        self.mapping.show_mapping(
            FIELDS[seen.format] if seen.format else (), seen.columns, dict(seen.mapping), seen.rows
        )
        width = len(seen.columns)
        self.rows.set_table(
            [TableColumn(column, Kind.TEXT) for column in seen.columns],
            [(*row[:width], *[""] * (width - len(row))) for row in seen.rows],
        )
        self._check()

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        """Say why the file cannot be read or was not imported; the choices stay."""
        self._end()
        if isinstance(error, Cancelled):
            self._say("Cancelled. Nothing was imported.", "warning")
            return
        fault = fault_from(error)
        self._say(f"{fault.message} {fault.hint}".strip(), "negative")
        if isinstance(error, AlreadyImported):
            self.again.show()
            self.import_button.setEnabled(False)
        if isinstance(error, TooManyRejects):
            self.lenient.show()
            self.import_button.setEnabled(False)
        if isinstance(error, AmbiguousInput):
            self._pages.setCurrentIndex(0)
            self._check_buttons()
            box = getattr(self, error.setting, None)
            if isinstance(box, QComboBox):
                box.setFocus()

    @Slot(object)
    def advance(self, step: Step) -> None:
        """Show how far the work is."""
        if not self._is_busy:
            return
        self.progress.setRange(0, _RESOLUTION if step.total else 0)
        if step.total:
            self.progress.setValue(min(_RESOLUTION, step.done * _RESOLUTION // step.total))
        count = f" {step.done:,}" + (f" of {step.total:,}" if step.total else "")
        self._say(f"{step.stage or 'Importing'}{count if step.done else '…'}", "muted")

    @Slot(object)
    def show_check(self, checked: CheckedFile) -> None:
        """Show what the whole file holds."""
        if not self._is_busy:
            return
        self._end()
        self.checked.show_check(checked, self._options.currency)
        self._pages.setCurrentWidget(self.checked)
        self._check()

    @Slot(object)
    def show_result(self, imported: Imported) -> None:
        """Show what the import did."""
        if not self._is_busy:
            return
        self._imported = imported
        self._end()
        for widget in (self.again, self.lenient, self.import_button):
            widget.hide()
        self.outcome.show_import(imported, self._options.currency)
        self._pages.setCurrentWidget(self.outcome)
        self._check_buttons()
        self._say("", "muted")
        self.close_button.setText("&Close")
        self.close_button.setFocus()

    @Slot(int)
    def show_undone(self, import_id: int) -> None:
        """Say that this import was taken back."""
        if self._imported is not None and self._imported.manifest.import_id == import_id:
            self._say(f"Import {import_id} was undone; the project is as it was.", "muted")

    @Slot(object)
    def tell_failure(self, error: BaseException) -> None:
        """Say what went wrong after the import."""
        fault = fault_from(error)
        self._say(f"{fault.message} {fault.hint}".strip(), "negative")

    @Slot(object, int)
    def tell_saved(self, path: Path, rows: int) -> None:
        self._say(f"{rows:,} rows were written to {path}.", "muted")

    def reject(self) -> None:
        """Cancel the work under way; without any, close."""
        if self._is_busy:
            self.cancel_requested.emit()
        else:
            super().reject()

    def _begin(self, words: str) -> None:
        self._is_busy = True
        self.progress.setRange(0, 0)
        self.progress.show()
        self._check()
        self._say(words, "muted")

    def _end(self) -> None:
        self._is_busy = False
        self.progress.hide()
        self._check()

    @Slot()
    def _import(self) -> None:
        self._begin("Importing…")
        strictness = Strictness.LENIENT if self.lenient.isChecked() else Strictness.NORMAL
        options = dataclasses.replace(
            self._options, is_again=self.again.isChecked(), strictness=strictness
        )
        self.import_requested.emit(self._path, options)

    @Slot()
    def _check_file(self) -> None:
        self._begin("Checking…")
        self.check_requested.emit(self._path, self._options)

    @Slot()
    def _go_back(self) -> None:
        self._pages.setCurrentIndex(0)
        self._check()

    @Slot()
    def _ask_for_rejects(self) -> None:
        if self._imported is not None:
            self.rejects_requested.emit(self._path, self._imported.rejects, self._options)

    @Slot()
    def _check(self) -> None:
        self._check_buttons()
        seen = self._preview.seen if self._preview else None
        if seen is None:
            self._say("Reading the beginning of the file…", "muted")
        elif seen.format is None:
            self._say("Choose what the file holds.", "warning")
        elif seen.missing:
            self._say(f"Choose a column for {', '.join(seen.missing)}.", "warning")
        else:
            self._say("", "muted")

    def _check_buttons(self) -> None:
        seen = self._preview.seen if self._preview else None
        is_ready = seen is not None and seen.format is not None and not seen.missing
        for button in (self.import_button, self.check_button):
            button.setEnabled(is_ready and not self._is_busy)
        self.check_button.setVisible(self._pages.currentIndex() == 0)
        self.back_button.setVisible(self.has_check)
        self.back_button.setEnabled(not self._is_busy)
        for name in _HEADER_CHOICES:
            getattr(self, name).setEnabled(not self._is_busy)
        self.mapping.set_enabled(is_enabled=not self._is_busy)

    def _say(self, text: str, role: str) -> None:
        set_role(self.message, role)
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _request_preview(self, **changes: object) -> None:
        options = dataclasses.replace(self._options, **changes)  # type: ignore[arg-type]  # fields of the options, by name
        self.preview_requested.emit(self._path, options)

    @Slot(int)
    def _choose_format(self, row: int) -> None:
        self._request_preview(format=self.format.itemData(row), mapping=())

    @Slot(int)
    def _choose_delimiter(self, row: int) -> None:
        self._request_preview(delimiter=self.delimiter.itemData(row), mapping=())

    @Slot(int)
    def _choose_encoding(self, row: int) -> None:
        self._options = dataclasses.replace(self._options, encoding=self.encoding.itemData(row))
        self._request_preview(format=None)

    @Slot()
    def _choose_style(self) -> None:
        self._options = dataclasses.replace(
            self._options,
            decimal=self.decimal.currentData(),
            date_format=self.date_format.currentData(),
        )
        self._check()

    @Slot()
    def _choose_mapping(self) -> None:
        self._request_preview(mapping=self.mapping.chosen)


def _choice(labels: Mapping[Any, str], first: str = "") -> QComboBox:
    box = QComboBox()
    if first:
        box.addItem(first, None)
    for value, label in labels.items():
        box.addItem(label, value)
    return box
