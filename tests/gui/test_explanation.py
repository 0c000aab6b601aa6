"""The text on how to read a page is whole, and asks for no more height than that."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.widgets.explanation import Explanation

Settled = Callable[[], None]


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_an_unfolded_explanation_is_as_high_as_its_text(
    demo: Program, settled: Settled, width: int
) -> None:
    demo.window.resize(width, 768)
    for page in demo.window.tabs:
        demo.window.show_tab(page.slug)
        settled()
        (explanation,) = page.findChildren(Explanation)
        explanation.button.click()
        settled()
        (text,) = explanation.findChildren(QLabel)
        assert text.height() >= text.heightForWidth(text.width())
        assert explanation.height() == explanation.minimumSizeHint().height()
        assert (demo.window.width(), demo.window.height()) == (width, 768)
        explanation.button.click()
