"""How the row of totals is painted."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QStyleOptionViewItem

from attribution_desktop.domain.figures import Kind
from attribution_desktop.ui.models.columns import TableColumn, figure_column
from attribution_desktop.ui.models.figure_table import FigureTableModel
from attribution_desktop.ui.widgets.figure_delegate import FigureDelegate
from attribution_desktop.visuals.fonts import load_fonts

_COLUMNS = (figure_column("channel"), TableColumn("Touches", Kind.COUNT))


def test_totals_are_as_bold_as_the_bundled_font_and_no_bolder() -> None:
    """Qt smears letters that are to be bolder than the boldest file of their family."""
    model = FigureTableModel(_COLUMNS)
    model.set_table(_COLUMNS, (("email", 3),), total=("Total", 3))
    weights = []
    for row in range(2):
        option = QStyleOptionViewItem()
        FigureDelegate().initStyleOption(option, model.index(row, 1))
        weights.append(option.font.weight())
    family = load_fonts()
    known = sorted(QFontDatabase.weight(family, one) for one in QFontDatabase.styles(family))
    assert weights == [known[0], known[-1]]
