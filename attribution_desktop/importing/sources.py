"""The programs whose exports are recognised, and by which columns.

Everything here is a fact of a file's header; what is done with the rows stands in `sifting`.
"""

from dataclasses import dataclass, field

from attribution_desktop.domain.imports import ImportFormat

Names = tuple[str, ...]
"""Normalised column names, the most telling first; one that ends in `*` is a beginning."""


@dataclass(frozen=True, slots=True)
class KnownSource:
    """An export that is read without a mapping.

    Parameters
    ----------
    id, label
        For programs and for people.
    format
        What its rows are.
    needs
        Of each of these names one must be in the header.
    columns
        The names of each field's column.
    extras
        Further columns that decide which rows count, by what they mean.
    blanks
        Texts that stand for an empty cell.
    source, medium
        What the rules are told where the file has no such column.
    time_zone
        Of its times; empty: the project's.
    separator
        Between the steps of a path; None: detected.
    note
        A sentence for the user; empty: none.
    """

    id: str
    label: str
    format: ImportFormat
    needs: tuple[Names, ...]
    columns: dict[str, Names]
    extras: dict[str, Names] = field(default_factory=dict)
    blanks: frozenset[str] = frozenset()
    source: str = ""
    medium: str = ""
    time_zone: str = ""
    separator: str | None = None
    note: str = ""


_DASHES = frozenset({"--", "—", "–"})
_NOT_SET = frozenset({"(not set)"})
_GA4_GROUPS: Names = (
    "sessionprimarychannelgroup(defaultchannelgroup)", "sessiondefaultchannelgroup",
    "sessiondefaultchannelgrouping", "sessionprimarychannelgroup",
    "firstuserprimarychannelgroup(defaultchannelgroup)", "firstuserdefaultchannelgroup",
    "firstuserdefaultchannelgrouping", "defaultchannelgroup", "defaultchannelgrouping",
    "primarychannelgroup(defaultchannelgroup)",
)  # fmt: skip
_GA4_SOURCE_MEDIUM: Names = (
    "sessionsource/medium", "firstusersource/medium", "source/medium",
    "sessionmanualsource/medium", "firstusermanualsource/medium", "manualsource/medium",
)  # fmt: skip
_GA4_SOURCE: Names = ("sessionsource", "firstusersource", "sessionmanualsource")
_GA4_EVENTS: Names = ("keyevents", "conversions", "ecommercepurchases", "transactions", "purchases")
_GA4_VALUE: Names = ("totalrevenue", "purchaserevenue", "conversionvalue", "eventvalue")
_GA4_PATHS: Names = (
    "mcfchannelgroupingpath", "defaultchannelgrouppath", "primarychannelgrouppath",
    "primarychannelgroup(defaultchannelgroup)path", "defaultchannelgroupingpath",
    "channelgrouppath", "mcfchannelgrouping", "sourcepath", "source/mediumpath", "campaignpath",
)  # fmt: skip
_GA4_LENGTHS: Names = (
    "touchpointstokeyevent", "touchpointstoconversion", "daystokeyevent", "daystoconversion",
)  # fmt: skip
_DAYS: Names = ("day", "date", "byday", "gregoriandate", "timeperiod", "stattimeday", "bydate")
_RANGE: dict[str, Names] = {
    "start": ("reportingstarts", "startdate", "startdate(inutc)"),
    "end": ("reportingends", "enddate", "enddate(inutc)"),
}
_CAMPAIGN: Names = ("campaignname", "campaign")
_META_SPENT: Names = (
    "amountspent*", "ausgegebenerbetrag*", "importegastado*", "montantdépensé*",
    "importospeso*", "valorgasto*", "bestedbedrag*",
)  # fmt: skip
_META_CAMPAIGN: Names = (
    "campaignname", "kampagnenname", "nombredelacampaña", "nomdelacampagne",
    "nomedellacampagna", "nomedacampanha", "campagnenaam",
)  # fmt: skip
_IMPRESSIONS: Names = ("impressions", "impr.", "impr")
_AD_FIELDS: dict[str, Names] = {
    "impressions": _IMPRESSIONS,
    "campaign": _CAMPAIGN,
    "currency": ("currencycode", "currency", "accountcurrency"),
}

