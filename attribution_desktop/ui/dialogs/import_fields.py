"""The fields that columns of a file can be mapped to, a format at a time."""

from attribution_desktop.domain.imports import ImportFormat, Strictness

FORMAT_LABELS = {
    ImportFormat.EVENTS: "Touchpoints",
    ImportFormat.CONVERSIONS: "Orders",
    ImportFormat.JOURNEYS: "Journeys (paths)",
    ImportFormat.SPEND: "Advertising spend",
}


def format_label(name: str) -> str:
    """What a row of a file is, in the words of the dialog; as it is where they are unknown."""
    return next((label for kind, label in FORMAT_LABELS.items() if kind == name), name)


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
        "source",
        "medium",
        "campaign",
        "currency",
    ),
    ImportFormat.CONVERSIONS: ("customer", "timestamp", "order", "value", "currency"),
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
        "source",
        "medium",
    ),
}

FIELD_TYPES = {
    "customer": "Text",
    "channel": "Text",
    "timestamp": "Date and time",
    "order": "Text",
    "value": "Amount",
    "conversion": "Yes or no",
    "session": "Text",
    "metadata": "Text",
    "source": "Text",
    "medium": "Text",
    "campaign": "Text",
    "currency": "Code",
    "path": "Channels",
    "conversions": "Count",
    "nulls": "Count",
    "cost": "Amount",
    "date": "Date",
    "start": "Date",
    "end": "Date",
    "impressions": "Whole number",
    "clicks": "Whole number",
}
"""What each field takes, in a word or two."""

DECIMAL_LABELS = {None: "Found out", ".": "Point: 1,234.56", ",": "Comma: 1.234,56"}
DATE_LABELS = {None: "Found out", "DMY": "Day first: 31.12.2026", "MDY": "Month first: 12/31/2026"}
ENCODING_LABELS = {
    None: "UTF-8, UTF-16",
    "windows-1252": "Western (windows-1252)",
    "windows-1250": "Central European (windows-1250)",
    "windows-1251": "Cyrillic (windows-1251)",
    "iso-8859-15": "Western (iso-8859-15)",
    "shift_jis": "Japanese (shift_jis)",
    "gb18030": "Chinese (gb18030)",
    "utf-16-le": "UTF-16-LE without mark",
    "utf-16-be": "UTF-16-BE without mark",
    "utf-32-le": "UTF-32-LE without mark",
    "utf-32-be": "UTF-32-BE without mark",
}

DELIMITER_LABELS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Vertical bar"}

SEPARATOR_LABELS = {
    None: "Found out",
    " > ": "a > b",
    ">>>": "a >>> b",
    " -> ": "a -> b",
    "|": "a | b",
    ",": "a, b",
    ";": "a; b",
    "/": "a / b",
}

STRICTNESS_LABELS = {
    Strictness.NORMAL: "Up to 1 %",
    Strictness.STRICT: "None",
    Strictness.LENIENT: "Any number",
}
