"""JSON documents of a small analysis, key by key."""

import dataclasses
import json
import math

import pytest

from attribution_desktop.domain.analysis import Notice
from attribution_desktop.domain.imports import ImportManifest, Reject
from attribution_desktop.domain.tracking import TrackedResult
from attribution_desktop.domain.verification import Check, VerifyReport
from attribution_desktop.reports.documents import (
    budget_document,
    channel_roi_document,
    conversion_paths_document,
    import_document,
    model_comparison_document,
    report_document,
    tracked_document,
    verify_document,
)
from attribution_desktop.reports.json_text import json_text
from tests.reports.material import NO_TOUCHPOINT, small_analysis, small_plan

OPENING = ["schema", "command", "project", "settings"]


def test_every_analysis_document_opens_with_its_project_and_all_settings() -> None:
    analysis = small_analysis()
    documents = [
        report_document(analysis),
        channel_roi_document(analysis),
        model_comparison_document(analysis),
        conversion_paths_document(analysis),
        budget_document(analysis, small_plan()),
    ]
    commands = [document["command"] for document in documents]
    assert commands == [
        "report",
        "channel-roi",
        "model-comparison",
        "conversion-paths",
        "budget-optimization",
    ]
    for document in documents:
        assert list(document)[:4] == OPENING
        assert document["schema"] == 1
        assert document["project"] == {
            "name": "Päckchen & Söhne",
            "currency": "EUR",
            "fingerprint": "f00dbabe12345678",
        }
        assert document["settings"] == {
            "start": "2026-01-01",
            "end": None,
            "time_zone": "Europe/Berlin",
            "lookback_days": "unlimited",
            "path_rule": "window",
            "half_life_days": 7.0,
            "custom_weights": [40, 20, 40],
            "markov_order": 1,
            "intervals": False,
            "draws": 0,
            "exclude": ["affiliate"],
            "models": ["first_touch", "linear"],
            "model": "linear",
            "margin": 1.0,
            "direct": ["direct", "(direct)", "(direct) / (none)"],
            "top": 20,
            "collapse_repeats": False,
        }


def test_the_report_holds_summary_credit_and_the_other_documents_bodies() -> None:
    analysis = small_analysis()
    document = report_document(analysis)
    assert document["summary"]["revenue"] == 130.0
    assert document["summary"]["median_days_to_convert"] == 1.5
    assert document["models"]["first_touch"] == {
        "email": {"revenue": 100.0, "conversions": 1.0},
        "direct": {"revenue": 0.0, "conversions": 0.0},
        NO_TOUCHPOINT: {"revenue": 30.0, "conversions": 0.3},
    }
    assert document["insights"] == [
        "The models disagree most about email: from 50.00 EUR to 100.00 EUR."
    ]
    for name, whole in (
        ("channel_roi", channel_roi_document(analysis)),
        ("model_comparison", model_comparison_document(analysis)),
        ("conversion_paths", conversion_paths_document(analysis)),
    ):
        bodies = {key: whole[key] for key in whole if key not in {*OPENING, "notes"}}
        assert document[name] == bodies
    assert "budget_optimization" not in document


def test_a_report_with_a_plan_holds_its_body() -> None:
    document = report_document(small_analysis(), small_plan())
    assert document["budget_optimization"]["budget"] == 80.0


def test_channel_figures_are_unrounded_and_unknown_ones_null() -> None:
    document = channel_roi_document(small_analysis())
    assert document["model"] == "linear"
    assert list(document["channels"][0]) == [
        "channel",
        "spend",
        "impressions",
        "clicks",
        "revenue",
        "conversions",
        "profit",
        "roi_percent",
        "roas",
        "cpa",
        "cpc",
        "ctr_percent",
        "cpm",
        "aov",
        "touched_conversions",
    ]
    email, direct, _ = document["channels"]
    assert (email["roas"], email["roi_percent"], email["cpa"]) == (1.25, 25.0, 80.0)
    assert (direct["spend"], direct["roas"], direct["cpc"]) == (None, None, None)


def test_the_comparison_names_each_models_credit() -> None:
    document = model_comparison_document(small_analysis())
    assert document["models"] == ["first_touch", "linear"]
    email = document["channels"][0]
    assert email["revenue"] == {"first_touch": 100.0, "linear": 50.0}
    assert (email["mean"], email["consensus"]) == (75.0, "weak")


