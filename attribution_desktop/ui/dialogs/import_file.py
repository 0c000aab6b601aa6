"""Importing a file: how it will be read, a check of the whole, the import, and what came of it."""

import dataclasses
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.errors import AlreadyImported, Cancelled
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
from attribution_desktop.ui.dialogs.import_reading import ReadingPage
from attribution_desktop.ui.dialogs.import_result import ImportResult
from attribution_desktop.ui.dialogs.import_steps import ImportSteps
from attribution_desktop.ui.dialogs.import_words import words_for
from attribution_desktop.ui.tasks import Step
from attribution_desktop.ui.widgets.labels import ElidedLabel, plain_label
from attribution_desktop.ui.widgets.scrolling import UprightArea
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M

_SIZE = (1000, 700)
_READ, _CHECK, _RESULT = range(3)
_RESOLUTION = 1000
_LONGEST_TITLE = 60


class ImportDialog(QDialog):
    """Shows how a file would be read, and asks for previews, checks and the import."""

    preview_requested = Signal(object, object)
    check_requested = Signal(object, object)
    import_requested = Signal(object, object)
    cancel_requested = Signal()
    rejects_requested = Signal(object, object, object)  # path, rejects, options
    undo_requested = Signal(int)
    merge_requested = Signal(str, str)
    parting_requested = Signal(int)
    rest_dropped = Signal()

    def __init__(self, path: Path, options: ImportOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Import {_shortened(path.name)}")
        self._path = path
        self._options = options
        self._preview: FilePreview | None = None
        self._found: CheckedFile | None = None
        self._imported: Imported | None = None
        self._is_busy = False
        self._is_awaiting_preview = False
        self._waiting_files = 0
        self.steps = ImportSteps()
        self.reading = ReadingPage()
        self.checked = ImportCheck()
        self.outcome = ImportResult()
        self.message = plain_label(role="muted", has_wrap=True, is_selectable=True)
        self.again = QCheckBox("Import it &again")
        self.lenient = QCheckBox("Import the &good rows only")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Progress of the import")
        self.rest_button = QPushButton("Leave the others o&ut")
        self.back_button = QPushButton("&Back")
        self.check_button = QPushButton("Chec&k the file")
        self.import_button = QPushButton("&Import")
        self.close_button = QPushButton("&Cancel")
        set_role(self.import_button, "primary")
        for widget in (self.again, self.lenient, self.progress, self.rest_button):
            widget.hide()
        self._lay_out()
        self._connect()
        self._check()

    def _lay_out(self) -> None:
        name = ElidedLabel("muted")
        name.set_whole(str(self._path))
        self._pages = QStackedWidget()
        for one in (self.reading, self.checked, self.outcome):
            self._pages.addWidget(UprightArea(one))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.steps)
        layout.addWidget(name)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.message)
        bottom = QHBoxLayout()
        bottom.addWidget(self.again)
        bottom.addWidget(self.lenient)
        bottom.addWidget(self.rest_button)
        bottom.addStretch(1)
        # In an order that stays: a button box would move what was hidden to its end.
        for button in (self.back_button, self.check_button, self.import_button, self.close_button):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        layout.addLayout(bottom)
        self.resize(*_SIZE)

    def _connect(self) -> None:
        self.reading.changed.connect(self._change)
        self.reading.failed.connect(self._warn)
        self.reading.retry_requested.connect(self._request_preview)
        self.again.toggled.connect(self._check)
        self.lenient.toggled.connect(self._check)
        self.back_button.clicked.connect(self._go_back)
        self.check_button.clicked.connect(self._check_file)
        self.import_button.clicked.connect(self._import)
        self.rest_button.clicked.connect(self._drop_rest)
        self.close_button.clicked.connect(self.reject)
        self.checked.rejects_requested.connect(self._ask_for_checked_rejects)
        self._pages.currentChanged.connect(self.steps.show_step)
        self.outcome.rejects_requested.connect(self._ask_for_rejects)
        self.outcome.undo_requested.connect(self.undo_requested)
        self.outcome.alike.merge_requested.connect(self.merge_requested)
        self.outcome.alike.parting_requested.connect(self.parting_requested)

    @property
    def fields(self) -> dict[str, QComboBox]:
        """The box of each field of the format."""
        return self.reading.mapping.fields

    @property
    def has_result(self) -> bool:
        return self._pages.currentIndex() == _RESULT

    @property
    def has_check(self) -> bool:
        return self._pages.currentIndex() == _CHECK

    def begin(self) -> None:
        """Ask for the first preview."""
        self._request_preview()

    def set_place(self, number: int, total: int) -> None:
        """Say which file of how many this is."""
        self._waiting_files = total - number
        self.steps.show_place(number, total)
        self.rest_button.setVisible(self._waiting_files > 0)
        self._name_close_button()

    @Slot(object)
    def show_preview(self, preview: FilePreview) -> None:
        """Show how the file would be read."""
        if preview.path != self._path:
            return
        self._is_awaiting_preview = False
        self._preview = preview
        self._options = dataclasses.replace(preview.options, format=preview.seen.format)
        self.reading.show_preview(preview, self._options)
        self._check()

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        """Say why the file cannot be read or was not imported; the choices stay."""
        self._is_awaiting_preview = False
        self._end()
        if isinstance(error, Cancelled):
            self._say("Cancelled. Nothing was imported.", "warning")
            return
        if self._preview is None and not isinstance(error, AmbiguousInput):
            self.reading.show_unreadable(words_for(error))
            self._say("", "muted")
            return
        self._say(words_for(error), "negative")
        if isinstance(error, AlreadyImported):
            self.again.show()
            self.import_button.setEnabled(False)
        if isinstance(error, TooManyRejects):
            self.lenient.show()
            self.import_button.setEnabled(False)
        if isinstance(error, AmbiguousInput):
            self._pages.setCurrentIndex(_READ)
            self._check_buttons()
            self.reading.focus_setting(error.setting)

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
        self._found = checked
        self._end()
        self.checked.show_check(checked, self._options.currency)
        self._pages.setCurrentIndex(_CHECK)
        self._check()
        self.import_button.setFocus()

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
        self._pages.setCurrentIndex(_RESULT)
        self._check_buttons()
        self._say("", "muted")
        self._name_close_button()
        self.close_button.setFocus()

    @Slot(int)
    def show_undone(self, import_id: int) -> None:
        """Say that this import was taken back."""
        if self._imported is not None and self._imported.manifest.import_id == import_id:
            self._say(f"Import {import_id} was undone; the project is as it was.", "muted")

    @Slot(object)
    def tell_failure(self, error: BaseException) -> None:
        """Say what went wrong after the import."""
        self._say(words_for(error), "negative")

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
        options = dataclasses.replace(self._options, is_again=self.again.isChecked())
        if self.lenient.isChecked():
            options = dataclasses.replace(options, strictness=Strictness.LENIENT)
        self.import_requested.emit(self._path, options)

    @Slot()
    def _check_file(self) -> None:
        self._begin("Checking…")
        self.check_requested.emit(self._path, self._options)

    @Slot()
    def _go_back(self) -> None:
        self._pages.setCurrentIndex(_READ)
        self._check()

    @Slot()
    def _drop_rest(self) -> None:
        self.rest_dropped.emit()
        self.set_place(1, 1)

    @Slot()
    def _ask_for_rejects(self) -> None:
        if self._imported is not None:
            self.rejects_requested.emit(self._path, self._imported.rejects, self._options)

    @Slot()
    def _ask_for_checked_rejects(self) -> None:
        if self._found is not None:
            self.rejects_requested.emit(self._path, self._found.rejects, self._options)

    @Slot()
    def _check(self) -> None:
        self._check_buttons()
        seen = self._preview.seen if self._preview else None
        if seen is None or self._is_awaiting_preview:
            self._say("Reading the beginning of the file…", "muted")
        elif seen.format is None:
            lacking = ", ".join(seen.missing)
            self._say(f"Choose what the file holds: no column is known for {lacking}.", "warning")
        elif seen.missing:
            self._say(f"Choose a column for {', '.join(seen.missing)}.", "warning")
        else:
            self._say("", "muted")

    def _check_buttons(self) -> None:
        seen = self._preview.seen if self._preview else None
        is_ready = seen is not None and seen.format is not None and not seen.missing
        is_ready = is_ready and not self._is_busy and not self._is_awaiting_preview
        for button in (self.import_button, self.check_button):
            button.setEnabled(is_ready)
        self.check_button.setVisible(self._pages.currentIndex() == _READ)
        # What Enter does: the next step, and nothing that has to be taken back.
        by_page = (self.check_button, self.import_button, self.close_button)
        by_page[self._pages.currentIndex()].setDefault(True)
        self.back_button.setVisible(self.has_check)
        self.back_button.setEnabled(not self._is_busy)
        self.reading.set_enabled(is_enabled=not self._is_busy)

    def _name_close_button(self) -> None:
        if not self.has_result:
            self.close_button.setText("&Cancel" if not self._waiting_files else "S&kip this file")
        else:
            self.close_button.setText("&Next file" if self._waiting_files else "&Close")

    @Slot(str)
    def _warn(self, text: str) -> None:
        self._say(text, "warning")

    def _say(self, text: str, role: str) -> None:
        set_role(self.message, role)
        self.message.setText(text)
        self.message.setVisible(bool(text))

    @Slot(object)
    def _change(self, changes: dict[str, Any]) -> None:
        """Read otherwise from now on, and look what that gives."""
        self._options = dataclasses.replace(self._options, **changes)
        self._request_preview()

    def _request_preview(self) -> None:
        self._is_awaiting_preview = True
        self._check_buttons()
        self.preview_requested.emit(self._path, self._options)


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_TITLE else f"{name[: _LONGEST_TITLE - 1]}…"
