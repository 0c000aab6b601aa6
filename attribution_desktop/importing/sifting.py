"""What is settled of a block's rows before they are read: totals, orders that are none, channels.

A row that is skipped is counted under its reason; it is no reject, because nothing is wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from attribution_desktop.domain.channel_rules import EXCLUDED, ChannelRule, channel_by_rules
from attribution_desktop.domain.imports import ImportFormat
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.importing.sources import KnownSource

TOTAL = "total"
COMMENT = "comment"
CONTINUATION = "continuation"
PAYMENT_PAGE = "payment page"

TOTAL_CELL = (
    r"(?i)^((grand\s+)?totals?|gesamt(summe)?|insgesamt|totale|totaal|totaux)"
    r"(\s*[:\-–—].*|\s+(of|for)\s.*)?$"
)
"""The first cell of a total row: `Total`, `Grand total`, `Total: Account`."""

_FORMULA = r"^'+[=+\-@\t\r]"
_TEXT_FIELDS = frozenset(
    {"customer", "channel", "order", "path", "session", "metadata", "campaign", "source", "medium"}
)
_ADDRESS = r"^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$"
_LOST = r"(?i)\blost\b|closedlost"


@dataclass(slots=True)
class Cells:
    """The cells of a block that is being sifted: rows disappear together."""

    columns: dict[str, pl.Series]
    line: IntColumn
    skipped: dict[str, int]

    def skip(self, where: BoolColumn, reason: str) -> None:
        """Take the rows under the mask out, and count them."""
        count = int(where.sum())
        if not count:
            return
        self.skipped[reason] = self.skipped.get(reason, 0) + count
        kept = pl.Series(~where)
        self.columns = {name: cells.filter(kept) for name, cells in self.columns.items()}
        self.line = self.line[~where]

    def are_empty(self, name: str) -> BoolColumn:
        """(n,) whether the cell holds nothing; all True without such a column."""
        if name not in self.columns:
            return np.ones(self.line.size, dtype=np.bool_)
        empty: BoolColumn = (self.columns[name].str.len_bytes() == 0).to_numpy()
        return empty

    def match(self, name: str, pattern: str) -> BoolColumn:
        """(n,) whether the cell contains the pattern; all False without such a column."""
        if name not in self.columns:
            return np.zeros(self.line.size, dtype=np.bool_)
        found: BoolColumn = self.columns[name].str.contains(pattern).to_numpy()
        return found


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
        sift = _SOURCE_RULES.get(source.id)
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


def _fill_from(cells: Cells, name: str, other: str) -> None:
    """Where a cell is empty, take the one of another column."""
    if name in cells.columns and other in cells.columns:
        frame = pl.DataFrame({"a": cells.columns[name], "b": cells.columns[other]})
        cells.columns[name] = frame.select(
            pl.when(pl.col("a") == "").then("b").otherwise("a")
        ).to_series()


def _sift_report(cells: Cells) -> None:
    """Google Analytics: totals have no channel, and a channel may have converted nobody."""
    dimension = "path" if "path" in cells.columns else "source_medium"
    cells.skip(cells.are_empty(dimension) | cells.match(dimension, TOTAL_CELL), TOTAL)
    if "conversions" in cells.columns:
        is_nothing = cells.match("conversions", r"^0+([.,]0*)?$")
        is_nothing &= cells.match("value", r"^[^1-9]*$") | cells.are_empty("value")
        cells.skip(is_nothing, "no conversion")


def _sift_events(cells: Cells) -> None:
    """Google Analytics in BigQuery: a purchase is a conversion."""
    is_purchase = cells.columns["conversion"].is_in(["purchase"])
    cells.columns["conversion"] = is_purchase.cast(pl.Int8).cast(pl.String)


def _sift_meta(cells: Cells) -> None:
    """Meta: the row without a campaign sums up the others."""
    for name in ("campaign", "ad_set", "ad"):
        if name in cells.columns:
            cells.skip(cells.are_empty(name), TOTAL)
            return


def _sift_shopify(cells: Cells) -> None:
    """Shopify: an order has a row a line item, and only the first one tells of the order."""
    cells.skip(cells.are_empty("status") & cells.are_empty("value"), CONTINUATION)
    for status in ("voided", "refunded"):
        cells.skip(cells.match("status", f"(?i)^{status}$"), f"{status} order")
    _fill_from(cells, "timestamp", "created")


def _sift_stripe(cells: Cells) -> None:
    """Stripe: attempts that brought no money are no conversions."""
    cells.skip(~cells.match("status", "(?i)^(paid|succeeded)$"), "not paid")
    _fill_from(cells, "customer", "customer_id")


def _sift_hubspot(cells: Cells) -> None:
    """HubSpot: a lost deal is no conversion."""
    cells.skip(cells.match("status", _LOST), "lost deal")


_SOURCE_RULES: dict[str, Callable[[Cells], None]] = {
    "ga4_report": _sift_report,
    "ga4_bigquery": _sift_events,
    "meta_ads": _sift_meta,
    "shopify_orders": _sift_shopify,
    "stripe_payments": _sift_stripe,
    "hubspot_deals": _sift_hubspot,
}
