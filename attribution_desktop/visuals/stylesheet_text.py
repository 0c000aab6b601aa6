"""The text of the style sheet; `stylesheet` fills in the roles of the palette for `$names`.

A focus ring is 2 px where the plain border is 1 px, so focused controls lose 1 px of padding
and nothing moves.
"""

TEXT = """
QLabel[role="caption"] { color: $muted; font-size: $caption_size; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="heading"] { color: $text; font-size: $heading_size; font-weight: 600; }
QLabel[role="title"] { color: $text; font-size: $title_size; font-weight: 600; }
QLabel[role="kpi"] { color: $text; font-size: $kpi_size; font-weight: 600; }
QLabel[role="positive"], QLabel[tone="positive"] { color: $positive; }
QLabel[role="negative"], QLabel[tone="negative"] { color: $negative; }
QLabel[role="warning"], QLabel[tone="warning"] { color: $warning; }
QLabel[tone="muted"] { color: $muted; }
QLabel[role="chip"] {
    background: $selection; color: $on_selection;
    border-radius: 8px; padding: 2px 8px; font-size: $caption_size;
}
QLabel:disabled { color: $border; }
QToolTip {
    background: $hover; color: $text; border: 1px solid $border; padding: 4px 6px;
}
"""

FRAMES = """
QFrame[role="card"] { background: $surface; border: 1px solid $grid; border-radius: 8px; }
QFrame[role="banner"], QFrame[role="alarm"] {
    background: $raised; border: 1px solid $grid; border-left: 3px solid $warning;
    border-radius: 4px;
}
QFrame[role="alarm"] { border-left-color: $negative; }
QFrame[role="bar"] { background: $window; border: none; border-bottom: 1px solid $grid; }
QFrame[role="line"] { background: $grid; border: none; max-height: 1px; }
QMainWindow::separator { background: $grid; width: 1px; height: 1px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget#qt_scrollarea_viewport { background: transparent; }
QGroupBox {
    border: 1px solid $grid; border-radius: 8px; margin-top: 10px; padding: 12px 8px 8px 8px;
    font-weight: 600;
}
QGroupBox::title { subcontrol-origin: margin; left: 12px; padding: 0 4px; color: $text; }

QTabWidget::pane { border: none; border-top: 1px solid $grid; }
QTabWidget::tab-bar { left: 10px; }
QTabBar { qproperty-drawBase: 0; background: transparent; }
QTabBar::tab {
    background: transparent; color: $muted; border: none;
    border-bottom: 2px solid transparent; padding: 8px 12px 7px 12px; margin: 0 2px;
}
QTabBar::tab:hover { color: $text; background: $hover; border-radius: 4px; }
QTabBar::tab:selected {
    color: $text; background: transparent; border-bottom: 2px solid $accent; border-radius: 0;
}
QTabBar::tab:selected:focus { background: $selection; color: $on_selection; }
QTabBar::tab:disabled { color: $border; }

QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $accent; }
QSplitter::handle:horizontal { width: 8px; }
QSplitter::handle:vertical { height: 8px; }
QStatusBar { background: $window; color: $muted; border-top: 1px solid $grid; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; padding: 0 4px; }

QToolBar {
    background: $window; border: none; border-bottom: 1px solid $grid;
    padding: 4px 8px; spacing: 4px;
}
QToolBar::separator { background: $grid; width: 1px; margin: 6px 6px; }
QMenuBar { background: $window; color: $text; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:disabled { color: $border; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QMenu::item:disabled { color: $border; background: transparent; }
QMenu::separator { height: 1px; background: $grid; margin: 4px 8px; }
QMenu::right-arrow { width: 12px; height: 12px; }
"""

