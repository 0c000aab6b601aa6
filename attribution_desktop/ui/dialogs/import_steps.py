"""Where in the import one is."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_S

_STEPS = ("Read", "Check", "Result")


class ImportSteps(QWidget):
    """The steps in a line, the present one in the foreground, and which file of several it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = [
            plain_label(f"{number}  {name}") for number, name in enumerate(_STEPS, start=1)
        ]
        self.place = plain_label(role="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        for number, label in enumerate(self._labels):
            if number:
                layout.addWidget(plain_label("›", "muted"))
            layout.addWidget(label)
        layout.addStretch(1)
        layout.addWidget(self.place)
        self.show_step(0)

    def show_step(self, step: int) -> None:
        """Bring the step (from 0) to the foreground."""
        for number, label in enumerate(self._labels):
            set_role(label, "heading" if number == step else "muted")
        self.setAccessibleName(f"Step {step + 1} of {len(_STEPS)}: {_STEPS[step]}")

    def show_place(self, number: int, total: int) -> None:
        """Say which file of how many it is; nothing of a single one."""
        self.place.setText(f"File {number} of {total}" if total > 1 else "")
