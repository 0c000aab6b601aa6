"""The touches of a journey, entered row by row."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLineEdit, QWidget

from attribution_desktop.domain.tracking import TrackedTouch
from attribution_desktop.ui.dialogs.channel_rows import ChannelRow, ChannelRows
from attribution_desktop.ui.dialogs.wall_time import WallTimeEdit
from attribution_desktop.visuals.theme import set_look

_SESSION = 120
_MOMENT = 190


class TouchRow(ChannelRow):
    """One touch: its channel, its moment and perhaps its session, and what is wrong with it."""

    def __init__(self, channels: Sequence[str], zone: ZoneInfo, instant: int) -> None:
        self.moment = WallTimeEdit(zone, "Time of the touch")
        self.moment.set_instant(instant)
        self.moment.setFixedWidth(_MOMENT)
        self.session = QLineEdit()
        self.session.setPlaceholderText("Session")
        self.session.setToolTip("The session's id in the source; may stay empty.")
        self.session.setFixedWidth(_SESSION)
        self.metadata = ""
        super().__init__(channels, (self.moment, self.session))
        self.session.textEdited.connect(self._tell_change)
        self.moment.dateTimeChanged.connect(self._tell_change)

    @property
    def touch(self) -> TrackedTouch:
        """As it stands."""
        session = self.session.text().strip()
        return TrackedTouch(self.name, self.moment.instant, session, self.metadata)

    def set_message(self, text: str) -> None:
        """Say what is wrong with the touch; empty: nothing is."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
        set_look(self.moment, "invalid", value=bool(text))
        self.moment.setAccessibleDescription(text)

    def set_place(self, place: int, count: int) -> None:
        super().set_place(place, count)
        self.moment.setAccessibleName(f"Time of touch {place + 1}")
        self.session.setAccessibleName(f"Session of touch {place + 1}")


class TouchesEditor(ChannelRows[TouchRow]):
    """Rows of touches in order of entry, which decides between touches of one instant.

    Parameters
    ----------
    instant
        Of the first touch that is added to none.
    """

    def __init__(self, zone: ZoneInfo, instant: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._instant = instant

    def add_touch(self, instant: int, channel: str = "") -> TouchRow:
        """Append a row."""
        row = TouchRow(self._channels, self._zone, instant)
        self.append(row, channel)
        return row

    def new_row(self) -> TouchRow:
        """Append a row at the moment of the last one."""
        return self.add_touch(self.rows[-1].moment.instant if self.rows else self._instant)

    def touches(self) -> tuple[TrackedTouch, ...]:
        return tuple(row.touch for row in self.rows)

    def set_touches(self, touches: Sequence[TrackedTouch]) -> None:
        """Show these touches, and no others."""
        self.clear()
        for touch in touches:
            row = self.add_touch(touch.instant, touch.channel)
            row.moment.set_exact(touch.instant)
            row.session.setText(touch.session)
            row.metadata = touch.metadata
        self.number_rows()

    def set_latest(self, instant: int) -> None:
        """Mark touches that come after the conversion."""
        for row in self.rows:
            is_late = row.moment.instant > instant
            row.set_message("Comes after the conversion." if is_late else "")
