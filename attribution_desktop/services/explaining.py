"""Explaining one order."""

from dataclasses import replace

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.explanation import Explanation
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.explanation import explained_touches, model_labels
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.services.projects import Project
from attribution_desktop.store.journey_search import load_named
from attribution_desktop.store.reading import order_row


def explain_order(
    project: Project, order: str, settings: AnalysisSettings, progress: Progress = unreported
) -> Explanation:
    """The order's touches and what each shown model gives each, whatever the period.

    Raises
    ------
    InputRefused
        When the project holds no such order.
    """
    found = order_row(project.file, order)
    if found is None:
        raise InputRefused(f"There is no order {order!r} in {project.path.name}.")
    whole = replace(settings, start=None, end=None)
    named = load_named(project.file, found.order, 1)
    analytics = project.working_set.analytics
    return Explanation(
        order=found.order,
        customer=found.customer,
        converted_at=found.converted_at,
        value=found.value / MICROS_PER_UNIT,
        models=model_labels(whole),
        touches=explained_touches(
            build_journeys(named.interactions, whole),
            found.row,
            whole,
            lambda: analytics(progress).attributor(whole, progress),
        ),
    )
