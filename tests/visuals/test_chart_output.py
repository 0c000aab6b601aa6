"""Charts on paper, in pictures and spreadsheets, and what they leave behind."""

import gc
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from attribution_desktop.visuals.charts import (
    GroupedBars,
    HorizontalBars,
    Series,
)
from attribution_desktop.visuals.charts.data_window import DataWindow
from attribution_desktop.visuals.tokens import DARK, PRINT
from tests.visuals.chart_material import EVIL, KINDS, bar, colours, filled, shown

# The offscreen platform says so of every window with a least size, and of every tool tip.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")


def test_a_chart_never_shown_is_drawn_on_paper_as_vectors(qtbot: QtBot, tmp_path: Path) -> None:
    chart = HorizontalBars()
    qtbot.addWidget(chart)
    chart.set_theme(PRINT)
    chart.set_bars([bar(f"Channel {at}", 50.0 - at, at) for at in range(30)], "Revenue, EUR")
    chart.lay_out(chart.natural_size(600))
    assert chart._scroll.maximum() == 0
    path = tmp_path / "chart.pdf"
    writer = QPdfWriter(str(path))
    painter = QPainter(writer)
    chart.draw(painter, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()
    content = path.read_bytes()
    assert b"/Subtype /Image" not in content
    assert b"/Font" in content


def test_drawing_fills_its_target_and_keeps_proportions(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    qtbot.addWidget(chart)
    chart.set_theme(PRINT)
    chart.set_bars([bar("Email", 5.0, 2)], "Revenue, EUR")
    chart.lay_out(QSize(400, 200))
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    chart.draw(painter, QRectF(0, 0, 800, 400))
    painter.end()
    found = [
        x
        for x in range(800)
        for y in range(0, 400, 3)
        if image.pixelColor(x, y) == QColor(PRINT.channels[2])
    ]
    scale = 800 / chart.scene().sceneRect().width()
    assert max(found) - min(found) == pytest.approx(
        scale * chart._bars.bar_rect(0, 0).width(), abs=6
    )


def test_charts_created_and_closed_leave_nothing_behind(application: QApplication) -> None:
    def living() -> tuple[int, int]:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        gc.collect()
        objects = sum(isinstance(one, QObject) for one in gc.get_objects())
        return len(application.allWidgets()), objects

    def cycle(times: int) -> None:
        for at in range(times):
            chart = KINDS[at % len(KINDS)]()
            filled(chart, ["a", "b", "c"])
            chart.resize(300, 200)
            chart.show()
            QCoreApplication.processEvents()
            chart.close()
            chart.deleteLater()

    cycle(3)
    before = living()
    cycle(50)
    after = living()
    assert after[0] == before[0]
    assert after[1] <= before[1]


def test_axis_numbers_have_the_same_size_on_paper_as_on_screen(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    qtbot.addWidget(chart)
    chart.set_theme(PRINT)
    chart.set_bars([bar("Email", 5.0, 2)], "")
    chart.lay_out(QSize(400, 200))
    fine = QImage(1600, 800, QImage.Format.Format_RGB32)
    # 600 dots an inch, as on paper.
    fine.setDotsPerMeterX(23622)
    fine.setDotsPerMeterY(23622)
    fine.fill(QColor("#FFFFFF"))
    painter = QPainter(fine)
    chart.draw(painter, QRectF(fine.rect()))
    painter.end()
    axis = chart._axis.mapRectToScene(chart._axis.rect())
    scale = 1600 / chart.scene().sceneRect().width()
    inked = [
        y
        for y in range(int(axis.top() * scale) + 8, 800)
        if any(fine.pixelColor(x, y).lightness() < 200 for x in range(0, 1600, 2))
    ]
    assert 6 * scale <= max(inked) - min(inked) <= 16 * scale


def test_the_figures_can_be_taken_to_a_spreadsheet(qtbot: QtBot) -> None:
    chart = GroupedBars()
    qtbot.addWidget(chart)
    series = [Series("First", (1.5, None), 0), Series("Last", (0.1, -2.0), 1)]
    chart.set_groups(["Paid\tsearch", "Email"], series, "EUR")
    chart.copy_figures()
    taken = QGuiApplication.clipboard().text()
    assert taken == "\tFirst\tLast\nPaid search\t1.5\t0.1\nEmail\t\t-2"


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_a_picture_is_saved_with_its_bars(qtbot: QtBot, tmp_path: Path, suffix: str) -> None:
    chart = HorizontalBars()
    chart.set_bars([bar("a", 9.0, 4)], "EUR")
    shown(chart, qtbot)
    path = tmp_path / f"chart.{suffix}"
    chart.save_picture(str(path))
    saved = QImage(str(path))
    assert not saved.isNull()
    assert DARK.channels[4] in colours(saved, QRectF(saved.rect()))
    assert saved.pixelColor(1, saved.height() - 2) == QColor(DARK.surface)


def test_a_picture_is_as_wide_as_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    chart = HorizontalBars()
    chart.set_bars([bar("a", 9.0, 4)], "EUR")
    shown(chart, qtbot)
    chart.choose_picture_file()
    dialog = chart.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.selectNameFilter("PNG, 1920 pixels wide (*.png)")
    dialog.fileSelected.emit(str(tmp_path / "wide.png"))
    dialog.reject()
    saved = QImage(str(tmp_path / "wide.png"))
    assert abs(saved.width() - 1920) <= 1
    assert DARK.channels[4] in colours(saved, QRectF(saved.rect()))


def test_the_data_behind_a_chart_is_shown_as_text(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    chart.set_name("Revenue <b>by channel</b>")
    chart.set_bars([bar(EVIL, 9.5, 4), bar("b", None)], "Revenue, EUR")
    shown(chart, qtbot)
    chart.show_data()
    window = chart.findChild(DataWindow)
    assert isinstance(window, DataWindow)
    cells = window.cells
    texts = [
        [cells.item(line, place).text() for place in range(cells.columnCount())]
        for line in range(cells.rowCount())
    ]
    assert texts == [[EVIL, "9.5"], ["b", ""]]
    window.copy.click()
    assert QGuiApplication.clipboard().text().endswith("\t9.5\nb\t")
    window.reject()


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_a_picture_that_cannot_be_saved_is_reported(
    qtbot: QtBot, tmp_path: Path, suffix: str
) -> None:
    chart = HorizontalBars()
    chart.set_bars([bar("a", 9.0, 4)], "EUR")
    shown(chart, qtbot)
    with qtbot.waitSignal(chart.save_failed) as failed:
        chart.save_picture(str(tmp_path / "missing" / f"chart.{suffix}"))
    expected = f"chart.{suffix} could not be saved: No such file or directory."
    assert failed.args == [expected]


def test_the_context_menu_has_only_the_charts_own_actions() -> None:
    chart = HorizontalBars()
    texts = [action.text() for action in chart.actions()]
    assert texts == ["Copy &picture", "Copy &figures", "&Save picture…", "Show &data"]


def test_many_repaints_lose_no_reference_to_none(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    filled(chart, ["a", "b", "c"])
    shown(chart, qtbot)
    chart.grab()
    before = sys.getrefcount(None)
    for _ in range(200):
        chart.grab()
    assert sys.getrefcount(None) - before > -100


def test_the_picture_dialog_stops_nothing_and_saves_what_was_chosen(
    qtbot: QtBot, tmp_path: Path
) -> None:
    chart = HorizontalBars()
    filled(chart, ["a"])
    shown(chart, qtbot)
    chart.choose_picture_file()
    dialog = chart.findChild(QFileDialog)
    path = tmp_path / "chosen.png"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    assert path.stat().st_size > 0
