"""What is settled of a block's rows before they are read: totals, orders that are none, channels.

A row that is skipped is counted under its reason; it is no reject, because nothing is wrong.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from attribution_desktop.domain.channel_rules import EXCLUDED, ChannelRule, channel_by_rules
from attribution_desktop.domain.imports import ImportFormat
from attribution_desktop.importing.cells import PAYMENT_PAGE, TOTAL, TOTAL_CELL, Cells
from attribution_desktop.importing.source_rules import SOURCE_RULES
from attribution_desktop.importing.sources import KnownSource

_FORMULA = r"^'+[=+\-@\t\r]"
_TEXT_FIELDS = frozenset(
    {
        "customer",
        "channel",
        "order",
        "path",
        "session",
        "metadata",
        "campaign",
        "phone",
        "source",
        "medium",
    }
)
_ADDRESS = r"^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$"


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is done with every block of one file.

    Parameters
    ----------
    format
        What a row is.
    source
        The program that wrote the file; None: unknown.
    rules
        For files without a channel column.
    is_deriving
        Whether the channel comes from source, medium and campaign.
    """

    format: ImportFormat
    source: KnownSource | None
    rules: tuple[ChannelRule, ...]
    is_deriving: bool

    def sift(self, cells: Cells) -> None:
        """Skip rows that are none, and fill in what the source knows."""
        self._undo_formula_marks(cells)
        self._skip_totals(cells)
        if self.source is not None:
            self._apply_source(cells, self.source)
        self._lower_addresses(cells)
        if self.is_deriving:
            self._derive_channels(cells)

    def _lower_addresses(self, cells: Cells) -> None:
        """One person's e-mail address is one customer, in orders and in touches."""
        customers = cells.columns.get("customer")
        if customers is not None and customers.str.contains("@", literal=True).any():
            frame = pl.DataFrame({"c": customers, "m": customers.str.contains(_ADDRESS)})
            lowered = pl.when("m").then(pl.col("c").str.to_lowercase()).otherwise("c")
            cells.columns["customer"] = frame.select(lowered).to_series()

    def _undo_formula_marks(self, cells: Cells) -> None:
        for name in _TEXT_FIELDS & cells.columns.keys():
            texts = cells.columns[name]
            if texts.str.starts_with("'").any():
                is_marked = texts.str.contains(_FORMULA)
                frame = pl.DataFrame({"t": texts, "m": is_marked})
                cells.columns[name] = frame.select(
                    pl.when("m").then(pl.col("t").str.slice(1)).otherwise("t")
                ).to_series()

    def _skip_totals(self, cells: Cells) -> None:
        is_total = cells.match("first", TOTAL_CELL)
        if not is_total.any():
            return
        if self.format is not ImportFormat.SPEND:
            is_total &= cells.are_empty("timestamp") | (
                np.full(cells.line.size, self.source is not None)
            )
        cells.skip(is_total, TOTAL)

    def _apply_source(self, cells: Cells, source: KnownSource) -> None:
        for name, texts in cells.columns.items():
            is_blank = texts.is_in(sorted(source.blanks)) if source.blanks else None
            if is_blank is not None and is_blank.any():
                frame = pl.DataFrame({"t": texts, "m": is_blank})
                blanked = pl.when("m").then(pl.lit("")).otherwise("t")
                cells.columns[name] = frame.select(blanked).to_series()
        sift = SOURCE_RULES.get(source.id)
        if sift is not None:
            sift(cells)

    def _derive_channels(self, cells: Cells) -> None:
        texts = [self._told(cells, name) for name in ("source", "medium", "campaign")]
        known: dict[tuple[str, str, str], str] = {}
        channels = []
        for told in zip(*(column.to_list() for column in texts), strict=True):
            if told not in known:
                known[told] = channel_by_rules(self.rules, *told)
            channels.append(known[told])
            cells.traffic[told] += 1
        column = pl.Series(channels, dtype=pl.String)
        is_excluded = np.asarray((column == EXCLUDED).to_numpy(), dtype=np.bool_)
        field = "path" if self.format is ImportFormat.JOURNEYS else "channel"
        cells.columns[field] = column
        if not is_excluded.any():
            return
        if self.format is ImportFormat.EVENTS:
            # The order on the way back from the payment page stays; its touch is none.
            is_order = ~cells.are_empty("order") | cells.match("conversion", "^(1|(?i)true|yes)$")
            cells.columns[field] = pl.Series(
                ["" if gone else name for gone, name in zip(is_excluded, channels, strict=True)],
                dtype=pl.String,
            )
            is_excluded &= ~is_order
        cells.skip(is_excluded, PAYMENT_PAGE)

    def _told(self, cells: Cells, name: str) -> pl.Series:
        """(n,) what the rules are told of source, medium or campaign."""
        size = cells.line.size
        source = self.source
        if name in ("source", "medium") and "source_medium" in cells.columns:
            part = 0 if name == "source" else 1
            split = cells.columns["source_medium"].str.splitn(" / ", 2).struct[part]
            return split.fill_null("").str.strip_chars()
        default = getattr(source, name, "") if source is not None else ""
        texts = cells.columns.get(name, pl.Series([default] * size, dtype=pl.String))
        if "campaign_type" not in cells.columns:
            return texts
        kinds = cells.columns["campaign_type"].to_list()
        return pl.Series(
            [_by_campaign_type(name, text, kind) for text, kind in zip(texts, kinds, strict=True)],
            dtype=pl.String,
        )


def _by_campaign_type(name: str, text: str, kind: str) -> str:
    """Google's campaign types in the words of source, medium and campaign."""
    kind = kind.lower()
    if name == "source" and kind == "video":
        return "youtube"
    if name == "source" and kind == "shopping":
        return "google shopping"
    if name == "medium" and kind == "display":
        return "display"
    crossing = ("performance max", "demand gen", "discovery", "smart", "app", "local", "hotel")
    if name == "campaign":
        return f"{text} (cross-network)" if kind in crossing else ""
    return text
