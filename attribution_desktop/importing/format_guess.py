"""Which format a header has that no program is known for: what its names say, or none."""

from collections.abc import Collection

from attribution_desktop.domain.imports import ImportFormat
from attribution_desktop.importing.fields import FIELDS, ORDER_TIMES, TELLING_SOURCES

_OF_ROWS = ("customer", "timestamp")
_OF_TOUCHES = ("channel", "medium", "conversion", "session")
_OF_ORDERS = ("order", "value")
_TELLING = ("channel", *_OF_ORDERS)


def fields_held(names: set[str], given: dict[str, int | None]) -> set[str]:
    """The fields of any format that were mapped or that a name of the header stands for."""
    held = {
        field.name
        for fields in FIELDS.values()
        for field in fields
        if field.name not in given and not names.isdisjoint(field.known_names)
    }
    return held | {field for field, at in given.items() if at is not None}


def format_of(names: set[str], held: set[str], given: Collection[str]) -> ImportFormat | None:
    """The format that the header tells; None where one column could stand for several.

    Parameters
    ----------
    names
        Normalised names of all columns.
    held
        As `fields_held`.
    given
        Fields that the user mapped.
    """
    if "path" in held:
        return ImportFormat.JOURNEYS
    if "cost" in held and "customer" not in held:
        return ImportFormat.SPEND
    if not held.isdisjoint(_OF_ROWS):
        is_telling = "source" in given or not names.isdisjoint(TELLING_SOURCES)
        if not held.isdisjoint(_OF_TOUCHES) or ("source" in held and is_telling):
            return ImportFormat.EVENTS
        # Any visit has a customer and a time; as an order it would be worth 0.
        if not held.isdisjoint(_OF_ORDERS) or not names.isdisjoint(ORDER_TIMES):
            return ImportFormat.CONVERSIONS
    return ImportFormat.EVENTS if "channel" in held else None


def telling_fields(held: set[str]) -> tuple[str, ...]:
    """Of a header that is like no format: the fields that would tell which it has."""
    return _TELLING if held.isdisjoint(_OF_ORDERS) else _OF_ROWS


def like_none(lacking: tuple[str, ...]) -> str:
    """What a file looks like whose header tells no format, in words."""
    words = (
        "the channel of a touchpoint, and without one for the order id or the value of an order"
        if lacking == _TELLING
        else " and ".join(lacking)
    )
    return f"like no known format: it is without a column for {words}"
