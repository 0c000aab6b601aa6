"""A path in one line says with a whole ellipsis that there is more of it."""

import pytest
from PySide6.QtGui import QFontMetrics

from attribution_desktop.visuals.fonts import font
from attribution_desktop.visuals.path_painting import SWATCH, placed_steps

PATH = ("Organic Search", "Paid Search", "Paid Search", "Email")


@pytest.fixture
def metrics(qapp: object) -> QFontMetrics:
    del qapp
    return QFontMetrics(font("body"))


@pytest.mark.parametrize("width", range(60, 400, 7))
def test_no_step_nor_the_ellipsis_reaches_beyond_the_room(
    metrics: QFontMetrics, width: int
) -> None:
    steps = placed_steps(metrics, width, PATH)
    for step in steps:
        swatch = 0 if step.channel is None else SWATCH
        assert step.left + swatch + metrics.horizontalAdvance(step.text) <= width
    shown = [step.channel for step in steps if step.channel is not None]
    assert shown == ["Organic Search", "Paid Search", "Email"][: len(shown)]
    assert (steps[-1].channel is None) is (len(shown) < 3)


def test_a_run_of_one_channel_is_one_step(metrics: QFontMetrics) -> None:
    texts = [step.text for step in placed_steps(metrics, 1_000, PATH)]
    assert texts == ["Organic Search", "Paid Search ×2", "Email"]


def test_a_name_is_cut_once_and_how_often_it_stands_is_kept(metrics: QFontMetrics) -> None:
    first = placed_steps(metrics, 130, ("Programmatic Display Nordics",) * 3 + ("Email",))[0]
    assert first.text.endswith(" ×3")
    assert first.text.count("…") == 1


def test_a_path_without_steps_has_none(metrics: QFontMetrics) -> None:
    assert placed_steps(metrics, 100, ()) == ()
