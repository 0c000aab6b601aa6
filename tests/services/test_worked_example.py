"""Every number of the guide's worked example, recomputed from the demo project."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, path_text
from attribution_desktop.engine.demo import generate_demo_attribution_data
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.explaining import explain_order
from attribution_desktop.services.projects import Project, create_demo_project

_PAGE = Path(__file__).resolve().parents[2] / "resources" / "guide" / "worked-example.md"
_MODELS = ("first_touch", "last_touch", "linear", "time_decay")


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Project]:
    with create_demo_project(tmp_path / "demo.attribution") as project:
        yield project


@pytest.fixture
def analysis(demo: Project) -> Analysis:
    return analyse(demo, default_settings(demo))


def rows_under(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    text = _PAGE.read_text("utf-8").partition(f"## {heading}")[2].partition("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_five_journeys_are_those_of_the_demo() -> None:
    shown = rows_under("The five journeys")
    journeys = generate_demo_attribution_data().journeys
    assert shown == [
        [
            journey.order,
            formatted(journey.value / 1_000_000, Kind.MONEY),
            " → ".join(touch.channel for touch in journey.touches),
        ]
        for journey in journeys
    ]
    assert path_text(("email", "email")) == "email ×2"


def test_one_order_is_divided_as_the_page_says(demo: Project) -> None:
    explained = explain_order(demo, "ORD-1001", default_settings(demo))
    assert rows_under("One order under four models") == [
        [touch.channel, *(formatted(dict(touch.weights)[model], Kind.SHARE) for model in _MODELS)]
        for touch in explained.touches
    ]


def test_the_weights_of_time_decay_are_worked_out_right() -> None:
    text = " ".join(_PAGE.read_text("utf-8").split())
    found = re.findall(r"2\^\(−(\d+)/168\) = (\d\.\d{4})", text)
    assert len(found) == 4
    exact = [2 ** (-int(hours) / 168) for hours, _ in found]
    assert [f"{weight:.4f}" for weight in exact] == [shown for _, shown in found]
    assert f"together {sum(exact):.4f}" in text
    assert f"= {exact[2] / sum(exact) * 100:.1f} %" in text


def test_all_orders_are_divided_as_the_page_says(analysis: Analysis) -> None:
    rows = {row.channel: row for row in analysis.comparison.rows}
    places = [analysis.comparison.models.index(model) for model in _MODELS]
    shown = rows_under("All five orders")
    assert len(shown) == 6
    for channel, *cells in shown:
        revenue = rows[channel].shown_revenue
        assert cells == [formatted(revenue[place], Kind.MONEY) for place in places]


def test_what_the_channels_cost_and_return_is_as_the_page_says(analysis: Analysis) -> None:
    rows = {row.channel: row for row in analysis.channel_figures}
    shown = rows_under("What the channels cost")
    assert len(shown) == 5
    for channel, spend, revenue, profit, roi, roas in shown:
        row = rows[channel]
        assert [spend, revenue, profit, roi, roas] == [
            formatted(row.spend, Kind.MONEY),
            formatted(row.shown_revenue, Kind.MONEY),
            formatted(row.profit, Kind.MONEY),
            formatted(row.roi_percent, Kind.PERCENT),
            formatted(row.roas, Kind.RATIO),
        ]
