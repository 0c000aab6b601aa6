"""Conditions on paths as people write them: `email → … → direct`, `? → email → …`."""

import re
from dataclasses import dataclass

from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.formatting import path_text
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.path_steps import Step, named_channels, read_step, step_text

ARROW = " → "
GAP = "…"
_REPEATED = re.compile(r"^(?P<name>.+?)\s*[×x](?P<times>[1-9]\d?)$")
_GAPS = frozenset({GAP, "...", ".."})


@dataclass(frozen=True, slots=True)
class PathWish:
    """What is asked of a path; see `JourneyQuery`."""

    path: tuple[Step, ...] = ()
    begins: tuple[Step, ...] = ()
    contains: tuple[Step, ...] = ()
    ends: tuple[Step, ...] = ()


def path_words(query: JourneyQuery) -> str:
    """The conditions on the path in one line, empty where there are none.

    Examples
    --------
    >>> path_words(JourneyQuery(begins=("email", "email"), ends=("direct",)))
    'email ×2 → … → direct'
    """
    if query.path:
        return _text(query.path)
    if not (query.begins or query.contains or query.ends):
        return ""
    parts = [_text(query.begins), GAP, _text(query.contains), GAP, _text(query.ends)]
    shown = [part for part in parts if part]
    return ARROW.join(
        part for place, part in enumerate(shown) if place == 0 or part != shown[place - 1]
    )


def _text(steps: tuple[Step, ...]) -> str:
    return path_text(tuple(step_text(step) for step in steps))


def path_wish(text: str) -> PathWish:
    """What a line asks of a path; `…` stands for any steps, also none, `?` for one of any channel.

    Steps are parted by arrows, or by `>` where there is no arrow.

    Raises
    ------
    UsageError
        When there are more gaps than can be searched for, or nothing between two arrows.

    Examples
    --------
    >>> path_wish("… > email > email > …").contains
    ('email', 'email')
    """
    if not text.strip():
        return PathWish()
    parts = [part.strip() for part in text.split(ARROW.strip() if ARROW.strip() in text else ">")]
    if not all(parts):
        raise UsageError("Name a channel on both sides of each arrow, or … for any.")
    runs: list[list[Step]] = [[]]
    for part in parts:
        if part in _GAPS:
            runs.append([])
        else:
            runs[-1] += _steps(part)
    if len(runs) == 1:
        return PathWish(path=tuple(runs[0]))
    begins, *between, ends = runs
    middles = [run for run in between if run]
    if len(middles) > 1:
        raise UsageError("At most one run of steps can stand between two …")
    contains = tuple(middles[0]) if middles else ()
    return PathWish(begins=tuple(begins), contains=contains, ends=tuple(ends))


def _steps(part: str) -> list[Step]:
    found = _REPEATED.match(part)
    if found is None:
        return [read_step(part)]
    return [read_step(found["name"])] * int(found["times"])


def unknown_channels(wish: PathWish, channels: tuple[str, ...]) -> tuple[str, ...]:
    """Steps that no channel of the project is called."""
    known = {channel_key(name) for name in channels}
    steps = (*wish.path, *wish.begins, *wish.contains, *wish.ends)
    names = (name for step in steps for name in named_channels(step))
    return tuple(dict.fromkeys(name for name in names if channel_key(name) not in known))
