"""Widths and heights follow the text where a desktop enlarges it, but nothing else."""

import os
import subprocess
import sys

_SCRIPT = """
from PySide6.QtWidgets import QApplication
from attribution_desktop.visuals.charts import HorizontalBars, RangeChart
from attribution_desktop.visuals.fonts import scaled
application = QApplication([])
print(scaled(100), HorizontalBars()._bar_limits[0], RangeChart()._row_limits()[0])
"""


def told(percent: int) -> list[float]:
    """What the script prints where text alone is of this size."""
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_ENABLE_HIGHDPI_SCALING": "0",
        "QT_FONT_DPI": str(96 * percent // 100),
    }
    done = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-c", _SCRIPT],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(word) for word in done.stdout.split()]


def test_rooms_for_text_grow_with_the_dots_of_an_inch() -> None:
    usual = told(100)
    assert len(usual) == 3
    assert told(200) == [2 * pixels for pixels in usual]
