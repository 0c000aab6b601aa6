"""What dialogs share in which something is entered that is stored before they close."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLayout, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M


class EntryDialog(QDialog):
    """Asks for what is to be stored; stays open until that has been done.

    A dialog says with `_judged` whether its fields can be stored and with `_entry` what they hold,
    and calls `_check` whenever one has changed.

    Parameters
    ----------
    storing
        The label of the button that stores, with its mnemonic.
    """

    entered = Signal(object)  # what `_entry` gives

    def __init__(self, title: str, storing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._is_storing = False
        self._reason = plain_label(role="muted", has_wrap=True)
        self.fault = plain_label(role="negative", has_wrap=True, is_selectable=True)
        self.fault.hide()
        self.buttons = QDialogButtonBox()
        self.store = self.buttons.addButton(storing, QDialogButtonBox.ButtonRole.AcceptRole)
        set_role(self.store, "primary")
        self._cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._enter)
        self.buttons.rejected.connect(self.reject)

    @property
    def reason(self) -> str:
        """Why what was entered cannot be stored yet; empty when it can."""
        return self._reason.text()

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        """Say why nothing was stored; the input stays."""
        self.fault.setText(fault_from(error).words)
        self.fault.show()
        self._is_storing = False
        self._check()

    @Slot(object)
    def finish(self, _: object) -> None:
        """What was entered has been stored."""
        self.accept()

    def _judged(self) -> str:
        """Mark what is wrong; returns why it cannot be stored, empty when it can."""
        raise NotImplementedError

    def _entry(self) -> object:
        """What was entered, as the fields stand."""
        raise NotImplementedError

    def _lay_out(self, size: QSize, *parts: tuple[QLayout | QWidget, int]) -> None:
        """Put parts, each with how far it stretches, above what the dialog says and its buttons."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        for part, stretch in parts:
            if isinstance(part, QLayout):
                layout.addLayout(part, stretch)
            else:
                layout.addWidget(part, stretch)
        layout.addWidget(self.fault)
        layout.addWidget(self._reason)
        layout.addWidget(self.buttons)
        self.resize(size)
        self.store.setDefault(True)
        QWidget.setTabOrder(self.store, self._cancel)

    @Slot()
    def _enter(self) -> None:
        if not self.store.isEnabled():
            return
        self.fault.hide()
        self._is_storing = True
        self._check()
        self.entered.emit(self._entry())

    @Slot()
    def _check(self) -> None:
        """Messages where something is wrong; what is merely missing is named at the end."""
        judged = self._judged()
        reason = "Storing…" if self._is_storing else judged
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.store.setEnabled(not reason)
        self.store.setToolTip(reason)
