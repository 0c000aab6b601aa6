"""Findings in plain words, each with the way to its proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from attribution_desktop.domain.analysis import Notice
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.ui.widgets.statement import Statement
from attribution_desktop.visuals.plain_text import left_to_right
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import LEAST_TARGET, SPACE_S, SPACE_XS

_PROOFS = {
    "top-channel": ("model-comparison", "Model comparison"),
    "top-by-conversions": ("model-comparison", "Model comparison"),
    "best-roas": ("channel-roi", "Channel ROI"),
    "loses-under-all": ("channel-roi", "Channel ROI"),
    "depends-on-model": ("channel-roi", "Channel ROI"),
    "spend-without-touch": ("channel-roi", "Channel ROI"),
    "models-agree": ("model-comparison", "Model comparison"),
    "models-disagree-most": ("model-comparison", "Model comparison"),
    "opener": ("model-comparison", "Model comparison"),
    "closer": ("model-comparison", "Model comparison"),
    "concentration": ("channel-roi", "Channel ROI"),
}
"""Page and title of the page on which a finding can be seen."""

_LEAST = 3
_UNTOUCHED = "spend-without-touch"


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
        self.label = Statement()
        self.button = QToolButton()
        set_role(self.button, "back")
        self.button.setMinimumHeight(LEAST_TARGET)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.setText("Show ›")
        # Where the button does not know a menu, which is how it is opened by keyboard.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
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
        channel = None if self._proof is None else self._proof.channel
        if notice.code == _UNTOUCHED:
            # It says that there are none.
            channel = None
        self.label.lead_to(
            *(() if channel is None else (("Show &journeys", JourneyQuery(channels=(channel,))),))
        )
        self.addActions(self.label.ways)

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._proof)


class InsightList(QWidget):
    """Shows the first few findings, and as many more as there is room for.

    Rows are reused, not rebuilt. What it asks for depends on its width alone, so that no layout
    goes back and forth.
    """

    proof_requested = Signal(object)  # Proof
    journeys_wanted = Signal(object)  # JourneyQuery

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_XS)
        self._column.addStretch()
        self._rows: list[_Row] = []
        self._count = 0

    @property
    def sentences(self) -> tuple[str, ...]:
        """Of the findings that are shown."""
        return tuple(row.label.text() for row in self._rows if not row.isHidden())

    def statement(self, number: int) -> Statement:
        """The words of a finding, counted from the first."""
        return self._rows[number].label

    def button(self, number: int) -> QToolButton:
        """The button of a finding, counted from the first."""
        return self._rows[number].button

    def show_insights(self, notices: Sequence[Notice]) -> None:
        """Show these and no others, the most useful first."""
        self._count = len(notices)
        while len(self._rows) < len(notices):
            row = _Row(self)
            row.opened.connect(self.proof_requested)
            row.label.journeys_wanted.connect(self.journeys_wanted)
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for row, notice in zip(self._rows, notices, strict=False):
            row.show_notice(notice)
        self._fit()
        self.updateGeometry()

    def _heights(self) -> list[int]:
        """What each finding needs at this width, with the gap above it."""
        width = max(self.width(), 1)
        return [row.heightForWidth(width) + SPACE_XS for row in self._rows[: self._count]]

    def _fit(self) -> None:
        taken = accumulate(self._heights())
        fitting = sum(height <= self.height() + SPACE_XS for height in taken)
        for number, row in enumerate(self._rows):
            row.setVisible(number < min(max(fitting, _LEAST), self._count))

    def hasHeightForWidth(self) -> bool:
        """No: box layouts squeeze whatever stands beside such a part below its least height."""
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(0, sum(self._heights()[:_LEAST]))

    def sizeHint(self) -> QSize:
        return QSize(0, sum(self._heights()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
