"""File names with places to fill in: whatever a project is called, no path gets out of hand."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.reports.output_names import filled_in, safe_name

ALL_TIME = AnalysisSettings()


def test_project_and_period_are_filled_in() -> None:
    settings = AnalysisSettings(start=date(2026, 1, 1), end=date(2026, 1, 31))
    path = filled_in("out/{project}-{start}-{end}.pdf", "Shop", settings)
    assert path == Path("out/Shop-2026-01-01-2026-01-31.pdf")


def test_an_open_period_has_words_for_its_ends() -> None:
    assert filled_in("{start}-{end}.pdf", "Shop", ALL_TIME) == Path("beginning-latest.pdf")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..", "/root", "C:\\x", "\u202efdp.exe", "a\x00b", "CON", ".ssh"]
)
def test_a_projects_name_stays_within_its_place(name: str) -> None:
    path = filled_in("reports/{project}.pdf", name, ALL_TIME)
    assert path.parent == Path("reports")
    assert not path.name.startswith(".")
    assert path.name not in {"CON.pdf", ".pdf"}


@given(st.text())
def test_a_safe_name_is_one_name_everywhere(text: str) -> None:
    name = safe_name(text)
    assert name == Path(name).name
    assert len(name.encode()) <= 121
    assert not set(name) & set('<>:"/\\|?*\x00\n')
    assert name == name.strip(" .")
    assert not name.startswith(("-", "."))


def test_an_unknown_place_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"\{customer\}") as caught:
        filled_in("{customer}.pdf", "Shop", ALL_TIME)
    assert "{project}" in caught.value.hint
