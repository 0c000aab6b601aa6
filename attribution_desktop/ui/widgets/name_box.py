"""A box of names that says where one is cut."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from attribution_desktop.visuals.plain_text import tool_tip


class NameBox(QComboBox):
    """As Qt's, which cuts what is too long without a sign; names are told whole in the tool tip.

    Parameters
    ----------
    elision
        Where a name is cut: names of campaigns differ at their ends, others at their beginnings.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        elision: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
    ) -> None:
        super().__init__(parent)
        self._elision = elision

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        # A pixel less: a text that just fits is cut by the style's own rounding.
        option.currentText = self._shown(option, self._room(option) - 1)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    @property
    def shown_text(self) -> str:
        """The present name as it is painted."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._shown(option, self._room(option) - 1)

    def _shown(self, option: QStyleOptionComboBox, room: int) -> str:
        whole = self.currentText()
        shown = option.fontMetrics.elidedText(whole, self._elision, room)
        self.setToolTip(tool_tip(whole) if shown != whole else "")
        return str(shown)

    def _room(self, option: QStyleOptionComboBox) -> int:
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        return field.width()
