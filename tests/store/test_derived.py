"""Derived rows live as long as the data and settings they were made from."""

from datetime import date

import pytest

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.settings import CORE_MODELS, AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.demo import generate_demo_attribution_data
from attribution_desktop.store.derived import (
    read_channel_revenue,
    read_model_data,
    write_channel_revenue,
    write_model_data,
)
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset
from attribution_desktop.store.writing import write_import, write_spend, write_tracked_many
from tests.store.material import Row, events_file

SETTINGS = AnalysisSettings(margin=0.5)
CREDITS = {model: [("email", 3.0), ("(no touchpoint)", 0.1)] for model in CORE_MODELS}


@pytest.fixture
def project(project: ProjectFile) -> ProjectFile:
    """With the demo data in it."""
    demo = generate_demo_attribution_data()
    write_tracked_many(project, demo.journeys)
    write_spend(project, demo.spend)
    return project


def analysis_of(project: ProjectFile, settings: AnalysisSettings = SETTINGS) -> Analysis:
    return AttributionAnalytics(load_dataset(project)).analysed(settings)


def test_channel_revenue_holds_every_models_credit(project: ProjectFile) -> None:
    analysis = analysis_of(project)
    revision = project.revision
    assert write_channel_revenue(project, analysis)
    rows = read_channel_revenue(project, SETTINGS.digest())
    assert rows is not None
    assert [(row.model, row.channel, row.revenue) for row in rows] == [
        (credit.model, entry.channel, entry.revenue)
        for credit in analysis.models
        for entry in credit.credits
    ]
    assert project.revision == revision


def test_channel_revenue_has_the_returns_that_the_engine_gives_the_chosen_model(
    project: ProjectFile,
) -> None:
    for model in CORE_MODELS:
        settings = AnalysisSettings(margin=0.5, model=model)
        analysis = analysis_of(project, settings)
        write_channel_revenue(project, analysis)
        kept = {
            row.channel: (row.roi_percent, row.roas)
            for row in read_channel_revenue(project, settings.digest()) or ()
            if row.model == model
        }
        for figures in analysis.channel_figures:
            expected = (figures.roi_percent, figures.roas)
            assert kept[figures.channel] == pytest.approx(expected, nan_ok=False)


def test_writing_channel_revenue_again_replaces_it(project: ProjectFile) -> None:
    write_channel_revenue(project, analysis_of(project))
    first = read_channel_revenue(project, SETTINGS.digest())
    write_channel_revenue(project, analysis_of(project))
    assert read_channel_revenue(project, SETTINGS.digest()) == first


def test_derived_rows_of_other_settings_or_another_revision_read_as_absent(
    project: ProjectFile,
) -> None:
    other = AnalysisSettings(start=date(2026, 1, 1))
    write_channel_revenue(project, analysis_of(project))
    write_model_data(project, "A1", CREDITS, SETTINGS.digest())
    assert read_channel_revenue(project, other.digest()) is None
    assert read_model_data(project, "A1", other.digest()) is None
    assert read_model_data(project, "A2", SETTINGS.digest()) is None
    write_import(project, events_file(Row(channel="email")))
    assert read_channel_revenue(project, SETTINGS.digest()) is None
    assert read_model_data(project, "A1", SETTINGS.digest()) is None


def test_an_analysis_of_an_older_revision_is_not_kept(project: ProjectFile) -> None:
    stale = analysis_of(project)
    write_import(project, events_file(Row(channel="email")))
    assert not write_channel_revenue(project, stale)
    assert read_channel_revenue(project, SETTINGS.digest()) is None


def test_model_data_comes_back_and_needs_all_core_models(project: ProjectFile) -> None:
    write_model_data(project, "A1", CREDITS, SETTINGS.digest())
    write_model_data(project, "A1", CREDITS, SETTINGS.digest())
    assert read_model_data(project, "A1", SETTINGS.digest()) == {
        model: dict(pairs) for model, pairs in CREDITS.items()
    }
    with pytest.raises(KeyError):
        write_model_data(project, "A1", {"linear": []}, SETTINGS.digest())
