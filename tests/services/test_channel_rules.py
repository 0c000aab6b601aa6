"""Rules from source, medium and campaign to a channel, kept in the project."""

from pathlib import Path

import pytest

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.imports import ImportFormat, ImportOptions
from attribution_desktop.services.channel_rules import (
    DEFAULT_RULES,
    channel_by_rules,
    channel_rules,
    near_duplicates,
    reset_channel_rules,
    rules_document,
    rules_from_document,
    store_channel_rules,
)
from attribution_desktop.services.mappings import keep_mapping, with_kept_mapping
from attribution_desktop.services.projects import create_project, open_project


@pytest.mark.parametrize(
    ("source", "medium", "campaign", "channel"),
    [
        ("(direct)", "(none)", "", "Direct"),
        ("", "", "", "Direct"),
        ("google", "cpc", "", "Paid Search"),
        ("Google", "CPC", "Spring shop", "Paid Shopping"),
        ("google", "cpc", "cross-network", "Cross-network"),
        ("amazon.com", "paid", "", "Paid Shopping"),
        ("facebook", "paid_social", "", "Paid Social"),
        ("youtube.com", "cpv", "", "Paid Video"),
        ("vimeo.com", "referral", "", "Organic Video"),
        ("youtube.com", "cpc", "", "Paid Video"),
        ("x", "retargeting", "", "Paid Social"),
        ("partner", "ppc", "", "Paid Other"),
        ("partner", "banner", "", "Display"),
        ("etsy.com", "referral", "", "Organic Shopping"),
        ("l.facebook.com", "referral", "", "Organic Social"),
        ("forum", "social-network", "", "Organic Social"),
        ("bing", "organic", "", "Organic Search"),
        ("duckduckgo.com", "referral", "", "Organic Search"),
        ("blog.example", "referral", "", "Referral"),
        ("newsletter", "email", "", "Email"),
        ("crm", "e_mail", "", "Email"),
        ("partner", "affiliate", "", "Affiliates"),
        ("pod", "audio", "", "Audio"),
        ("sms", "text", "", "SMS"),
        ("app", "web-push", "", "Mobile Push Notifications"),
        ("firebase", "x", "", "Mobile Push Notifications"),
        ("some", "thing", "", "Unassigned"),
        ("paypal.com", "referral", "", "(excluded)"),
        ("checkout.stripe.com", "referral", "", "(excluded)"),
    ],
)
def test_the_default_rules_follow_the_published_grouping(
    source: str, medium: str, campaign: str, channel: str
) -> None:
    assert channel_by_rules(DEFAULT_RULES, source, medium, campaign) == channel


def test_a_project_keeps_its_rules_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "p.attribution"
    rules = rules_from_document(
        {"rules": [{"channel": "Brand", "campaign": ".*brand.*"}, {"channel": "A", "source": "a"}]}
    )
    with create_project(path) as project:
        assert channel_rules(project) == DEFAULT_RULES
        store_channel_rules(project, rules)
    with open_project(path) as project:
        assert channel_rules(project) == rules
        assert channel_by_rules(channel_rules(project), "a", "x", "my brand") == "Brand"
        reset_channel_rules(project)
        assert channel_rules(project) == DEFAULT_RULES


def test_rules_are_the_same_after_a_way_through_json() -> None:
    assert rules_from_document(rules_document(DEFAULT_RULES)) == DEFAULT_RULES


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("rules", "list of objects"),
        ([{"channel": ""}], "names no channel"),
        ([{"channel": "All"}], "would match everything"),
        ([{"channel": "A", "source": "("}], "no regular expression"),
        ([{"channel": "A", "source": 1}], "all texts"),
        ([{"channel": "A", "colour": "red"}], "all texts"),
    ],
)
def test_rules_that_make_no_sense_are_refused(document: object, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        rules_from_document(document)


def test_nearly_equal_names_are_suggested_and_numbered_ones_are_not() -> None:
    names = ["Email", "e-mail", "Paid Search", "paid_serach", "Channel 1", "Channel 2", "TV", "TX"]
    names += ["Retargeting variant A", "Retargeting variant B"]
    assert near_duplicates(names) == (("Email", "e-mail"), ("Paid Search", "paid_serach"))


def test_a_mapping_is_kept_for_files_with_the_same_columns(tmp_path: Path) -> None:
    chosen = ImportOptions(
        format=ImportFormat.EVENTS, mapping=(("customer", "wer"),), decimal=",", delimiter=";"
    )
    with create_project(tmp_path / "p.attribution") as project:
        keep_mapping(project, ("wer", "Wo"), chosen)
        assert with_kept_mapping(project, ("wo", "Wer"), ImportOptions()) == chosen
        assert with_kept_mapping(project, ("wer",), ImportOptions()) is None
