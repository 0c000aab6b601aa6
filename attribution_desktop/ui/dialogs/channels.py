"""The channels of a project: how often each is touched, what it is called and counts as."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.figures import Kind
from attribution_desktop.services.channels import ChannelEntry
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.name_box import NameBox
from attribution_desktop.ui.widgets.states import StatePanel
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.theme import current_theme, set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S

_SIZE = (680, 520)
_NEARLY_ALL = 1000
_COLUMNS = (
    TableColumn("Channel", Kind.TEXT, "As it is shown everywhere."),
    TableColumn("Touchpoints", Kind.COUNT, "How many touches count as the channel's."),
    TableColumn("Also spelled", Kind.TEXT, "Other spellings in files that count as it."),
)
_EXPLANATION = (
    "Renaming changes what is shown; merging counts one channel as another, spend included. Files "
    "that use the old name still mean the same channel. Both can be undone."
)
_MOST_PAIRS = 3


class ChannelsDialog(QDialog):
    """Asks for one change at a time, and stays open."""

    rename_requested = Signal(object, object)  # old, new
    merge_requested = Signal(object, object)  # source, target
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_writable: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("Channels")
        self._is_writable = is_writable
        self._entries: tuple[ChannelEntry, ...] = ()
        self.table = FigureTable(_COLUMNS, "Channels of the project")
        self.table.set_theme(current_theme())
        self.nothing = StatePanel()
        self.nothing.show_no_channels()
        self.alike = plain_label(role="warning", has_wrap=True)
        self.name = QLineEdit()
        self.rename = QPushButton("&Rename")
        self.target = NameBox()
        self.merge = QPushButton("&Merge")
        self.message = plain_label(has_wrap=True)
        self.undo = QPushButton("&Undo")
        self.undo.setAccessibleName("Undo the last change")
        self.undo.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.name.textEdited.connect(self._check)
        self.name.returnPressed.connect(self._rename)
        self.rename.clicked.connect(self._rename)
        self.merge.clicked.connect(self._merge)
        self.undo.clicked.connect(self._undo)
        self.buttons.rejected.connect(self.reject)
        # Until the channels have been read, nobody knows whether there are any.
        for part in (self.nothing, self.alike):
            part.hide()
        self._choose()

    def _lay_out(self) -> None:
        self._changes = QWidget()
        changes = QGridLayout(self._changes)
        changes.setContentsMargins(0, 0, 0, 0)
        changes.setHorizontalSpacing(SPACE_M)
        changes.setVerticalSpacing(SPACE_S)
        for row, (text, field, button) in enumerate(
            (("&Show it as", self.name, self.rename), ("&Count it as", self.target, self.merge))
        ):
            label = QLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            changes.addWidget(label, row, 0)
            changes.addWidget(field, row, 1)
            changes.addWidget(button, row, 2)
        changes.setColumnStretch(1, 1)
        told = QHBoxLayout()
        told.addWidget(self.message, 1)
        told.addWidget(self.undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(plain_label(_EXPLANATION, "muted", has_wrap=True))
        layout.addWidget(self.nothing, _NEARLY_ALL)
        layout.addWidget(self.table, _NEARLY_ALL)
        layout.addWidget(self.alike)
        layout.addWidget(self._changes)
        layout.addLayout(told)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        # Enter in the field for the name renames; it must not close the dialog as well.
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        for button in (self.rename, self.merge, self.undo, close):
            button.setAutoDefault(False)
            button.setDefault(False)
        self.resize(*_SIZE)

    @property
    def chosen(self) -> str:
        """The channel of the current row; empty without one."""
        index = self.table.currentIndex()
        return str(index.siblingAtColumn(0).data()) if index.isValid() else ""

    @Slot(object, object, object)
    def show_channels(
        self,
        entries: Sequence[ChannelEntry],
        alike: Sequence[tuple[str, str]],
        swatches: Mapping[str, int],
    ) -> None:
        """List the channels; the row that was chosen stays chosen."""
        chosen = self.chosen
        self._entries = tuple(entries)
        self.table.set_table(
            _COLUMNS,
            [(entry.name, entry.touchpoints, ", ".join(entry.spellings)) for entry in entries],
            swatches=swatches,
        )
        self.alike.setText(_alike_text(alike))
        self.alike.setVisible(bool(alike))
        names = [entry.name for entry in entries]
        self.nothing.setVisible(not names)
        for part in (self.table, self._changes):
            part.setVisible(bool(names))
        if names:
            row = names.index(chosen) if chosen in names else 0
            self.table.setCurrentIndex(self.table.model().index(row, 0))
        self._choose()

    def tell(self, text: str) -> None:
        """Say what was done, and offer to undo it."""
        self._say(text, "positive")
        self.undo.show()

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        self._say(fault_from(error).words, "negative")
        self.undo.hide()
        self._check()

    def _say(self, text: str, role: str) -> None:
        set_role(self.message, role)
        self.message.setText(text)

    @Slot()
    def _choose(self) -> None:
        chosen = self.chosen
        self.name.setText(chosen)
        # All of it, backwards: of a long name its beginning is seen.
        self.name.setSelection(len(chosen), -len(chosen))
        self.target.clear()
        for entry in self._entries:
            if entry.name != chosen:
                self.target.addItem(one_line(entry.name), entry.name)
        self._check()

    @Slot()
    def _check(self) -> None:
        """What cannot be done is not offered, and says why."""
        chosen, name = self.chosen, self.name.text().strip()
        reason = "" if self._is_writable else "The project is open for reading only."
        if not reason and not chosen:
            reason = "Choose a channel."
        no_name = "Write another name." if not name or name == chosen else ""
        no_target = "" if self.target.count() else "There is no other channel."
        for button, own in ((self.rename, no_name), (self.merge, no_target)):
            button.setEnabled(not (reason or own))
            button.setToolTip(reason or own)

    @Slot()
    def _rename(self) -> None:
        if self.rename.isEnabled():
            self.rename.setEnabled(False)
            self.rename_requested.emit(self.chosen, self.name.text().strip())

    @Slot()
    def _merge(self) -> None:
        if self.merge.isEnabled():
            self.merge.setEnabled(False)
            self.merge_requested.emit(self.chosen, self.target.currentData())

    @Slot()
    def _undo(self) -> None:
        self.undo.hide()
        self._say("", "")
        self.undo_requested.emit()


def _alike_text(pairs: Sequence[tuple[str, str]]) -> str:
    if not pairs:
        return ""
    named = "; ".join(f"{one} and {other}" for one, other in pairs[:_MOST_PAIRS])
    more = f" and {len(pairs) - _MOST_PAIRS} more" if len(pairs) > _MOST_PAIRS else ""
    return f"Nearly the same names: {named}{more}."
