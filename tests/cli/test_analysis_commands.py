"""The analysis commands on the demo project, whose figures are known."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def document(call: Call, demo: Path) -> Any:
    """The JSON document of a command on the demo."""

    def documented(*arguments: str) -> dict[str, Any]:
        result = call("--project", demo, *arguments, "--json")
        assert (result.code, result.err) == (0, "")
        decoded: dict[str, Any] = json.loads(result.out)
        return decoded

    return documented


def test_the_demo_answers_with_its_known_figures(call: Call, tmp_path: Path) -> None:
    result = call("demo", "--project", tmp_path / "d.attribution", "--json")
    answer = json.loads(result.out)
    assert answer["command"] == "demo"
    assert answer["file"] == str(tmp_path / "d.attribution")
    assert answer["summary"]["revenue"] == pytest.approx(879.95, rel=1e-12)
    assert answer["summary"]["touchpoints"] == 15


def test_the_demo_lands_in_the_data_folder_without_a_project(call: Call, tmp_path: Path) -> None:
    answer = json.loads(call("demo", "--json").out)
    assert Path(answer["file"]).is_relative_to(tmp_path / "data")


@pytest.mark.parametrize(
    ("model", "revenue"),
    [
        (
            "first_touch",
            {"paid_search": 449.98, "social": 99.99, "email": 149.99, "organic": 179.99},
        ),
        ("last_touch", {"direct": 479.97, "email": 149.99, "paid_search": 249.99}),
        (
            "linear",
            {
                "paid_search": 299.9875,
                "organic": 109.99416667,
                "email": 199.9875,
                "direct": 159.98916667,
                "social": 49.995,
                "referral": 59.99666667,
            },
        ),
    ],
)
def test_each_model_credits_the_demo_as_the_definitions_say(
    document: Any, model: str, revenue: dict[str, float]
) -> None:
    credit = document("report")["models"][model]
    found = {name: figures["revenue"] for name, figures in credit.items() if figures["revenue"]}
    assert found == pytest.approx(revenue, rel=1e-9)


def test_every_model_hands_out_all_conversions_and_revenue(document: Any) -> None:
    for credit in document("report")["models"].values():
        assert sum(figures["revenue"] for figures in credit.values()) == pytest.approx(879.95)
        assert sum(figures["conversions"] for figures in credit.values()) == pytest.approx(5)


def test_options_arrive_in_the_settings(document: Any) -> None:
    options = (
        "--start 2020-01-01 --end 2030-12-31 --lookback-days unlimited --path-rule restart "
        "--half-life-days 3.5 --exclude Direct --exclude social --models linear,first_touch "
        "--model first_touch --margin 0.4 --direct house --top 2 --collapse-repeats "
        "--custom-weights 1,2,3 --markov-order auto --intervals"
    )
    settings = document("conversion-paths", *options.split())["settings"]
    assert settings == {
        "start": "2020-01-01",
        "end": "2030-12-31",
        "time_zone": "UTC",
        "lookback_days": "unlimited",
        "path_rule": "restart",
        "half_life_days": 3.5,
        "custom_weights": [1, 2, 3],
        "markov_order": "auto",
        "intervals": True,
        "draws": 500,
        "exclude": ["Direct", "social"],
        "models": ["linear", "first_touch"],
        "model": "first_touch",
        "margin": 0.4,
        "direct": ["house"],
        "top": 2,
        "collapse_repeats": True,
    }


def test_options_change_the_figures(document: Any) -> None:
    by_channel = {
        row["channel"]: row for row in document("channel-roi", "--margin", "0.5")["channels"]
    }
    email = by_channel["email"]
    assert email["profit"] == pytest.approx(0.5 * email["revenue"] - email["spend"])
    patterns = document("conversion-paths", "--exclude", "direct", "--top", "3")["patterns"]
    assert len(patterns) == 3
    assert all("direct" not in pattern["path"] for pattern in patterns)


def test_a_channel_without_touches_keeps_its_row(document: Any) -> None:
    rows = {row["channel"]: row for row in document("channel-roi")["channels"]}
    assert (rows["display"]["revenue"], rows["display"]["roas"]) == (0, 0)
    assert rows["display"]["cpa"] is None
    assert rows["direct"]["spend"] is None


def test_the_budget_adds_up(document: Any) -> None:
    answer = document("budget-optimization", "--budget", "1000.01", "--days", "30")
    assert (answer["method"], answer["budget"], answer["days"]) == ("proportional", 1000.01, 30)
    total = sum(row["recommended_spend"] for row in answer["channels"])
    assert round(total, 2) == 1000.01


def test_tables_show_what_the_documents_say(call: Call, demo: Path) -> None:
    shown = call("--project", demo, "channel-roi").out
    (email,) = [line.split() for line in shown.splitlines() if line.startswith("email")]
    assert email[2] == "199.99"
    total = next(line.split() for line in shown.splitlines() if line.startswith("Total"))
    assert total[2] == "879.95"


@pytest.mark.parametrize(
    "words",
    ["report", "channel-roi", "model-comparison", "conversion-paths"],
)
def test_every_analysis_has_a_table_for_people(call: Call, demo: Path, words: str) -> None:
    result = call("--project", demo, words)
    assert result.code == 0
    assert "paid_search" in result.out
    assert "\x1b" not in result.out


def test_an_excluded_channel_that_does_not_exist_is_pointed_out(call: Call, demo: Path) -> None:
    result = call("--project", demo, "channel-roi", "--exclude", "emial")
    assert result.code == 0
    assert "no channel is named emial" in result.err


def test_reading_changes_nothing(call: Call, demo: Path) -> None:
    before, files = demo.read_bytes(), sorted(demo.parent.rglob("demo*"))
    assert call("--project", demo, "report").code == 0
    assert demo.read_bytes() == before
    assert sorted(demo.parent.rglob("demo*")) == files
