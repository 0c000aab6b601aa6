"""demo and verify."""

from pathlib import Path

from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.report_text import report_text
from attribution_desktop.cli.streams import terminal_width
from attribution_desktop.cli.terminal_progress import shown_progress
from attribution_desktop.domain.errors import InputRefused, ProjectDamaged
from attribution_desktop.reports.documents import report_document, verify_document
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.care import verify_project
from attribution_desktop.services.projects import (
    create_demo_project,
    default_project_path,
)
from attribution_desktop.services.reporting import build_report


def demo(invocation: Invocation) -> Answer:
    path = invocation.project or default_project_path()
    with create_demo_project(path) as project:
        analysis = analyse(project, default_settings(project))
    document = {**report_document(analysis), "command": "demo", "file": str(path)}
    report = build_report(analysis)
    text = report_text(report, ["summary"], (), terminal_width())
    return Answer(document, f"{text}\n\nThe demo project is {path}; name it with --project.")


def verify(invocation: Invocation) -> Answer:
    path = invocation.project or default_project_path()
    if not path.exists():
        raise InputRefused(f"There is no project at {path}.", "Name one with --project.")
    with shown_progress() as progress:
        report = verify_project(Path(path), progress)
    lines = [
        f"{'ok   ' if check.is_sound else 'FAULT'}  {check.name}: {check.detail}".rstrip(": ")
        for check in report.checks
    ]
    verdict = "The project is sound." if report.is_sound else "The project is damaged."
    return Answer(
        verify_document(str(path), report),
        "\n".join([*lines, verdict]),
        0 if report.is_sound else ProjectDamaged.exit_code,
    )
