"""Budget requests and scenarios as plain values, for documents and for the project file."""

from collections.abc import Mapping
from typing import Any

from attribution_desktop.domain.budget import (
    BudgetRequest,
    ChannelLimit,
    CurveEdit,
    Goal,
    GroupCap,
    Scenario,
)
from attribution_desktop.domain.response import Shape

Values = dict[str, Any]


def request_values(request: BudgetRequest) -> Values:
    """What was asked, every option as it was applied."""
    return {
        "budget": request.budget,
        "days": request.days,
        "method": request.method,
        "goal": str(request.goal),
        "target": request.target,
        "max_step_percent": request.max_step_percent,
        "limits": [
            {
                "channel": limit.channel,
                "minimum": limit.minimum,
                "maximum": limit.maximum,
                "locked": limit.is_locked,
                "amount": limit.amount,
            }
            for limit in request.limits
        ],
        "groups": [
            {"name": cap.name, "channels": list(cap.channels), "maximum": cap.maximum}
            for cap in request.groups
        ],
        "curves": [
            {
                "channel": edit.channel,
                "top": edit.shape.top,
                "half": edit.shape.half,
                "exponent": edit.shape.exponent,
            }
            for edit in request.edits
        ],
    }


def scenario_values(scenario: Scenario) -> Values:
    """A scenario as it was kept: what was asked and what it came to."""
    return {
        "name": scenario.name,
        "spend": scenario.spend,
        "expected_revenue": scenario.expected_revenue,
        "amounts": dict(scenario.amounts),
        "request": request_values(scenario.request),
    }


def request_from(values: Mapping[str, Any]) -> BudgetRequest:
    """The request that `request_values` wrote.

    Raises
    ------
    KeyError, TypeError, ValueError
        When the values are no request.
    """
    return BudgetRequest(
        budget=_known(values["budget"]),
        days=_known(values["days"]),
        method=str(values["method"]),
        goal=Goal(values["goal"]),
        target=_known(values["target"]),
        max_step_percent=_known(values["max_step_percent"]),
        limits=tuple(
            ChannelLimit(
                channel=str(limit["channel"]),
                minimum=_known(limit["minimum"]),
                maximum=_known(limit["maximum"]),
                is_locked=bool(limit["locked"]),
                amount=_known(limit["amount"]),
            )
            for limit in values["limits"]
        ),
        groups=tuple(
            GroupCap(
                str(cap["name"]),
                tuple(str(name) for name in cap["channels"]),
                float(cap["maximum"]),
            )
            for cap in values["groups"]
        ),
        edits=tuple(
            CurveEdit(
                str(edit["channel"]),
                Shape(float(edit["top"]), float(edit["half"]), float(edit["exponent"])),
            )
            for edit in values["curves"]
        ),
    )


def scenario_from(values: Mapping[str, Any]) -> Scenario:
    """The scenario that `scenario_values` wrote; errors as `request_from`."""
    return Scenario(
        name=str(values["name"]),
        request=request_from(values["request"]),
        spend=float(values["spend"]),
        expected_revenue=float(values["expected_revenue"]),
        amounts=tuple((str(name), float(amount)) for name, amount in values["amounts"].items()),
    )


def _known(value: Any) -> float | None:
    return None if value is None else float(value)
