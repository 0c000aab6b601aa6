"""The budget page as it is used: goals, levers, curves, scenarios."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.path_steps import OtherThan
from attribution_desktop.domain.response import (
    Basis,
    ChannelHistory,
    CurveForm,
    ResponseHistory,
)
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.budgets import present_plan
from attribution_desktop.services.projects import create_demo_project, open_project
from attribution_desktop.services.scenarios import kept_scenarios
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.tabs.budget import BudgetTab
from attribution_desktop.ui.tabs.budget_points import point_query, step_query
from attribution_desktop.visuals.charts import CurvePoint

Settled = Callable[[], None]


@pytest.fixture
def tab(demo: Program) -> BudgetTab:
    """The budget page of the demo, planned along response curves."""
    demo.window.show_tab("budget")
    page = next(tab for tab in demo.window.tabs if isinstance(tab, BudgetTab))
    page.amount.setValue(406)
    page.recommend()
    assert page.plan is not None
    return page


def amounts(tab: BudgetTab) -> dict[str, float]:
    assert tab.plan is not None
    return {row.channel: row.recommended_spend for row in tab.plan.channels}


def test_the_page_plans_along_curves_and_says_what_to_do(tab: BudgetTab) -> None:
    assert tab.plan is not None
    assert tab.plan.method == "response"
    assert tab.advice.sentences[0].startswith("There is too little history to trust this split")
    assert "Give " in tab.advice.sentences[0]
    assert any("not a forecast" in words for words in tab.notes.sentences)
    assert tab.table.shown_texts()[-1][:3] == ["Total", "406.00", "406.00"]
    assert tab.pictures.curve.describe().startswith("paid_search: ")


def test_the_page_opens_with_the_plan_of_every_report(demo: Program, tmp_path: Path) -> None:
    page = next(tab for tab in demo.window.tabs if isinstance(tab, BudgetTab))
    with create_demo_project(tmp_path / "same.attribution") as project:
        alone = present_plan(project, analyse(project, default_settings(project)))
    assert page.plan == alone


def test_no_table_scrolls_sideways_and_what_has_no_room_is_told_below(
    demo: Program, tab: BudgetTab, settled: Settled
) -> None:
    tab.scenarios.keep.click()
    for width in (1024, 1280, 1920):
        demo.window.resize(width, 800)
        settled()
        for table in (tab.table, tab.scenarios.table):
            assert table.horizontalScrollBar().maximum() == 0
        shown = len(tab.table.figures.columns) - len(tab.table.left_out)
        assert shown >= 6
    demo.window.resize(1280, 800)
    settled()
    tab.table.selectRow(0)
    name = tab.table.shown_texts()[0][0]
    assert tab.details.words.whole.startswith(f"{name} · ")
    assert "Proportional: " in tab.details.words.whole
    assert all(text in tab.table.clip().tsv for text in ("Proportional", "Curve"))


def test_split_and_levers_are_two_views_of_one_card(tab: BudgetTab) -> None:
    assert tab.table.isVisible()
    tab.views.setCurrentIndex(1)
    assert not tab.table.isVisible()
    assert tab.levers.lever("social").slider.isVisible()


def test_a_slider_pins_its_channel_and_the_rest_follows(tab: BudgetTab, qtbot: QtBot) -> None:
    before = amounts(tab)
    lever = tab.levers.lever("social")
    lever.slider.setValue(lever.slider.maximum() // 4)
    qtbot.waitUntil(lambda: amounts(tab) != before)
    after = amounts(tab)
    assert lever.lock.isChecked()
    assert after["social"] == pytest.approx(lever.amount.value())
    assert round(sum(after.values()), 2) == 406
    assert tab.pictures.channel.currentText() == "social"
    lever.lock.setChecked(False)
    qtbot.waitUntil(lambda: amounts(tab) == before)


def test_a_lock_keeps_what_a_channel_spends(tab: BudgetTab) -> None:
    tab.levers.lever("display").lock.setChecked(True)
    tab.recommend()
    assert amounts(tab)["display"] == 70
    rows = {row[0]: row for row in tab.table.shown_texts()}
    assert "lock" in rows["display"]


def test_limits_bind_and_are_named(tab: BudgetTab) -> None:
    tab.levers.lever("email").maximum.setValue(25)
    tab.levers.lever("display").minimum.setValue(10)
    tab.recommend()
    assert amounts(tab)["email"] == 25
    assert amounts(tab)["display"] == 10
    rows = {row[0]: row for row in tab.table.shown_texts()}
    assert "maximum" in rows["email"]
    assert "minimum" in rows["display"]


def test_limits_that_cannot_hold_are_named_and_the_last_plan_stays(tab: BudgetTab) -> None:
    before = amounts(tab)
    tab.levers.lever("email").minimum.setValue(5_000)
    tab.recommend()
    assert "email minimum 5,000.00" in tab.asking.message.whole
    assert amounts(tab) == before


def test_other_goals_spend_what_they_take(tab: BudgetTab) -> None:
    tab.asking.goal.setCurrentIndex(1)
    tab.asking.revenue.setValue(600)
    tab.recommend()
    assert tab.plan is not None
    assert tab.plan.expected_revenue >= 600
    assert not tab.asking.method.isEnabled()
    tab.asking.goal.setCurrentIndex(2)
    tab.asking.floor.setValue(1.25)
    tab.recommend()
    free = [row for row in tab.plan.channels if row.bound is None and row.curve]
    assert free
    assert all(row.marginal_roas == pytest.approx(1.25, rel=1e-2) for row in free)


def test_the_proportional_method_is_still_there(tab: BudgetTab) -> None:
    tab.asking.method.setCurrentIndex(1)
    tab.recommend()
    assert tab.plan is not None
    assert tab.plan.method == "proportional"
    assert tab.pictures.channel.count() == 0
    assert not tab.pictures.channel.isVisible()
    assert tab.pictures.instead.isVisible()
    assert "however much it gets" in tab.pictures.instead.text()
    tab.pictures.view.setCurrentIndex(1)
    assert tab.pictures.waterfall.isVisible()
    tab.pictures.view.setCurrentIndex(0)
    tab.asking.method.setCurrentIndex(0)
    tab.recommend()
    assert tab.pictures.channel.isVisible()
    assert not tab.pictures.instead.isVisible()


def test_a_split_by_past_roi_says_above_it_where_it_leaves_what_was_seen(tab: BudgetTab) -> None:
    tab.amount.setValue(100_000)
    tab.asking.method.setCurrentIndex(1)
    tab.recommend()
    assert tab.plan is not None
    assert any(row.is_outside_observed for row in tab.plan.channels)
    assert tab.advice.sentences[0].startswith("Outside the weekly spend seen so far: ")
    assert tab.advice.sentences[0] not in tab.notes.sentences


def test_a_curve_can_be_set_by_hand_and_given_back(tab: BudgetTab) -> None:
    assert tab.plan is not None
    tab.pictures.show_channel("social")
    tab.pictures.is_by_hand.setChecked(True)
    tab.recommend()
    tab.pictures.top.setValue(5_000)
    tab.recommend()
    social = next(row for row in tab.plan.channels if row.channel == "social")
    assert social.curve is not None
    assert (social.curve.form, social.curve.shape.top) == (CurveForm.EDITED, 5_000)
    tab.pictures.is_by_hand.setChecked(False)
    tab.recommend()
    social = next(row for row in tab.plan.channels if row.channel == "social")
    assert social.curve is not None
    assert social.curve.form is CurveForm.ONE_POINT


def test_the_waterfall_leads_from_present_to_expected_revenue(tab: BudgetTab) -> None:
    assert tab.plan is not None
    tab.pictures.view.setCurrentIndex(1)
    table = tab.pictures.waterfall.table()
    steps = [float(value) for _, value in table[2:-1]]
    assert float(table[1][1]) + sum(steps) == pytest.approx(tab.plan.expected_revenue)
    assert float(table[-1][1]) == pytest.approx(tab.plan.expected_revenue)


def test_scenarios_are_kept_compared_taken_up_deleted_and_undone(
    demo: Program, tab: BudgetTab, settled: Settled
) -> None:
    page = tab.scenarios
    page.name.setText("As it was")
    page.keep.click()
    tab.levers.lever("email").maximum.setValue(25)
    tab.amount.setValue(1_000)
    tab.recommend()
    page.keep.click()
    settled()
    assert [row[0] for row in page.table.shown_texts()] == ["As it was", "Plan 2"]
    page.table.selectRow(0)
    page.take.click()
    assert tab.amount.value() == 406
    assert tab.levers.lever("email").limit() is None
    page.delete.click()
    settled()
    assert [kept.name for kept in page.scenarios] == ["Plan 2"]
    page.undo.click()
    settled()
    assert [kept.name for kept in page.scenarios] == ["As it was", "Plan 2"]
    assert tab.plan is not None
    assert tab.plan.scenarios == page.scenarios
    facts = demo.session.facts
    assert facts is not None
    path = facts.path
    demo.session.close()
    settled()
    with open_project(path, is_writable=False) as project:
        assert kept_scenarios(project) == page.scenarios or not page.scenarios
        assert [kept.name for kept in kept_scenarios(project)] == ["As it was", "Plan 2"]


def test_counting_by_touch_date_learns_the_curves_anew(
    demo: Program, tab: BudgetTab, settled: Settled
) -> None:
    tab.asking.basis.setCurrentIndex(1)
    settled()
    history = tab.history
    assert history is not None
    assert str(history.basis) == "touch"


def test_a_channel_left_out_takes_its_limits_with_it(
    demo: Program, tab: BudgetTab, settled: Settled
) -> None:
    tab.levers.lever("social").lock.setChecked(True)
    tab.levers.lever("email").maximum.setValue(25)
    demo.session.change_settings(
        replace(demo.session.settings, excluded_channels=("referral", "social", "display"))
    )
    settled()
    assert tab.plan is not None
    assert amounts(tab)["email"] == 25
    assert not tab.asking.message.whole.startswith("No channel")


def test_another_project_starts_afresh(
    demo: Program, tab: BudgetTab, settled: Settled, tmp_path: Path
) -> None:
    tab.asking.goal.setCurrentIndex(2)
    tab.asking.step.setValue(20)
    tab.levers.lever("email").maximum.setValue(25)
    tab.scenarios.keep.click()
    demo.session.open_demo(tmp_path / "other.attribution")
    settled()
    assert tab.request().limits == ()
    assert tab.request().max_step_percent is None
    assert tab.amount.value() == 406
    assert tab.scenarios.scenarios == ()
    assert not tab.scenarios.undo.isEnabled()


def test_a_project_of_others_is_not_written(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    path = tmp_path / "demo.attribution"
    create_demo_project(path).close()
    program.session.open(path, is_writable=False)
    settled()
    page = next(tab for tab in program.window.tabs if isinstance(tab, BudgetTab))
    page.scenarios.keep.click()
    settled()
    assert page.scenarios.scenarios == ()
    assert "reading only" in program.window.notice.text


def test_everything_has_a_name_for_those_who_do_not_see_it(tab: BudgetTab) -> None:
    for lever in (tab.levers.lever("social"), tab.levers.lever("email")):
        for widget in lever.widgets:
            assert widget.accessibleName()
    assert tab.pictures.curve.accessibleDescription()
    tab.pictures.view.setCurrentIndex(1)
    assert tab.pictures.waterfall.accessibleDescription()


def test_a_channel_called_like_markup_stays_text(tab: BudgetTab) -> None:
    names = ["<b>bold</b>", *(row.channel for row in tab.plan.channels)] if tab.plan else []
    tab.levers.set_channels(names)
    assert tab.levers.lever("<b>bold</b>").name.textFormat() is Qt.TextFormat.PlainText
    assert cast("str", tab.levers.lever("<b>bold</b>").name.whole) == "<b>bold</b>"


def test_every_picture_leads_to_its_journeys(tab: BudgetTab) -> None:
    asked: list[JourneyQuery] = []
    tab.journeys_requested.connect(asked.append)
    pictures = tab.pictures
    for place in range(3):
        pictures.view.setCurrentIndex(place)
    channel = pictures.channel.currentText()
    for chart in (pictures.curve, pictures.waterfall, pictures.amounts):
        for mark in chart._marks:
            chart.journeys_wanted.emit(mark.payload)
    rows = [line[0] for line in pictures.waterfall.table()[1:]]
    bars = [mark.payload.label for mark in pictures.amounts._marks]
    points = len(pictures.curve._marks)
    assert asked[:2] == [JourneyQuery(channels=(channel,))] * 2
    assert asked[points] == asked[points + len(rows) - 1] == JourneyQuery()
    assert [query.channels for query in asked[points + 1 : points + len(rows) - 1]] == [
        (name,) for name in rows[1:-1]
    ]
    assert [query.channels for query in asked[points + len(rows) :]] == [(name,) for name in bars]


def test_a_week_of_the_curve_leads_to_the_orders_of_its_days() -> None:
    weeks = (date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16))
    held = ChannelHistory("email", 30.0, 90.0, (10.0, 0.0, 20.0), (30.0, 5.0, 55.0), None)
    history = ResponseHistory("", Basis.CONVERSION, weeks, (held,), None, ())
    by_touch = replace(history, basis=Basis.TOUCH)
    second = CurvePoint(1, 20.0, 55.0)
    assert point_query(second, "email", history) == JourneyQuery(
        channels=("email",), start=date(2026, 3, 16), end=date(2026, 3, 22)
    )
    assert point_query(second, "email", by_touch) == JourneyQuery(channels=("email",))
    assert point_query(CurvePoint(None, 1.0, 1.0), "email", history) == JourneyQuery(
        channels=("email",)
    )


def test_all_others_lead_to_the_orders_that_any_of_them_touched() -> None:
    assert step_query(3, 4, ("email", "direct")) == JourneyQuery(
        contains=(OtherThan(("email", "direct")),)
    )
    assert step_query(3, 3, ("email", "direct")) == JourneyQuery()
