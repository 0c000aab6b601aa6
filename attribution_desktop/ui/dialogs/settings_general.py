"""Settings of the window itself: its theme, and how numbers and dates are written."""

from datetime import date

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from attribution_desktop.domain.notation import Notation
from attribution_desktop.ui.dialogs.fields import Field
from attribution_desktop.ui.notations import ISO, LOCALES, SYSTEM, notation_for
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S

_THEMES = (("dark", "Dark"), ("light", "Light"), (SYSTEM, "As the desktop has it"))
_EXAMPLE_DAY = date(2025, 1, 31)


class GeneralPage(QWidget):
    """What is chosen here counts for every project."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = QComboBox()
        for choice, words in _THEMES:
            self.theme.addItem(words, choice)
        self.notation = QComboBox()
        self.notation.addItem(f"As the desktop has it ({example(SYSTEM)})", SYSTEM)
        self.notation.addItem(f"ISO ({example(ISO)})", ISO)
        for name in LOCALES:
            self.notation.addItem(f"{_name(name)} ({example(name)})", name)
        form = QFormLayout(self)
        form.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        form.setHorizontalSpacing(SPACE_L)
        form.setVerticalSpacing(SPACE_S)
        Field(self.theme, "Changes with the desktop while the program runs, if so chosen.").add_to(
            form, "The&me"
        )
        Field(
            self.notation, "For everything on screen. Reports are written alike everywhere."
        ).add_to(form, "&Numbers and dates")

    def show_choices(self, theme: str, notation: str) -> None:
        self.theme.setCurrentIndex(max(0, self.theme.findData(theme)))
        self.notation.setCurrentIndex(max(0, self.notation.findData(notation)))


def example(choice: str) -> str:
    """A number and a day as a choice writes them."""
    notation = notation_for(choice)
    return f"1{notation.group}234{notation.point}50 · {_day(notation)}"


def _day(notation: Notation) -> str:
    day = _EXAMPLE_DAY
    text = notation.day.replace("yyyy", str(day.year)).replace("dd", f"{day.day:02}")
    return text.replace("MM", f"{day.month:02}").replace("M", str(day.month)).replace("d", "31")


def _name(name: str) -> str:
    locale = QLocale(name)
    return f"{locale.nativeLanguageName()}, {locale.nativeTerritoryName()}"
