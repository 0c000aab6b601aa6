"""budget-optimization: what a budget is best spent on."""

from dataclasses import dataclass, replace
from typing import Annotated, Literal

import typer

from attribution_desktop.cli.analysing import warn_of_unknown
from attribution_desktop.cli.budget_words import (
    channel_amount,
    edited_curve,
    goal_and_target,
    group_cap,
    merged_limits,
)
from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.options import AnalysisOptions, applied
from attribution_desktop.cli.project_access import readable_project
from attribution_desktop.cli.report_text import report_text
from attribution_desktop.cli.streams import terminal_width
from attribution_desktop.cli.terminal_progress import shown_progress
from attribution_desktop.domain.budget import PROPORTIONAL, RESPONSE, BudgetRequest, Goal
from attribution_desktop.domain.response import Basis
from attribution_desktop.reports.documents import budget_document
from attribution_desktop.reports.settings_document import notes
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.budgets import learn_curves, plan_budget
from attribution_desktop.services.reporting import build_report
from attribution_desktop.services.scenarios import kept_scenarios

_CHANNEL_AMOUNT = "CH=N"


@dataclass(frozen=True, kw_only=True)
class BudgetOptions(AnalysisOptions):
    """`days` is None for the length of the analysed period."""

    budget: Annotated[
        float | None,
        typer.Option(
            "--budget", metavar="N", help="The amount to split; with another goal, the most."
        ),
    ] = None
    method: Annotated[
        Literal["proportional", "response"] | None,
        typer.Option(
            "--method",
            help="proportional: by past ROI, the default; response: along curves, the default "
            "with --curve or another goal.",
        ),
    ] = None
    goal: Annotated[
        str,
        typer.Option(
            "--goal",
            metavar="revenue|target-revenue=N|marginal-roas=N",
            help="Most revenue, least spend for a revenue, or spend down to a marginal ROAS.",
        ),
    ] = "revenue"
    minimum: Annotated[
        list[str] | None,
        typer.Option("--minimum", metavar=_CHANNEL_AMOUNT, help="At least; repeatable."),
    ] = None
    maximum: Annotated[
        list[str] | None,
        typer.Option("--maximum", metavar=_CHANNEL_AMOUNT, help="At most; repeatable."),
    ] = None
    lock: Annotated[
        list[str] | None,
        typer.Option("--lock", metavar="CH", help="Keep what a channel spends; repeatable."),
    ] = None
    group: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="NAME:CH,CH=N", help="At most together; repeatable."),
    ] = None
    max_step: Annotated[
        float | None,
        typer.Option("--max-step", metavar="PERCENT", help="How far any channel may move."),
    ] = None
    curve: Annotated[
        list[str] | None,
        typer.Option(
            "--curve",
            metavar="CH=TOP,HALF[,S]",
            help="Set a weekly curve by hand: top revenue, spend for half, exponent; repeatable.",
        ),
    ] = None
    revenue_date: Annotated[
        Literal["conversion", "touch"],
        typer.Option("--revenue-date", help="Which date counts revenue into a week."),
    ] = "conversion"
    days: Annotated[
        float | None,
        typer.Option("--days", metavar="P", help="Days that the budget is to cover."),
    ] = None


def budget_optimization(invocation: Invocation, options: BudgetOptions) -> Answer:
    request = _request(options)
    with readable_project(invocation) as project, shown_progress() as progress:
        settings = applied(options, default_settings(project))
        warn_of_unknown(project, settings.excluded_channels)
        analysis = analyse(project, settings, progress)
        # By past ROI, too: the weeks say what lies outside the spend seen so far.
        history = learn_curves(project, analysis, Basis(options.revenue_date), progress)
        scenarios = kept_scenarios(project)
    plan = replace(plan_budget(analysis, request, history), scenarios=scenarios)
    document = build_report(analysis, plan)
    text = report_text(document, ["budget"], notes(analysis), terminal_width())
    return Answer(budget_document(analysis, plan), text)


def _request(options: BudgetOptions) -> BudgetRequest:
    goal, target = goal_and_target(options.goal)
    by_goal = PROPORTIONAL if goal is Goal.REVENUE and not options.curve else RESPONSE
    return BudgetRequest(
        budget=options.budget,
        days=options.days,
        method=options.method or by_goal,
        goal=goal,
        target=target,
        limits=merged_limits(
            [channel_amount(text, "--minimum") for text in options.minimum or ()],
            [channel_amount(text, "--maximum") for text in options.maximum or ()],
            options.lock or (),
        ),
        groups=tuple(group_cap(text) for text in options.group or ()),
        max_step_percent=options.max_step,
        edits=tuple(edited_curve(text) for text in options.curve or ()),
    )
