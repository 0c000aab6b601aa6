"""Charts on screen, and what can be read off them."""

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from attribution_desktop.visuals.charts import (
    Bar,
    GroupedBars,
    Histogram,
    HorizontalBars,
    Series,
)
from attribution_desktop.visuals.charts.base import Chart

EVIL = '<b>Email</b><img src="file:///no/such.png">'
KINDS = (HorizontalBars, GroupedBars, Histogram)


def bar(label: str, value: float | None, colour: int | None = 0) -> Bar:
    return Bar(label, value, "–" if value is None else f"{value:,.2f}", colour, f"{label}: {value}")


def shown(chart: Chart, qtbot: QtBot, width: int = 600, height: int = 400) -> QImage:
    if not chart.isVisible():
        qtbot.addWidget(chart)
        chart.resize(width, height)
        chart.show()
    QCoreApplication.processEvents()
    return chart.grab().toImage()


def colours(image: QImage, area: QRectF) -> set[str]:
    area = area.toAlignedRect()
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    }


def middle(chart: HorizontalBars | GroupedBars, image: QImage, row: int, number: int = 0) -> str:
    """The colour in the middle of a bar as painted."""
    place = chart._bars.mapRectToScene(chart._bars.bar_rect(row, number)).center()
    at = chart._view.mapTo(chart, chart._view.mapFromScene(place))
    return image.pixelColor(at).name().upper()


def filled(chart: Chart, names: list[str]) -> None:
    if isinstance(chart, HorizontalBars):
        chart.set_bars([bar(name, 10.0 + at, at) for at, name in enumerate(names)], "Revenue, EUR")
    elif isinstance(chart, GroupedBars):
        values = tuple(10.0 + at for at in range(len(names)))
        chart.set_groups(names, [Series("Linear", values, 0), Series("Last", values, 1)], "EUR")
    elif isinstance(chart, Histogram):
        chart.set_counts([(name, 10.0 + at) for at, name in enumerate(names)], "Length", "Paths")
