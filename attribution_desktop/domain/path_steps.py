"""Single steps of a path as they are asked for: a channel, any channel, any but some."""

from dataclasses import dataclass

ANY = "?"
"""How any one step is written."""

_BUT = f"{ANY} but "
_BETWEEN = ", "


@dataclass(frozen=True, slots=True)
class OtherThan:
    """One step of any channel but these; of none: of any channel at all."""

    channels: tuple[str, ...] = ()


ANY_STEP = OtherThan()

Step = str | OtherThan
"""A channel's name, or what it must not be."""


def step_text(step: Step) -> str:
    """A step as it is written.

    Examples
    --------
    >>> step_text("email"), step_text(ANY_STEP), step_text(OtherThan(("email", "direct")))
    ('email', '?', '? but email, direct')
    """
    if isinstance(step, str):
        return step
    return _BUT + _BETWEEN.join(step.channels) if step.channels else ANY


def read_step(text: str) -> Step:
    """The step that a text writes.

    Examples
    --------
    >>> read_step("? but email, direct").channels
    ('email', 'direct')
    """
    if text == ANY:
        return ANY_STEP
    if text.startswith(_BUT):
        names = (name.strip() for name in text.removeprefix(_BUT).split(_BETWEEN.strip()))
        return OtherThan(tuple(name for name in names if name))
    return text


def named_channels(step: Step) -> tuple[str, ...]:
    """The channels that a step speaks of."""
    return (step,) if isinstance(step, str) else step.channels


def at_step(place: int, *steps: Step) -> tuple[Step, ...]:
    """These steps from a place on, counted from 1, after any others.

    Examples
    --------
    >>> [step_text(step) for step in at_step(3, "email")]
    ['?', '?', 'email']
    """
    return (*(ANY_STEP for _ in range(place - 1)), *steps)
