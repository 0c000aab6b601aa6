"""The user guide in a window of its own: index, headings, search with its hits marked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QColor, QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.ui.guide_pages import GuidePage, guide_pages
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.documents import give_room
from attribution_desktop.visuals.theme import current_theme
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S, Theme

_SIZE = (980, 700)
_INDEX_SHARE = (280, 700)
_SLUG = Qt.ItemDataRole.UserRole
_HEADING = Qt.ItemDataRole.UserRole + 1
_MOST_MARKED = 500


class GuideDialog(QDialog):
    """Stands beside the window; links lead from page to page, and nowhere else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("User guide")
        self._pages = {page.slug: page for page in guide_pages()}
        self._shown: GuidePage = next(iter(self._pages.values()))
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText("Words to look for")
        self.index = QTreeWidget()
        self.index.setHeaderHidden(True)
        self.index.setAccessibleName("Pages of the guide")
        self.text = QTextBrowser()
        self.text.setAccessibleName("Page of the guide")
        self.text.setOpenLinks(False)
        self.found = plain_label(role="muted")
        self.before = QPushButton("&Previous")
        self.after = QPushButton("&Next")
        self.before.setAccessibleName("Previous place found")
        self.after.setAccessibleName("Next place found")
        self._lay_out()
        self.search.textChanged.connect(self._look_for)
        self.search.returnPressed.connect(self.go_to_next)
        self.index.currentItemChanged.connect(self._open_item)
        self.before.clicked.connect(self.go_to_previous)
        self.after.clicked.connect(self.go_to_next)
        QShortcut(QKeySequence.StandardKey.Find, self, self._go_to_search)
        self._fill_index()
        self.open_page(self._shown.slug)

    def _lay_out(self) -> None:
        caption = QLabel("&Search")
        caption.setBuddy(self.search)
        self.search.setAccessibleName("Search the guide")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(caption)
        column.addWidget(self.search)
        column.addWidget(self.index, 1)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(SPACE_S)
        beside.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addWidget(self.found, 1)
        row.addWidget(self.before)
        row.addWidget(self.after)
        beside.addLayout(row)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes(list(_INDEX_SHARE))
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.addWidget(splitter)
        self.resize(*_SIZE)

    @property
    def page(self) -> GuidePage:
        """The page that is shown."""
        return self._shown

    @property
    def marked(self) -> int:
        """How many places of the page are marked."""
        return len(self.text.extraSelections())

    def open_page(self, slug: str) -> None:
        """Show a page; of an unknown one, the first."""
        items = self._items()
        wanted = [item for item in items if item.data(0, _SLUG) == slug]
        for item in (wanted or items)[:1]:
            self.index.setCurrentItem(item)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            # Links and marks took their colours when the page was laid out.
            self._render()

    def _fill_index(self) -> None:
        words = self.search.text()
        pages = [page for page in self._pages.values() if not words.strip() or page.hits(words)]
        self.index.blockSignals(True)  # noqa: FBT003  # Qt's own
        self.index.clear()
        self.index.addTopLevelItems([_item(page, words) for page in pages])
        self.index.blockSignals(False)  # noqa: FBT003  # Qt's own

    @Slot()
    def _look_for(self) -> None:
        self._fill_index()
        self._mark()
        self.open_page(self._shown.slug)

    def _items(self) -> list[QTreeWidgetItem]:
        rows = range(self.index.topLevelItemCount())
        return [item for row in rows if (item := self.index.topLevelItem(row)) is not None]

    @Slot(object, object)
    def _open_item(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        page = self._pages[item.data(0, _SLUG)]
        if page is not self._shown or self.text.document().isEmpty():
            self._shown = page
            self._render()
        else:
            self._mark()
        heading = item.data(0, _HEADING)
        if heading:
            self._go_to(heading)
        else:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self._show_first()

    def _render(self) -> None:
        self.text.setMarkdown(self._shown.markdown)
        give_room(self.text.document(), current_theme())
        self._mark()

    def _mark(self) -> None:
        """Mark every place where the words occur, and say how many there are."""
        words = " ".join(self.search.text().split())
        theme = current_theme()
        places = _places(self.text.document(), words) if words else []
        self.text.setExtraSelections([_selection(place, theme) for place in places])
        many = len(places)
        self.found.setText(
            "" if not words else f"{many} {'place' if many == 1 else 'places'} on this page"
        )
        for button in (self.before, self.after):
            button.setEnabled(bool(places))

    def _show_first(self) -> None:
        places = self.text.extraSelections()
        if places:
            cursor = QTextCursor(places[0].cursor)
            cursor.setPosition(cursor.selectionStart())
            self.text.setTextCursor(cursor)
            self.text.ensureCursorVisible()

    @Slot()
    def go_to_next(self) -> None:
        """Select the next place found, from the top again after the last."""
        self._step(QTextDocument.FindFlag(0), QTextCursor.MoveOperation.Start)

    @Slot()
    def go_to_previous(self) -> None:
        self._step(QTextDocument.FindFlag.FindBackward, QTextCursor.MoveOperation.End)

    def _step(self, direction: QTextDocument.FindFlag, turn: QTextCursor.MoveOperation) -> None:
        words = " ".join(self.search.text().split())
        if words and not self.text.find(words, direction):
            self.text.moveCursor(turn)
            self.text.find(words, direction)

    def _go_to(self, heading: str) -> None:
        block = self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                top = self.text.document().documentLayout().blockBoundingRect(block).top()
                self.text.setTextCursor(QTextCursor(block))
                self.text.verticalScrollBar().setValue(int(top))
                return
            block = block.next()

    @Slot()
    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()


def _item(page: GuidePage, words: str) -> QTreeWidgetItem:
    hits = page.hits(words)
    item = QTreeWidgetItem([f"{page.title} ({hits})" if hits else page.title])
    item.setData(0, _SLUG, page.slug)
    for heading in page.headings:
        child = QTreeWidgetItem([heading])
        child.setData(0, _SLUG, page.slug)
        child.setData(0, _HEADING, heading)
        item.addChild(child)
    return item


def _places(document: QTextDocument, words: str) -> Sequence[QTextCursor]:
    places: list[QTextCursor] = []
    cursor = document.find(words, 0)
    while not cursor.isNull() and len(places) < _MOST_MARKED:
        places.append(cursor)
        cursor = document.find(words, cursor)
    return places


def _selection(place: QTextCursor, theme: Theme) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor = place
    made.format.setBackground(QColor(theme.accent))
    made.format.setForeground(QColor(theme.on_accent))
    return made
