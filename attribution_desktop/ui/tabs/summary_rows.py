"""The line that reconciles file rows with conversions and credit."""

from decimal import Decimal

from attribution_desktop.domain.analysis import Analysis, ModelCredit
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.services.file_rows import FileRows


def count(value: float) -> str:
    """A number without decimals where it needs none."""
    return formatted(value, Kind.COUNT if value == int(value) else Kind.NUMBER)


def reconciliation(analysis: Analysis, credit: ModelCredit, rows: FileRows | None) -> str:
    """From the rows of the files over the conversions to what is credited, each sum checked.

    Parameters
    ----------
    rows
        None where they are not known (yet): the line begins with the conversions.
    """
    return "  →  ".join(
        part for part in (_rows_text(rows), _conversions_text(analysis, credit)) if part
    )


def ways_to_journeys(credit: ModelCredit) -> tuple[tuple[str, JourneyQuery], ...]:
    """From the figures of the line to what they count, each under its words."""
    _, untouched = _split(credit, is_revenue=False)
    ways = [("Show &journeys of all conversions", JourneyQuery())]
    if untouched:
        untouching = JourneyQuery(channels=(NO_TOUCHPOINT,))
        ways.append(("Show journeys &without a touchpoint", untouching))
    return tuple(ways)


def _rows_text(rows: FileRows | None) -> str:
    if rows is None or not rows.files:
        return ""
    parts = [f"{count(rows.imported)} imported"]
    parts += [
        f"{count(many)} {name}"
        for many, name in (
            (rows.duplicate, "duplicate"),
            (rows.rejected, "rejected"),
            (rows.skipped, "skipped"),
        )
        if many
    ]
    files = f"{count(rows.files)} {'file' if rows.files == 1 else 'files'}"
    return f"{count(rows.read)} rows in {files} = {' + '.join(parts)}"


def _conversions_text(analysis: Analysis, credit: ModelCredit) -> str:
    """Conversions, then revenue where there is any, each as credited + without a touchpoint."""
    period = " in this period" if analysis.settings.has_period else ""
    credited, untouched = _split(credit, is_revenue=False)
    words = (
        f"{count(float(credited + untouched))} conversions{period} = "
        f"{count(float(credited))} credited + {count(float(untouched))} without a touchpoint"
    )
    credited, untouched = _split(credit, is_revenue=True)
    if not credited + untouched:
        return words
    total, part, rest = (
        formatted(amount, Kind.MONEY) for amount in (credited + untouched, credited, untouched)
    )
    return f"{words}  →  {part} + {rest} = {total} {analysis.identity.currency}"


def _split(credit: ModelCredit, *, is_revenue: bool) -> tuple[Decimal, Decimal]:
    """What channels are credited with, and what no touchpoint led to."""
    credited = untouched = Decimal(0)
    for entry in credit.credits:
        amount = entry.shown_revenue if is_revenue else entry.shown_conversions
        if entry.channel == NO_TOUCHPOINT:
            untouched += amount
        else:
            credited += amount
    return credited, untouched
