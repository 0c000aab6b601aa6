"""The fields that columns of a file can be mapped to, a format at a time."""

from attribution_desktop.domain.imports import ImportFormat

FORMAT_LABELS = {
    ImportFormat.EVENTS: "Touchpoints: a row a touch",
    ImportFormat.CONVERSIONS: "Conversions: a row an order",
    ImportFormat.JOURNEYS: "Journeys: a row a path",
    ImportFormat.SPEND: "Advertising spend",
}

FIELDS = {
    ImportFormat.EVENTS: (
        "customer",
        "channel",
        "timestamp",
        "order",
        "value",
        "conversion",
        "session",
        "metadata",
    ),
    ImportFormat.CONVERSIONS: ("customer", "timestamp", "order", "value"),
    ImportFormat.JOURNEYS: (
        "path",
        "conversions",
        "value",
        "nulls",
        "customer",
        "order",
        "timestamp",
    ),
    ImportFormat.SPEND: (
        "channel",
        "cost",
        "date",
        "start",
        "end",
        "impressions",
        "clicks",
        "campaign",
        "currency",
    ),
}

DELIMITER_LABELS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Vertical bar"}
