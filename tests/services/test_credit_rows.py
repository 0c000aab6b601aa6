"""Credits of every order: worked out in parts, as if all journeys lay in memory."""

import csv
import io
import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from attribution_desktop.domain.formula_text import restored
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.settings import AnalysisSettings, PathRule
from attribution_desktop.reports.row_files import write_rows
from attribution_desktop.services.analysis import analyse
from attribution_desktop.services.credit_rows import credit_table
from attribution_desktop.services.explaining import explain_order
from attribution_desktop.services.imports import import_journeys
from attribution_desktop.services.projects import Project, create_project
from attribution_desktop.store.interaction_parts import interaction_parts

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
PATHS = "path,conversions,value,nulls,order\na > b > a,2.5,10.01,1,\n=b,1,3,0,p1\nc,0,0,4,\n"
SETTINGS = AnalysisSettings(
    lookback_days=20,
    path_rule=PathRule.RESTART,
    excluded_channels=("c",),
    models=("linear", "time_decay", "markov", "last_non_direct"),
)


def shop(folder: Path, seed: int = 1) -> Project:
    chance = random.Random(seed)  # noqa: S311  # data of a test, no secrets
    lines = ["customer,channel,timestamp,order,value"]
    for number in range(300):
        when = (FIRST + timedelta(hours=chance.randrange(24 * 60))).isoformat()
        customer = f"k{chance.randrange(60)}"
        if chance.random() < 0.25:
            lines.append(f"{customer},,{when},o{number},{chance.randrange(9_999) / 100}")
        else:
            lines.append(f"{customer},{chance.choice('abcd')},{when},,")
    lines.append(f"bare,,{FIRST.isoformat()},=bare,5.5")
    project = create_project(folder / "shop.attribution")
    for name, text in (("events", "\n".join(lines)), ("paths", PATHS)):
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        import_journeys(project, path, ImportOptions())
    return project


def credit_rows(project: Project, settings: AnalysisSettings) -> list[dict[str, str]]:
    file = io.BytesIO()
    write_rows(file, credit_table(project, settings))
    return list(csv.DictReader(io.StringIO(file.getvalue().decode(), newline="")))


@pytest.mark.parametrize("part_rows", [1, 7, 100_000])
def test_parts_hold_all_interactions(tmp_path: Path, part_rows: int) -> None:
    with shop(tmp_path) as project:
        whole = project.dataset().interactions
        parts = list(interaction_parts(project.file, part_rows=part_rows))
    for kind, fields in (
        ("touches", ("customer", "channel", "instant", "row")),
        ("conversions", ("customer", "instant", "value", "row")),
        ("paths", ("channel", "customer", "instant", "conversions", "nulls", "value", "row")),
    ):
        for field in fields:
            found = np.concatenate([getattr(getattr(part, kind), field) for part in parts])
            assert np.array_equal(found, getattr(getattr(whole, kind), field)), (kind, field)
    assert {part.channels for part in parts} == {whole.channels}


def test_credits_add_up_to_the_analysis(tmp_path: Path) -> None:
    with shop(tmp_path) as project:
        rows = credit_rows(project, SETTINGS)
        analysis = analyse(project, SETTINGS)
    assert "markov" not in rows[0]
    for model in ("linear", "time_decay", "last_non_direct"):
        found: dict[str, float] = defaultdict(float)
        for row in rows:
            found[restored(row["channel"])] += float(row[model])
        credit = {one.channel: one.revenue for one in analysis.model_credit(model).credits}
        assert {name: value for name, value in found.items() if value} == pytest.approx(
            {name: value for name, value in credit.items() if value}
        )


def test_each_order_is_as_it_is_explained(tmp_path: Path) -> None:
    settings = AnalysisSettings(models=("linear", "shapley"), lookback_days=None)
    with shop(tmp_path) as project:
        orders: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in credit_rows(project, settings):
            orders[row["order"]].append(row)
        explained = [
            explain_order(project, order, settings) for order in orders if order[:1] == "o"
        ]
    assert len(explained) > 50
    for one in explained:
        rows = orders[one.order]
        if not one.touches:
            assert [row["channel"] for row in rows] == ["(no touchpoint)"]
            continue
        assert [row["position"] for row in rows] == [str(n + 1) for n in range(len(rows))]
        assert [row["channel"] for row in rows] == [touch.channel for touch in one.touches]
        for row, touch in zip(rows, one.touches, strict=True):
            for model, weight in touch.weights:
                assert float(row[model]) == pytest.approx((weight or 0.0) * one.value)


def test_a_conversion_without_touches_keeps_all_it_brought(tmp_path: Path) -> None:
    with shop(tmp_path) as project:
        (row,) = [row for row in credit_rows(project, SETTINGS) if row["order"] == "'=bare"]
    assert (row["customer"], row["position"], row["timestamp"]) == ("bare", "", "")
    assert row["converted_at"] == "2026-01-01T00:00:00Z"
    assert (row["channel"], row["value"], row["linear"]) == ("(no touchpoint)", "5.5", "5.5")
