"""Cards with key figures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import ElidedLabel, FittingLabel, plain_label
from attribution_desktop.visuals.charts import Sparkline
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_XL, SPACE_XS

_SIGN_ROLES = {-1: "negative", 0: "caption", 1: "positive"}


class KpiCard(QFrame):
    """A caption, a figure in large type, how it came there, and lines that put it in relation."""

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
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self._value, 3)
        row.addWidget(self.line, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_XS)
        top = QHBoxLayout()
        top.setSpacing(SPACE_M)
        top.addWidget(self._caption)
        top.addWidget(self._note, 1)
        layout.addLayout(top)
        layout.addLayout(row)
        layout.addWidget(self._change)
        # Captions of cards side by side stand in one line, whatever the cards hold.
        layout.addStretch(1)

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
        self.line.setVisible(len(self.line.values) > 1)

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
