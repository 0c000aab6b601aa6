"""Global options stand anywhere; all else is left to the command."""

import pytest

from attribution_desktop.cli.arguments import has_flag, separated
from attribution_desktop.domain.errors import UsageError


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "--project", "p", "report", "--top", "3"],
        ["report", "--top", "3", "--project=p", "--json"],
        ["report", "--json", "--top", "3", "--project", "p"],
    ],
)
def test_global_options_stand_anywhere(words: list[str]) -> None:
    given = separated(words)
    assert (str(given.project), given.is_json, given.is_debug) == ("p", True, False)
    assert given.rest == ("report", "--top", "3")


def test_what_follows_two_dashes_belongs_to_the_command() -> None:
    given = separated(["import-journeys", "--", "--json"])
    assert given.rest == ("import-journeys", "--", "--json")
    assert not given.is_json
    assert not has_flag(["import-journeys", "--", "--json"], "--json")


@pytest.mark.parametrize("words", [["report", "--project"], ["--project=", "report"]])
def test_a_project_needs_a_name(words: list[str]) -> None:
    with pytest.raises(UsageError, match="names no file"):
        separated(words)
