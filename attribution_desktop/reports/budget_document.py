"""A budget plan as plain values for JSON: amounts unrounded, unknown as None."""

from typing import Any

from attribution_desktop.domain.analysis import Interval
from attribution_desktop.domain.budget import BudgetPlan, ChannelBudget
from attribution_desktop.domain.budget_values import request_values, scenario_values
from attribution_desktop.domain.response import ResponseCurve


def budget_body(plan: BudgetPlan) -> dict[str, Any]:
    """The plan without its notes."""
    return {
        "method": plan.method,
        "model": plan.model,
        "budget": plan.budget,
        "days": plan.days,
        "request": None if plan.request is None else request_values(plan.request),
        "channels": [_channel(channel) for channel in plan.channels],
        "expected_revenue": plan.expected_revenue,
        "expected_revenue_interval": _ends(plan.expected_revenue_interval),
        "present_revenue": plan.present_revenue,
        "present_spend": plan.present_spend,
        "proportional_revenue": plan.proportional_revenue,
        "scenarios": [scenario_values(scenario) for scenario in plan.scenarios],
    }


def _channel(row: ChannelBudget) -> dict[str, Any]:
    return {
        "channel": row.channel,
        "present_spend": row.present_spend,
        "recommended_spend": row.recommended_spend,
        "change": row.change,
        "change_percent": row.change_percent,
        "expected_revenue": row.expected_revenue,
        "expected_revenue_interval": _ends(row.expected_revenue_interval),
        "roas": row.roas,
        "marginal_roas": row.marginal_roas,
        "bound": row.bound,
        "curve": None if row.curve is None else _curve(row.curve),
        "outside_observed": row.is_outside_observed,
        "present_revenue": row.present_revenue,
        "proportional_spend": row.proportional_spend,
        "proportional_revenue": row.proportional_revenue,
    }


def _curve(curve: ResponseCurve) -> dict[str, Any]:
    """Per week: `top · x^exponent / (half^exponent + x^exponent)`."""
    return {
        "form": str(curve.form),
        "top": curve.shape.top,
        "half": curve.shape.half,
        "exponent": curve.shape.exponent,
        "weeks": curve.weeks,
        "r_squared": curve.r_squared,
        "observed_weekly_spend": None if curve.observed is None else list(curve.observed),
    }


def _ends(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]
