"""What each core model would give the channels of a journey that is being entered."""

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.services.catalogue import available_models
from attribution_desktop.services.tracking import ModelSplits
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S, Theme

_NEARLY_ALL = 1000
_LEAST_WIDTH = 460
_WIDEST_NAME = 130
_WAITING = "Fill in the channels to see what each model gives them."
_SHOWN = "Once it is stored, with what is stored of this customer in the lookback window."


class CreditPreview(QFrame):
    """A table of channels by models, and what it rests on."""

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._swatches: Mapping[str, int] = {}
        self._labels = {model.id: model.label for model in available_models()}
        self.table = FigureTable(
            self._columns(()),
            "Credit of each channel by model",
            widest_name=_WIDEST_NAME,
        )
        self.table.stand_close()
        self.note = plain_label(_WAITING, "muted", has_wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addWidget(plain_label(f"What each model would give, {currency}", "heading"))
        layout.addWidget(self.note)
        layout.addWidget(self.table, _NEARLY_ALL)
        layout.addStretch(1)
        self.table.hide()
        self.setMinimumWidth(_LEAST_WIDTH)

    def set_swatches(self, swatches: Mapping[str, int], theme: Theme) -> None:
        """Colour indices by channel name."""
        self._swatches = swatches
        self.table.set_theme(theme)

    def show_splits(self, splits: ModelSplits) -> None:
        """Show every channel's credit under every model."""
        channels = list(dict.fromkeys(name for _, credits_ in splits for name, _ in credits_))
        credit = {model: dict(credits_) for model, credits_ in splits}
        self.table.set_table(
            self._columns(tuple(credit)),
            [
                [name, *(by_channel.get(name) for by_channel in credit.values())]
                for name in channels
            ],
            total=["Total", *(sum(by_channel.values()) for by_channel in credit.values())],
            swatches=self._swatches,
        )
        self.table.show()
        self.note.setText(_SHOWN)

    def _columns(self, models: tuple[str, ...]) -> tuple[TableColumn, ...]:
        return (
            TableColumn("Channel", Kind.TEXT),
            *(
                TableColumn(self._labels[model].replace(" ", "\n", 1), Kind.MONEY)
                for model in models
            ),
        )
