"""import-journeys, import-spend, imports and channel-rules."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from attribution_desktop.cli.import_answers import (
    Done,
    answer_of,
    check_rejects,
    save_all,
)
from attribution_desktop.cli.import_checks import checked
from attribution_desktop.cli.import_options import (
    FileOptions,
    JourneyOptions,
    SpendOptions,
    journey_options,
    spend_options,
)
from attribution_desktop.cli.import_text import (
    channels_text,
    import_text,
    imports_text,
    rules_text,
)
from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.project_access import readable_project, writable_project
from attribution_desktop.cli.streams import terminal_width
from attribution_desktop.cli.terminal_progress import shown_progress
from attribution_desktop.domain.errors import AttributionError, Cancelled, InputRefused
from attribution_desktop.domain.imports import ImportOptions, TooManyRejects
from attribution_desktop.reports.documents import import_document
from attribution_desktop.services.channel_rules import (
    channel_by_rules,
    reset_channel_rules,
    rules_document,
    rules_from_document,
    store_channel_rules,
)
from attribution_desktop.services.channel_rules import (
    channel_rules as rules_of,
)
from attribution_desktop.services.file_imports import import_file
from attribution_desktop.services.imports import past_imports
from attribution_desktop.services.projects import Project
from attribution_desktop.services.traffic import project_traffic


def import_journeys(invocation: Invocation, options: JourneyOptions) -> Answer:
    if options.dry_run:
        return checked(invocation, options, partial(journey_options, options))
    with writable_project(invocation) as project:
        chosen = journey_options(options, project.time_zone, project.currency)
        return _imported(project, options, chosen)


def import_spend(invocation: Invocation, options: SpendOptions) -> Answer:
    if options.dry_run:
        return checked(invocation, options, partial(spend_options, options))
    with writable_project(invocation) as project:
        chosen = spend_options(options, project.time_zone, project.currency)
        return _imported(project, options, chosen)


def imports(invocation: Invocation) -> Answer:
    with readable_project(invocation) as project:
        manifests = past_imports(project)
    document = {"imports": [import_document(manifest) for manifest in manifests]}
    return Answer(document, imports_text(manifests, terminal_width()))


@dataclass(frozen=True, kw_only=True)
class RulesOptions:
    """What is to be done with the rules; by default they are shown."""

    load: Annotated[
        Path | None,
        typer.Option("--load", metavar="FILE", help="Take the rules of a JSON file."),
    ] = None
    reset: Annotated[bool, typer.Option("--reset", help="Back to the default rules.")] = False
    trial: Annotated[
        list[str] | None,
        typer.Option(
            "--try",
            metavar="SOURCE/MEDIUM[/CAMPAIGN]",
            help="Say which channel this becomes; repeatable.",
        ),
    ] = None


def channel_rules(invocation: Invocation, options: RulesOptions) -> Answer:
    if options.load is not None or options.reset:
        with writable_project(invocation) as project:
            if options.load is not None:
                store_channel_rules(project, rules_from_document(_json_of(options.load)))
            else:
                reset_channel_rules(project)
            rules, traffic = rules_of(project), project_traffic(project)
    else:
        with readable_project(invocation) as project:
            rules, traffic = rules_of(project), project_traffic(project)
    tried = []
    for text in options.trial or ():
        source, medium, campaign = (*text.split("/", 2), "", "")[:3]
        channel = channel_by_rules(rules, source, medium, campaign)
        told = {"source": source.strip(), "medium": medium.strip(), "campaign": campaign.strip()}
        tried.append({**told, "channel": channel})
    values = [
        {**asdict(one), "channel": channel_by_rules(rules, one.source, one.medium, one.campaign)}
        for one in traffic
    ]
    document = {**rules_document(rules), "tried": tried, "values": values}
    return Answer(document, rules_text(rules, tried, values, terminal_width()))


def _json_of(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputRefused(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise InputRefused(f"{path} is no JSON document ({error}).") from error


def _imported(project: Project, options: FileOptions, chosen: ImportOptions) -> Answer:
    """Each file is a transaction of its own: those before a refused one stay imported."""
    check_rejects(options, project.path)
    done: list[Done] = []
    for file in options.files:
        try:
            with shown_progress() as progress:
                imported = import_file(project, file, chosen, progress)
        except AttributionError as error:
            if isinstance(error, TooManyRejects):
                save_all(options, file, error.rejects, chosen)
            error.message += _kept(done)
            raise
        except KeyboardInterrupt as error:
            raise Cancelled(f"Cancelled; {file.name} was not imported.{_kept(done)}") from error
        save_all(options, file, imported.rejects, chosen)
        manifest = imported.manifest
        text = import_text(manifest, project.currency, terminal_width())
        text += channels_text(imported.new_channels, imported.alike)
        document = {
            **import_document(manifest),
            "new_channels": list(imported.new_channels),
            "alike_channels": [list(pair) for pair in imported.alike],
        }
        done.append(Done(manifest.file, document, text, manifest.rows_rejected))
    return answer_of(done)


def _kept(done: Sequence[Done]) -> str:
    if not done:
        return ""
    return f" Imported before it, and kept: {', '.join(one.file for one in done)}."
