"""Entering one order and the touches that led to it, or changing one that is stored."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY, zone_named
from attribution_desktop.domain.money import decimal_from_micros
from attribution_desktop.domain.notation import noted
from attribution_desktop.domain.tracking import TrackedJourney
from attribution_desktop.services.tracking import ModelSplits
from attribution_desktop.ui.dialogs.credit_preview import CreditPreview
from attribution_desktop.ui.dialogs.entry_dialog import EntryDialog
from attribution_desktop.ui.dialogs.fields import Field
from attribution_desktop.ui.dialogs.touches import TouchesEditor
from attribution_desktop.ui.dialogs.wall_time import WallTimeEdit
from attribution_desktop.ui.widgets.field_reading import micros_or_none
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S, Theme

_SIZE = QSize(984, 680)
_MILLISECONDS_OF_REST = 200


class TrackJourneyDialog(EntryDialog):
    """Asks for a journey: a `TrackedJourney`.

    Parameters
    ----------
    currency, time_zone
        Of the project.
    now
        The instant from which the times start, in microseconds UTC.
    journey
        The stored journey to change; None: a new one is entered.
    """

    preview_wanted = Signal(object)  # TrackedJourney

    def __init__(
        self,
        currency: str,
        time_zone: str,
        now: int,
        parent: QWidget | None = None,
        *,
        journey: TrackedJourney | None = None,
    ) -> None:
        super().__init__(
            f"Edit order {journey.order}" if journey else "Track journey",
            "&Save changes" if journey else "&Store journey",
            parent,
        )
        zone = zone_named(time_zone)
        self._is_another_wanted = False
        self.customer = QLineEdit()
        self.order = QLineEdit()
        self.value = QLineEdit()
        self.converted_at = WallTimeEdit(zone, "Converted at")
        self.converted_at.set_instant(now)
        self.touches = TouchesEditor(zone, now - MICROSECONDS_PER_DAY)
        self.preview = CreditPreview(currency)
        self._customer_field = Field(self.customer)
        self._order_field = Field(
            self.order, "May stay empty: an id is made from customer and time."
        )
        self._value_field = Field(self.value)
        self.another = self.buttons.addButton(
            "Store and &add another", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.another.setVisible(journey is None)
        # Enter stores and closes, in a new journey as in one that is changed.
        self.another.setAutoDefault(False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_MILLISECONDS_OF_REST)
        self._rest.timeout.connect(self._ask_preview)
        heading = plain_label("Touches before the conversion", "heading")
        above = self._form_and_preview(currency, time_zone)
        self._lay_out(_SIZE, (above, 2), (heading, 0), (self.touches, 3))
        QWidget.setTabOrder(self.store, self.another)
        if journey is None:
            self.touches.add_touch(now - MICROSECONDS_PER_DAY)
        else:
            self._show(journey)
        self._connect()
        self._check()
        self.customer.setFocus()

    def _form_and_preview(self, currency: str, time_zone: str) -> QHBoxLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_L)
        form.setVerticalSpacing(SPACE_S)
        self._customer_field.add_to(form, "&Customer")
        self._order_field.add_to(form, "&Order")
        self._value_field.add_to(form, f"&Value ({currency})")
        moment = QLabel(f"Conver&ted at ({time_zone})")
        moment.setBuddy(self.converted_at)
        form.addRow(moment, self.converted_at)
        above = QHBoxLayout()
        above.setSpacing(SPACE_L)
        above.addLayout(form, 3)
        above.addWidget(self.preview, 4)
        return above

    def _connect(self) -> None:
        for edit in (self.customer, self.order, self.value):
            edit.textEdited.connect(self._check)
        self.converted_at.dateTimeChanged.connect(self._check)
        self.touches.changed.connect(self._check)
        self.another.clicked.connect(self._enter_another)

    def _show(self, journey: TrackedJourney) -> None:
        self.customer.setText(journey.customer)
        self.order.setText(journey.order)
        self.value.setText(noted(str(decimal_from_micros(journey.value))))
        self.converted_at.set_exact(journey.converted_at)
        self.touches.set_touches(journey.touches)

    @property
    def messages(self) -> tuple[str, ...]:
        """What is said below customer, order and value, then below each touch."""
        return (
            self._customer_field.message,
            self._order_field.message,
            self._value_field.message,
            *(row.message.text() for row in self.touches.rows),
        )

    @Slot(object)
    def set_channels(self, channels: Sequence[str]) -> None:
        self.touches.set_channels(channels)

    def set_swatches(self, swatches: Mapping[str, int], theme: Theme) -> None:
        """Colour indices by channel name, for the preview."""
        self.preview.set_swatches(swatches, theme)

    @Slot(object)
    def show_preview(self, splits: ModelSplits) -> None:
        """What each model would give, as the fields stand."""
        self.preview.show_splits(splits)

    @Slot(object)
    def finish(self, _: object) -> None:
        """The journey has been stored; another is begun where that was asked for."""
        if not self._is_another_wanted:
            self.accept()
            return
        self._is_storing = self._is_another_wanted = False
        stored = f"of {self.customer.text().strip()} was stored."
        for edit in (self.customer, self.order, self.value):
            edit.clear()
        self.touches.set_touches(())
        self.touches.add_touch(self.converted_at.instant - MICROSECONDS_PER_DAY)
        self._check()
        self._reason.setText(f"The journey {stored} {self._reason.text()}")
        self.customer.setFocus()

    @Slot()
    def _enter_another(self) -> None:
        self._is_another_wanted = True
        super()._enter()

    @Slot()
    def _enter(self) -> None:
        self._is_another_wanted = False
        super()._enter()

    def _entry(self) -> TrackedJourney:
        return TrackedJourney(
            customer=self.customer.text().strip(),
            order=self.order.text().strip(),
            value=micros_or_none(self.value.text()) or 0,
            converted_at=self.converted_at.instant,
            touches=self.touches.touches(),
        )

    @Slot()
    def _ask_preview(self) -> None:
        """What lacks a value is split as 100 would be: shares show all the same."""
        if all(row.name for row in self.touches.rows):
            self.preview_wanted.emit(self._entry())

    @Slot()
    def _check(self) -> None:
        self._rest.start()
        super()._check()
        self.another.setEnabled(self.store.isEnabled())
        self.another.setToolTip(self.store.toolTip())

    def _judged(self) -> str:
        value = self.value.text().strip()
        is_bad_value = bool(value) and micros_or_none(value) is None
        self._value_field.set_message(
            f"Write an amount of at least 0, such as {noted('199.99')}." if is_bad_value else ""
        )
        instant = self.converted_at.instant
        self.touches.set_latest(instant)
        is_late = any(row.moment.instant > instant for row in self.touches.rows)
        missing = [
            name
            for name, is_missing in (
                ("a customer", not self.customer.text().strip()),
                ("a value", not value),
                ("a channel for every touch", not all(row.name for row in self.touches.rows)),
            )
            if is_missing
        ]
        if missing:
            return f"Still needed: {', '.join(missing)}."
        return "Mend what is marked above." if is_bad_value or is_late else ""
