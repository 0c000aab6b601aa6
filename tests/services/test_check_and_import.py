"""What a check says that a file holds is what its import then says."""

from dataclasses import replace
from pathlib import Path

import pytest

from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.services.import_checks import check_import
from attribution_desktop.services.imports import store_file
from attribution_desktop.services.projects import create_project

FILES = {
    "events": "customer,channel,timestamp,order,value\n"
    "ann,tv,2026-01-02T03:04:05Z,,\nann,email,2026-01-03T00:00:00Z,A1,12.50\n"
    "bob,,2026-01-04T00:00:00Z,B1,7\n,tv,2026-01-05T00:00:00Z,,\n",
    "journeys": "path,conversions,value,null\ntv > email,2,30,4\nemail,0,0,5\n",
    "conversions": "customer,timestamp,order,value\n"
    "ann,2026-01-03T00:00:00Z,A1,12.50\nann,2026-01-05T00:00:00Z,A1,-2.50\n",
    "spend": "channel,date,cost\ntv,2026-01-02,10\nemail,2026-01-05,5.5\n",
}


@pytest.mark.parametrize("kind", FILES)
def test_a_check_and_an_import_add_up_alike(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"{kind}.csv"
    path.write_text(FILES[kind], encoding="utf-8")
    options = ImportOptions(time_zone="")
    with create_project(tmp_path / "shop.attribution", time_zone="America/New_York") as project:
        checked = check_import(project, path, options)
        stored = store_file(project, path, replace(options, format=checked.format))
    manifest = stored.outcome.manifest
    names = ("touchpoints", "conversions", "journeys", "revenue", "first", "last")
    assert {name: getattr(checked, name) for name in names} == {
        name: getattr(manifest, name) for name in names
    }
    assert checked.spend == stored.spend
    assert (checked.rows_read, checked.rows_rejected) == (
        manifest.rows_read,
        manifest.rows_rejected,
    )
    assert manifest.first is not None or kind == "journeys"
