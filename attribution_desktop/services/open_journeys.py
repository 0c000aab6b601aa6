"""Looking at one of the journeys that were found: its touches, and each model's weight for each."""

from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY
from attribution_desktop.domain.open_journey import OpenJourney, OpenTouch
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.explanation import journey_weights
from attribution_desktop.engine.models.journey_model import JourneyModel
from attribution_desktop.engine.models.registry import MODELS, model_with_id
from attribution_desktop.services.journey_search import FoundJourneys, journey_page
from attribution_desktop.services.projects import Project
from attribution_desktop.store.journey_search import touch_sessions

__all__ = ["open_journey"]

_NO_ORDER = "It led to no order that could be edited."


def open_journey(
    project: Project,
    found: FoundJourneys,
    place: int,
    settings: AnalysisSettings,
    progress: Progress = unreported,
) -> OpenJourney:
    """The found journey at a place of the list, under the models' present parameters.

    Raises
    ------
    IndexError
        When the list is shorter.
    """
    journeys, number = found.journeys, int(found.index[place])
    (row,) = journey_page(project, found, place, 1)
    part = slice(int(journeys.start[number]), int(journeys.end[number]))
    sessions = touch_sessions(project.file, journeys.touch_row[part].tolist())
    models = _models(settings)
    analytics = project.working_set.analytics
    weights = journey_weights(
        journeys,
        number,
        models,
        settings,
        lambda: analytics(progress).attributor(settings, progress),
    )
    at = int(journeys.at[number])
    touches = tuple(
        OpenTouch(
            channel=channel,
            instant=instant if row.is_timed else None,
            days_before=(at - instant) / MICROSECONDS_PER_DAY if row.is_timed else None,
            session=session,
            weights=tuple(None if column is None else float(column[step]) for column in weights),
        )
        for step, (channel, instant, session) in enumerate(
            zip(row.path, journeys.instant[part].tolist(), sessions, strict=True)
        )
    )
    source = int(journeys.source_row[number])
    path_row = source if not row.is_timed and source >= 0 else None
    is_editable = path_row is not None or (row.is_converting and bool(row.order))
    return OpenJourney(
        row=row,
        touches=touches,
        models=tuple((model, model_with_id(model).label(settings)) for model in models),
        settings=settings,
        why_not_edited="" if is_editable else _NO_ORDER,
        path_row=path_row,
    )


def _models(settings: AnalysisSettings) -> tuple[str, ...]:
    """Every model that weighs journeys on their own, then what else is shown."""
    own = [name for name, model in MODELS.items() if isinstance(model, JourneyModel)]
    return tuple(dict.fromkeys([*own, *settings.models]))
