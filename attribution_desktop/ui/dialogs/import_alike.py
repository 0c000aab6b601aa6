"""New channels that are named nearly like others: each pair can be merged, and parted again."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_XS

_MOST_PAIRS = 5
_LEAST_WIDTH = 280

Pair = tuple[str, str]


class AlikeChannels(QWidget):
    """A line a pair: which is merged into which is the user's choice, and can be taken back."""

    merge_requested = Signal(str, str)  # source, target
    parting_requested = Signal(int)  # number of the change that merged them

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE_XS)
        self.lines: dict[Pair, PairLine] = {}
        self.hide()

    def show_pairs(self, pairs: tuple[Pair, ...]) -> None:
        """Suggest these; of many only the first."""
        for line in self.lines.values():
            line.hide()
            line.deleteLater()
        self.lines = {}
        for pair in pairs[:_MOST_PAIRS]:
            line = PairLine(pair)
            line.merge_requested.connect(self.merge_requested)
            line.parting_requested.connect(self.parting_requested)
            self._layout.addWidget(line)
            self.lines[pair] = line
        self.setVisible(bool(pairs))

    @Slot(str, str, int)
    def show_merged(self, source: str, target: str, number: int) -> None:
        """Say of a pair that it is one channel now; others cannot be merged with what is gone."""
        for pair, line in self.lines.items():
            if {source, target} == set(pair):
                line.show_merged(source, target, number)
            elif source in pair:
                line.hide()

    @Slot(int)
    def show_parted(self, number: int) -> None:
        """Say of the pair that this change merged that it is two channels again."""
        for line in self.lines.values():
            if line.number == number:
                line.show_apart()
            line.show()


class PairLine(QWidget):
    """Two names, and what can be done about them."""

    merge_requested = Signal(str, str)
    parting_requested = Signal(int)

    def __init__(self, pair: Pair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        first, second = pair
        self.number: int | None = None
        self._pair = pair
        self.text = plain_label(has_wrap=True)
        self.text.setMinimumWidth(_LEAST_WIDTH)
        self.into_first = _button(f"Keep “{_short(first)}”", f"Merge {second} into {first}")
        self.into_second = _button(f"Keep “{_short(second)}”", f"Merge {first} into {second}")
        self.part = _button("Undo", f"Part {first} and {second} again")
        self.into_first.clicked.connect(partial(self._ask, second, first))
        self.into_second.clicked.connect(partial(self._ask, first, second))
        self.part.clicked.connect(self._ask_to_part)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.text, 1)
        for button in (self.into_first, self.into_second, self.part):
            layout.addWidget(button)
        self.show_apart()

    def show_apart(self) -> None:
        """Ask whether they are one channel."""
        first, second = self._pair
        self.number = None
        self.text.setText(f"“{first}” and “{second}” are nearly the same name. One channel?")
        self._show_buttons(is_merged=False)

    def show_merged(self, source: str, target: str, number: int) -> None:
        """Say that they are one now."""
        self.number = number
        self.text.setText(f"“{source}” counts as “{target}” now, in later imports as well.")
        self._show_buttons(is_merged=True)

    def _show_buttons(self, *, is_merged: bool) -> None:
        for button in (self.into_first, self.into_second):
            button.setVisible(not is_merged)
            button.setEnabled(True)
        self.part.setVisible(is_merged)
        self.part.setEnabled(True)

    def _ask(self, source: str, target: str) -> None:
        self.into_first.setEnabled(False)
        self.into_second.setEnabled(False)
        self.merge_requested.emit(source, target)

    @Slot()
    def _ask_to_part(self) -> None:
        if self.number is not None:
            self.part.setEnabled(False)
            self.parting_requested.emit(self.number)


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text.replace("&", "&&"))
    button.setAccessibleName(name)
    return button


def _short(name: str, most: int = 26) -> str:
    """Without its middle where it is long: names that are alike often differ in the end."""
    half = (most - 1) // 2
    return name if len(name) <= most else f"{name[:half]}…{name[-half:]}"