SOURCES: tuple[KnownSource, ...] = (
    KnownSource(
        id="ga4_paths",
        label="Google Analytics attribution paths",
        format=ImportFormat.JOURNEYS,
        needs=(_GA4_PATHS, (*_GA4_EVENTS, *_GA4_VALUE)),
        columns={"path": _GA4_PATHS, "conversions": _GA4_EVENTS, "value": _GA4_VALUE},
    ),
    KnownSource(
        id="ga4_paths",
        label="Google Analytics attribution paths",
        format=ImportFormat.JOURNEYS,
        needs=(_GA4_GROUPS, _GA4_EVENTS, _GA4_LENGTHS),
        columns={"path": _GA4_GROUPS, "conversions": _GA4_EVENTS, "value": _GA4_VALUE},
    ),
    KnownSource(
        id="ga4_report",
        label="Google Analytics report",
        format=ImportFormat.JOURNEYS,
        needs=((*_GA4_GROUPS, *_GA4_SOURCE_MEDIUM, *_GA4_SOURCE), (*_GA4_EVENTS, "totalrevenue")),
        columns={
            "path": _GA4_GROUPS,
            "conversions": _GA4_EVENTS,
            "value": _GA4_VALUE,
            "timestamp": ("date",),
        },
        extras={
            "source_medium": _GA4_SOURCE_MEDIUM,
            "source": _GA4_SOURCE,
            "medium": ("sessionmedium", "firstusermedium", "sessionmanualmedium"),
            "campaign": ("sessioncampaign", "firstusercampaign", "campaign"),
        },
        separator="\x1f",
        note=(
            "These are totals a channel, not journeys: each row became journeys of one touch, "
            "so that all models give the same."
        ),
    ),
    KnownSource(
        id="ga4_bigquery",
        label="Google Analytics events from BigQuery",
        format=ImportFormat.EVENTS,
        needs=(("eventtimestamp",), ("userpseudoid",), ("eventname",)),
        columns={
            "customer": ("userpseudoid",),
            "channel": (*_GA4_GROUPS, "channel"),
            "timestamp": ("eventtimestamp",),
            "order": (
                "ecommerce.transactionid", "ecommercetransactionid", "transactionid",
            ),
            "value": (
                "ecommerce.purchaserevenue", "ecommercepurchaserevenue", "purchaserevenue",
                "eventvalueinusd",
            ),
            "conversion": ("eventname",),
            "session": ("gasessionid",),
        },
        extras={
            "source": (
                "collectedtrafficsource.manualsource", "sessiontrafficsourcelastclick.*source",
                "source", "trafficsource.source", "trafficsourcesource",
            ),
            "medium": (
                "collectedtrafficsource.manualmedium", "sessiontrafficsourcelastclick.*medium",
                "medium", "trafficsource.medium", "trafficsourcemedium",
            ),
            "campaign": (
                "collectedtrafficsource.manualcampaignname", "campaign", "trafficsource.name",
                "trafficsourcename",
            ),
        },
        blanks=_NOT_SET,
        time_zone="UTC",
    ),
    KnownSource(
        id="meta_ads",
        label="Meta Ads",
        format=ImportFormat.SPEND,
        needs=(
            _META_SPENT,
            (*_META_CAMPAIGN, "adsetname", "adname", "reportingstarts", "anzeigenname",
             "nombredelanuncio", "nomdelapublicité"),
        ),
        columns={
            **_AD_FIELDS,
            "campaign": _META_CAMPAIGN,
            "cost": _META_SPENT,
            "date": ("day", "date", "tag", "día", "jour", "giorno", "dia", "dag"),
            "start": (
                "reportingstarts", "berichtsbeginn", "berichtsstart", "iniciodelinforme",
                "débutdesrapports",
            ),
            "end": ("reportingends", "berichtsende", "findelinforme", "findesrapports"),
            "impressions": (*_IMPRESSIONS, "impressionen", "impresiones"),
            "clicks": (
                "linkclicks", "linkklicks", "clicsenelenlace", "clicssurunlien", "clicks(all)",
                "klicks(alle)", "clicks",
            ),
        },
        extras={"ad_set": ("adsetname",), "ad": ("adname", "anzeigenname", "nombredelanuncio")},
        source="facebook",
        medium="paid",
    ),
    KnownSource(
        id="google_ads",
        label="Google Ads",
        format=ImportFormat.SPEND,
        needs=(
            ("cost",),
            ("campaign",),
            ("campaigntype", "campaignstatus", "campaignstate", "impr.", "avg.cpc", "avg.cost"),
        ),
        columns={**_AD_FIELDS, "cost": ("cost",), "date": _DAYS, "clicks": ("clicks",)},
        extras={"campaign_type": ("campaigntype", "advertisingchanneltype")},
        blanks=_DASHES,
        source="google",
        medium="cpc",
    ),
    KnownSource(
        id="linkedin_ads",
        label="LinkedIn Ads",
        format=ImportFormat.SPEND,
        needs=(("totalspent", "totalspend"), ("campaignname", "campaigngroupname", "accountname")),
        columns={
            **_AD_FIELDS, "cost": ("totalspent", "totalspend"), "date": _DAYS, **_RANGE,
            "clicks": ("clicks", "linkclicks"),
        },
        blanks=_DASHES,
        source="linkedin",
        medium="paid",
    ),
    KnownSource(
        id="microsoft_ads",
        label="Microsoft Ads",
        format=ImportFormat.SPEND,
        needs=(("spend",), _CAMPAIGN, ("gregoriandate", "timeperiod", "impr.", "avg.cpc",
                                       "accountname", "accountnumber")),
        columns={**_AD_FIELDS, "cost": ("spend",), "date": _DAYS, "clicks": ("clicks",)},
        blanks=_DASHES,
        source="bing",
        medium="cpc",
    ),
    KnownSource(
        id="tiktok_ads",
        label="TikTok Ads",
        format=ImportFormat.SPEND,
        needs=(("cost",), ("campaignname",),
               ("byday", "clicks(destination)", "clicks(all)", "cpc(destination)",
                "stattimeday", "costpermille", "cpm")),
        columns={
            **_AD_FIELDS, "cost": ("cost",), "date": _DAYS,
            "clicks": ("clicks(destination)", "clicks(all)", "clicks"),
        },
        blanks=_DASHES,
        source="tiktok",
        medium="paid",
    ),
    KnownSource(
        id="shopify_orders",
        label="Shopify orders",
        format=ImportFormat.CONVERSIONS,
        needs=(("name",), ("financialstatus",), ("total",), ("paidat", "createdat")),
        columns={
            "customer": ("email",), "timestamp": ("paidat", "createdat"), "order": ("name",),
            "value": ("total",), "currency": ("currency",),
        },
        extras={
            "status": ("financialstatus",), "created": ("createdat",),
            "phone": ("phone", "billingphone"),
        },
    ),
    KnownSource(
        id="stripe_payments",
        label="Stripe payments",
        format=ImportFormat.CONVERSIONS,
        needs=(("id",), ("amount",), ("createddate(utc)", "created(utc)"), ("status",)),
        columns={
            "customer": ("customeremail", "customerid", "customer"),
            "timestamp": ("createddate(utc)", "created(utc)"), "order": ("id",),
            "value": ("amount",), "currency": ("currency",),
        },
        extras={
            "status": ("status",), "customer_id": ("customerid",), "refunded": ("amountrefunded",),
        },
        time_zone="UTC",
    ),
    KnownSource(
        id="stripe_balance",
        label="Stripe balance",
        format=ImportFormat.CONVERSIONS,
        needs=(("reportingcategory",), ("gross",), ("createdutc", "created(utc)"),
               ("balancetransactionid", "sourceid", "chargeid")),
        columns={
            "customer": ("customeremail", "customerid", "customername"),
            "timestamp": ("createdutc", "created(utc)"),
            "order": ("chargeid", "paymentintentid", "sourceid"),
            "value": ("gross",), "currency": ("currency",),
        },
        extras={
            "status": ("reportingcategory",), "customer_id": ("customerid",),
            "payment": ("paymentintentid", "sourceid"),
        },
        time_zone="UTC",
    ),
    KnownSource(
        id="hubspot_deals",
        label="HubSpot deals",
        format=ImportFormat.EVENTS,
        needs=(("dealid", "recordid"), ("amount",), ("closedate",), ("dealstage",)),
        columns={
            "customer": (
                "associatedcontactemail", "contactemail", "email", "associatedcontactids",
                "associatedcontact", "dealid", "recordid",
            ),
            "channel": ("originalsource", "originalsourcetype", "originaltrafficsource"),
            "timestamp": ("closedate",),
            "order": ("dealid", "recordid"), "value": ("amount",), "currency": ("currency",),
        },
        extras={"status": ("dealstage",)},
    ),
)  # fmt: skip
"""In the order in which they are tried."""


def source_of(names: tuple[str, ...], format_: ImportFormat | None) -> KnownSource | None:
    """The source whose columns a header of these normalised names has; None for any other."""
    for source in SOURCES:
        if format_ not in (None, source.format):
            continue
        if all(column_named(names, wanted) is not None for wanted in source.needs):
            return source
    return None


def column_named(names: tuple[str, ...], wanted: Names) -> int | None:
    """Index of the column that goes by the first of the wanted names that is there at all."""
    for name in wanted:
        start, star, end = name.partition("*")
        for at, found in enumerate(names):
            if found == name or (star and found.startswith(start) and found.endswith(end)):
                return at
    return None