CONTROLS = """
QPushButton {
    background: $raised; color: $text; border: 1px solid $border; border-radius: 6px;
    padding: 5px 14px; min-height: 20px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $pressed; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton:disabled { color: $border; border-color: $grid; background: transparent; }
QPushButton::menu-indicator {
    width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 6px;
}
QPushButton[role="primary"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
}
QPushButton[role="primary"]:hover { border-color: $text; }
QPushButton[role="primary"]:pressed { background: $selection; color: $on_selection; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 4px 13px; }
QPushButton[role="primary"]:disabled {
    background: $pressed; color: $border; border-color: $pressed;
}
QPushButton[role="flat"], QPushButton:flat {
    background: transparent; border: 1px solid transparent; color: $accent; padding: 5px 8px;
}
QPushButton[role="flat"]:hover, QPushButton:flat:hover { background: $hover; }
QPushButton[role="flat"]:focus, QPushButton:flat:focus {
    border: 2px solid $accent; padding: 4px 7px;
}
QPushButton[role="flat"]:disabled { color: $border; }

QPushButton[role="chip"] {
    background: $selection; color: $on_selection; border: 1px solid $selection;
    border-radius: 11px; padding: 1px 10px; min-height: 18px; font-size: $caption_size;
}
QPushButton[role="chip"]:hover { border-color: $accent; }
QPushButton[role="chip"]:focus { border: 2px solid $accent; padding: 0 9px; }

QToolButton {
    background: transparent; color: $text; border: 1px solid transparent; border-radius: 6px;
    padding: 4px 8px;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $selection; color: $on_selection; }
QToolButton:focus { border: 2px solid $accent; padding: 3px 7px; }
QToolButton:disabled { color: $border; }
QToolButton[role="back"] { color: $accent; padding: 1px 4px; }
QToolButton[role="back"]:focus { padding: 0 3px; }
QToolButton[popupMode="1"] { padding-right: 22px; }
QToolButton[popupMode="2"] { padding-right: 22px; }
QToolButton::menu-button { border: none; width: 18px; }
QToolButton::menu-arrow, QToolButton::menu-indicator {
    width: 12px; height: 12px;
}
QToolButton::menu-indicator {
    subcontrol-origin: padding; subcontrol-position: center right; right: 5px;
}

QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox {
    background: $surface; color: $text; border: 1px solid $border; border-radius: 6px;
    padding: 4px 8px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted;
}
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 20px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
    border: 2px solid $accent; padding: 3px 7px;
}
QLineEdit[invalid="true"], QTextEdit[invalid="true"], QPlainTextEdit[invalid="true"],
QAbstractSpinBox[invalid="true"], QComboBox[invalid="true"] { border-color: $negative; }
QLineEdit:read-only, QTextEdit:read-only, QPlainTextEdit:read-only { background: $window; }
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled,
QComboBox:disabled { color: $border; background: $window; border-color: $grid; }
QAbstractItemView QLineEdit { border-radius: 0; padding: 0 4px; min-height: 0; }
QComboBox[changed="true"] { border-color: $accent; }
QComboBox { padding-right: 24px; }
QComboBox:focus { padding-right: 23px; }
QComboBox::drop-down, QDateTimeEdit::drop-down {
    subcontrol-origin: border; subcontrol-position: center right; width: 26px; border: none;
    background: transparent;
}
QComboBox::down-arrow, QDateTimeEdit::down-arrow {
    width: 12px; height: 12px;
}
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $border; padding: 4px; outline: 0;
    selection-background-color: $selection; selection-color: $on_selection;
}
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $selection; color: $on_selection; }
QAbstractSpinBox { padding-right: 24px; }
QAbstractSpinBox:focus { padding-right: 23px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; width: 22px; border: none; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { width: 10px; height: 10px; }

QCheckBox, QRadioButton { spacing: 8px; color: $text; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $border; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator,
QMenu::indicator {
    width: 14px; height: 14px; border: 1px solid $border; background: $surface;
}
QCheckBox::indicator, QAbstractItemView::indicator, QMenu::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QMenu::indicator { margin-left: 6px; }
QMenu::indicator:exclusive { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: $hover; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:checked {
    background: $accent; border-color: $accent;
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: $accent; border-color: $accent;
}
QRadioButton::indicator:checked {
    background: $accent; border-color: $accent;
}
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus {
    border: 2px solid $text;
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
    background: $window; border-color: $grid;
}

QSlider::groove:horizontal { height: 4px; background: $pressed; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
    width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; background: $accent;
}
QSlider::handle:horizontal:focus { border: 2px solid $text; width: 12px; height: 12px; }
QProgressBar {
    qproperty-textVisible: false; background: $pressed; border: none; border-radius: 3px;
    min-height: 6px; max-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

VIEWS = """
QTableView, QTreeView, QListView {
    background: $surface; alternate-background-color: $raised; color: $text;
    border: 1px solid $grid; border-radius: 8px; gridline-color: $grid; outline: 0;
    selection-background-color: $selection; selection-color: $on_selection;
}
QTableView:focus, QTreeView:focus, QListView:focus { border: 1px solid $accent; }
QFrame[role="card"] QTableView, QFrame[role="card"] QTreeView, QFrame[role="card"] QListView {
    border: 1px solid transparent; border-radius: 4px;
}
QFrame[role="card"] QTableView:focus, QFrame[role="card"] QTreeView:focus,
QFrame[role="card"] QListView:focus { border: 1px solid $accent; }
QTableView::item { padding: 2px 8px; border: none; border-bottom: 1px solid $grid; }
QTreeView::item, QListView::item { padding: 5px 8px; border: none; }
QListView::item, QTreeView::item { border-radius: 4px; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
    background: $selection; color: $on_selection;
}
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $grid;
    padding: 6px 8px; font-size: $caption_size; font-weight: 600;
}
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::up-arrow, QHeaderView::down-arrow {
    width: 10px; height: 10px; subcontrol-position: center right; margin-right: 4px;
}
QTableView[density="dense"]::item { padding: 2px; }
QTableView[density="dense"] QHeaderView::section { padding-left: 2px; padding-right: 2px; }
QTableCornerButton::section { background: $surface; border: none; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QCalendarWidget QTableView { border-radius: 0; }
QCalendarWidget QTableView::item { padding: 0; border: none; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; margin: 2px; }
QScrollBar:horizontal { height: 12px; margin: 2px; }
QScrollBar::handle { background: $border; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; width: 8px; }
QScrollBar::handle:horizontal { min-width: 32px; height: 8px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

DRAWINGS = {
    'image: url("$folder/up.svg")': ("QAbstractSpinBox::up-arrow", "QHeaderView::up-arrow"),
    'image: url("$folder/down.svg")': (
        "QPushButton::menu-indicator",
        "QToolButton::menu-arrow",
        "QToolButton::menu-indicator",
        "QComboBox::down-arrow",
        "QDateTimeEdit::down-arrow",
        "QAbstractSpinBox::down-arrow",
        "QHeaderView::down-arrow",
    ),
    'image: url("$folder/right.svg")': ("QMenu::right-arrow",),
    'image: url("$folder/check.svg")': (
        "QCheckBox::indicator:checked",
        "QAbstractItemView::indicator:checked",
        "QMenu::indicator:checked",
    ),
    'image: url("$folder/dash.svg")': (
        "QCheckBox::indicator:indeterminate",
        "QAbstractItemView::indicator:indeterminate",
    ),
    'image: url("$folder/dot.svg")': (
        "QRadioButton::indicator:checked",
        "QMenu::indicator:exclusive:checked",
    ),
    'qproperty-icon: url("$folder/left.svg")': (
        "QCalendarWidget QToolButton#qt_calendar_prevmonth",
    ),
    'qproperty-icon: url("$folder/right.svg")': (
        "QCalendarWidget QToolButton#qt_calendar_nextmonth",
    ),
}
"""What draws a file of a folder, which no palette can colour: a folder a theme."""
