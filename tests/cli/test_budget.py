"""budget-optimization as a user calls it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attribution_desktop.domain.budget import BudgetRequest, Scenario
from attribution_desktop.services.projects import open_project
from attribution_desktop.services.scenarios import keep_scenarios
from tests.cli.conftest import Call

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(call: Call, demo: Path) -> Ask:
    """The document of a budget of the demo project."""

    def asked(*options: str) -> dict[str, Any]:
        result = call("--project", demo, "--json", "budget-optimization", *options)
        assert result.code == 0, result.err
        document: dict[str, Any] = json.loads(result.out)
        return document

    return asked


def amounts(document: dict[str, Any]) -> dict[str, float]:
    return {row["channel"]: row["recommended_spend"] for row in document["channels"]}


def test_without_a_method_the_split_is_proportional(ask: Ask) -> None:
    document = ask("--budget", "406")
    assert document["method"] == "proportional"
    assert document["request"]["goal"] == "revenue"
    assert document["notes"][0].startswith("Split by past ROI: ")


def test_the_help_names_both_methods_and_which_is_taken(call: Call) -> None:
    words = " ".join(call("budget-optimization", "--help").out.split())
    assert "proportional: by past ROI, the default" in words
    assert "response: along curves, the default with --curve or another goal" in words


def test_by_past_roi_too_spend_beyond_what_was_seen_is_told(ask: Ask) -> None:
    document = ask("--budget", "100000")
    outside = [row["channel"] for row in document["channels"] if row["outside_observed"]]
    assert outside
    assert any(note.startswith("Outside the weekly spend seen") for note in document["notes"])


def test_response_curves_say_all_that_the_interface_promises(ask: Ask) -> None:
    document = ask("--budget", "1000.01", "--method", "response")
    assert round(sum(amounts(document).values()), 2) == 1000.01
    row = document["channels"][0]
    assert {
        "channel",
        "present_spend",
        "recommended_spend",
        "change",
        "change_percent",
        "expected_revenue",
        "expected_revenue_interval",
        "roas",
        "marginal_roas",
        "bound",
        "curve",
        "outside_observed",
    } <= set(row)
    assert row["curve"]["form"] == "one-point"
    assert document["notes"][-1].startswith("This re-plays history")
    assert document["proportional_revenue"] <= document["expected_revenue"]


def test_every_limit_is_kept(ask: Ask) -> None:
    document = ask(
        *("--budget", "400", "--method", "response", "--minimum", "display=20"),
        *("--maximum", "paid_search=150.50", "--lock", "Social", "--group", "g:email,referral=200"),
    )
    split = amounts(document)
    assert split["display"] == 20
    assert split["paid_search"] <= 150.5
    assert split["social"] == 119
    assert split["email"] + split["referral"] <= 200
    assert document["request"]["groups"] == [
        {"name": "g", "channels": ["email", "referral"], "maximum": 200}
    ]


@pytest.mark.parametrize("method", ["proportional", "response"])
def test_a_largest_step_holds_under_either_method(ask: Ask, method: str) -> None:
    document = ask("--budget", "406", "--method", method, "--max-step", "25")
    for row in document["channels"]:
        assert abs(row["change"]) <= 0.25 * row["present_spend"] + 1e-9


def test_goals_take_the_response_curves(ask: Ask) -> None:
    target = ask("--goal", "target-revenue=600")
    assert target["method"] == "response"
    assert target["expected_revenue"] >= 600
    floor = ask("--goal", "marginal-roas=1.25", "--budget", "5000")
    free = [row for row in floor["channels"] if row["bound"] is None and row["curve"]]
    assert free
    assert all(row["marginal_roas"] == pytest.approx(1.25, rel=1e-2) for row in free)


def test_a_curve_set_by_hand_is_marked(ask: Ask) -> None:
    document = ask("--budget", "406", "--curve", "social=900,50,0.8")
    social = next(row for row in document["channels"] if row["channel"] == "social")
    assert social["curve"]["form"] == "edited"
    assert (social["curve"]["top"], social["curve"]["half"]) == (900, 50)


def test_revenue_may_count_by_touch_date(ask: Ask) -> None:
    assert ask("--budget", "406", "--method", "response", "--revenue-date", "touch")["channels"]


def test_markov_says_where_its_weeks_come_from(ask: Ask) -> None:
    document = ask("--budget", "406", "--method", "response", "--model", "markov")
    assert any("follow linear credit" in note for note in document["notes"])


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--budget", "10", "--lock", "social"], 4, "social lock 119.00"),
        (["--budget", "10", "--minimum", "a=b"], 2, "no number"),
        (["--budget", "10", "--minimum", "email"], 2, "no amount"),
        (["--budget", "10", "--group", "email=5"], 2, "no group"),
        (["--budget", "10", "--curve", "email=5"], 2, "no curve"),
        (["--budget", "10", "--goal", "happiness"], 2, "no goal"),
        (["--budget", "10", "--goal", "marginal-roas"], 2, "no goal"),
        (["--budget", "10", "--lock", "sozial"], 2, "sozial"),
        (["--goal", "target-revenue=1e9"], 4, "out of reach"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    call: Call, demo: Path, options: list[str], code: int, words: str
) -> None:
    result = call("--project", demo, "budget-optimization", *options)
    assert result.code == code
    assert words in result.err


def test_a_report_without_a_plan_holds_the_one_that_the_window_opens_with(
    call: Call, demo: Path, tmp_path: Path
) -> None:
    report, table = tmp_path / "report.json", tmp_path / "budget.csv"
    assert call("--project", demo, "export", "--output", report).code == 0
    plan = json.loads(report.read_text(encoding="utf-8"))["budget_optimization"]
    assert (plan["method"], plan["budget"]) == ("response", 406)
    assert call("--project", demo, "export", "--output", table, "--table", "budget").code == 0
    assert ",marginal_roas," in table.read_text(encoding="utf-8").splitlines()[0]


def test_scenarios_go_out_with_the_report(call: Call, demo: Path, tmp_path: Path) -> None:
    kept = Scenario("Bold", BudgetRequest(406.0), 406.0, 800.0, (("email", 406.0),))
    with open_project(demo) as project:
        keep_scenarios(project, (kept,))
    report = tmp_path / "report.json"
    assert call("--project", demo, "export", "--output", report).code == 0
    document = json.loads(report.read_text(encoding="utf-8"))
    (found,) = document["budget_optimization"]["scenarios"]
    assert (found["name"], found["amounts"]) == ("Bold", {"email": 406})
    shown = call("--project", demo, "budget-optimization", "--budget", "406").out
    assert "Bold" in shown


def test_the_table_for_people_adds_up(call: Call, demo: Path) -> None:
    shown = call(
        "--project", demo, "budget-optimization", "--budget", "500", "--method", "response"
    ).out
    total = next(line for line in shown.splitlines() if line.startswith("Total"))
    assert "500.00" in total
    assert "Marginal ROAS" in shown
