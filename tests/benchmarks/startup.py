"""How long until the window's first picture, against a bare Qt window: `python -m …startup [N]`.

Both are processes of their own, one after the other by turns, so that what else the machine does
falls on both. The clock runs from before the interpreter starts to the end of the first paint.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

_BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, tell)
def tell():
    print(time.time(), flush=True)
    application.quit()
application = QApplication(sys.argv[:1])
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""
_OURS = """
import sys, time
from attribution_desktop.app import main
from attribution_desktop.ui.main_window import MainWindow
def tell():
    print(time.time(), flush=True)
    import os
    os._exit(0)
first = MainWindow.paintEvent
def paint(window, event):
    from PySide6.QtCore import QTimer
    QTimer.singleShot(0, tell)
    first(window, event)
MainWindow.paintEvent = paint
main([])
"""


def measured(rounds: int) -> tuple[float, float]:
    """Medians in seconds: of the bare window and of ours."""
    seconds: dict[str, list[float]] = {_BARE: [], _OURS: []}
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
        }
        for turn in range(rounds + 1):
            for program, taken in seconds.items():
                began = time.time()
                done = subprocess.run(  # noqa: S603  # our own two programs
                    [sys.executable, "-c", program],
                    env=environment,
                    capture_output=True,
                    text=True,
                    check=True,
                )
                if turn:  # the first of each warms the disk's cache
                    taken.append(float(done.stdout) - began)
    return statistics.median(seconds[_BARE]), statistics.median(seconds[_OURS])


if __name__ == "__main__":
    bare, ours = measured(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
    print(f"bare Qt window {bare * 1000:.0f} ms, ours {ours * 1000:.0f} ms: {ours / bare:.2f}×")
