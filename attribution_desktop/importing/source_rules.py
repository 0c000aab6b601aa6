"""Which rows of a known export count: what each program writes between and below its rows."""

from collections.abc import Callable

import polars as pl

from attribution_desktop.importing.cells import CONTINUATION, TOTAL, TOTAL_CELL, Cells

_LOST = r"(?i)\blost\b|closedlost"
_NOTHING = r"^[^1-9]*$"
_NO_COST = "no cost"
_PARTLY_REFUNDED = "{n} orders were refunded in part; they count with their whole amount."


def _fill_from(cells: Cells, name: str, other: str) -> None:
    """Where a cell is empty, take the one of another column."""
    if name in cells.columns and other in cells.columns:
        frame = pl.DataFrame({"a": cells.columns[name], "b": cells.columns[other]})
        cells.columns[name] = frame.select(
            pl.when(pl.col("a") == "").then("b").otherwise("a")
        ).to_series()


def _sift_report(cells: Cells) -> None:
    """Google Analytics: totals have no channel, and a channel may have converted nobody."""
    dimension = next(n for n in ("path", "source_medium", "source") if n in cells.columns)
    cells.skip(cells.are_empty(dimension) | cells.match(dimension, TOTAL_CELL), TOTAL)
    if "conversions" in cells.columns:
        is_nothing = cells.match("conversions", r"^0+([.,]0*)?$")
        is_nothing &= cells.match("value", _NOTHING)
        cells.skip(is_nothing, "no conversion")


def _sift_paths(cells: Cells) -> None:
    """Google Analytics: whoever converted came by some channel; without one it is the total."""
    cells.skip(cells.are_empty("path") | cells.match("path", TOTAL_CELL), TOTAL)


def _sift_events(cells: Cells) -> None:
    """Google Analytics in BigQuery: a purchase is a conversion."""
    is_purchase = cells.columns["conversion"].is_in(["purchase"])
    cells.columns["conversion"] = is_purchase.cast(pl.Int8).cast(pl.String)


def _sift_ads(cells: Cells) -> None:
    """A campaign that did not run has no cost; one that was seen must have it."""
    cells.skip(cells.are_empty("cost") & cells.match("impressions", _NOTHING), _NO_COST)


def _sift_meta(cells: Cells) -> None:
    """Meta: the row without a campaign sums up the others."""
    for name in ("campaign", "ad_set", "ad"):
        if name in cells.columns:
            cells.skip(cells.are_empty(name) | cells.match(name, TOTAL_CELL), TOTAL)
            break
    _sift_ads(cells)


def _sift_shopify(cells: Cells) -> None:
    """Shopify: an order has a row a line item, and only the first one tells of the order."""
    cells.skip(cells.are_empty("status") & cells.are_empty("value"), CONTINUATION)
    for status in ("voided", "refunded"):
        cells.skip(cells.match("status", f"(?i)^{status}$"), f"{status} order")
    cells.note(_PARTLY_REFUNDED, cells.match("status", "(?i)^partially[_ ]refunded$"))
    _fill_from(cells, "timestamp", "created")
    _fill_from(cells, "customer", "phone")


def _sift_stripe(cells: Cells) -> None:
    """Stripe: attempts that brought no money are no conversions."""
    cells.skip(~cells.match("status", "(?i)^(paid|succeeded)$"), "not paid")
    cells.note(_PARTLY_REFUNDED, cells.match("refunded", "[1-9]"))
    _fill_from(cells, "customer", "customer_id")


def _sift_stripe_balance(cells: Cells) -> None:
    """Stripe's balance: charges and their refunds are sales, fees and payouts are not."""
    kinds = "(?i)^(charge|payment|refund|payment[_ ]refund|refund[_ ]failure)$"
    cells.skip(~cells.match("status", kinds), "no payment")
    _fill_from(cells, "order", "payment")
    _fill_from(cells, "customer", "customer_id")


def _sift_hubspot(cells: Cells) -> None:
    """HubSpot: a lost deal is no conversion."""
    cells.skip(cells.match("status", _LOST), "lost deal")


SOURCE_RULES: dict[str, Callable[[Cells], None]] = {
    "ga4_paths": _sift_paths,
    "ga4_report": _sift_report,
    "ga4_bigquery": _sift_events,
    "meta_ads": _sift_meta,
    "google_ads": _sift_ads,
    "linkedin_ads": _sift_ads,
    "microsoft_ads": _sift_ads,
    "tiktok_ads": _sift_ads,
    "shopify_orders": _sift_shopify,
    "stripe_payments": _sift_stripe,
    "stripe_balance": _sift_stripe_balance,
    "hubspot_deals": _sift_hubspot,
}
"""What is done with the rows of a source, by its id."""
