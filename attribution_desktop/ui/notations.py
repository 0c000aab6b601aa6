"""Numbers and dates as the desktop or the user has them, on everything the window shows."""

from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtWidgets import QDateEdit

from attribution_desktop.domain.notation import PLAIN, Notation, current_notation, use_notation
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.window_frame import WindowFrame

SYSTEM = "system"
ISO = "iso"
LOCALES = (
    "en_US",
    "en_GB",
    "de_DE",
    "de_CH",
    "fr_FR",
    "es_ES",
    "it_IT",
    "nl_NL",
    "pl_PL",
    "pt_BR",
    "sv_SE",
    "ja_JP",
)
_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


def locale_for(choice: str) -> QLocale:
    """The locale of a choice: the desktop's, a named one, or for ISO the American signs."""
    locale = {SYSTEM: QLocale.system(), ISO: _ENGLISH}.get(choice) or QLocale(choice)
    # A desktop without any locale groups no thousands.
    return _ENGLISH if locale.language() == QLocale.Language.C else locale


def notation_for(choice: str) -> Notation:
    """Signs and order of days of a choice; a day pattern of words and quotes becomes ISO's."""
    locale = locale_for(choice)
    if choice == ISO or (choice == SYSTEM and QLocale.system().language() == QLocale.Language.C):
        return PLAIN
    pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
    if "yyyy" not in pattern:
        pattern = pattern.replace("yy", "yyyy")
    try:
        return Notation(locale.groupSeparator(), locale.decimalPoint(), pattern)
    except ValueError:
        return Notation(locale.groupSeparator(), locale.decimalPoint())


def put_in_force(choice: str) -> None:
    """Write like this from now on; before pages are built, as fields take over the locale."""
    QLocale.setDefault(locale_for(choice))
    use_notation(notation_for(choice))


class Notations(QObject):
    """Puts a notation into force for labels, tables, charts and fields."""

    changed = Signal()

    def __init__(self, window: WindowFrame, memory: WindowMemory) -> None:
        super().__init__(window)
        self._window = window
        self._memory = memory

    @property
    def choice(self) -> str:
        """system, iso or the name of a locale."""
        return self._memory.notation

    @Slot(str)
    def choose(self, choice: str) -> None:
        """Write numbers and dates like this from now on, and remember it."""
        self._memory.notation = choice
        put_in_force(choice)
        self._window.setLocale(QLocale())
        for edit in self._window.findChildren(QDateEdit):
            edit.setDisplayFormat(current_notation().day)
        self.changed.emit()
