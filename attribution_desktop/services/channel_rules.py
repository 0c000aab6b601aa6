"""A project's channel rules: kept in it, edited, and tried on what it holds."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from difflib import SequenceMatcher
from typing import Any

from attribution_desktop.domain.channel_rules import (
    DEFAULT_RULES,
    ChannelRule,
    channel_by_rules,
    checked_rules,
    matching_rule,
    rule_from_document,
)
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.services.projects import Project
from attribution_desktop.store.documents import delete_document, read_document, write_document

__all__ = [
    "DEFAULT_RULES",
    "channel_by_rules",
    "channel_rules",
    "matching_rule",
    "near_duplicates",
    "reset_channel_rules",
    "rules_document",
    "rules_from_document",
    "store_channel_rules",
]

_KIND, _NAME = "channel-rules", "project"
_ALIKE = 0.86
_SHORTEST = 4
_MOST_COMPARED = 400
_PARTS = re.compile(r"\d+|[^\W\d_]+")

_Key = tuple[str, tuple[str, ...]]
"""What is compared of a name: its letters and digits, and the marks that set it apart."""


def channel_rules(project: Project) -> tuple[ChannelRule, ...]:
    """The project's rules; the default ones where it has none of its own."""
    document = read_document(project.file, _KIND, _NAME)
    return DEFAULT_RULES if document is None else rules_from_document(document)


def store_channel_rules(project: Project, rules: Sequence[ChannelRule]) -> None:
    """Keep rules for the imports to come; what is imported stays as it is.

    Raises
    ------
    UsageError
        When a rule makes no sense; the rules stay as they were.
    """
    write_document(project.file, _KIND, _NAME, rules_document(checked_rules(rules)))


def reset_channel_rules(project: Project) -> None:
    """Back to the default rules."""
    delete_document(project.file, _KIND, _NAME)


def rules_document(rules: Sequence[ChannelRule]) -> dict[str, Any]:
    """Rules as JSON has them; empty conditions are left out."""
    return {
        "rules": [
            {name: text for name, text in asdict(rule).items() if text or name == "channel"}
            for rule in rules
        ]
    }


def rules_from_document(document: object) -> tuple[ChannelRule, ...]:
    """The rules of such a JSON document.

    Raises
    ------
    UsageError
        When it is none.
    """
    listed = document.get("rules") if isinstance(document, Mapping) else document
    if not isinstance(listed, list) or not all(isinstance(one, Mapping) for one in listed):
        raise UsageError("Channel rules are a list of objects.", 'Write {"rules": [{…}, …]}.')
    return checked_rules([rule_from_document(one) for one in listed])


def near_duplicates(channels: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of channels whose names are nearly the same: suggestions to merge, no more.

    Names that differ only in signs (`e-mail`, `Email`) are such a pair, and so are long names
    that differ in a letter or two; names that differ in a number or a single letter are not.

    Examples
    --------
    >>> near_duplicates(["Email", "e-mail", "Paid Search", "Channel 1", "Channel 2"])
    (('Email', 'e-mail'),)
    """
    # Every pair is compared: thousands of names are campaigns, and no one reads such a list.
    channels = channels[-_MOST_COMPARED:]
    keys = [(_bare(channel), _marks(channel)) for channel in channels]
    return tuple(
        (channels[first], channels[second])
        for first in range(len(channels))
        for second in range(first + 1, len(channels))
        if _are_alike(keys[first], keys[second])
    )


def _bare(channel: str) -> str:
    folded = unicodedata.normalize("NFKD", channel).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def _are_alike(first: _Key, second: _Key) -> bool:
    (one, marks), (other, other_marks) = first, second
    if not one or not other:
        return False
    if one == other or one + "s" == other or other + "s" == one:
        return True
    if min(len(one), len(other)) < _SHORTEST or marks != other_marks:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _marks(channel: str) -> tuple[str, ...]:
    """Its numbers and single letters: what tells `Test A` from `Test B` on purpose."""
    return tuple(
        part for part in _PARTS.findall(channel.casefold()) if part.isdigit() or len(part) == 1
    )
