"""What holds of every import, whatever the file: nothing lost, nothing counted twice."""

import csv
import dataclasses
import io
import random
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from attribution_desktop.domain.imports import ImportOptions, Strictness
from attribution_desktop.reports.row_files import write_rows
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.imports import import_journeys
from attribution_desktop.services.projects import Project, create_project
from attribution_desktop.services.row_exports import row_table

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = ("customer", "channel", "timestamp", "order", "value")
LENIENT = ImportOptions(strictness=Strictness.LENIENT)

Row = tuple[str, str, str, str, str]


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    """Touches and orders, some of them faulty; each order stands once, each touch at its time."""
    count = draw(st.integers(1, 12))
    made: list[Row] = []
    for number in range(count):
        moment = FIRST + timedelta(hours=draw(st.integers(0, 2_000)), seconds=number)
        customer = draw(st.sampled_from(["a", "b", "ann@example.com", ""]))
        channel = draw(st.sampled_from(["Email", "=tv", "@home", "Süd > Nord", 'x "y"', "a,b"]))
        is_order = draw(st.booleans())
        when = draw(st.sampled_from([moment.isoformat(), moment.isoformat(), "never"]))
        value = draw(st.sampled_from(["10", "0.01", "x"])) if is_order else ""
        made.append((customer, channel, when, f"o{number}" if is_order else "", value))
    return made


def written(path: Path, made: list[Row]) -> Path:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEADER)
    writer.writerows(made)
    path.write_text(target.getvalue(), encoding="utf-8", newline="")
    return path


def figures(project: Project) -> object:
    """The summary and three models' credits, to nine digits: sums may run in another order."""
    analysis = analyse(project, default_settings(project))
    credits_ = {
        model: sorted(
            (one.channel, round(one.conversions, 9), round(one.revenue, 9))
            for one in credit.credits
        )
        for model in ("first_touch", "last_touch", "linear")
        if (credit := analysis.model_credit(model))
    }
    summary = {
        name: round(figure, 9) if isinstance(figure, float) else figure
        for name, figure in dataclasses.asdict(analysis.summary).items()
    }
    return summary, credits_


@settings(deadline=None, max_examples=20)
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(made: list[Row], chance: random.Random) -> None:
    shuffled = list(made)
    chance.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for name, content in (("one", made), ("two", shuffled)):
            path = written(Path(folder) / f"{name}.csv", content)
            with create_project(Path(folder) / f"{name}.attribution") as project:
                outcome = import_journeys(project, path, LENIENT)
                assert outcome.manifest.is_reconciled
                found.append((figures(project), outcome.manifest.rows_rejected))
    assert found[0] == found[1]


@settings(deadline=None, max_examples=20)
@given(rows())
def test_importing_twice_changes_nothing(made: list[Row]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "one.csv", made)
        with create_project(Path(folder) / "p.attribution") as project:
            first = import_journeys(project, path, LENIENT)
            before = figures(project)
            again = import_journeys(project, path, dataclasses.replace(LENIENT, is_again=True))
            assert figures(project) == before
    assert again.manifest.rows_imported == 0
    assert again.manifest.rows_duplicate == first.manifest.rows_imported


@settings(deadline=None, max_examples=20)
@given(rows())
def test_what_was_written_with_formula_marks_is_read_without_them(made: list[Row]) -> None:
    """As our own CSV files mark texts that a spreadsheet would take for formulas."""
    marked: list[Row] = [
        (one[0], f"'{one[1]}" if one[1][:1] in "=+-@" else one[1], *one[2:]) for one in made
    ]
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for name, content in (("plain", made), ("marked", marked)):
            path = written(Path(folder) / f"{name}.csv", content)
            with create_project(Path(folder) / f"{name}.attribution") as project:
                import_journeys(project, path, LENIENT)
                found.append(figures(project))
    assert found[0] == found[1]


@settings(deadline=None, max_examples=20)
@given(rows())
def test_what_is_exported_can_be_imported_without_loss(made: list[Row]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path = written(folder / "one.csv", made)
        with create_project(folder / "one.attribution") as project:
            import_journeys(project, path, LENIENT)
            before = figures(project)
            for name in ("touchpoints", "orders"):
                table = row_table(project, name, default_settings(project))
                with (folder / f"{name}.csv").open("wb") as file:
                    write_rows(file, table)
        with create_project(folder / "two.attribution") as project:
            for name in ("touchpoints", "orders"):
                outcome = import_journeys(project, folder / f"{name}.csv", ImportOptions())
                assert outcome.rejects == ()
            assert figures(project) == before
