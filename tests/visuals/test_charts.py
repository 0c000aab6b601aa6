"""What charts draw, say and answer."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from attribution_desktop.visuals.charts import (
    Bar,
    Bin,
    GroupedBar,
    GroupedBars,
    Histogram,
    HorizontalBars,
    Series,
)
from attribution_desktop.visuals.charts.base import Chart
from attribution_desktop.visuals.theme import apply_theme
from attribution_desktop.visuals.tokens import DARK, LIGHT
from tests.visuals.chart_material import EVIL, KINDS, bar, colours, filled, middle, shown

# The offscreen platform says so of every window with a least size, and of every tool tip.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")


def test_bars_have_their_channels_colour_and_without_one_their_signs(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    chart.set_bars([bar("a", 90, 3), bar("b", 80, 40), bar("c", 70, None), bar("d", -60, None)], "")
    image = shown(chart, qtbot)
    expected = [DARK.channels[3], DARK.other, DARK.positive, DARK.negative]
    assert [middle(chart, image, row) for row in range(4)] == expected


def test_bars_start_at_zero_and_negative_ones_go_left(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    chart.set_bars([bar("a", 90), bar("b", -45), bar("c", 0)], "Profit, EUR")
    shown(chart, qtbot)
    up, down, none = (chart._bars.bar_rect(row, 0) for row in range(3))
    assert up.left() == pytest.approx(down.right())
    assert up.width() == pytest.approx(2 * down.width())
    assert none.width() == 0
    assert chart._bars.text_rect(0, 0).left() > up.right()
    assert chart._bars.text_rect(1, 0).right() < down.left()


def test_where_room_is_short_labels_of_losses_stand_right_of_zero(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    chart.set_bars([bar("a", 28_444), bar("b", -39_219)], "Profit, EUR")
    shown(chart, qtbot, 900, 200)
    assert chart._bars.text_rect(1, 0).right() < chart._bars.bar_rect(1, 0).left()
    chart.resize(290, 200)
    QCoreApplication.processEvents()
    loss, label = chart._bars.bar_rect(1, 0), chart._bars.text_rect(1, 0)
    assert label.left() > loss.right()
    assert label.right() <= chart._bars.size().width() + 1
    assert loss.width() > chart._bars.size().width() / 4


@pytest.mark.parametrize("width", [260, 600, 1400])
def test_value_labels_stay_inside_and_leave_bars_and_each_other_alone(
    qtbot: QtBot, width: int
) -> None:
    chart = HorizontalBars()
    values = [123456.0, 99, None, 0, -0.4, -54321, 1e-9, 42000]
    chart.set_bars([bar(f"Channel {at}", value) for at, value in enumerate(values)], "EUR")
    shown(chart, qtbot, width)
    places = [chart._bars.text_rect(row, 0) for row in range(len(values))]
    for row, place in enumerate(places):
        assert place.left() >= -1
        assert place.right() <= chart._bars.size().width() + 1
        if width > 260:
            assert not place.intersects(chart._bars.bar_rect(row, 0))
    assert all(not a.intersects(b) for a, b in pairwise(places))


def test_two_hundred_channels_scroll_and_none_overlap(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    filled(chart, [f"Channel {at}" for at in range(200)])
    shown(chart, qtbot)
    labels = [chart._labels.place(row) for row in range(200)]
    assert all(a.bottom() <= b.top() + 1e-6 for a, b in pairwise(labels))
    assert min(place.height() for place in labels) >= 22
    assert chart._scroll.isVisible()
    chart._scroll.setValue(chart._scroll.maximum())
    assert chart._labels.place(199).bottom() <= chart._labels.size().height() + 1


def test_few_channels_do_not_scroll_and_are_no_higher_than_forty_pixels(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    filled(chart, ["Email"])
    shown(chart, qtbot)
    assert not chart._scroll.isVisible()
    assert chart._labels.place(0).height() <= 40


def test_a_long_name_is_cut_in_the_middle_and_told_in_full(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    name = "Paid search, brand terms, EMEA, third quarter, retargeting of lapsed customers"
    filled(chart, [name])
    shown(chart, qtbot)
    cut = chart._labels.shown(0)
    assert "…" in cut
    assert cut[0] == name[0]
    assert cut[-1] == name[-1]
    assert chart._tip_at(chart._labels.mapToScene(chart._labels.place(0).center())) == name


@pytest.mark.parametrize("kind", KINDS)
def test_markup_in_names_stays_literal(qtbot: QtBot, kind: type[Chart]) -> None:
    chart = kind()
    filled(chart, [EVIL, "Direct"])
    shown(chart, qtbot, 1500, 400)
    tip = chart._marks[0].tooltip
    assert "<b>Email</b>" in tip
    chart._step_to(0)
    assert "&lt;b&gt;Email&lt;/b&gt;" in QToolTip.text()
    QToolTip.hideText()


def test_markup_in_an_axis_title_stays_literal(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    chart.set_bars([bar("Email", 1.0)], EVIL)
    shown(chart, qtbot)
    assert chart._axis.label.toPlainText().strip() == EVIL


def test_a_theme_switch_reaches_charts_that_exist(application: QApplication, qtbot: QtBot) -> None:
    chart = HorizontalBars()
    chart.set_bars([bar("a", 9, 5)], "EUR")
    shown(chart, qtbot)
    apply_theme(application, LIGHT)
    image = shown(chart, qtbot)
    assert image.pixelColor(0, 0) == QColor(LIGHT.surface)
    assert image.pixelColor(image.width() - 30, 30) == QColor(LIGHT.surface)
    assert middle(chart, image, 0) == LIGHT.channels[5]
    assert chart._axis.textPen().color() == QColor(LIGHT.muted)
    assert chart._axis.label.defaultTextColor() == QColor(LIGHT.muted)


def test_new_data_reuses_every_item(qtbot: QtBot) -> None:
    for kind in KINDS:
        chart = kind()
        filled(chart, ["a", "b", "c"])
        shown(chart, qtbot)
        before = set(map(id, chart.scene().items()))
        filled(chart, ["d", "e", "f"])
        assert set(map(id, chart.scene().items())) == before


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_at_all_can_be_shown(qtbot: QtBot, kind: type[Chart]) -> None:
    chart = kind()
    shown(chart, qtbot)
    filled(chart, [])
    shown(chart, qtbot)
    filled(chart, ["a"])
    filled(chart, [])
    shown(chart, qtbot)
    assert chart.describe() == "There are no values to show."


def test_unknown_zero_infinite_and_missing_values_are_shown_as_text(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    chart.set_bars(
        [
            Bar("a", None, "–"),
            Bar("b", 0.0, "0.00"),
            Bar("c", float("inf"), "∞"),
            Bar("d", float("nan"), "–"),
        ],
        "ROAS",
        reference=float("nan"),
    )
    shown(chart, qtbot)
    assert all(chart._bars.bar_rect(row, 0).width() == 0 for row in range(4))
    assert chart.describe() == "ROAS: b is highest with 0.00. 3 of 4 are unknown."


def test_the_mouse_is_told_exactly_and_a_click_names_the_bar(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    bars = [bar("a", 9, 1), bar("b", 5, 2)]
    chart.set_bars(bars, "EUR")
    shown(chart, qtbot)
    place = chart._bars.mapRectToScene(chart._bars.bar_rect(1, 0)).center()
    point = chart._view.mapFromScene(place)
    with qtbot.waitSignal(chart.bar_hovered) as hovered:
        qtbot.mouseMove(chart._view.viewport(), point)
    assert hovered.args == [bars[1]]
    with qtbot.waitSignal(chart.bar_clicked) as clicked:
        qtbot.mouseClick(chart._view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert clicked.args == [bars[1]]
    outside = chart._view.mapFromScene(chart._labels.mapToScene(chart._labels.place(0).center()))
    with qtbot.waitSignal(chart.bar_hovered) as gone:
        qtbot.mouseMove(chart._view.viewport(), outside)
    assert gone.args == [None]


def test_every_bar_of_every_group_answers_for_itself(qtbot: QtBot) -> None:
    chart = GroupedBars()
    series = [Series(name, (4.0, 2.0, None), at) for at, name in enumerate("wxyz")]
    chart.set_groups(["a", "b", "c"], series, "EUR")
    image = shown(chart, qtbot, 600, 600)
    for row, label in enumerate("abc"):
        for number, one in enumerate(series):
            slot = chart._bars.mapRectToScene(chart._bars.slot(row, number))
            found = chart._mark_at(slot.center())
            assert found is not None
            value = one.values[row]
            assert chart._marks[found].payload == GroupedBar(label, one.name, value)
            if value is not None:
                assert middle(chart, image, row, number) == DARK.channels[number]


def test_groups_that_do_not_match_their_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="Linear"):
        GroupedBars().set_groups(["a", "b"], [Series("Linear", (1.0,), 0)], "EUR")


def test_the_legend_breaks_into_lines_that_do_not_overlap(qtbot: QtBot) -> None:
    chart = GroupedBars()
    names = [f"A rather long model name, number {at}" for at in range(6)]
    chart.set_groups(["a"], [Series(name, (1.0,), at) for at, name in enumerate(names)], "EUR")
    shown(chart, qtbot, 420, 400)
    places = chart._legend.places()
    assert len(places) == 6
    assert all(not a.intersects(b) for at, a in enumerate(places) for b in places[at + 1 :])
    assert max(place.right() for place in places) <= 420
    assert max(place.bottom() for place in places) <= chart._legend.size().height()


def test_keys_walk_the_bars_and_do_not_trap_the_focus(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    bars = [bar(f"Channel {at}", 100.0 - at, at) for at in range(60)]
    chart.set_bars(bars, "EUR")
    shown(chart, qtbot)
    seen: list[object] = []
    chart.bar_hovered.connect(seen.append)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert seen == [bars[0], bars[1], bars[59]]
    row = chart._bars.row_rect(59)
    assert row.bottom() <= chart._bars.size().height() + 1
    with qtbot.waitSignal(chart.bar_clicked) as chosen:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert chosen.args == [bars[59]]
    assert chart._view.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_neither_wheel_nor_drag_zooms(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    filled(chart, ["a", "b"])
    shown(chart, qtbot)
    before = list(chart._axis.range)
    viewport = chart._view.viewport()
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
        qtbot.mousePress(viewport, button, pos=QPoint(300, 100))
        qtbot.mouseMove(viewport, QPoint(400, 200))
        qtbot.mouseRelease(viewport, button, pos=QPoint(400, 200))
    assert list(chart._axis.range) == before


def test_a_chart_says_its_finding_to_a_screen_reader() -> None:
    chart = HorizontalBars()
    chart.set_name("Revenue by channel")
    chart.set_bars([bar("Email", 12.5), bar("Direct", -3.0), bar("Video", None)], "Revenue, EUR")
    assert chart.accessibleName() == "Revenue by channel"
    assert chart.accessibleDescription() == (
        "Revenue, EUR: Email is highest with 12.50. Direct is lowest with -3.00. "
        "1 of 3 are unknown."
    )


def test_grouped_bars_say_where_the_series_differ_most() -> None:
    chart = GroupedBars()
    chart.set_groups(
        ["Email", "Direct"],
        [Series("First touch", (5.0, 1.0), 0), Series("Last touch", (6.0, 9.0), 1)],
        "Revenue, EUR",
    )
    assert chart.describe() == (
        "Revenue, EUR of 2 by First touch, Last touch. "
        "Direct differs most, from 1.00 (First touch) to 9.00 (Last touch)."
    )


def test_columns_are_as_high_as_their_counts(qtbot: QtBot) -> None:
    chart = Histogram()
    chart.set_counts([(1, 30), (2, 60), (3, 0)], "Touches", "Conversions")
    image = shown(chart, qtbot)
    one, two, three = (chart._columns.bar_rect(at) for at in range(3))
    assert two.height() == pytest.approx(2 * one.height())
    assert three.height() == 0
    at = chart._view.mapTo(
        chart, chart._view.mapFromScene(chart._columns.mapRectToScene(two).center())
    )
    assert image.pixelColor(at) == QColor(DARK.accent)
    assert two.top() > 12
    assert chart.describe() == "Conversions by Touches: most at 2, with 60 (67 % of all)."
    assert chart._marks[0].payload == Bin("1", 30)


def test_a_reference_has_its_line_and_its_name(qtbot: QtBot) -> None:
    chart = HorizontalBars()
    chart.set_bars([bar("a", 3.0)], "ROAS", reference=1.0, reference_label="Break-even")
    image = shown(chart, qtbot)
    x = chart._bars.x_at(1.0)
    line = chart._bars.mapRectToScene(QRectF(x - 3, 60, 6, 200))
    assert DARK.warning in colours(image, line.translated(chart._view.pos()))
    chart.set_bars([bar("a", 3.0)], "ROAS")
    assert DARK.warning not in colours(shown(chart, qtbot), QRectF(image.rect()))
