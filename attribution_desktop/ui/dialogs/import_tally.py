"""Where every row of a file went, as a sum that one can check."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from attribution_desktop.ui.dialogs.import_words import skipped_words
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_XS

Skipped = Sequence[tuple[str, int]]


class ImportTally(QFrame):
    """`read = imported + duplicates + rejected + skipped`, in large figures.

    Parameters
    ----------
    names
        Of the parts, in their order; the last is the skipped rows.
    """

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._names = ("rows read", *names)
        self._figures = [plain_label(role="title") for _ in self._names]
        self._captions = [plain_label(name, "caption") for name in self._names]
        self._signs = [plain_label(sign, "muted") for sign in ("=", *"+" * (len(names) - 1))]
        self._sentence = ""
        layout = QGridLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setHorizontalSpacing(SPACE_L)
        layout.setVerticalSpacing(SPACE_XS)
        middle = Qt.AlignmentFlag.AlignHCenter
        for at, (figure, caption) in enumerate(zip(self._figures, self._captions, strict=True)):
            layout.addWidget(figure, 0, 2 * at, middle)
            layout.addWidget(caption, 1, 2 * at, middle)
            if at:
                layout.addWidget(self._signs[at - 1], 0, 2 * at - 1, middle)
        layout.setColumnStretch(2 * len(self._names), 1)

    @property
    def sentence(self) -> str:
        """The sum in words, with the reasons for what was skipped."""
        return self._sentence

    def show_rows(self, read: int, parts: Sequence[int | None], skipped: Skipped) -> None:
        """Show the rows read and the parts but the last; a part that is None is not shown."""
        counts = (read, *parts, sum(count for _, count in skipped))
        said = []
        for at, count in enumerate(counts):
            is_known = count is not None
            for label in (self._figures[at], self._captions[at]):
                label.setVisible(is_known)
            if at:
                self._signs[at - 1].setVisible(is_known)
            if count is not None:
                self._figures[at].setText(f"{count:,}")
                said.append(f"{count:,} {self._names[at]}")
        reasons = skipped_words(skipped)
        why = f" ({reasons})" if reasons else ""
        self._sentence = f"{said[0]} = {' + '.join(said[1:])}{why}."
        self.setAccessibleName(self._sentence)


def skipped_sentence(skipped: Skipped) -> list[str]:
    """Why rows were skipped; nothing where none was."""
    reasons = skipped_words(skipped)
    return [f"Skipped: {reasons}."] if reasons else []
