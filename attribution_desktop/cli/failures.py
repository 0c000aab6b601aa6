"""Every way a command can fail, as one line, one JSON object and one exit code."""

import errno
import json
import sys
import traceback

from attribution_desktop.cli.streams import write_error, write_out
from attribution_desktop.domain.errors import AttributionError, Cancelled, DiskFull, UsageError


class _Unexpected(AttributionError):
    code = "unexpected"


def show_failure(error: BaseException, *, is_json: bool, is_debug: bool) -> int:
    """Say what went wrong and return the exit code."""
    if is_debug:
        traceback.print_exception(error, file=sys.stderr)
    shown = _shown(error)
    write_error(f"attribution-desktop: {shown.message} {shown.hint}")
    if is_json:
        fault = {"code": shown.code, "message": shown.message, "hint": shown.hint}
        write_out(json.dumps({"error": fault}, ensure_ascii=False, indent=2))
    return shown.exit_code


def _shown(error: BaseException) -> AttributionError:
    if isinstance(error, AttributionError):
        return error
    if isinstance(error, KeyboardInterrupt):
        return Cancelled("Cancelled; everything is as it was before.")
    fault = usage_fault(error)
    if fault is not None:
        return fault
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return DiskFull("The disk is full.", "Free some space and run the command again.")
    kind = type(error).__name__
    return _Unexpected(
        f"Unexpected error, {kind}: {error}.", "Run the command again with --debug for details."
    )


def usage_fault(error: BaseException) -> UsageError | None:
    """A command-line parser's complaint as ours; None for any other error.

    Told by what they can do: their class has moved between Typer's versions.
    """
    if getattr(error, "exit_code", None) != UsageError.exit_code:
        return None
    words = getattr(error, "format_message", None)
    if not callable(words):
        return None
    return UsageError(f"{str(words()).rstrip('.')}.", "Run it with --help to see what it takes.")
