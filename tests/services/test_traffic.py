"""What the channel rules were told is kept with each import, and goes with it."""

from pathlib import Path

import pytest

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.imports import ImportFormat, ImportOptions, Traffic
from attribution_desktop.services.editing import undo_import
from attribution_desktop.services.imports import import_journeys, import_spend
from attribution_desktop.services.projects import create_project
from attribution_desktop.services.traffic import project_traffic

HEADER = "customer,source,medium,campaign,timestamp\n"


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_values_of_all_imports_add_up_and_go_when_one_is_undone(tmp_path: Path) -> None:
    one = file(tmp_path, "one.csv", HEADER + "a,google,cpc,Brand,2026-08-01\n" * 2)
    two = file(
        tmp_path,
        "two.csv",
        HEADER + "b,google,cpc,Brand,2026-08-02\nb,shop.example,referral,,2026-08-02\n",
    )
    spend = file(tmp_path, "spend.csv", "Campaign,Campaign type,Day,Cost\nX,Search,2026-08-01,5\n")
    google, shop = ("google", "cpc", "Brand"), ("shop.example", "referral", "")
    with create_project(tmp_path / "p.attribution") as project:
        assert project_traffic(project) == ()
        import_journeys(project, one, ImportOptions())
        second = import_journeys(project, two, ImportOptions()).manifest.import_id
        import_spend(project, spend, ImportOptions(format=ImportFormat.SPEND))
        found = project_traffic(project)
        assert found[0] == Traffic(*google, 3)
        assert set(found[1:]) == {Traffic(*shop, 1), Traffic("google", "cpc", "", 1)}
        undo_import(project, second)
        assert set(project_traffic(project)) == {
            Traffic(*google, 2),
            Traffic("google", "cpc", "", 1),
        }


def test_an_import_with_the_number_of_an_undone_one_has_its_own_values(tmp_path: Path) -> None:
    one = file(tmp_path, "one.csv", HEADER + "a,google,cpc,Brand,2026-08-01\n")
    plain = file(tmp_path, "plain.csv", "customer,channel,timestamp\na,tv,2026-08-01\n")
    with create_project(tmp_path / "p.attribution") as project:
        undo_import(project, import_journeys(project, one, ImportOptions()).manifest.import_id)
        import_journeys(project, plain, ImportOptions())
        assert project_traffic(project) == ()


def test_a_cancelled_import_leaves_no_values(tmp_path: Path) -> None:
    one = file(tmp_path, "one.csv", HEADER + "a,google,cpc,Brand,2026-08-01\n")

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "Saving":
            raise Cancelled("The import was cancelled.")

    with create_project(tmp_path / "p.attribution") as project:
        with pytest.raises(Cancelled):
            import_journeys(project, one, ImportOptions(), stop)
        assert project_traffic(project) == ()