def test_paths_come_as_lists_and_lengths_by_number_of_touches() -> None:
    document = conversion_paths_document(small_analysis())
    assert document["patterns"][0]["path"] == ["email", "direct"]
    assert document["statistics"]["touches_by_length"] == {"2": 1.0}
    assert document["statistics"]["days_to_convert"]["p75"] == 1.5
    assert document["statistics"]["hours_between_touches"] is None
    assert document["first_last"] == [{"first": "email", "last": "direct", "conversions": 1.0}]


def test_the_budget_says_how_it_was_made_before_anything_else() -> None:
    document = budget_document(small_analysis(), small_plan())
    assert document["method"] == "proportional"
    assert sum(row["recommended_spend"] for row in document["channels"]) == document["budget"]
    assert document["channels"][1]["bound"] == "no spend history"
    assert document["notes"] == [
        "This re-plays history; it is not a forecast and no proof of cause.",
        "1 conversion has no touchpoint in the lookback window, kept on a row of its own.",
    ]


def test_a_models_caveat_is_a_note_with_its_name() -> None:
    analysis = small_analysis()
    caveat = Notice("untimed-journeys", (("count", 2.0),))
    models = tuple(dataclasses.replace(model, caveats=(caveat,)) for model in analysis.models[:1])
    document = model_comparison_document(dataclasses.replace(analysis, models=models))
    assert document["notes"][-1].startswith("First touch: 2 journeys have no touch times")


def test_documents_are_strict_json_with_names_as_they_are() -> None:
    text = json_text(report_document(small_analysis(), small_plan()))
    assert "Päckchen & Söhne" in text
    assert json.loads(text) == report_document(small_analysis(), small_plan())


def test_a_number_that_is_not_finite_is_refused_not_printed() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        json_text({"roas": math.inf})


def test_an_import_is_told_in_units_and_instants() -> None:
    manifest = ImportManifest(
        import_id=7,
        file="söhne.csv",
        sha256="00ff",
        format="conversions",
        encoding="utf-8",
        delimiter=";",
        mapping=(("customer", "E-Mail"),),
        rows_read=4,
        rows_imported=1,
        rows_duplicate=1,
        rows_rejected=1,
        rows_skipped=(("total", 1),),
        rejects=(Reject(3, "value", "not-a-number", "no amount", "x"),),
        warnings=("one warning",),
        touchpoints=0,
        conversions=1.0,
        journeys=1.0,
        revenue=199_990_000,
        first=1_654_723_112_000_000,
        last=None,
    )
    document = import_document(manifest)
    assert document["revenue"] == 199.99
    assert (document["first"], document["last"]) == ("2022-06-08T21:18:32Z", None)
    assert document["mapping"] == {"customer": "E-Mail"}
    assert document["rows_skipped"] == {"total": 1}
    assert document["rejects"] == [
        {
            "line": 3,
            "column": "value",
            "code": "not-a-number",
            "message": "no amount",
            "value": "x",
        }
    ]
    assert "imported_at" not in document


def test_only_the_first_twenty_rejects_are_printed() -> None:
    rejects = tuple(Reject(line, "", "short-row", "too short", "") for line in range(2, 40))
    manifest = ImportManifest(
        1, "f", "", "events", "", "", (), 38, 0, 0, 38, (), rejects, (), 0, 0, 0, 0, None, None
    )
    assert len(import_document(manifest)["rejects"]) == 20


def test_a_tracked_order_is_told_with_each_models_credit() -> None:
    result = TrackedResult("A-1", ("a", "b"), (("linear", (("a", 5.0), ("b", 5.0))),))
    assert tracked_document(result) == {
        "order_id": "A-1",
        "path": ["a", "b"],
        "attribution": {"linear": {"a": 5.0, "b": 5.0}},
    }


def test_a_check_is_told_with_its_verdict() -> None:
    report = VerifyReport((Check("file", is_sound=False, detail="page 3"),))
    assert verify_document("p.attribution", report) == {
        "file": "p.attribution",
        "is_sound": False,
        "checks": [{"name": "file", "is_sound": False, "detail": "page 3"}],
    }
