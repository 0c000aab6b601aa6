"""Findings in plain words, each with the way to its proof."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from attribution_desktop.domain.analysis import Notice
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.wrapped_column import WrappedColumn
from attribution_desktop.visuals.plain_text import left_to_right
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_S, SPACE_XS

_PROOFS = {
    "top-channel": ("model-comparison", "Model comparison"),
    "top-by-conversions": ("model-comparison", "Model comparison"),
    "best-roas": ("channel-roi", "Channel ROI"),
    "loses-under-all": ("channel-roi", "Channel ROI"),
    "depends-on-model": ("model-comparison", "Model comparison"),
    "spend-without-touch": ("channel-roi", "Channel ROI"),
    "models-agree": ("model-comparison", "Model comparison"),
    "models-disagree-most": ("model-comparison", "Model comparison"),
    "opener": ("model-comparison", "Model comparison"),
    "closer": ("model-comparison", "Model comparison"),
    "concentration": ("channel-roi", "Channel ROI"),
}
"""Page and title of the page on which a finding can be seen."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a finding can be seen: a page, and a channel on it."""

    slug: str
    title: str
    channel: str | None


def proof_of(notice: Notice) -> Proof | None:
    """The page that shows a finding; None where no page shows it."""
    found = _PROOFS.get(notice.code)
    if found is None:
        return None
    channel = dict(notice.parameters).get("channel")
    return Proof(*found, channel if isinstance(channel, str) else None)


class _Row(QWidget):
    """A sentence, and the button that leads to its proof."""

    opened = Signal(object)  # Proof

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._proof: Proof | None = None
        self.label: QLabel = plain_label(has_wrap=True, is_selectable=True)
        self.button = QToolButton()
        set_role(self.button, "back")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.setText("Show ›")
        self.button.clicked.connect(self._open)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def show_notice(self, notice: Notice) -> None:
        self._proof = proof_of(notice)
        self.label.setText(left_to_right(sentence(notice)))
        self.button.setVisible(self._proof is not None)
        if self._proof is not None:
            what = f"Show this on {self._proof.title}"
            self.button.setToolTip(what)
            self.button.setAccessibleName(f"{what}: {self.label.text()}")

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._proof)


class InsightList(WrappedColumn):
    """Rows are reused, not rebuilt; takes no room without any."""

    proof_requested = Signal(object)  # Proof

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, SPACE_XS, parent)
        self.column.addStretch()
        self._rows: list[_Row] = []
        self._shown = 0

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(row.label.text() for row in self._rows[: self._shown])

    def button(self, number: int) -> QToolButton:
        """The button of a finding, counted from the first."""
        return self._rows[number].button

    def show_insights(self, notices: Sequence[Notice]) -> None:
        """Show these and no others."""
        self._shown = len(notices)
        while len(self._rows) < len(notices):
            row = _Row(self)
            row.opened.connect(self.proof_requested)
            self.column.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(notices))
            if number < len(notices):
                row.show_notice(notices[number])
