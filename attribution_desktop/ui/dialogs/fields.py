"""A labelled field with room for a message below it."""

from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.theme import set_look
from attribution_desktop.visuals.tokens import SPACE_XS


class Field(QWidget):
    """An input and the message that concerns it; the message keeps its place when empty."""

    def __init__(self, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self._hint = hint
        self._message = plain_label(hint, "caption", has_wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(control)
        layout.addWidget(self._message)
        self.setFocusProxy(control)
        self.set_message("")

    @property
    def message(self) -> str:
        """The fault that is shown; empty when there is none."""
        return "" if self._message.text() == self._hint else self._message.text()

    def set_message(self, message: str) -> None:
        """Say what is wrong with the input; empty: nothing is."""
        self._message.setText(message or self._hint)
        self._message.setVisible(bool(message or self._hint))
        set_look(self._message, "tone", "negative" if message else "")
        set_look(self._control, "invalid", bool(message))
        self._control.setAccessibleDescription(message or self._hint)

    def add_to(self, form: QFormLayout, label: str) -> None:
        """Put the field into a form, its label tied to the input."""
        caption = QLabel(label)
        caption.setBuddy(self._control)
        self._control.setAccessibleName(label.replace("&", ""))
        form.addRow(caption, self)


def align_labels(*forms: QFormLayout) -> None:
    """Let the inputs of forms that stand below each other begin at one line."""
    items = (
        form.itemAt(row, QFormLayout.ItemRole.LabelRole)
        for form in forms
        for row in range(form.rowCount())
    )
    labels = [label for item in items if item is not None and (label := item.widget())]
    widest = max((label.sizeHint().width() for label in labels), default=0)
    for label in labels:
        label.setMinimumWidth(widest)
