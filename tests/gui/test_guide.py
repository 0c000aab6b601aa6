"""The user guide and what the program is made of."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.figures import FIGURES
from attribution_desktop.services.catalogue import available_models
from attribution_desktop.services.licences import licences
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.guide import GuideDialog
from attribution_desktop.ui.guide_pages import GuidePage, guide_pages
from attribution_desktop.ui.pages import TAB_TYPES


@pytest.fixture
def guide(qtbot: QtBot) -> Iterator[GuideDialog]:
    made = GuideDialog()
    qtbot.addWidget(made)
    yield made
    made.close()


def page(slug: str) -> GuidePage:
    return next(page for page in guide_pages() if page.slug == slug)


def test_every_tab_has_a_page() -> None:
    pages = {page.slug: page for page in guide_pages()}
    for kind in TAB_TYPES:
        assert pages[kind.slug].title == kind.title
        assert kind.question in pages[kind.slug].markdown


def test_every_figure_and_model_is_defined_once_as_everywhere() -> None:
    figures, models = page("figures").markdown, page("models").markdown
    for figure in FIGURES.values():
        assert f"| {figure.label} |" in figures
        assert figure.definition.replace("|", "\\|") in figures
    for model in available_models():
        assert f"`{model.id}`" in models
        assert model.explanation in models


def test_every_file_of_the_guide_is_a_page() -> None:
    folder = Path(__file__).resolve().parents[2] / "resources" / "guide"
    assert {file.stem for file in folder.glob("*.md")} <= {page.slug for page in guide_pages()}


def test_every_key_that_the_guide_names_exists(demo: Program) -> None:
    actions = [value for value in vars(demo.window.actions_).values() if hasattr(value, "shortcut")]
    actions += demo.window.actions_.pages
    real = {action.shortcut().toString() for action in actions} | {"Ctrl+C"}
    rows = re.findall(r"^\| (Ctrl[^|]*|F\d+) \|", page("first-look").markdown, re.MULTILINE)
    named = {
        key.strip()
        for row in rows
        for key in (re.split(r" to |, (?=Ctrl)", row) if row.strip() != "Ctrl+," else [row])
    }
    assert len(named) > 10
    assert named <= real


def test_a_search_leads_to_its_pages_and_marks_every_place(guide: GuideDialog) -> None:
    guide.open_page("figures")
    guide.search.setText("Half-LIFE")
    titles = [item.text(0) for item in guide._items()]
    assert any(title.startswith("Models") for title in titles)
    assert not any(title.startswith("Budget") for title in titles)
    guide.open_page("models")
    assert guide.marked > 0
    assert f"{guide.marked} place" in guide.found.text()
    guide.go_to_next()
    assert guide.text.textCursor().selectedText().lower() == "half-life"
    guide.search.setText("no such words anywhere")
    assert not guide._items()
    assert not guide.after.isEnabled()
    guide.search.clear()
    assert len(guide._items()) == len(guide_pages())


def test_a_heading_of_the_index_is_gone_to(guide: GuideDialog, qtbot: QtBot) -> None:
    guide.show()
    guide.open_page("import")
    item = next(item for item in guide._items() if item.text(0) == "Importing")
    guide.index.setCurrentItem(item.child(item.childCount() - 1))
    assert guide.text.textCursor().block().text() == item.child(item.childCount() - 1).text(0)


def test_the_key_opens_the_page_of_the_tab_in_front(demo: Program) -> None:
    demo.window.show_tab("paths")
    demo.window.actions_.guide.trigger()
    guide = demo.house.help.open_guide()
    assert guide.page.slug == "paths"
    demo.window.show_tab("budget")
    assert demo.house.help.open_guide() is guide
    assert guide.page.slug == "budget"
    guide.close()


def test_without_a_project_the_guide_begins_at_its_beginning(program: Program) -> None:
    guide = program.house.help.open_guide()
    assert guide.page.slug == "first-look"
    guide.close()


def test_the_licence_of_every_part_is_there_as_text(program: Program) -> None:
    names = {licence.name.lower() for licence in licences()}
    needed = {"inter", "numpy", "scipy", "pyqtgraph", "pyside6_essentials", "peewee", "apsw"}
    assert needed <= names
    dialog = program.house.help.open_about()
    for row, licence in enumerate(licences()):
        assert licence.text.strip()
        dialog.names.setCurrentRow(row)
        assert dialog.text.toPlainText().find(licence.text[:20]) >= 0
    dialog.reject()


def test_the_guide_takes_no_markup_from_anywhere_else(guide: GuideDialog) -> None:
    guide.search.setText("<b>bold</b>")
    assert guide.found.text() == "0 places on this page"
