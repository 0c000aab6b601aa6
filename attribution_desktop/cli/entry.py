"""From a command line to an exit code. Light: the parser loads only when there is a command."""

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from attribution_desktop import __version__
from attribution_desktop.cli.arguments import Arguments, has_flag, separated
from attribution_desktop.cli.failures import show_failure
from attribution_desktop.cli.invocation import DrawTabs, Invocation
from attribution_desktop.cli.streams import use_utf8, write_out
from attribution_desktop.domain.errors import UsageError

OpenWindow = Callable[[Path | None], int]
"""Opens the window on a project (None: the last one) and returns its exit code."""


def run(arguments: Sequence[str], *, open_window: OpenWindow, draw_tabs: DrawTabs) -> int:
    """Run a command, or open the window where none is given; return the exit code.

    No exception gets out: each becomes a line on standard error.
    """
    use_utf8()
    try:
        given = separated(arguments)
        if given.wants_version:
            return _show_version(is_json=given.is_json)
        if not given.rest:
            return _opened_window(given, open_window)
        return _ran_command(given, draw_tabs)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # the last place to say it
        return show_failure(
            error,
            is_json=has_flag(arguments, "--json"),
            is_debug=has_flag(arguments, "--debug"),
        )


def _show_version(*, is_json: bool) -> int:
    write_out(
        f'{{"version": "{__version__}"}}' if is_json else f"attribution-desktop {__version__}"
    )
    return 0


def _opened_window(given: Arguments, open_window: OpenWindow) -> int:
    if given.is_json:
        raise UsageError("--json needs a command.", "attribution-desktop --help lists them.")
    return open_window(given.project)


def _ran_command(given: Arguments, draw_tabs: DrawTabs) -> int:
    from attribution_desktop.cli.program import run_command  # noqa: PLC0415  # Typer

    invocation = Invocation(given.project, given.is_json, given.is_debug, draw_tabs)
    with _ended_as_by_the_keyboard():
        return run_command(invocation, given.rest)


@contextmanager
def _ended_as_by_the_keyboard() -> Iterator[None]:
    """A command that the system asks to end takes its change back and closes the project."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
