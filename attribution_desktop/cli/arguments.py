"""The options that stand before or after any command, taken out before the command is parsed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from attribution_desktop.domain.errors import UsageError

GLOBAL_OPTIONS_HELP = """\b
Before or after any command:
  --project FILE  the project (default: default.attribution in your data folder)
  --json          print one JSON document
  --debug         show the traceback of an error
  --version       print the version and stop"""

_FLAGS = ("--json", "--debug", "--version")
_PROJECT = "--project"
_END_OF_OPTIONS = "--"


@dataclass(frozen=True, slots=True)
class Arguments:
    """`rest` is the command with its own options; empty without a command."""

    project: Path | None
    is_json: bool
    is_debug: bool
    wants_version: bool
    rest: tuple[str, ...]


def has_flag(arguments: Sequence[str], flag: str) -> bool:
    """Whether a global flag is given; answers even where the rest makes no sense."""
    own = list(arguments)
    if _END_OF_OPTIONS in own:
        own = own[: own.index(_END_OF_OPTIONS)]
    return flag in own


def separated(arguments: Sequence[str]) -> Arguments:
    """The global options and what is left of the command line.

    Raises
    ------
    UsageError
        When `--project` names no file.

    Examples
    --------
    >>> separated(["report", "--json", "--top", "3"]).rest
    ('report', '--top', '3')
    """
    rest: list[str] = []
    project: str | None = None
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == _END_OF_OPTIONS:
            rest += [argument, *waiting]
            break
        if argument == _PROJECT:
            is_named = bool(waiting) and not waiting[0].startswith("--")
            project = waiting.pop(0) if is_named else ""
        elif argument.startswith(f"{_PROJECT}="):
            project = argument.partition("=")[2]
        elif argument not in _FLAGS:
            rest.append(argument)
    if project == "":
        raise UsageError("--project names no file.", "Write --project FILE.attribution.")
    return Arguments(
        project=None if project is None else Path(project),
        is_json=has_flag(arguments, "--json"),
        is_debug=has_flag(arguments, "--debug"),
        wants_version=has_flag(arguments, "--version"),
        rest=tuple(rest),
    )
