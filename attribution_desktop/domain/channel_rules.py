"""How source, medium and campaign become a channel: ordered rules, the first match wins.

The rules a project starts with follow Google's published definition of the default channel group
of GA4 (support.google.com/analytics/answer/9756891); the lists of search, social, shopping and
video sites, which Google keeps longer and elsewhere, are shortened to the ones that matter.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from attribution_desktop.domain.errors import UsageError

EXCLUDED = "(excluded)"
"""What a rule says of a referral that is no touch, such as the way back from a payment page."""

UNASSIGNED = "Unassigned"
"""The channel of what no rule matches, as GA4 has it."""

_PAID = ".*cp.*|ppc|retargeting|paid.*"
_SHOP_CAMPAIGN = ".*(([^a-df-z]|^)shop|shopping).*"
_SHOPPING = (
    r"(.*\.)?(alibaba|aliexpress|amazon|ebay|etsy|google shopping|igshopping|mercadolibre|"
    r"shopify|shopping|target|walmart|zalando)(\..*)?"
)
_SEARCH = (
    r"(.*\.)?(360|aol|ask|avast|baidu|bing|brave|daum|dogpile|duckduckgo|ecosia|google|"
    r"lycos|microsoft ads|msn|naver|qwant|seznam|sogou|startpage|yahoo|yandex|"
    r"google ads|googleads)(\..*)?"
)
_SOCIAL = (
    r"(.*\.)?(badoo|bluesky|discord|facebook|fb|ig|instagram|linkedin|lnkd|messenger|meta|ok|"
    r"pinterest|quora|reddit|snapchat|social|threads|tiktok|tumblr|twitter|vk|vkontakte|wechat|"
    r"weibo|whatsapp|x|xing)([ ._-]?ads)?(\..*)?|t\.co|lnkd\.in"
)
_VIDEO = r"(.*\.)?(dailymotion|disneyplus|hulu|netflix|twitch|vimeo|wistia|youtube|youku)(\..*)?"
_PAYMENT = (
    r"(.*\.)?(paypal|checkout\.stripe|stripe|klarna|adyen|afterpay|clearpay|mollie|sofort|"
    r"giropay|worldpay|braintreegateway|authorize|amazonpay|pay\.google|shop\.app|3dsecure|"
    r"arcot|cardinalcommerce)(\..*)?"
)
_EMAIL = "e[-_ ]?mail|newsletter"


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """A channel for what matches every pattern that is not empty.

    Parameters
    ----------
    channel
        The channel, or `EXCLUDED`.
    source, medium, campaign
        Regular expressions for the whole text, without regard to case; empty: anything.
    """

    channel: str
    source: str = ""
    medium: str = ""
    campaign: str = ""


DEFAULT_RULES: tuple[ChannelRule, ...] = (
    ChannelRule(EXCLUDED, source=_PAYMENT, medium="referral"),
    ChannelRule("Direct", source=r"\(?direct\)?", medium=r"\(not set\)|\(none\)|none|"),
    ChannelRule("Cross-network", campaign=".*cross-network.*"),
    ChannelRule("Paid Shopping", source=_SHOPPING, medium=_PAID),
    ChannelRule("Paid Shopping", medium=_PAID, campaign=_SHOP_CAMPAIGN),
    ChannelRule("Paid Search", source=_SEARCH, medium=_PAID),
    ChannelRule("Paid Social", source=_SOCIAL, medium=_PAID),
    ChannelRule("Paid Video", source=_VIDEO, medium=_PAID),
    ChannelRule("Display", medium="display|banner|expandable|interstitial|cpm"),
    ChannelRule("Paid Other", medium=_PAID),
    ChannelRule("Organic Shopping", source=_SHOPPING),
    ChannelRule("Organic Shopping", campaign=_SHOP_CAMPAIGN),
    ChannelRule("Organic Social", source=_SOCIAL),
    ChannelRule("Organic Social", medium="social|social[- ]network|social[- ]media|sm"),
    ChannelRule("Organic Video", source=_VIDEO),
    ChannelRule("Organic Video", medium=".*video.*"),
    ChannelRule("Organic Search", source=_SEARCH),
    ChannelRule("Organic Search", medium="organic"),
    ChannelRule("Email", source=_EMAIL),
    ChannelRule("Email", medium=_EMAIL),
    ChannelRule("Affiliates", medium="affiliates?"),
    ChannelRule("Referral", medium="referral|app|link"),
    ChannelRule("Audio", medium="audio"),
    ChannelRule("SMS", source="sms"),
    ChannelRule("SMS", medium="sms"),
    ChannelRule("Mobile Push Notifications", medium=".*push|.*mobile.*|.*notification.*"),
    ChannelRule("Mobile Push Notifications", source="firebase"),
)


def checked_rules(rules: Sequence[ChannelRule]) -> tuple[ChannelRule, ...]:
    """The rules themselves.

    Raises
    ------
    UsageError
        When a rule has no channel or no condition, or a pattern is no regular expression.
    """
    for number, rule in enumerate(rules, start=1):
        if not rule.channel.strip():
            raise UsageError(f"Rule {number} names no channel.")
        if not (rule.source or rule.medium or rule.campaign):
            raise UsageError(
                f"Rule {number} ({rule.channel}) has no condition: it would match everything."
            )
        for pattern in (rule.source, rule.medium, rule.campaign):
            try:
                re.compile(pattern)
            except re.error as error:
                raise UsageError(
                    f"Rule {number} ({rule.channel}): {pattern!r} is no regular expression "
                    f"({error})."
                ) from error
    return tuple(rules)


def matching_rule(
    rules: Sequence[ChannelRule], source: str, medium: str, campaign: str
) -> ChannelRule | None:
    """The first rule that matches; None where none does.

    Examples
    --------
    >>> matching_rule(DEFAULT_RULES, "google", "cpc", "Brand").channel
    'Paid Search'
    """
    for rule in rules:
        if (
            _matches(rule.source, source)
            and _matches(rule.medium, medium)
            and _matches(rule.campaign, campaign)
        ):
            return rule
    return None


def channel_by_rules(rules: Sequence[ChannelRule], source: str, medium: str, campaign: str) -> str:
    """The channel of the first matching rule; Direct without source and medium; else Unassigned."""
    if not source.strip() and not medium.strip():
        source, medium = "(direct)", "(none)"
    rule = matching_rule(rules, source.strip(), medium.strip(), campaign.strip())
    return UNASSIGNED if rule is None else rule.channel


def rule_from_document(document: Mapping[str, object]) -> ChannelRule:
    """The rule of a JSON object; UsageError for anything else."""
    fields = ("channel", "source", "medium", "campaign")
    values = {name: document.get(name, "") for name in fields}
    if not all(isinstance(value, str) for value in values.values()) or set(document) - set(fields):
        raise UsageError(
            "A channel rule is an object of channel, source, medium and campaign, all texts."
        )
    return ChannelRule(**{name: str(value) for name, value in values.items()})


def _matches(pattern: str, text: str) -> bool:
    return not pattern or _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
