"""The cards beside the question: what a plan spends and what that is expected to bring."""

from attribution_desktop.domain.budget import BudgetPlan, Goal
from attribution_desktop.domain.budget_outcome import outcome_of
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, shortened, signed
from attribution_desktop.ui.widgets.cards import KpiCard

_PRESENT, _RECOMMENDED = "Present spend", "Recommended spend"


class BudgetCards:
    """Two cards; the first shows the spend recommended where that is what was asked for."""

    def __init__(self) -> None:
        self.spend = KpiCard(_PRESENT)
        self.expected = KpiCard("Expected revenue")

    def show_plan(self, plan: BudgetPlan, currency: str) -> None:
        """Follow a plan."""
        self._show_spend(plan, currency)
        self._show_expected(plan, currency)

    def _show_spend(self, plan: BudgetPlan, currency: str) -> None:
        days = f"over {formatted(plan.days, Kind.COUNT)} day{'' if plan.days == 1 else 's'}"
        is_asked_for = plan.request is not None and plan.request.goal is not Goal.REVENUE
        self.spend.set_caption(_RECOMMENDED if is_asked_for else _PRESENT)
        _set_money(self.spend, plan.budget if is_asked_for else plan.present_spend, currency)
        present = formatted(plan.present_spend, Kind.MONEY)
        if is_asked_for:
            self.spend.set_change(
                f"{present} at present, {days}", shorter=(f"{present} at present",)
            )
        else:
            self.spend.set_change(days)

    def _show_expected(self, plan: BudgetPlan, currency: str) -> None:
        """The colour is that of profit, which with the same spend is that of revenue."""
        outcome = outcome_of(plan)
        interval = plan.expected_revenue_interval
        ends = (interval.low, interval.high) if interval else ()
        # Whole units are enough for bounds that are estimates.
        spread = " – ".join(formatted(end, Kind.COUNT) for end in ends)
        spread = f"90 %: {spread}" if spread else ""
        if not outcome.has_other_spend:
            _set_money(self.expected, plan.expected_revenue, currency)
            # The gain itself stands in the sentence below.
            gain = f"{signed(outcome.revenue, Kind.MONEY)} on present"
            self.expected.set_change(spread or gain, outcome.sign)
            return
        _set_money(self.expected, plan.expected_revenue, currency, spread)
        revenue, profit = (
            signed(amount, Kind.COUNT) for amount in (outcome.revenue, outcome.profit)
        )
        self.expected.set_change(
            f"Revenue {revenue}, profit {profit} on present",
            outcome.sign,
            shorter=(f"Revenue {revenue}, profit {profit}", f"Profit {profit}"),
        )


def _set_money(card: KpiCard, amount: float, currency: str, note: str = "") -> None:
    card.set_figure(
        formatted(amount, Kind.MONEY),
        note,
        unit=currency,
        shorter=(formatted(amount, Kind.COUNT), shortened(amount)),
    )
