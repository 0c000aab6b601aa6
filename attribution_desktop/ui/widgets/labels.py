"""Labels that show data: never markup, whatever a channel is called."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from attribution_desktop.visuals.plain_text import left_to_right, tool_tip
from attribution_desktop.visuals.theme import set_role


def plain_label(
    text: str = "",
    role: str = "",
    *,
    has_wrap: bool = False,
    is_selectable: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """A plain-text label; `role` is one of the text roles of the style sheet."""
    label = QLabel(parent)
    make_plain(label, role, has_wrap=has_wrap, is_selectable=is_selectable)
    label.setText(text)
    return label


def make_plain(
    label: QLabel, role: str = "", *, has_wrap: bool = False, is_selectable: bool = False
) -> None:
    """Have a label show its text as it is, see `plain_label`."""
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(has_wrap)
    if has_wrap:
        # A wrapping label asks for little width and grows downwards.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    if is_selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    if role:
        set_role(label, role)


class ElidedLabel(QLabel):
    """One line of data that is cut with an ellipsis where room is short; whole in the tool tip."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""
        set_role(self, role)

    @property
    def whole(self) -> str:
        return self._whole

    @property
    def whole_width(self) -> int:
        """Pixels that the whole text takes."""
        return self.fontMetrics().horizontalAdvance(left_to_right(self._whole))

    def set_whole(self, text: str) -> None:
        """Show as much of `text` as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(0, self.contentsRect().width())
        )
        self._show(shown)

    def _show(self, text: str) -> None:
        """A line that begins with a name in Arabic or Hebrew still reads from left to right."""
        self.setText(left_to_right(text))
        self.setToolTip(tool_tip(self._whole) if text != self._whole else "")


class FittingLabel(ElidedLabel):
    """A figure in the longest of several forms that fits; whole in the tool tip."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(role, parent)
        self._forms: tuple[str, ...] = ("",)

    def set_forms(self, *forms: str) -> None:
        """The whole figure first, then ever shorter forms of it."""
        self._forms = forms
        self.set_whole(forms[0])

    @property
    def least_width(self) -> int:
        """Pixels that the shortest form takes."""
        return self.fontMetrics().horizontalAdvance(left_to_right(self._forms[-1]))

    def _fit(self) -> None:
        room = max(0, self.contentsRect().width())
        metrics = self.fontMetrics()
        fitting = (form for form in self._forms if metrics.horizontalAdvance(form) <= room)
        shown = next(fitting, None)
        if shown is None:
            shown = metrics.elidedText(self._forms[-1], Qt.TextElideMode.ElideRight, room)
        self._show(shown)
