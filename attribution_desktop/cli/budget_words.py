"""The limits of a budget as they are written on the command line."""

from collections.abc import Sequence

from attribution_desktop.domain.budget import ChannelLimit, CurveEdit, Goal, GroupCap
from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.response import Shape

_TOP_AND_HALF = 2


def channel_amount(text: str, option: str) -> tuple[str, float]:
    """A channel and its amount, split at the last `=`.

    Examples
    --------
    >>> channel_amount("a=b=10.5", "--minimum")
    ('a=b', 10.5)
    """
    name, sign, amount = text.rpartition("=")
    if not sign or not name.strip():
        raise UsageError(f"{option}: {text!r} names no amount.", "Write it like email=500.")
    return name.strip(), _number(amount, f"{option}: {text!r}")


def merged_limits(
    minima: Sequence[tuple[str, float]],
    maxima: Sequence[tuple[str, float]],
    locks: Sequence[str],
) -> tuple[ChannelLimit, ...]:
    """One limit a channel, whatever options named it."""
    least = {channel_key(name): amount for name, amount in minima}
    most = {channel_key(name): amount for name, amount in maxima}
    locked = {channel_key(name) for name in locks}
    names = {
        channel_key(name): name
        for name in [*(name for name, _ in minima), *(name for name, _ in maxima), *locks]
    }
    return tuple(
        ChannelLimit(
            channel=name, minimum=least.get(key), maximum=most.get(key), is_locked=key in locked
        )
        for key, name in names.items()
    )


def group_cap(text: str) -> GroupCap:
    """`NAME:CH,CH=N`.

    Examples
    --------
    >>> group_cap("search:brand,generic=1000")
    GroupCap(name='search', channels=('brand', 'generic'), maximum=1000.0)
    """
    name, colon, rest = text.partition(":")
    members, sign, amount = rest.rpartition("=")
    channels = tuple(member.strip() for member in members.split(",") if member.strip())
    if not (colon and sign and name.strip() and channels):
        raise UsageError(
            f"--group: {text!r} is no group.", "Write it like search:brand,generic=1000."
        )
    return GroupCap(name.strip(), channels, _number(amount, f"--group: {text!r}"))


def edited_curve(text: str) -> CurveEdit:
    """`CH=TOP,HALF` or `CH=TOP,HALF,EXPONENT`, per week."""
    name, sign, rest = text.rpartition("=")
    numbers = [_number(part, f"--curve: {text!r}") for part in rest.split(",")]
    if not sign or not name.strip() or len(numbers) not in (_TOP_AND_HALF, _TOP_AND_HALF + 1):
        raise UsageError(f"--curve: {text!r} is no curve.", "Write it like email=9000,1200,0.8.")
    exponent = numbers[_TOP_AND_HALF] if len(numbers) > _TOP_AND_HALF else 1.0
    return CurveEdit(name.strip(), Shape(numbers[0], numbers[1], exponent))


def goal_and_target(text: str) -> tuple[Goal, float | None]:
    """`revenue`, `target-revenue=N` or `marginal-roas=N`.

    Examples
    --------
    >>> goal_and_target("marginal-roas=1.5")
    (<Goal.MARGINAL_ROAS: 'marginal-roas'>, 1.5)
    """
    name, sign, number = text.partition("=")
    known = {str(goal): goal for goal in Goal}
    goal = known.get(name.strip())
    if goal is None or bool(sign) == (goal is Goal.REVENUE):
        raise UsageError(
            f"--goal: {text!r} is no goal.",
            "Write revenue, target-revenue=N or marginal-roas=N.",
        )
    return goal, _number(number, f"--goal: {text!r}") if sign else None


def _number(text: str, where: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise UsageError(f"{where}: {text!r} is no number.", "Write it like 1250.50.") from None
