"""Naming a new project and settling its currency and time zone."""

import re

from PySide6.QtCore import QTimeZone, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.instants import zone_named
from attribution_desktop.ui.dialogs.fields import Field
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S

_CURRENCIES = ("USD", "EUR", "GBP", "CHF", "JPY", "AUD", "CAD", "SEK", "NOK", "DKK", "PLN", "INR")
_WIDTH = 460


class NewProjectDialog(QDialog):
    """Asks for name, currency and time zone; where the file goes is asked afterwards."""

    project_named = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New project")
        self.name = QLineEdit()
        self.currency = QComboBox()
        self.currency.setEditable(True)
        self.currency.addItems(list(_CURRENCIES))
        self.time_zone = QComboBox()
        self.time_zone.setEditable(True)
        self.time_zone.addItems(
            [bytes(zone.data()).decode() for zone in QTimeZone.availableTimeZoneIds()]
        )
        self.time_zone.setCurrentText(_own_zone())
        self._name_field = Field(self.name)
        self._currency_field = Field(
            self.currency, "All amounts of the project are in this one currency."
        )
        self._zone_field = Field(self.time_zone, "Decides where a day begins and ends.")
        self._reason = plain_label(role="muted")
        buttons = QDialogButtonBox()
        self.create_button = buttons.addButton(
            "C&hoose a place…", QDialogButtonBox.ButtonRole.AcceptRole
        )
        set_role(self.create_button, "primary")
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_L)
        form.setVerticalSpacing(SPACE_S)
        self._name_field.add_to(form, "&Name")
        self._currency_field.add_to(form, "&Currency")
        self._zone_field.add_to(form, "&Time zone")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addLayout(form)
        layout.addStretch()
        layout.addWidget(self._reason)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)
        self.name.textChanged.connect(self._check)
        self.currency.currentTextChanged.connect(self._check)
        self.time_zone.currentTextChanged.connect(self._check)
        buttons.accepted.connect(self._name_project)
        buttons.rejected.connect(self.reject)
        self._check()

    @property
    def reason(self) -> str:
        """Why the project cannot be created yet; empty when it can."""
        return self._reason.text()

    @Slot()
    def _check(self) -> None:
        currency = self.currency.currentText().strip()
        is_bad_currency = not re.fullmatch(r"[A-Za-z]{3}", currency)
        self._currency_field.set_message(
            "Write the three letters of a currency, such as EUR." if is_bad_currency else ""
        )
        has_zone = _has_zone(self.time_zone.currentText().strip())
        self._zone_field.set_message("" if has_zone else "There is no time zone of this name.")
        is_unnamed = not self.name.text().strip()
        reason = "Still needed: a name." if is_unnamed else ""
        if is_bad_currency or not has_zone:
            reason = "Mend what is marked above."
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.create_button.setEnabled(not reason)

    @Slot()
    def _name_project(self) -> None:
        self.accept()
        self.project_named.emit(
            self.name.text().strip(),
            self.currency.currentText().strip().upper(),
            self.time_zone.currentText().strip(),
        )


def _has_zone(name: str) -> bool:
    try:
        zone_named(name)
    except UsageError:
        return False
    return bool(name)


def _own_zone() -> str:
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return name if _has_zone(name) and name != "Etc/UTC" else "UTC"
