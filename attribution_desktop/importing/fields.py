"""The fields of each format, and the column names under which they are recognised."""

import re
import unicodedata
from dataclasses import dataclass

from attribution_desktop.domain.imports import ImportFormat
from attribution_desktop.importing.sources import SOURCES


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a column can hold.

    Parameters
    ----------
    name
        As in `--map NAME=COLUMN`.
    known_names
        Normalised column names, the most telling first.
    """

    name: str
    known_names: tuple[str, ...]


_CUSTOMER = Field(
    "customer",
    (
        "customer", "customerid", "customeridentifier", "userid", "user", "userpseudoid",
        "clientid", "visitorid", "visitor", "contactid", "anonymousid", "cookieid", "cookie",
        "fullvisitorid", "customernumber", "customerno", "customerno.",
    ),
)  # fmt: skip
_CHANNEL = Field(
    "channel",
    ("channel", "channelname", "marketingchannel", "channelgroup", "channelgrouping"),
)
_TIMESTAMP = Field(
    "timestamp",
    (
        "timestamp", "datetime", "time", "ts", "instant", "touchtimestamp", "touchpointtimestamp",
        "visitstarttstamp", "visitstarttime", "eventtimestamp", "eventtime", "interactiontime",
        "conversiontstamp", "conversiontimestamp", "conversiontime", "convertedat",
        "ordertimestamp", "ordertime", "occurredat", "createdat", "tstamp",
        "conversiondate", "orderdate", "date", "day",
        "hittimestamp", "hittime", "hitdate", "visittimestamp", "visittime", "visitdate",
        "sessiontimestamp", "sessionstarttime", "sessionstart", "sessiondate",
        "touchtime", "touchdate", "touchpointtime", "touchpointdate", "interactiondate",
        "clicktimestamp", "clicktime", "clickdate", "eventdate",
        "transactiontimestamp", "transactiontime", "transactiondate", "purchasetimestamp",
        "purchasetime", "purchasedate",
    ),
)  # fmt: skip
_ORDER = Field(
    "order",
    (
        "order", "orderid", "ordernumber", "transactionid", "transaction", "conversionid",
        "purchaseid", "orderno", "orderno.", "ordernr", "ordernr.", "order#", "orderreference",
        "transactionnumber", "transactionno", "transactionno.", "transactionnr",
        "transactionnr.", "transactionreference", "purchasenumber",
    ),
)  # fmt: skip
_VALUE = Field(
    "value",
    (
        "value", "conversionvalue", "totalconversionvalue", "revenue", "totalrevenue",
        "ordervalue", "purchasevalue", "amount", "total", "ordertotal", "orderamount",
        "orderrevenue", "transactionvalue", "transactiontotal", "transactionamount",
        "transactionrevenue", "purchasetotal", "purchaseamount", "purchaserevenue",
        "conversionrevenue", "totalvalue", "totalamount", "grandtotal",
    ),
)  # fmt: skip
_CONVERSION = Field("conversion", ("conversion", "isconversion", "converted", "isconverted"))
_SESSION = Field("session", ("session", "sessionid", "visitid"))
_METADATA = Field("metadata", ("metadata", "touchpointmetadata"))
_PATH = Field("path", ("path", "journey", "channelpath", "conversionpath"))
_CONVERSIONS = Field("conversions", ("conversions", "totalconversions", "conversioncount", "conv"))
_NULLS = Field(
    "nulls", ("nulls", "null", "totalnull", "totalnulls", "nonconversions", "nonconverting")
)
_COST = Field("cost", ("cost", "spend", "amountspent", "adspend", "totalspent", "totalspend"))
_DATE = Field("date", ("date", "day"))
_START = Field("start", ("start", "startdate", "reportingstarts"))
_END = Field("end", ("end", "enddate", "reportingends"))
_IMPRESSIONS = Field("impressions", ("impressions", "impr", "impr."))
_CLICKS = Field("clicks", ("clicks", "linkclicks"))
_CAMPAIGN = Field("campaign", ("campaign", "campaignname"))
_CURRENCY = Field("currency", ("currency", "currencycode"))
_SOURCE = Field("source", ("source", "utmsource", "trafficsource"))
_MEDIUM = Field("medium", ("medium", "utmmedium", "trafficmedium"))
_TOUCH_CAMPAIGN = Field("campaign", ("campaign", "utmcampaign", "campaignname"))

TELLING_SOURCES = frozenset({"utmsource", "trafficsource"})
"""Where a visit came from. A mere `source` may be where an order was placed."""

ORDER_TIMES = frozenset(
    name
    for name in _TIMESTAMP.known_names
    if name.startswith(("conversion", "converted", "order", "purchase", "transaction"))
)
"""Times that only an order has."""

FIELDS: dict[ImportFormat, tuple[Field, ...]] = {
    ImportFormat.EVENTS: (
        _CUSTOMER, _CHANNEL, _TIMESTAMP, _ORDER, _VALUE, _CONVERSION, _SESSION, _METADATA,
        _SOURCE, _MEDIUM, _TOUCH_CAMPAIGN, _CURRENCY,
    ),
    ImportFormat.CONVERSIONS: (_CUSTOMER, _TIMESTAMP, _ORDER, _VALUE, _CURRENCY),
    ImportFormat.JOURNEYS: (
        _PATH, _CONVERSIONS, _VALUE, _NULLS, _CUSTOMER, _ORDER, _TIMESTAMP,
    ),
    ImportFormat.SPEND: (
        _CHANNEL, _COST, _DATE, _START, _END, _IMPRESSIONS, _CLICKS, _CAMPAIGN, _CURRENCY,
        _SOURCE, _MEDIUM,
    ),
}  # fmt: skip
"""The fields of a format, in the order in which they are shown."""

REQUIRED: dict[ImportFormat, tuple[str, ...]] = {
    ImportFormat.EVENTS: ("customer", "channel", "timestamp"),
    ImportFormat.CONVERSIONS: ("customer", "timestamp"),
    ImportFormat.JOURNEYS: ("path",),
    ImportFormat.SPEND: ("channel", "cost"),
}

_IGNORED = re.compile(r"[\s_\-]+")
_KNOWN = frozenset(
    name for fields in FIELDS.values() for field in fields for name in field.known_names
) | frozenset(
    name
    for source in SOURCES
    for names in (*source.needs, *source.columns.values(), *source.extras.values())
    for name in names
)
_BEGINNINGS = ("amountspent(", "ausgegebenerbetrag(", "importegastado(", "montantdépensé(")


def normalised(column: str) -> str:
    """What makes two column names one: NFKC, case-folded, without white space, `_` and `-`.

    Examples
    --------
    >>> normalised(" Customer ID ") == normalised("customer_id")
    True
    """
    return _IGNORED.sub("", unicodedata.normalize("NFKC", column).casefold())


def is_known(column: str) -> bool:
    """Whether any format has a field that goes by this column name."""
    name = normalised(column)
    return name in _KNOWN or name.startswith(_BEGINNINGS)


def field_names(of: ImportFormat) -> tuple[str, ...]:
    """The fields of a format, in the order in which they are shown."""
    return tuple(field.name for field in FIELDS[of])


def required_fields(of: ImportFormat) -> tuple[str, ...]:
    """The fields without which a file of this format cannot be read."""
    return REQUIRED[of]
