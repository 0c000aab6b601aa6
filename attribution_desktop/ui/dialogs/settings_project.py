"""Settings of the open project: what it is called, and how its analyses start out."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from attribution_desktop.domain.settings import PathRule
from attribution_desktop.ui.dialogs.fields import Field
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S

_RULES = {
    PathRule.WINDOW: "Every touch in the lookback window",
    PathRule.RESTART: "Only touches after the conversion before",
}
_NOT_A_NUMBER = "Write a number above 0."


class ProjectPage(QWidget):
    """A field a setting; what is wrong is said under its field."""

    changed = Signal()

    def __init__(self, models: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.currency, self.time_zone = QLineEdit(), QLineEdit(), QLineEdit()
        self.model = QComboBox()
        for model, label in models:
            self.model.addItem(label, model)
        self.lookback, self.half_life, self.margin = QLineEdit(), QLineEdit(), QLineEdit()
        self.rule = QComboBox()
        for rule, words in _RULES.items():
            self.rule.addItem(words, rule.value)
        self.direct = QLineEdit()
        fixed = "Fixed once there is data: it was read with this one."
        self._fields = {
            "name": Field(self.name),
            "currency": Field(self.currency, fixed),
            "time_zone": Field(self.time_zone, fixed),
            "model": Field(self.model, "The model that ROI, paths and budget begin with."),
            "lookback_days": Field(self.lookback, "Days before a conversion, or: unlimited."),
            "half_life_days": Field(self.half_life, "Days in which a touch loses half its credit."),
            "path_rule": Field(self.rule),
            "margin": Field(
                self.margin, "Part of revenue that is profit before advertising, to 1."
            ),
            "direct_channels": Field(
                self.direct, "Channels of direct visits, with commas between."
            ),
        }
        labels = (
            "Na&me",
            "C&urrency",
            "Time &zone",
            "M&odel",
            "&Lookback",
            "&Half-life",
            "Path rul&e",
            "Mar&gin",
            "&Direct channels",
        )
        form = QFormLayout(self)
        form.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        form.setHorizontalSpacing(SPACE_L)
        form.setVerticalSpacing(SPACE_S)
        for field, label in zip(self._fields.values(), labels, strict=True):
            field.add_to(form, label)
        for line in (self.name, self.lookback, self.half_life, self.margin):
            line.textChanged.connect(self._check)

    @property
    def values(self) -> dict[str, str]:
        """The text of every setting."""
        return {
            "name": self.name.text().strip(),
            "currency": self.currency.text().strip().upper(),
            "time_zone": self.time_zone.text().strip(),
            "model": str(self.model.currentData()),
            "lookback_days": self.lookback.text().strip().lower(),
            "half_life_days": self.half_life.text().strip(),
            "path_rule": str(self.rule.currentData()),
            "margin": self.margin.text().strip(),
            "direct_channels": ", ".join(
                part.strip() for part in self.direct.text().split(",") if part.strip()
            ),
        }

    @property
    def is_sound(self) -> bool:
        """Whether every field can be kept."""
        return not any(field.message for field in self._fields.values())

    def show_values(self, values: Mapping[str, str], *, is_empty: bool, is_writable: bool) -> None:
        """Show what counts now; currency and time zone can change while the project is empty."""
        self.name.setText(values["name"])
        self.currency.setText(values["currency"])
        self.time_zone.setText(values["time_zone"])
        self.model.setCurrentIndex(self.model.findData(values["model"]))
        self.lookback.setText(values["lookback_days"])
        self.half_life.setText(values["half_life_days"])
        self.rule.setCurrentIndex(self.rule.findData(values["path_rule"]))
        self.margin.setText(values["margin"])
        self.direct.setText(values["direct_channels"])
        self.currency.setEnabled(is_empty)
        self.time_zone.setEnabled(is_empty)
        # Of a long text its beginning is seen.
        for line in (self.name, self.direct):
            line.setCursorPosition(0)
        self.setEnabled(is_writable)

    @Slot()
    def _check(self) -> None:
        values = self.values
        self._fields["name"].set_message("" if values["name"] else "A project needs a name.")
        for name in ("lookback_days", "half_life_days", "margin"):
            is_fine = values[name] == "unlimited" and name == "lookback_days"
            is_fine = is_fine or _is_above_zero(values[name])
            self._fields[name].set_message("" if is_fine else _NOT_A_NUMBER)
        if _is_above_zero(values["margin"]) and float(values["margin"]) > 1:
            self._fields["margin"].set_message("The margin is at most 1.")
        self.changed.emit()


def _is_above_zero(text: str) -> bool:
    try:
        return float(text) > 0
    except ValueError:
        return False
