"""Which models are laid side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from attribution_desktop.services.catalogue import available_models


class ModelChoice(QToolButton):
    """A button with a menu of all models; at least one stays chosen."""

    models_chosen = Signal(object)  # tuple of ids, in the registry's order

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText("&Models")
        self.setAccessibleName("Models side by side")
        self.setToolTip("Choose the models to lay side by side.")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.choices: dict[str, QAction] = {}
        for model in available_models():
            action = QAction(model.label, menu)
            action.setCheckable(True)
            action.setToolTip(model.explanation)
            action.triggered.connect(self._choose)
            menu.addAction(action)
            self.choices[model.id] = action
        self.setMenu(menu)

    def show_chosen(self, models: Sequence[str]) -> None:
        """Tick these models; nothing is asked for."""
        for model, action in self.choices.items():
            action.setChecked(model in models)
        chosen = [action for action in self.choices.values() if action.isChecked()]
        for action in self.choices.values():
            action.setEnabled(len(chosen) > 1 or not action.isChecked())

    @Slot()
    def _choose(self) -> None:
        chosen = tuple(model for model, action in self.choices.items() if action.isChecked())
        if chosen:
            self.models_chosen.emit(chosen)
