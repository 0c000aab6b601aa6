"""Cards with key figures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import ElidedLabel, FittingLabel, plain_label
from attribution_desktop.visuals.charts import Sparkline
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_XL, SPACE_XS

_FIGURE_SHARE, _LINE_SHARE = 3, 2
_SIGN_ROLES = {-1: "negative", 0: "caption", 1: "positive"}


class KpiCard(QFrame):
    """A caption, a figure in large type, how it came there, and lines that put it in relation.

    The note stands beside the caption, or below the figure where it would not be whole there. The
    small curve makes room for a figure that would not be whole beside it.
    """

    journeys_wanted = Signal()

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._caption = plain_label(caption, "muted")
        self._name = caption
        self._value = FittingLabel("kpi")
        self.line = Sparkline()
        self.line.setAccessibleName(f"{caption}, step by step")
        self._change = FittingLabel("caption")
        self._note = ElidedLabel("caption")
        self._change.hide()
        self.line.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self._value, _FIGURE_SHARE)
        row.addWidget(self.line, _LINE_SHARE)
        self._top = QHBoxLayout()
        self._top.setSpacing(SPACE_M)
        self._top.addWidget(self._caption)
        self._top.addWidget(self._note, 1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE_XS)
        self._lines.addLayout(row)
        self._lines.addWidget(self._change)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(self._top)
        layout.addLayout(self._lines)
        # Captions of cards side by side stand in one line, whatever the cards hold.
        layout.addStretch(1)
        self._place_note(is_beside=True)

    def offer_journeys(self) -> None:
        """Let the journeys behind the figure be asked for; call it once."""
        action = QAction("Show &journeys", self)
        action.triggered.connect(self.journeys_wanted)
        self.addAction(action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @property
    def text(self) -> str:
        return self._value.whole

    @property
    def note(self) -> str:
        return self._note.whole

    @property
    def change(self) -> str:
        return self._change.whole

    def set_caption(self, caption: str) -> None:
        """Name the card anew; the figure that follows takes the name up."""
        self._name = caption
        self.line.setAccessibleName(f"{caption}, step by step")

    def set_figure(
        self,
        text: str,
        note: str = "",
        sign: int = 0,
        unit: str = "",
        *,
        shorter: Sequence[str] = (),
    ) -> None:
        """Show a figure; `sign` -1 marks its note as a loss, 1 as a gain.

        Parameters
        ----------
        shorter
            Ever shorter forms of the figure, for where there is little room.
        """
        self._caption.setText(f"{self._name} ({unit})" if unit else self._name)
        self._value.set_forms(text, *shorter)
        set_role(self._note, _SIGN_ROLES[sign])
        self._note.set_whole(note)
        self._name_all()
        self._arrange()

    def set_change(self, text: str, sign: int = 0, *, shorter: Sequence[str] = ()) -> None:
        """Say how the figure changed; `sign` says whether that is bad, neither or good.

        Parameters
        ----------
        shorter
            Ever shorter forms of the sentence, for where there is little room.
        """
        set_role(self._change, _SIGN_ROLES[sign])
        self._change.set_forms(text, *shorter)
        self._change.setVisible(bool(text))
        self._name_all()

    def set_line(self, values: Sequence[float | None], sentence: str) -> None:
        """Show how the figure came about, oldest first; without two values nothing."""
        self.line.set_values(values, sentence)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() - 2 * SPACE_L
        beside = room - self._caption.sizeHint().width() - SPACE_M
        self._place_note(is_beside=self._note.whole_width <= beside)
        figure = (room - SPACE_M) * _FIGURE_SHARE // (_FIGURE_SHARE + _LINE_SHARE)
        fits = self._value.least_width <= figure
        self.line.setVisible(len(self.line.values) > 1 and fits)

    def _place_note(self, *, is_beside: bool) -> None:
        """Beside the caption, at the right; else right below the figure, where that begins."""
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        self._note.setAlignment((right if is_beside else left) | Qt.AlignmentFlag.AlignVCenter)
        if is_beside is (self._top.indexOf(self._note) >= 0):
            return
        if is_beside:
            self._lines.removeWidget(self._note)
            self._top.addWidget(self._note, 1)
        else:
            self._top.removeWidget(self._note)
            self._lines.insertWidget(1, self._note)

    def _name_all(self) -> None:
        words = [f"{self._caption.text()}: {self.text}.", self.change, self.note]
        self.setAccessibleName(" ".join(word for word in words if word))


class FigureStrip(QFrame):
    """Small figures side by side in one card, each under its caption."""

    def __init__(self, captions: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        layout = QGridLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setHorizontalSpacing(SPACE_XL)
        layout.setVerticalSpacing(SPACE_XS)
        self._values = []
        for column, caption in enumerate(captions):
            value = plain_label("–", "heading")
            layout.addWidget(plain_label(caption, "caption", has_wrap=True), 0, column)
            layout.addWidget(value, 1, column)
            layout.setColumnStretch(column, 1)
            self._values.append(value)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(value.text() for value in self._values)

    def set_figures(self, texts: Sequence[str]) -> None:
        """One text a caption, in the captions' order."""
        for value, text in zip(self._values, texts, strict=True):
            value.setText(text)
