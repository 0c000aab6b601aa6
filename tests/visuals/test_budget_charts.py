"""Response curves and waterfalls: what they say, show and hand out."""

import pytest
from PySide6.QtCore import QPointF, QSize
from pytestqt.qtbot import QtBot

from attribution_desktop.visuals.charts import CurveView, ResponseCurveChart, Step, Waterfall
from attribution_desktop.visuals.tokens import DARK, LIGHT, Theme


def view(recommended: float = 150.0) -> CurveView:
    return CurveView(
        channel="<b>search</b>",
        colour_index=1,
        curve=tuple((float(x), 2.0 * x) for x in range(0, 201, 10)),
        band=((10.0, 15.0, 25.0), (200.0, 380.0, 420.0)),
        observed=(50.0, 160.0),
        weeks=((60.0, 130.0), (150.0, 290.0)),
        present=(100.0, 200.0),
        recommended=(recommended, 2 * recommended),
    )


@pytest.fixture
def curve(qtbot: QtBot) -> ResponseCurveChart:
    chart = ResponseCurveChart()
    qtbot.addWidget(chart)
    chart.lay_out(QSize(500, 300))
    return chart


@pytest.fixture
def waterfall(qtbot: QtBot) -> Waterfall:
    chart = Waterfall()
    qtbot.addWidget(chart)
    chart.lay_out(QSize(500, 300))
    return chart


def test_a_curve_says_where_the_channel_is_and_is_to_go(curve: ResponseCurveChart) -> None:
    curve.set_curve(view(), "EUR")
    words = curve.describe()
    assert words.startswith("<b>search</b>: 100.00 EUR a week brings 200.00")
    assert "outside" not in words
    curve.set_curve(view(recommended=190.0), "EUR")
    assert "outside the spend seen so far" in curve.describe()
    assert curve.accessibleDescription() == curve.describe()


def test_a_curve_hands_out_its_points(curve: ResponseCurveChart) -> None:
    curve.set_curve(view(), "EUR")
    assert curve.table() == [
        ("", "Spend a week (EUR)", "Revenue a week (EUR)"),
        ("Present", "100", "200"),
        ("Recommended", "150", "300"),
        ("Week", "60", "130"),
        ("Week", "150", "290"),
    ]


def test_no_curve_is_no_axis(curve: ResponseCurveChart) -> None:
    curve.set_curve(None, "EUR")
    assert curve.describe() == "There is no curve to show."
    assert curve.table()[1:] == []


def colours_at(chart: ResponseCurveChart, spend: float) -> int:
    """How many colours there are near the top of the plot at a spend."""
    picture = chart.grab().toImage()
    ratio = picture.devicePixelRatio()
    item = chart._item
    tops = [item.at((spend, float(height))) for height in range(395, 370, -1)]
    places = [chart._view.mapFromScene(item.mapToScene(top)) for top in tops]
    return len(
        {
            picture.pixel(round((place.x() + 2 + step) * ratio), round((place.y() + 2) * ratio))
            for place in places
            for step in range(6)
        }
    )


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_what_was_not_seen_is_hatched(curve: ResponseCurveChart, theme: Theme) -> None:
    curve.set_theme(theme)
    curve.set_curve(view(), "EUR")
    assert colours_at(curve, 185.0) > 1
    assert colours_at(curve, 100.0) == 1


def test_pointing_at_a_week_tells_of_it(curve: ResponseCurveChart) -> None:
    curve.set_curve(view(), "EUR")
    place = curve._mark_rect(2).center()
    assert curve._mark_at(place) == 2
    assert "A week" in curve._marks[2].tooltip
    assert curve._mark_at(QPointF(-50, -50)) is None


def test_a_waterfall_ends_where_its_steps_lead(waterfall: Waterfall) -> None:
    steps = [Step("email", 50.0), Step("<i>social</i>", -20.0)]
    waterfall.set_steps(("Present", 1_000.0), steps, "Recommended", "Revenue (EUR)")
    assert waterfall.table() == [
        ("", "Revenue (EUR)"),
        ("Present", "1000"),
        ("email", "50"),
        ("<i>social</i>", "-20"),
        ("Recommended", "1030"),
    ]
    assert waterfall.describe() == (
        "From 1,000.00 (Present) to 1,030.00 (Recommended). email changes most, by +50.00."
    )


def test_every_step_begins_where_the_one_above_ended(waterfall: Waterfall) -> None:
    steps = [Step("a", 50.0), Step("b", -80.0), Step("c", 0.0)]
    waterfall.set_steps(("Present", 100.0), steps, "Recommended", "Revenue (EUR)")
    bars = [waterfall._steps.bar_rect(number) for number in range(5)]
    assert bars[1].right() == pytest.approx(bars[2].right(), abs=2.1)
    assert bars[2].left() == pytest.approx(bars[4].left(), abs=2.1)
    assert all(bar.right() <= waterfall._steps.size().width() for bar in bars)


def test_an_empty_waterfall_is_drawn(waterfall: Waterfall) -> None:
    waterfall.set_steps(("Present", 0.0), (), "Recommended", "Revenue (EUR)")
    assert not waterfall.grab().isNull()
