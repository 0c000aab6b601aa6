"""One application in the dark theme, and none of its windows left behind by any test."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attribution_desktop.visuals.theme import apply_theme
from attribution_desktop.visuals.tokens import DARK


@pytest.fixture(autouse=True)
def application(qapp: QApplication, qtbot: QtBot) -> Iterator[QApplication]:
    apply_theme(qapp, DARK)
    yield qapp
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
