"""The weights of the proportional method: each channel's historical ROI."""

from collections.abc import Sequence

from attribution_desktop.domain.analysis import ChannelFigures, Notice


def proportional_weights(
    rows: Sequence[ChannelFigures],
) -> tuple[list[float], tuple[Notice, ...]]:
    """(n,) weights at least 0, and why; all 0 without any spend.

    A channel's weight is its ROI where that is above 0. When none is, the present split is kept.
    """
    returns = [max(row.roi_percent or 0.0, 0.0) for row in rows]
    if sum(returns) > 0:
        return returns, (Notice("proportional-method"),)
    spend = [row.spend or 0.0 for row in rows]
    if sum(spend) > 0:
        return spend, (Notice("no-positive-roi"),)
    return [0.0 for _ in rows], (Notice("no-spend"),)
