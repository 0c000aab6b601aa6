"""The commands and their parser. A command's module, and all it needs, loads when it is called."""

import dataclasses
import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any, get_type_hints

import typer

from attribution_desktop.cli.arguments import GLOBAL_OPTIONS_HELP
from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.streams import write_out
from attribution_desktop.reports.json_text import json_text

_PROGRAM = "attribution-desktop"

_INTERRUPTED = 130
"""What newer versions of Typer make of Ctrl+C."""

COMMANDS: dict[str, tuple[str, str]] = {
    "report": ("analysis_commands", "Everything: summary, channels, models and paths."),
    "channel-roi": ("analysis_commands", "What each channel earns for what it costs."),
    "model-comparison": ("analysis_commands", "How far the models agree on each channel."),
    "conversion-paths": ("analysis_commands", "Which paths lead to a conversion."),
    "budget-optimization": ("budget_command", "Split a budget by what channels returned."),
    "explain": ("explain_command", "One order's touches and what each model gives them."),
    "track-journey": ("tracking_command", "Store one order with its touches."),
    "import-journeys": ("import_commands", "Import events, conversions or journeys."),
    "import-spend": ("import_commands", "Import advertising spend."),
    "imports": ("import_commands", "List what was imported."),
    "channel-rules": ("import_commands", "Show or set how source and medium become channels."),
    "export": ("export_command", "Write the report as PDF, XLSX, CSV or JSON."),
    "demo": ("project_commands", "Make a demo project and report on it."),
    "verify": ("project_commands", "Check a project file."),
    "undo-import": ("editing_commands", "Take back everything that an import added."),
    "delete-journey": ("editing_commands", "Delete an order and the touches that led to it."),
    "undo": ("editing_commands", "Undo the last undo-import, deletion, renaming or merging."),
    "channels": ("editing_commands", "List the channels; rename or merge them."),
    "backup": ("care_commands", "Write a checked copy of a project."),
    "restore": ("care_commands", "Make a project of a backup."),
    "delete-customer": ("care_commands", "Delete a customer for good."),
    "settings": ("care_commands", "List a project's settings, or change one."),
    "screenshot": ("picture_command", "Draw the window's tabs as PNG files."),
}
"""Name → (module of this room, what it does). The function is the name with underscores."""


def run_command(invocation: Invocation, words: tuple[str, ...]) -> int:
    """Run the command that `words` name; return its exit code.

    Raises
    ------
    AttributionError
        As the command raises it.
    Exception
        The parser's own complaint about a command line that makes no sense.
    """
    command = typer.main.get_command(_program(invocation, wanted=words[0]))
    result = command.main(list(words), prog_name=_PROGRAM, standalone_mode=False)
    if result == _INTERRUPTED:
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


def _program(invocation: Invocation, wanted: str) -> typer.Typer:
    """The parser, in which only the wanted command is more than a name and a summary."""
    program = typer.Typer(
        name=_PROGRAM,
        help="Multi-touch marketing attribution. Without a command, the window opens.",
        epilog=GLOBAL_OPTIONS_HELP,
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    # A callback of its own keeps a single command a command.
    @program.callback()
    def _commands() -> None:
        pass

    for name, (module, summary) in COMMANDS.items():
        function = _parsed(module, name, invocation) if name == wanted else _unloaded
        program.command(name, help=summary, epilog=GLOBAL_OPTIONS_HELP)(function)
    return program


def _unloaded() -> int:
    """Stands in for every command but the one that was called."""
    return 0


def _parsed(module: str, name: str, invocation: Invocation) -> Callable[..., int]:
    """A command for the parser: its parameters are the fields of the command's options.

    A command is a function of an `Invocation` and, where it has any options, of a dataclass
    whose fields are annotated as Typer has it.
    """
    loaded = import_module(f"attribution_desktop.cli.{module}")
    command: Callable[..., Answer] = getattr(loaded, name.replace("-", "_"))
    options_class = get_type_hints(command).get("options")

    def parsed(**values: Any) -> int:
        given = () if options_class is None else (options_class(**values),)
        answer = command(invocation, *given)
        text = json_text(answer.document) if invocation.is_json else answer.text
        if text:
            write_out(text)
        return answer.exit_code

    fields = dataclasses.fields(options_class) if options_class else ()
    hints = get_type_hints(options_class, include_extras=True) if options_class else {}
    annotations = {field.name: hints[field.name] for field in fields}
    parameters = [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=_default(field),
            annotation=annotations[field.name],
        )
        for field in fields
    ]
    parsed.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    parsed.__annotations__ = annotations
    return parsed


def _default(field: "dataclasses.Field[Any]") -> Any:
    is_required = field.default is dataclasses.MISSING
    return inspect.Parameter.empty if is_required else field.default
