"""What a style sheet cannot say about single controls."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateTimeEdit

from attribution_desktop.visuals.theme import current_theme
from attribution_desktop.visuals.tokens import Theme


class ThemedCalendar(QCalendarWidget):
    """A calendar in the theme that is in force, whenever it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Calendar")
        style_calendar(self, current_theme())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            style_calendar(self, current_theme())


def add_calendar(edit: QDateTimeEdit) -> None:
    """Let a day be chosen from a calendar that unfolds below the field."""
    edit.setCalendarPopup(True)
    edit.setCalendarWidget(ThemedCalendar())


def style_calendar(calendar: QCalendarWidget, theme: Theme) -> None:
    """Quiet week-ends and headers; Qt's own are a red that is hard to read on dark ground."""
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    quiet = QTextCharFormat()
    quiet.setForeground(QColor(theme.muted))
    calendar.setHeaderTextFormat(quiet)
    plain = QTextCharFormat()
    plain.setForeground(QColor(theme.text))
    for day in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(day, plain)
