"""What a search found, in words."""

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.services.journey_search import MOST_NAMED, FoundJourneys
from attribution_desktop.visuals.plain_text import isolated


def found_text(found: FoundJourneys, currency: str) -> str:
    """How many journeys, and what they came to."""
    if not found.count:
        return "No journey meets these conditions"
    rows = _many(found.weight, "journey")
    if found.has_counts:
        rows = f"{rows} in {_many(found.count, 'row')}"
    if found.is_cut:
        return f"{rows} of the first {MOST_NAMED} ids that begin so: type more to narrow them down"
    if found.query.outcome is Outcome.NOT_CONVERTING:
        return rows
    worth = f"{formatted(found.revenue, Kind.MONEY)} {currency}"
    return f"{rows}: {_many(found.conversions, 'conversion')} worth {worth}"


def credit_note(query: JourneyQuery, analysis: Analysis | None) -> str:
    """Why journeys of a channel come to more than the model credits it with; else empty.

    Parameters
    ----------
    analysis
        Of the same data and settings; None where there is none. Its credit is named where the
        query asks for nothing but channels.
    """
    if not query.channels or query.channels == (NO_TOUCHPOINT,):
        return ""
    names = " and ".join(isolated(name) for name in query.channels)
    note = f"All journeys that touch {names}. Each counts as a whole here; "
    if analysis is not None and query == JourneyQuery(channels=query.channels):
        credit = analysis.model_credit(analysis.settings.model)
        share = sum(
            entry.shown_revenue for entry in credit.credits if entry.channel in query.channels
        )
        if share:
            amount = f"{formatted(share, Kind.MONEY)} {analysis.identity.currency}"
            return f"{note}{credit.label} credits {names} with {amount} of it."
    return f"{note}a model credits {names} with a part of it."


def _many(number: float, what: str) -> str:
    text = formatted(number, Kind.COUNT if number == int(number) else Kind.NUMBER)
    return f"{text} {what}" if number == 1 else f"{text} {what}s"
