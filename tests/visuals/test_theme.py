"""A theme reaches everything, and reaches it again when switched."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QIcon, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.resources import resource_path
from attribution_desktop.visuals.fonts import font, load_fonts
from attribution_desktop.visuals.icons import application_icon, icon
from attribution_desktop.visuals.palette import ROLES, colours, in_style_sheet
from attribution_desktop.visuals.plain_text import tool_tip
from attribution_desktop.visuals.stylesheet import style_sheet
from attribution_desktop.visuals.tables import style_list
from attribution_desktop.visuals.theme import apply_theme, current_theme, set_role
from attribution_desktop.visuals.tokens import DARK, LIGHT, THEMES, Theme

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


@themes
def test_every_role_of_the_palette_is_set_in_every_group(
    application: QApplication, theme: Theme
) -> None:
    apply_theme(application, theme)
    palette = application.palette()
    for group in (
        QPalette.ColorGroup.Active,
        QPalette.ColorGroup.Inactive,
        QPalette.ColorGroup.Disabled,
    ):
        for role in QPalette.ColorRole:
            if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles):
                assert palette.isBrushSet(group, role), (group, role)
    assert palette.color(QPalette.ColorRole.Window) == QColor(theme.window)
    assert palette.color(QPalette.ColorRole.PlaceholderText) == QColor(theme.muted)


def test_switching_changes_what_is_painted(application: QApplication, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(20, 20)
    widget.show()
    assert widget.grab().toImage().pixelColor(10, 10) == QColor(DARK.window)
    apply_theme(application, LIGHT)
    assert widget.grab().toImage().pixelColor(10, 10) == QColor(LIGHT.window)
    assert current_theme() == LIGHT


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    sheet = style_sheet()
    assert "$" not in sheet
    drawings = set(re.findall(r'url\("([^"]+)"\)', sheet))
    assert {Path(drawing).parent.name for drawing in drawings} == {"dark", "light"}
    assert all(Path(drawing).is_file() for drawing in drawings)
    assert not re.search("#[0-9A-Fa-f]{6}", sheet)


@themes
def test_every_colour_that_the_style_sheet_names_is_the_themes(
    application: QApplication, theme: Theme
) -> None:
    apply_theme(application, theme)
    probe = QLabel("x")
    for name, colour in colours(theme).items():
        role = ROLES[name]
        assert application.palette().color(role) == QColor(colour), name
        probe.setStyleSheet(f"QLabel {{ color: {in_style_sheet(role)} }}")
        probe.ensurePolished()
        assert probe.palette().color(QPalette.ColorRole.WindowText) == QColor(colour), name


@themes
def test_marks_and_labels_take_other_colours_while_they_are_shown(
    application: QApplication, qtbot: QtBot, theme: Theme
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label, box = QLabel("12 %", window), QCheckBox("Sure", window)
    label.setProperty("role", "positive")
    box.setChecked(True)
    window.show()
    apply_theme(application, theme)
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(theme.positive)
    drawn = box.grab().toImage()
    seen = {
        drawn.pixelColor(x, y).name().upper()
        for x in range(drawn.width())
        for y in range(drawn.height())
    }
    assert {theme.accent, theme.on_accent} <= seen


def test_the_drawings_of_controls_have_the_themes_colours() -> None:
    for theme in (DARK, LIGHT):
        folder = resource_path("icons", "controls", theme.name)
        expected = {"check": theme.on_accent, "dash": theme.on_accent, "dot": theme.on_accent}
        for name in ("down", "up", "left", "right", "close"):
            expected[name] = theme.muted
        for name, colour in expected.items():
            assert colour in (folder / f"{name}.svg").read_text("utf-8")


def test_a_label_takes_another_role_while_it_is_shown(qtbot: QtBot) -> None:
    label = QLabel("1,234")
    qtbot.addWidget(label)
    label.show()
    body = QFontInfo(label.font()).pixelSize()
    set_role(label, "kpi")
    assert QFontInfo(label.font()).pixelSize() >= 1.8 * body
    set_role(label, "negative")
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.negative)


def test_a_field_and_a_button_keep_their_size_when_focused(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for control in (QLineEdit("x", window), QPushButton("x", window)):
        window.show()
        before = control.sizeHint()
        control.setFocus()
        assert control.sizeHint() == before


def test_a_list_filled_while_hidden_has_rows_that_do_not_overlap(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    filled = QListWidget(window)
    style_list(filled)
    filled.addItems(["Email", "Direct"])
    filled.setCurrentRow(1)
    window.show()
    first, second = (filled.visualItemRect(filled.item(row)) for row in (0, 1))
    assert not first.intersects(second)


def test_numerals_of_every_role_are_equally_wide() -> None:
    for role in ("caption", "body", "heading", "title", "kpi"):
        metrics = QFontMetricsF(font(role))
        widths = {round(metrics.horizontalAdvance(digit * 8), 3) for digit in "0123456789"}
        assert len(widths) == 1, role


def test_the_bundled_font_is_registered_once() -> None:
    assert load_fonts() == load_fonts() == "Inter"
    assert QFontInfo(font("body")).family() == "Inter"


def test_sizes_follow_the_scale() -> None:
    body = font("body").pointSizeF()
    assert font("kpi").pointSizeF() == pytest.approx(2 * body)
    assert font("caption").pointSizeF() == pytest.approx(0.9 * body)
    with pytest.raises(KeyError):
        font("poster")


@themes
def test_icons_are_drawn_in_the_text_colour_at_both_scales(theme: Theme) -> None:
    names = [path.stem for path in resource_path("icons").glob("*.svg") if path.stem != "app"]
    assert len(names) >= 15
    for name in names:
        for ratio in (1.0, 2.0):
            image = icon(name, theme).pixmap(QSize(20, 20), ratio).toImage()
            assert image.width() == 20 * ratio
            ink = QColor(theme.text)
            solid = [
                image.pixelColor(x, y)
                for x in range(image.width())
                for y in range(image.height())
                if image.pixelColor(x, y).alpha() == 255
            ]
            # One step of rounding is what Qt's own blending costs.
            assert all(abs(one.red() - ink.red()) <= 1 for one in solid), name
            assert all(abs(one.blue() - ink.blue()) <= 1 for one in solid), name


def test_a_disabled_icon_is_fainter() -> None:
    def strength(mode: QIcon.Mode) -> int:
        image = icon("add", DARK).pixmap(QSize(24, 24), 1.0, mode).toImage()
        return max(
            image.pixelColor(x, 12).red() for x in range(24) if image.pixelColor(x, 12).alpha()
        )

    assert strength(QIcon.Mode.Disabled) < strength(QIcon.Mode.Normal)


def test_an_unknown_icon_is_refused_and_the_applications_is_there() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no such icon", DARK)
    assert not application_icon().isNull()


def test_a_tool_tip_shows_markup_literally() -> None:
    assert tool_tip('<img src="file:///etc/passwd">\na') == (
        "<span>&lt;img src=&quot;file:///etc/passwd&quot;&gt;<br>a</span>"
    )
    assert tool_tip("") == ""
