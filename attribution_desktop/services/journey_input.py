"""A journey from a JSON object, as `track-journey --stdin` takes it; every field is checked."""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.instants import instant_from_datetime, zone_named
from attribution_desktop.domain.money import micros_from_decimal
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch

_FIELDS = frozenset({"customer_id", "order_id", "conversion_value", "converted_at", "touchpoints"})
_TOUCH_FIELDS = frozenset({"channel", "timestamp", "session_id", "metadata"})


def journey_from_document(document: object, time_zone: str) -> TrackedJourney:
    """A checked journey.

    Parameters
    ----------
    document
        A decoded JSON object: `customer_id`, `order_id` (optional), `conversion_value`,
        `converted_at`, `touchpoints` [{`channel`, `timestamp`, `session_id`, `metadata`}].
        Amounts may be numbers or text; decode numbers as Decimal to keep them exact.
    time_zone
        Of times without an offset.

    Raises
    ------
    InputRefused
        Naming the field at fault.
    """
    fields = _object(document, "The journey", _FIELDS)
    customer = _text(fields, "customer_id")
    if not customer:
        raise InputRefused("customer_id is missing; nothing was stored.")
    touches = fields.get("touchpoints", [])
    if not isinstance(touches, list):
        raise InputRefused("touchpoints must be a list; nothing was stored.")
    return TrackedJourney(
        customer=customer,
        order=_text(fields, "order_id"),
        value=value_in_micros(fields.get("conversion_value")),
        converted_at=instant_from_text(_text(fields, "converted_at"), time_zone, "converted_at"),
        touches=tuple(
            _touch(touch, position, time_zone) for position, touch in enumerate(touches, 1)
        ),
    )


def value_in_micros(value: object) -> int:
    """Micros of a conversion value given as text or number; `InputRefused` below 0."""
    is_number = isinstance(value, str | int | float | Decimal) and not isinstance(value, bool)
    try:
        micros = micros_from_decimal(Decimal(str(value).strip())) if is_number else -1
    except (InvalidOperation, ValueError):
        micros = -1
    if micros < 0:
        raise InputRefused(
            f"conversion_value {value!r} is not an amount of at least 0; nothing was stored.",
            "Write it like 199.99.",
        )
    return micros


def instant_from_text(text: str, time_zone: str, field: str) -> int:
    """Microseconds UTC of an ISO 8601 text; without an offset it is in `time_zone`."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputRefused(
            f"{field} {text!r} is not an ISO 8601 time; nothing was stored.",
            "Write it like 2026-09-01T12:30:00Z.",
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone_named(time_zone))
    return instant_from_datetime(moment)


def _touch(document: object, position: int, time_zone: str) -> TrackedTouch:
    where = f"Touchpoint {position}"
    fields = _object(document, where, _TOUCH_FIELDS)
    metadata = fields.get("metadata")
    return TrackedTouch(
        channel=_text(fields, "channel"),
        instant=instant_from_text(_text(fields, "timestamp"), time_zone, f"{where}: timestamp"),
        session=_text(fields, "session_id"),
        metadata="" if metadata is None else _canonical(metadata),
    )


def _canonical(metadata: object) -> str:
    """One text for equal metadata, so that it can take part in a touch's identity."""
    if isinstance(metadata, str):
        return metadata
    return json.dumps(metadata, sort_keys=True, ensure_ascii=False, default=str)


def _object(document: object, where: str, known: frozenset[str]) -> Mapping[str, object]:
    if not isinstance(document, dict):
        raise InputRefused(f"{where} must be a JSON object; nothing was stored.")
    unknown = sorted(set(document) - known)
    if unknown:
        raise InputRefused(
            f"{where} has unknown fields: {', '.join(unknown)}; nothing was stored.",
            f"Known fields: {', '.join(sorted(known))}.",
        )
    return document


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if isinstance(value, bool | dict | list):
        raise InputRefused(f"{name} must be text; nothing was stored.")
    return str(value).strip()
