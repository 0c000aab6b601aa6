"""Cards with key figures."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import ElidedLabel, plain_label
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_XL, SPACE_XS

_SIGN_ROLES = {-1: "negative", 0: "caption", 1: "positive"}


class KpiCard(QFrame):
    """A caption, a figure in large type and a line that puts it in relation."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._caption = plain_label(caption, "muted")
        self._name = caption
        self._value = ElidedLabel("kpi")
        self._note = ElidedLabel("caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self._caption)
        layout.addWidget(self._value)
        layout.addWidget(self._note)

    @property
    def text(self) -> str:
        return self._value.whole

    @property
    def note(self) -> str:
        return self._note.whole

    def set_figure(self, text: str, note: str = "", sign: int = 0, unit: str = "") -> None:
        """Show a figure; `sign` -1 marks its note as a loss, 1 as a gain."""
        self._caption.setText(f"{self._name} ({unit})" if unit else self._name)
        self._value.set_whole(text)
        set_role(self._note, _SIGN_ROLES[sign])
        self._note.set_whole(note)
        self.setAccessibleName(f"{self._caption.text()}: {text}. {note}")


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
