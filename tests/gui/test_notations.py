"""Numbers and dates by locale: the desktop's or a chosen one, on all that the window shows."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale

from attribution_desktop.domain.notation import PLAIN, Notation, use_notation
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.notations import LOCALES, notation_for
from attribution_desktop.ui.tabs.budget import BudgetTab
from attribution_desktop.ui.tabs.summary import SummaryTab


@pytest.fixture(autouse=True)
def plain_again() -> Iterator[None]:
    yield
    use_notation(PLAIN)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


def test_a_locale_brings_its_signs_and_its_order_of_days() -> None:
    assert notation_for("de_DE") == Notation(".", ",", "dd.MM.yyyy")
    assert notation_for("en_GB").day == "dd/MM/yyyy"
    assert notation_for("iso") == PLAIN
    assert notation_for("system") == PLAIN  # of a desktop without a locale


@pytest.mark.parametrize("name", LOCALES)
def test_every_locale_on_offer_has_a_notation(name: str) -> None:
    notation = notation_for(name)
    assert notation.group != notation.point
    assert "yyyy" in notation.day


def test_everything_is_written_anew_when_another_is_chosen(
    demo: Program, settled: Callable[[], None]
) -> None:
    demo.house.notations.choose("de_DE")
    settled()
    summary = demo.window.tabs[0]
    assert isinstance(summary, SummaryTab)
    assert summary.revenue.text == "879,95"
    assert re.search(r"\(\d\d\.\d\d\.\d{4} – ", demo.window.status.text)
    budget = next(tab for tab in demo.window.tabs if isinstance(tab, BudgetTab))
    assert budget.amount.text().startswith("406,00")
    assert demo.window.memory.notation == "de_DE"
