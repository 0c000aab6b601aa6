"""What every dialog over the window gets, and none has to know of: help, and a memory of tables."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.page_memory import restore_tables, save_tables

_MET = "isMet"


class DialogWatch(QObject):
    """Meets every dialog when the keyboard comes to it for the first time.

    F1 in a dialog asks for help; the window's own F1 does not reach beyond a modal dialog. Columns
    of tables stay as they were when such a dialog was closed last.
    """

    help_wanted = Signal(object)  # the dialog

    def __init__(self, application: QApplication, memory: WindowMemory, parent: QObject) -> None:
        super().__init__(parent)
        self._memory = memory
        application.focusChanged.connect(self._look)

    @Slot(QWidget, QWidget)
    def _look(self, _: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if isinstance(dialog, QDialog) and not dialog.property(_MET):
            dialog.setProperty(_MET, "yes")
            restore_tables(self._memory, type(dialog).__name__, dialog)
            dialog.finished.connect(partial(self._save, dialog))
            help_ = QShortcut(QKeySequence("F1"), dialog)
            help_.activated.connect(partial(self.help_wanted.emit, dialog))

    def _save(self, dialog: QDialog, _: int) -> None:
        save_tables(self._memory, type(dialog).__name__, dialog)
