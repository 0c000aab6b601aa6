"""Entering a moment as the project's clocks show it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone
from PySide6.QtWidgets import QDateTimeEdit

from attribution_desktop.domain.instants import datetime_from_instant, instant_from_datetime
from attribution_desktop.domain.notation import current_notation
from attribution_desktop.visuals.controls import add_calendar


class WallTimeEdit(QDateTimeEdit):
    """A date and time in the project's zone, to the minute.

    The editor itself runs on UTC, where every wall time exists: in the computer's own zone Qt
    would move times that fall into its daylight-saving gap.
    """

    def __init__(self, zone: ZoneInfo, name: str) -> None:
        super().__init__()
        self._zone = zone
        self._exact: tuple[QDateTime, int] | None = None
        self.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
        self.setDisplayFormat(f"{current_notation().day} HH:mm")
        add_calendar(self)
        self.setAccessibleName(name)

    @property
    def instant(self) -> int:
        """Microseconds UTC; of a time that clocks show twice, the first.

        An instant that was given exactly stays what it was until another minute is chosen.
        """
        shown = self.dateTime()
        if self._exact is not None and shown == self._exact[0]:
            return self._exact[1]
        day, time = shown.date(), shown.time()
        return instant_from_datetime(
            datetime(
                day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._zone
            )
        )

    def set_instant(self, instant: int) -> None:
        """Show an instant, seconds dropped."""
        moment = datetime_from_instant(instant, self._zone)
        self.setDateTime(
            QDateTime(
                QDate(moment.year, moment.month, moment.day),
                QTime(moment.hour, moment.minute),
                QTimeZone(QTimeZone.Initialization.UTC),
            )
        )

    def set_exact(self, instant: int) -> None:
        """Show the minute of an instant, and keep the instant itself."""
        self.set_instant(instant)
        self._exact = (self.dateTime(), instant)
