"""Scenarios come back from the project as they were kept."""

from pathlib import Path

import pytest

from attribution_desktop.domain.budget import (
    RESPONSE,
    BudgetRequest,
    ChannelLimit,
    CurveEdit,
    Goal,
    GroupCap,
    Scenario,
)
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.response import Shape
from attribution_desktop.services.projects import create_demo_project, open_project
from attribution_desktop.services.scenarios import SETTING, keep_scenarios, kept_scenarios
from attribution_desktop.store.writing import write_setting

SCENARIO = Scenario(
    name="<b>Bold</b> “plan”",
    request=BudgetRequest(
        budget=None,
        days=30.5,
        method=RESPONSE,
        goal=Goal.TARGET_REVENUE,
        target=900.25,
        limits=(ChannelLimit(channel="email", minimum=1.0, is_locked=True, amount=2.5),),
        groups=(GroupCap("g", ("email", "social"), 30.0),),
        max_step_percent=20.0,
        edits=(CurveEdit("social", Shape(900.0, 30.0, 0.7)),),
    ),
    spend=123.45,
    expected_revenue=900.26,
    amounts=(("email", 2.5), ("social", 120.95)),
)


def test_scenarios_are_kept_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "demo.attribution"
    with create_demo_project(path) as project:
        assert kept_scenarios(project) == ()
        revision = project.dataset().identity.revision
        keep_scenarios(project, (SCENARIO,))
        assert project.dataset().identity.revision == revision
    with open_project(path, is_writable=False) as project:
        assert kept_scenarios(project) == (SCENARIO,)
        with pytest.raises(InputRefused):
            keep_scenarios(project, ())


def test_text_that_is_no_list_of_scenarios_is_passed_over(tmp_path: Path) -> None:
    with create_demo_project(tmp_path / "demo.attribution") as project:
        for text in ("{", '{"a": 1}', "[1]", '[{"name": "x"}]', '[{"name":"x","request":[]}]'):
            write_setting(project.file, SETTING, text)
            assert kept_scenarios(project) == ()
