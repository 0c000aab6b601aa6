"""What a style sheet cannot say about single controls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget

from attribution_desktop.visuals.tokens import Theme


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
