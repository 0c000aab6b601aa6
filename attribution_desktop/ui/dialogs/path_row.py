"""Changing a journey that was imported without times: its channels, and what it stands for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from attribution_desktop.domain.instants import zone_named
from attribution_desktop.domain.money import decimal_from_micros
from attribution_desktop.domain.notation import noted
from attribution_desktop.domain.tracking import StoredPath, TrackedPath
from attribution_desktop.ui.dialogs.channel_rows import ChannelRow, ChannelRows
from attribution_desktop.ui.dialogs.entry_dialog import EntryDialog
from attribution_desktop.ui.dialogs.fields import Field
from attribution_desktop.ui.dialogs.wall_time import WallTimeEdit
from attribution_desktop.ui.widgets.field_reading import micros_or_none, number_or_none
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S

_SIZE = QSize(640, 620)


class PathSteps(ChannelRows[ChannelRow]):
    """The channels of a path in their order."""

    def add_step(self, channel: str) -> None:
        self.append(ChannelRow(self._channels), channel)

    def new_row(self) -> ChannelRow:
        self.add_step("")
        return self.rows[-1]

    def steps(self) -> tuple[str, ...]:
        return tuple(row.name for row in self.rows)


class PathRowDialog(EntryDialog):
    """Asks what a path row shall be: a `TrackedPath`.

    Parameters
    ----------
    currency, time_zone
        Of the project.
    now
        The instant that a path without a date would get, in microseconds UTC.
    """

    def __init__(
        self,
        stored: StoredPath,
        currency: str,
        time_zone: str,
        now: int,
        parent: QWidget | None = None,
    ) -> None:
        path = stored.path
        title = f"Edit order {path.order}" if path.order else "Edit path"
        super().__init__(title, "&Save changes", parent)
        self.customer = QLineEdit(path.customer)
        self.order = QLineEdit(path.order)
        self.value = QLineEdit(noted(str(decimal_from_micros(path.value))))
        self.conversions = QLineEdit(_count_text(path.conversions))
        self.nulls = QLineEdit(_count_text(path.nulls))
        self.is_dated = QCheckBox(f"&Dated ({time_zone})")
        self.is_dated.setChecked(path.converted_at is not None)
        self.converted_at = WallTimeEdit(zone_named(time_zone), "Date of the path")
        self.converted_at.set_exact(now if path.converted_at is None else path.converted_at)
        self.converted_at.setEnabled(self.is_dated.isChecked())
        self.steps = PathSteps()
        self._value_field = Field(self.value, "Of all its conversions together.")
        self._conversions_field = Field(self.conversions, "How many journeys along it bought.")
        self._nulls_field = Field(self.nulls, "How many journeys along it did not buy.")
        heading = plain_label("Touches in their order, without times", "heading")
        self._lay_out(_SIZE, (self._form(currency), 0), (heading, 0), (self.steps, 1))
        for channel in path.channels:
            self.steps.add_step(channel)
        self._connect()
        self._check()
        self.value.setFocus()

    def _form(self, currency: str) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_L)
        form.setVerticalSpacing(SPACE_S)
        Field(self.customer).add_to(form, "&Customer")
        Field(self.order).add_to(form, "&Order")
        self._value_field.add_to(form, f"&Value ({currency})")
        self._conversions_field.add_to(form, "Co&nversions")
        self._nulls_field.add_to(form, "&Lost journeys")
        moment = QHBoxLayout()
        moment.addWidget(self.converted_at, 1)
        form.addRow(self.is_dated, moment)
        return form

    def _connect(self) -> None:
        for edit in (self.customer, self.order, self.value, self.conversions, self.nulls):
            edit.textEdited.connect(self._check)
        self.is_dated.toggled.connect(self.converted_at.setEnabled)
        self.steps.changed.connect(self._check)

    @property
    def messages(self) -> tuple[str, ...]:
        """What is said below value, conversions and lost journeys."""
        fields = (self._value_field, self._conversions_field, self._nulls_field)
        return tuple(field.message for field in fields)

    def set_channels(self, channels: Sequence[str]) -> None:
        self.steps.set_channels(channels)

    def _entry(self) -> TrackedPath:
        return TrackedPath(
            customer=self.customer.text().strip(),
            order=self.order.text().strip(),
            value=micros_or_none(self.value.text()) or 0,
            converted_at=self.converted_at.instant if self.is_dated.isChecked() else None,
            conversions=number_or_none(self.conversions.text()) or 0.0,
            nulls=number_or_none(self.nulls.text()) or 0.0,
            channels=self.steps.steps(),
        )

    def _judged(self) -> str:
        value = micros_or_none(self.value.text())
        bought, lost = number_or_none(self.conversions.text()), number_or_none(self.nulls.text())
        amount = f"Write an amount of at least 0, such as {noted('199.99')}."
        number = f"Write a number of at least 0, such as 3 or {noted('2.5')}."
        self._value_field.set_message("" if value is not None else amount)
        self._conversions_field.set_message("" if bought is not None else number)
        self._nulls_field.set_message("" if lost is not None else number)
        return self._missing(value, bought, lost)

    def _missing(self, value: int | None, bought: float | None, lost: float | None) -> str:
        if value is None or bought is None or lost is None:
            return "Mend what is marked above."
        steps = self.steps.steps()
        if not steps or not all(steps):
            return "Still needed: a channel for every touch, and one touch at least."
        if not bought + lost:
            return "Still needed: journeys that it stands for."
        return "Without conversions it has no value." if value and not bought else ""


def _count_text(number: float) -> str:
    return noted(f"{number:.15g}")
