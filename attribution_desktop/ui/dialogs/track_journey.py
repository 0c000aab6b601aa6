"""Entering one order and the touches that led to it."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY, zone_named
from attribution_desktop.domain.money import micros_from_decimal
from attribution_desktop.domain.tracking import TrackedJourney
from attribution_desktop.ui.dialogs.fields import Field
from attribution_desktop.ui.dialogs.touches import TouchesEditor
from attribution_desktop.ui.dialogs.wall_time import WallTimeEdit
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S

_SIZE = (640, 580)


class TrackJourneyDialog(QDialog):
    """Asks for a journey; stays open until it has been stored.

    Parameters
    ----------
    currency, time_zone
        Of the project.
    now
        The instant from which the times start, in microseconds UTC.
    """

    journey_entered = Signal(object)

    def __init__(
        self, currency: str, time_zone: str, now: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Track journey")
        zone = zone_named(time_zone)
        self._has_input = False
        self._is_storing = False
        self.customer = QLineEdit()
        self.order = QLineEdit()
        self.value = QLineEdit()
        self.converted_at = WallTimeEdit(zone, "Converted at")
        self.converted_at.set_instant(now)
        self.touches = TouchesEditor(zone)
        self.touches.add_touch(now - MICROSECONDS_PER_DAY)
        self._customer_field = Field(self.customer)
        self._order_field = Field(
            self.order, "May stay empty: an id is made from customer and time."
        )
        self._value_field = Field(self.value)
        self._touches_message = plain_label(role="negative", has_wrap=True)
        self._reason = plain_label(role="muted", has_wrap=True)
        self.fault = plain_label(role="negative", has_wrap=True, is_selectable=True)
        self.fault.hide()
        self.buttons = QDialogButtonBox()
        self.store = self.buttons.addButton(
            "&Store journey", QDialogButtonBox.ButtonRole.AcceptRole
        )
        set_role(self.store, "primary")
        self.store.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._lay_out(currency, time_zone)
        for edit in (self.customer, self.order, self.value):
            edit.textEdited.connect(self._check)
        self.converted_at.dateTimeChanged.connect(self._check)
        self.touches.changed.connect(self._check)
        self.buttons.accepted.connect(self._enter)
        self.buttons.rejected.connect(self.reject)
        self._check()
        self.customer.setFocus()

    def _lay_out(self, currency: str, time_zone: str) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_L)
        form.setVerticalSpacing(SPACE_S)
        self._customer_field.add_to(form, "&Customer")
        self._order_field.add_to(form, "&Order")
        self._value_field.add_to(form, f"&Value ({currency})")
        moment = QLabel(f"Con&verted at ({time_zone})")
        moment.setBuddy(self.converted_at)
        form.addRow(moment, self.converted_at)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addLayout(form)
        layout.addWidget(plain_label("Touches before the conversion", "heading"))
        layout.addWidget(self.touches, 1)
        layout.addWidget(self._touches_message)
        layout.addWidget(self.fault)
        layout.addWidget(self._reason)
        layout.addWidget(self.buttons)
        self.resize(*_SIZE)

    @property
    def reason(self) -> str:
        """Why the journey cannot be stored yet; empty when it can."""
        return self._reason.text()

    @property
    def messages(self) -> tuple[str, ...]:
        """What is said below customer, order, value and touches."""
        return (
            self._customer_field.message,
            self._order_field.message,
            self._value_field.message,
            self._touches_message.text(),
        )

    @Slot(object)
    def set_channels(self, channels: Sequence[str]) -> None:
        self.touches.set_channels(channels)

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        """Say why the journey was not stored; the input stays."""
        fault = fault_from(error)
        self.fault.setText(f"{fault.message} {fault.hint}".strip())
        self.fault.show()
        self._is_storing = False
        self._check()

    @Slot(object)
    def finish(self, _: object) -> None:
        """The journey has been stored."""
        self.accept()

    @Slot()
    def _enter(self) -> None:
        if not self.store.isEnabled():
            return
        self.fault.hide()
        self._is_storing = True
        self._check()
        self.journey_entered.emit(
            TrackedJourney(
                customer=self.customer.text().strip(),
                order=self.order.text().strip(),
                value=_micros(self.value.text()) or 0,
                converted_at=self.converted_at.instant,
                touches=self.touches.touches(),
            )
        )

    @Slot()
    def _check(self) -> None:
        """Messages where something is wrong; what is merely missing is named at the end."""
        value = self.value.text().strip()
        is_bad_value = bool(value) and _micros(value) is None
        self._value_field.set_message(
            "Write an amount of at least 0, such as 199.99." if is_bad_value else ""
        )
        late = [
            str(place)
            for place, row in enumerate(self.touches.rows, start=1)
            if row.moment.instant > self.converted_at.instant
        ]
        self._touches_message.setText(
            f"Touch {', '.join(late)} comes after the conversion." if late else ""
        )
        self._touches_message.setVisible(bool(late))
        missing = [
            name
            for name, is_missing in (
                ("a customer", not self.customer.text().strip()),
                ("a value", not value),
                ("a channel for every touch", not all(row.name for row in self.touches.rows)),
            )
            if is_missing
        ]
        faulty = is_bad_value or bool(late)
        self._reason.setText(_reason(missing, is_faulty=faulty, is_storing=self._is_storing))
        self._reason.setVisible(bool(self._reason.text()))
        self.store.setEnabled(not self._reason.text())
        self.store.setToolTip(self._reason.text())


def _reason(missing: Sequence[str], *, is_faulty: bool, is_storing: bool) -> str:
    if is_storing:
        return "Storing…"
    if missing:
        return f"Still needed: {', '.join(missing)}."
    return "Mend what is marked above." if is_faulty else ""


def _micros(text: str) -> int | None:
    """The amount, or None for what is no amount of at least 0."""
    try:
        micros = micros_from_decimal(Decimal(text.strip()))
    except (InvalidOperation, ValueError):
        return None
    return micros if micros >= 0 else None
