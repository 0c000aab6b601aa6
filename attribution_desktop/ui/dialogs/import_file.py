"""Importing a file: how it will be read, the import itself, and what came of it."""

import dataclasses
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
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
from attribution_desktop.domain.imports import ImportFormat, ImportManifest, ImportOptions
from attribution_desktop.ui.desk import FilePreview
from attribution_desktop.ui.dialogs.import_fields import DELIMITER_LABELS, FIELDS, FORMAT_LABELS
from attribution_desktop.ui.dialogs.import_result import ImportResult
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.tasks import Step
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.widgets.labels import ElidedLabel, plain_label
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S

_SIZE = (760, 600)
_UNMAPPED = "–"
_MAPPING_COLUMNS = 3
_RESOLUTION = 1000


class ImportDialog(QDialog):
    """Shows how a file would be read, and asks for previews and for the import."""

    preview_requested = Signal(object, object)
    import_requested = Signal(object, object)
    cancel_requested = Signal()

    def __init__(self, path: Path, options: ImportOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Import {path.name}")
        self._path = path
        self._options = options
        self._preview: FilePreview | None = None
        self._is_importing = False
        self.format = QComboBox()
        self.format.addItem("Choose…", None)
        for format_, label in FORMAT_LABELS.items():
            self.format.addItem(label, format_)
        self.delimiter = QComboBox()
        for sign, label in DELIMITER_LABELS.items():
            self.delimiter.addItem(label, sign)
        self.fields: dict[str, QComboBox] = {}
        self._mapping = QGridLayout()
        self.rows = FigureTable((TableColumn("File", Kind.TEXT),), "First rows of the file")
        self.message = plain_label(role="muted", has_wrap=True, is_selectable=True)
        self.again = QCheckBox("Import it &again")
        self.again.hide()
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Progress of the import")
        self.progress.hide()
        self.outcome = ImportResult()
        self.buttons = QDialogButtonBox()
        self.import_button = self.buttons.addButton(
            "&Import", QDialogButtonBox.ButtonRole.ActionRole
        )
        set_role(self.import_button, "primary")
        self.close_button = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._lay_out()
        self.format.activated.connect(self._choose_format)
        self.delimiter.activated.connect(self._choose_delimiter)
        self.again.toggled.connect(self._check)
        self.import_button.clicked.connect(self._import)
        self.buttons.rejected.connect(self.reject)
        self._check()

    def _lay_out(self) -> None:
        name = ElidedLabel("muted")
        name.set_whole(str(self._path))
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_L)
        form.setVerticalSpacing(SPACE_S)
        for label, box in (("&Format", self.format), ("&Separator", self.delimiter)):
            caption = QLabel(label)
            caption.setBuddy(box)
            box.setAccessibleName(label.replace("&", ""))
            form.addRow(caption, box)
        self._mapping.setHorizontalSpacing(SPACE_M)
        self._mapping.setVerticalSpacing(SPACE_S)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE_M)
        inner.addWidget(name)
        inner.addLayout(form)
        inner.addWidget(plain_label("Which column holds what", "heading"))
        inner.addLayout(self._mapping)
        inner.addWidget(plain_label("First rows", "heading"))
        inner.addWidget(self.rows, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        self._pages.addWidget(self.outcome)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.progress)
        bottom = QHBoxLayout()
        bottom.addWidget(self.message, 1)
        bottom.addWidget(self.again)
        bottom.addWidget(self.buttons)
        layout.addLayout(bottom)
        self.resize(*_SIZE)

    @property
    def has_result(self) -> bool:
        return self._pages.currentWidget() is self.outcome

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
        self.format.setCurrentIndex(max(0, self.format.findData(seen.format)))
        if self.delimiter.findData(seen.delimiter) < 0:
            self.delimiter.addItem(repr(seen.delimiter), seen.delimiter)
        self.delimiter.setCurrentIndex(self.delimiter.findData(seen.delimiter))
        self._show_mapping(seen.format, seen.columns, dict(seen.mapping))
        width = len(seen.columns)
        self.rows.set_table(
            [TableColumn(column, Kind.TEXT) for column in seen.columns],
            [(*row[:width], *[""] * (width - len(row))) for row in seen.rows],
        )
        self._check()

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        """Say why the file cannot be read or was not imported; the choices stay."""
        self._is_importing = False
        self.progress.hide()
        self._check()
        if isinstance(error, Cancelled):
            self._say("Cancelled. Nothing was imported.", "warning")
            return
        fault = fault_from(error)
        self._say(f"{fault.message} {fault.hint}".strip(), "negative")
        if isinstance(error, AlreadyImported):
            self.again.show()
            self.import_button.setEnabled(False)

    @Slot(object)
    def advance(self, step: Step) -> None:
        """Show how far the import is."""
        if not self._is_importing:
            return
        self.progress.setRange(0, _RESOLUTION if step.total else 0)
        if step.total:
            self.progress.setValue(min(_RESOLUTION, step.done * _RESOLUTION // step.total))
        count = f" {step.done:,}" + (f" of {step.total:,}" if step.total else "")
        self._say(f"{step.stage or 'Importing'}{count if step.done else '…'}", "muted")

    @Slot(object)
    def show_result(self, manifest: ImportManifest) -> None:
        """Show what the import did."""
        if not self._is_importing:
            return
        self._is_importing = False
        self.progress.hide()
        self.again.hide()
        self.outcome.show_manifest(manifest)
        self._pages.setCurrentWidget(self.outcome)
        self._say("", "muted")
        self.import_button.hide()
        self.close_button.setText("&Close")
        self.close_button.setFocus()

    def reject(self) -> None:
        """Cancel the import under way; without one, close."""
        if self._is_importing:
            self.cancel_requested.emit()
        else:
            super().reject()

    @Slot()
    def _import(self) -> None:
        self._is_importing = True
        self.progress.setRange(0, 0)
        self.progress.show()
        self._check()
        self._say("Importing…", "muted")
        self.import_requested.emit(
            self._path, dataclasses.replace(self._options, is_again=self.again.isChecked())
        )

    @Slot()
    def _check(self) -> None:
        seen = self._preview.seen if self._preview else None
        self.import_button.setEnabled(
            seen is not None
            and seen.format is not None
            and not seen.missing
            and not self._is_importing
        )
        for box in (self.format, self.delimiter, *self.fields.values()):
            box.setEnabled(not self._is_importing)
        if seen is None:
            self._say("Reading the beginning of the file…", "muted")
        elif seen.format is None:
            self._say("Choose what the file holds.", "warning")
        elif seen.missing:
            self._say(f"Choose a column for {', '.join(seen.missing)}.", "warning")
        else:
            self._say("", "muted")

    def _say(self, text: str, role: str) -> None:
        set_role(self.message, role)
        self.message.setText(text)

    def _show_mapping(
        self, format_: ImportFormat | None, columns: tuple[str, ...], mapping: dict[str, str]
    ) -> None:
        wanted = FIELDS[format_] if format_ else ()
        if tuple(self.fields) != wanted:
            self._build_mapping(wanted)
        for field, box in self.fields.items():
            with QSignalBlocker(box):
                box.clear()
                box.addItems([_UNMAPPED, *columns])
                box.setCurrentText(mapping.get(field, _UNMAPPED))

    def _build_mapping(self, fields: tuple[str, ...]) -> None:
        while item := self._mapping.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.fields = {}
        for place, field in enumerate(fields):
            row, column = divmod(place, _MAPPING_COLUMNS)
            box = QComboBox()
            box.setAccessibleName(f"Column that holds {field}")
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(8)
            caption = QLabel(field.capitalize())
            caption.setBuddy(box)
            self._mapping.addWidget(caption, row, 2 * column, Qt.AlignmentFlag.AlignRight)
            self._mapping.addWidget(box, row, 2 * column + 1)
            self._mapping.setColumnStretch(2 * column + 1, 1)
            box.activated.connect(self._choose_mapping)
            self.fields[field] = box

    def _request_preview(self, **changes: object) -> None:
        options = dataclasses.replace(self._options, **changes)  # type: ignore[arg-type]  # fields of the options, by name
        self.preview_requested.emit(self._path, options)

    @Slot(int)
    def _choose_format(self, row: int) -> None:
        self._request_preview(format=self.format.itemData(row), mapping=())

    @Slot(int)
    def _choose_delimiter(self, row: int) -> None:
        self._request_preview(delimiter=self.delimiter.itemData(row), mapping=())

    @Slot()
    def _choose_mapping(self) -> None:
        chosen = tuple(
            (field, box.currentText())
            for field, box in self.fields.items()
            if box.currentText() != _UNMAPPED
        )
        self._request_preview(mapping=chosen)
