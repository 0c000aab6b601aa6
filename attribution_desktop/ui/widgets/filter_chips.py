"""One chip a setting that is not the default, each with a click back."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from attribution_desktop.visuals.plain_text import one_line, tool_tip
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import LEAST_TARGET, SPACE_S

_LEAST_ROOM = 96
_CROSS = "  ✕"


class Chip(QPushButton):
    """Says what is set, shortened where room is short; a click takes it back."""

    removed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._name = self._words = ""
        self.clicked.connect(self._remove)

    @property
    def words(self) -> str:
        return self._words

    def show_words(self, name: str, words: str, room: int) -> None:
        """Show what is set under a name, in at most so many pixels."""
        self._name, self._words = name, words
        metrics = self.fontMetrics()
        padding = self.sizeHint().width() - metrics.horizontalAdvance(self.text())
        space = max(room - padding - metrics.horizontalAdvance(_CROSS), _LEAST_ROOM // 2)
        shown = metrics.elidedText(one_line(words), Qt.TextElideMode.ElideRight, space)
        # An ampersand would underline the letter after it.
        self.setText(f"{shown}{_CROSS}".replace("&", "&&"))
        self.setAccessibleName(f"Take back: {words}")
        self.setToolTip(tool_tip(f"{words}\nClick to take it back."))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, LEAST_TARGET))

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self._name)


class ChipRow(QWidget):
    """Chips side by side; takes no room without any. Chips are reused, not rebuilt."""

    removed = Signal(str)
    """The name that a chip was shown under."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._shown: tuple[tuple[str, str], ...] = ()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE_S)
        self._layout.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(words for _, words in self._shown)

    def chip(self, name: str) -> Chip | None:
        """The chip under a name, where there is one."""
        names = [shown for shown, _ in self._shown]
        return self._chips[names.index(name)] if name in names else None

    def show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show these and no others: a name each, and what is set."""
        self._shown = tuple(chips)
        while len(self._chips) < len(chips):
            chip = Chip(self)
            chip.removed.connect(self.removed)
            self._layout.insertWidget(len(self._chips), chip)
            self._chips.append(chip)
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < len(chips))
        self.setVisible(bool(chips))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        count = len(self._shown)
        room = (self.width() - SPACE_S * count) // max(count, 1)
        for chip, (name, words) in zip(self._chips, self._shown, strict=False):
            chip.show_words(name, words, max(room, _LEAST_ROOM))
