"""track-journey: one order with its touches, from flags or standard input."""

import json
import sys
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

import typer

from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.project_access import writable_project
from attribution_desktop.cli.streams import terminal_width
from attribution_desktop.cli.tables import plain, table_text
from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import path_text
from attribution_desktop.domain.report_document import Column, Table
from attribution_desktop.domain.tracking import TrackedResult
from attribution_desktop.reports.documents import tracked_document
from attribution_desktop.services.analysis import default_settings
from attribution_desktop.services.catalogue import available_models
from attribution_desktop.services.journey_input import journey_from_document
from attribution_desktop.services.tracking import track_journey as store_journey


@dataclass(frozen=True, kw_only=True)
class TrackingOptions:
    """Either the flags or `stdin`."""

    customer: Annotated[
        str | None, typer.Option("--customer", metavar="ID", help="Who ordered.")
    ] = None
    order: Annotated[
        str | None, typer.Option("--order", metavar="ID", help="Made up when left out.")
    ] = None
    value: Annotated[
        str | None, typer.Option("--value", metavar="AMOUNT", help="Value of the order.")
    ] = None
    at: Annotated[str | None, typer.Option("--at", metavar="ISO", help="When it was ordered.")] = (
        None
    )
    touch: Annotated[
        list[str] | None,
        typer.Option("--touch", metavar="CHANNEL@ISO", help="A touch; repeatable."),
    ] = None
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read a JSON object from standard input instead.")
    ] = False


def track_journey(invocation: Invocation, options: TrackingOptions) -> Answer:
    document = _from_standard_input(options) if options.stdin else _from_flags(options)
    with writable_project(invocation) as project:
        journey = journey_from_document(document, project.time_zone)
        result, _ = store_journey(project, journey, default_settings(project))
    return Answer(tracked_document(result), _text(result))


def _from_flags(options: TrackingOptions) -> dict[str, Any]:
    flags = {"--customer": options.customer, "--value": options.value, "--at": options.at}
    missing = [flag for flag, value in flags.items() if value is None]
    if missing:
        raise UsageError(
            f"track-journey needs {', '.join(missing)}.", "Or --stdin, for a JSON object."
        )
    return {
        "customer_id": options.customer,
        "order_id": options.order,
        "conversion_value": options.value,
        "converted_at": options.at,
        "touchpoints": [_touch(text) for text in options.touch or ()],
    }


def _touch(text: str) -> dict[str, str]:
    """A channel may hold an @, a time never does."""
    channel, sign, timestamp = text.rpartition("@")
    if not sign:
        raise UsageError(
            f"--touch {text!r} is no CHANNEL@ISO.", "For example email@2026-09-01T12:30:00Z."
        )
    return {"channel": channel, "timestamp": timestamp}


def _from_standard_input(options: TrackingOptions) -> object:
    if any((options.customer, options.order, options.value, options.at, options.touch)):
        raise UsageError("--stdin and flags for the journey exclude each other.")
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
        # Decimal keeps an amount as it is written.
        return json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise InputRefused(
            f"Standard input is no JSON text in UTF-8: {error}; nothing was stored."
        ) from error


def _text(result: TrackedResult) -> str:
    labels = {model.id: model.label for model in available_models()}
    channels = list(dict.fromkeys(name for _, credit in result.attribution for name, _ in credit))
    credit_of = {model: dict(credit) for model, credit in result.attribution}
    table = Table(
        id="attribution",
        title="Attribution",
        columns=(
            Column("channel", "Channel", Kind.TEXT),
            *(Column(model, labels.get(model, model), Kind.MONEY) for model in credit_of),
        ),
        rows=tuple(
            (name, *(credit.get(name, 0.0) for credit in credit_of.values())) for name in channels
        ),
    )
    return "\n".join(
        (
            f"Stored order {plain(result.order)}.",
            f"Path: {plain(path_text(result.path)) or 'no touchpoint'}",
            "",
            table_text(table, terminal_width()),
        )
    )
