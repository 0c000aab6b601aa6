"""What stands above each step of a flow."""

from PySide6.QtGui import QFontMetrics

from attribution_desktop.visuals.charts.flow_item import FlowItem
from attribution_desktop.visuals.fonts import scene_font
from attribution_desktop.visuals.tokens import LIGHT

_PARTS = (("", 106_573.0, " buy"), (" · ", 274_506.0, " lost"))


def test_large_numbers_are_told_in_thousands_before_any_word_is_cut() -> None:
    item = FlowItem(LIGHT)
    whole, short = "106,573 buy · 274,506 lost", "107 K buy · 275 K lost"
    metrics = QFontMetrics(scene_font("caption"))
    wide, narrow = (metrics.horizontalAdvance(text) + 1.0 for text in (whole, short))
    assert narrow < wide
    assert item.fitting(_PARTS, wide) == whole
    assert item.fitting(_PARTS, (narrow + wide) / 2) == short
    assert item.fitting(_PARTS, narrow / 2).endswith("…")
