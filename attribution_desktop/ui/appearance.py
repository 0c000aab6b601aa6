"""How the window looks, as its user chose it: theme, and how numbers and dates are written."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from attribution_desktop.ui.notations import Notations
from attribution_desktop.ui.theming import Theming
from attribution_desktop.ui.undoing import Undoing


@dataclass(frozen=True, slots=True)
class Looks:
    """Names of a theme and of a notation, as `Theming` and `Notations` have them."""

    theme: str
    notation: str


class Appearance(QObject):
    """Makes a step to undo of every choice; it counts for all projects, and without one."""

    def __init__(self, theming: Theming, notations: Notations, undoing: Undoing) -> None:
        super().__init__(undoing)
        self._theming = theming
        self._notations = notations
        self._undoing = undoing

    @property
    def looks(self) -> Looks:
        """What is chosen now."""
        return Looks(self._theming.choice, self._notations.choice)

    @Slot(str)
    def choose_theme(self, theme: str) -> None:
        """Put on another theme, and leave numbers and dates as they are."""
        self.choose(replace(self.looks, theme=theme))

    def choose(self, looks: Looks) -> None:
        """Look like this from now on."""
        before = self.looks
        if looks != before:
            self._put_on(looks)
            self._undoing.remember_look(
                _step_name(before, looks),
                partial(self._put_on, before),
                partial(self._put_on, looks),
            )

    def _put_on(self, looks: Looks) -> None:
        before = self.looks
        if looks.theme != before.theme:
            self._theming.choose(looks.theme)
        if looks.notation != before.notation:
            self._notations.choose(looks.notation)


def _step_name(before: Looks, after: Looks) -> str:
    if before.notation == after.notation:
        return "Change of theme"
    if before.theme == after.theme:
        return "Change of numbers and dates"
    return "Change of theme, numbers and dates"
