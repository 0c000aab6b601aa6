"""A condition on a path survives being written down and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.path_steps import ANY_STEP, OtherThan, Step
from attribution_desktop.domain.path_words import (
    PathWish,
    path_wish,
    path_words,
    unknown_channels,
)

_CHANNELS = st.sampled_from(["email", "Paid Search", "a > b", "קידום 🎯"])
_OTHERS = st.lists(_CHANNELS, max_size=2, unique=True).map(tuple).map(OtherThan)
_STEPS = st.lists(_CHANNELS | _OTHERS, max_size=3).map(tuple)


@given(_STEPS, _STEPS, _STEPS)
def test_what_is_written_is_read_again(
    begins: tuple[Step, ...], contains: tuple[Step, ...], ends: tuple[Step, ...]
) -> None:
    text = path_words(JourneyQuery(begins=begins, contains=contains, ends=ends))
    assert path_wish(text) == PathWish(begins=begins, contains=contains, ends=ends)


@given(_STEPS.filter(lambda path: len(set(path)) > 1))
def test_a_whole_path_is_read_again(path: tuple[Step, ...]) -> None:
    assert path_wish(path_words(JourneyQuery(path=path))).path == path


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("", PathWish()),
        ("email", PathWish(path=("email",))),
        ("email ×3", PathWish(path=("email",) * 3)),
        ("email > direct", PathWish(path=("email", "direct"))),
        ("email→...", PathWish(begins=("email",))),
        ("… → direct", PathWish(ends=("direct",))),
        ("… > a > b > …", PathWish(contains=("a", "b"))),
        ("? → email → …", PathWish(begins=(ANY_STEP, "email"))),
        ("? ×2 > email", PathWish(path=(ANY_STEP, ANY_STEP, "email"))),
        ("? but email, direct → …", PathWish(begins=(OtherThan(("email", "direct")),))),
        ("a → … → b", PathWish(begins=("a",), ends=("b",))),
    ],
)
def test_lines_as_people_write_them(text: str, wish: PathWish) -> None:
    assert path_wish(text) == wish


@pytest.mark.parametrize("text", ["email →", "→", "a → → b", "a → … → b → … → c → … → d"])
def test_lines_that_say_nothing_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        path_wish(text)


def test_channels_that_nobody_knows_are_named() -> None:
    wish = path_wish("EMAIL → radio → … → radio")
    assert unknown_channels(wish, ("email", "direct")) == ("radio",)
    assert unknown_channels(path_wish("? → ? but tv, email"), ("email",)) == ("tv",)
