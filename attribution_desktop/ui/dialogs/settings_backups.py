"""The backups of a project: which there are, where they lie, and a copy opened from one."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.notation import day_text, noted
from attribution_desktop.services.backups import Backup, BackupRoom
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S

_HEADERS = ("Made", "Why", "Size")
_BYTES_IN_MEGABYTE = 1 << 20


class BackupsPage(QWidget):
    """The newest first. A backup is never changed: what is opened is a copy of it."""

    restore_requested = Signal(object)  # Backup
    backup_requested = Signal()
    folder_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backups: tuple[Backup, ...] = ()
        self.table = QTableWidget(0, len(_HEADERS))
        self.table.setHorizontalHeaderLabels(_HEADERS)
        self.table.setAccessibleName("Backups, the newest first")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setTabKeyNavigation(False)
        self.room = plain_label(role="muted", has_wrap=True, is_selectable=True)
        self.restore = QPushButton("&Open a copy…")
        self.restore.setAccessibleName("Open a copy of the chosen backup")
        self.make = QPushButton("Back &up now")
        self.make.setAccessibleName("Make a backup now")
        self.show_folder = QPushButton("Show the &folder")
        self.show_folder.setAccessibleName("Show the folder of backups")
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.restore)
        row.addWidget(self.make)
        row.addStretch(1)
        row.addWidget(self.show_folder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.room)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        # Without backups there is no table that would take the room.
        layout.addStretch()
        self.restore.clicked.connect(self._ask_to_restore)
        self.make.clicked.connect(self.backup_requested)
        self.show_folder.clicked.connect(self.folder_requested)
        self.table.itemSelectionChanged.connect(self._allow)
        self._allow()

    def show_backups(
        self, backups: Sequence[Backup], room: BackupRoom, *, is_writable: bool
    ) -> None:
        """Show these, told the oldest first."""
        self._backups = tuple(reversed(backups))
        self.room.setText(f"{_kept(backups)} {_rule(room)}")
        self.table.setVisible(bool(backups))
        self.table.setRowCount(len(self._backups))
        for row, backup in enumerate(self._backups):
            cells = (
                _moment(backup.made_at),
                backup.reason.replace("-", " "),
                _megabytes(backup.size),
            )
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column == len(cells) - 1:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(row, column, item)
        if self._backups:
            self.table.selectRow(0)
        self.make.setEnabled(is_writable)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        self.restore.setEnabled(bool(self._backups and rows))

    @Slot()
    def _ask_to_restore(self) -> None:
        self.restore_requested.emit(self._backups[self.table.currentRow()])


def _moment(instant: int) -> str:
    """Local wall time: these are files of this machine."""
    moment = datetime.fromtimestamp(instant / 1_000_000, UTC).astimezone()
    return f"{day_text(moment.date())} {moment:%H:%M:%S}"


def _kept(backups: Sequence[Backup]) -> str:
    if not backups:
        return "No backups yet."
    taken = _megabytes(sum(backup.size for backup in backups))
    count = len(backups)
    return f"1 backup, {taken}." if count == 1 else f"{count} backups, {taken} together."


def _rule(room: BackupRoom) -> str:
    return (
        "One is made when the project is closed after a change, and before an import is undone. "
        f"At most {room.most} and {_megabytes(room.budget)} are kept, in {room.folder}; "
        "the oldest go first."
    )


def _megabytes(size: int) -> str:
    return f"{noted(f'{size / _BYTES_IN_MEGABYTE:,.1f}')} MB"
