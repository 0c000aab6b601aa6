"""How sure the figures are, once the worker has found out; and models laid side by side."""

from collections.abc import Callable

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.tabs.channel_roi import ChannelRoiTab
from attribution_desktop.ui.tabs.model_comparison import ModelComparisonTab
from attribution_desktop.ui.tabs.summary import SummaryTab

Settled = Callable[[], None]


def tab_of(program: Program, kind: type) -> object:
    return next(tab for tab in program.window.tabs if isinstance(tab, kind))


def test_intervals_follow_the_figures_by_themselves(demo: Program) -> None:
    analysed = demo.session.analysed
    assert analysed is not None
    assert analysed.analysis.settings.draws == 500
    assert demo.session.settings.draws == 0
    summary = tab_of(demo, SummaryTab)
    assert isinstance(summary, SummaryTab)
    tips = [bar.tooltip for bar in summary.chart._given]
    assert "with 90 % confidence" in tips[0]
    assert summary.chart._given[0].high > summary.chart._given[0].value


def test_every_channel_with_spend_has_its_verdict(demo: Program) -> None:
    roi = tab_of(demo, ChannelRoiTab)
    assert isinstance(roi, ChannelRoiTab)
    assert "email: too little data. Only 2 conversions touched it: too few to judge." in (
        roi.findings.sentences
    )


def test_any_models_can_be_laid_side_by_side(demo: Program, settled: Settled) -> None:
    tab = tab_of(demo, ModelComparisonTab)
    assert isinstance(tab, ModelComparisonTab)
    tab.choice.choices["markov"].trigger()
    settled()
    analysed = demo.session.analysed
    assert analysed is not None
    assert analysed.analysis.comparison.models[-1] == "markov"
    assert any(
        "Markov chain (order 1): There are no non-converting" in words
        for words in tab.caveats.sentences
    )


def test_the_last_model_cannot_be_taken_away(demo: Program, settled: Settled) -> None:
    tab = tab_of(demo, ModelComparisonTab)
    assert isinstance(tab, ModelComparisonTab)
    for model in ("first_touch", "last_touch", "time_decay"):
        tab.choice.choices[model].trigger()
        settled()
    assert demo.session.settings.models == ("linear",)
    assert not tab.choice.choices["linear"].isEnabled()


def test_new_settings_drop_intervals_of_the_old_ones(demo: Program, settled: Settled) -> None:
    estimated = []
    demo.session.intervals_estimated.connect(estimated.append)
    for model in ("first_touch", "last_touch", "linear", "time_decay"):
        demo.session.change_settings(
            type(demo.session.settings)(model=model, time_zone=demo.session.settings.time_zone)
        )
    settled()
    assert [each.analysis.settings.model for each in estimated] == ["time_decay"]
