"""A lever a channel: its amount on a slider, its lock and its limits."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QGridLayout, QLabel, QSlider, QWidget

from attribution_desktop.domain.budget import ChannelBudget, ChannelLimit
from attribution_desktop.ui.tabs.budget_question import NONE_TEXT, amount_field
from attribution_desktop.ui.widgets.labels import ElidedLabel, plain_label
from attribution_desktop.visuals.tokens import SPACE_S, SPACE_XS

_STEPS = 1000
_REACH = 2.0
"""A slider goes to this many times the larger of present and recommended amount."""

_UNSET = -0.01
_SLIDER_HEIGHT = 24
_FIELD_WIDTH = 118
_HEADINGS = ("Channel", "Less or more", "Amount", "Lock", "At least", "At most")
_SLIDER = 1


class Lever(QObject):
    """One channel's controls. Moving the slider or typing an amount locks the channel there."""

    changed = Signal(str)

    def __init__(self, channel: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.channel = channel
        self.name = ElidedLabel()
        # Names stand in one column, whichever way they are read.
        self.name.setAlignment(
            Qt.AlignmentFlag.AlignLeft
            | Qt.AlignmentFlag.AlignAbsolute
            | Qt.AlignmentFlag.AlignVCenter
        )
        self.name.set_whole(channel)
        self.name.setMinimumWidth(90)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 20)
        self.slider.setMinimumSize(90, _SLIDER_HEIGHT)
        self.slider.setAccessibleName(f"Amount for {channel}")
        self.amount = amount_field(f"Amount for {channel}, typed")
        self.lock = QCheckBox()
        self.lock.setAccessibleName(f"Keep {channel} at its amount")
        self.lock.setToolTip("Keep what it spends at present, or the amount that was set.")
        self.minimum = _limit_field(f"At least for {channel}")
        self.maximum = _limit_field(f"At most for {channel}")
        for field in (self.amount, self.minimum, self.maximum):
            # The slider is beside it: arrows would only take room from the figure.
            field.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
            field.setFixedWidth(_FIELD_WIDTH)
        self._present = 0.0
        self._top = 1.0
        self._pinned: float | None = None
        self.slider.valueChanged.connect(self._slide)
        self.amount.valueChanged.connect(self._type)
        self.lock.toggled.connect(self._take_lock)
        self.minimum.valueChanged.connect(self._tell)
        self.maximum.valueChanged.connect(self._tell)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self.name, self.slider, self.amount, self.lock, self.minimum, self.maximum)

    def limit(self) -> ChannelLimit | None:
        """What was set for the channel; None where nothing was."""
        minimum = self.minimum.value() if self.minimum.value() >= 0 else None
        maximum = self.maximum.value() if self.maximum.value() >= 0 else None
        if minimum is None and maximum is None and not self.lock.isChecked():
            return None
        return ChannelLimit(
            channel=self.channel,
            minimum=minimum,
            maximum=maximum,
            is_locked=self.lock.isChecked(),
            amount=self._pinned,
        )

    def show_limit(self, limit: ChannelLimit | None) -> None:
        """Set lock and limits, without telling of it."""
        limit = limit or ChannelLimit(channel=self.channel)
        blockers = [QSignalBlocker(field) for field in (self.lock, self.minimum, self.maximum)]
        self.lock.setChecked(limit.is_locked)
        self._pinned = limit.amount
        self.minimum.setValue(_UNSET if limit.minimum is None else limit.minimum)
        self.maximum.setValue(_UNSET if limit.maximum is None else limit.maximum)
        for blocker in blockers:
            blocker.unblock()

    def show_row(self, row: ChannelBudget) -> None:
        """Follow the plan; a slider that is being held stays under the hand."""
        self._present = row.present_spend
        amount = row.recommended_spend
        blockers = [QSignalBlocker(field) for field in (self.slider, self.amount)]
        if not self.slider.isSliderDown():
            if self._pinned is None or amount > self._top:
                self._top = max(_REACH * max(row.present_spend, amount), 1.0)
            self.slider.setValue(round(amount / self._top * _STEPS))
        if not self.amount.hasFocus() or self.slider.isSliderDown():
            self.amount.setValue(amount)
        for blocker in blockers:
            blocker.unblock()

    @Slot(int)
    def _slide(self, step: int) -> None:
        self._pin(round(step / _STEPS * self._top, 2))

    @Slot(float)
    def _type(self, amount: float) -> None:
        self._pin(amount)

    def _pin(self, amount: float) -> None:
        self._pinned = amount
        with QSignalBlocker(self.lock):
            self.lock.setChecked(True)
        self.changed.emit(self.channel)

    @Slot(bool)
    def _take_lock(self, is_locked: bool) -> None:  # noqa: FBT001  # as Qt's signal has it
        self._pinned = self._present if is_locked else None
        self.changed.emit(self.channel)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.channel)


class Levers(QWidget):
    """All channels' levers below one another. `changed` names the channel that was touched."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.NoRole)
        self._levers: dict[str, Lever] = {}
        self._limits: Mapping[str, ChannelLimit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, SPACE_S, 0)
        self._grid.setHorizontalSpacing(SPACE_S)
        self._grid.setVerticalSpacing(SPACE_XS)
        for column, heading in enumerate(_HEADINGS):
            label: QLabel = plain_label(heading, "caption")
            self._grid.addWidget(label, 0, column)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(_SLIDER, 2)

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that have a lever."""
        return tuple(self._levers)

    def lever(self, channel: str) -> Lever:
        """The lever of a channel; KeyError when there is none."""
        return self._levers[channel]

    def limits(self) -> tuple[ChannelLimit, ...]:
        """What was set, channel by channel."""
        found = (lever.limit() for lever in self._levers.values())
        return tuple(limit for limit in found if limit is not None)

    def show_limits(self, limits: Sequence[ChannelLimit]) -> None:
        """Set these limits and no others, without telling of it."""
        known = {limit.channel: limit for limit in limits}
        for channel, lever in self._levers.items():
            lever.show_limit(known.get(channel))

    def set_channels(self, channels: Sequence[str]) -> None:
        """A lever for each of these; what was set for a channel that stays, stays."""
        if list(channels) == list(self._levers):
            return
        kept = {limit.channel: limit for limit in self.limits()}
        for lever in self._levers.values():
            for widget in lever.widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
            lever.deleteLater()
        self._levers = {}
        for row, channel in enumerate(channels, start=1):
            lever = Lever(channel, self)
            lever.show_limit(kept.get(channel))
            lever.changed.connect(self.changed)
            self._levers[channel] = lever
            for column, widget in enumerate(lever.widgets):
                self._grid.addWidget(widget, row, column)
        self._grid.setRowStretch(len(channels) + 1, 1)

    def show_rows(self, rows: Sequence[ChannelBudget]) -> None:
        """Follow a plan."""
        for row in rows:
            if row.channel in self._levers:
                self._levers[row.channel].show_row(row)


def _limit_field(name: str) -> QDoubleSpinBox:
    """Money that may be left open."""
    field = amount_field(name)
    field.setMinimum(_UNSET)
    field.setSpecialValueText(NONE_TEXT)
    field.setValue(_UNSET)
    return field
