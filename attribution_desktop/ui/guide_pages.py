"""The pages of the user guide: our own files, and two made of what the program knows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from attribution_desktop.domain.figures import FIGURES, Kind
from attribution_desktop.domain.resources import resource_path
from attribution_desktop.services.catalogue import available_models

_UNITS = {
    Kind.TEXT: "text",
    Kind.MONEY: "money",
    Kind.PERCENT: "%",
    Kind.SHARE: "%",
    Kind.RATIO: "×",
    Kind.COUNT: "count",
    Kind.NUMBER: "number",
    Kind.DAYS: "days",
    Kind.HOURS: "hours",
}
_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
_MARKS = re.compile(r"[*`#|]")


@dataclass(frozen=True, slots=True)
class GuidePage:
    """`slug` is that of the tab which the page explains, where there is one."""

    slug: str
    title: str
    markdown: str

    @property
    def headings(self) -> tuple[str, ...]:
        """All but the title, in order."""
        return tuple(text for marks, text in _HEADING.findall(self.markdown) if len(marks) > 1)

    def hits(self, words: str) -> int:
        """How often the words occur, one after the other, whatever their case; 0 for none."""
        sought = " ".join(words.casefold().split())
        return self._plain().count(sought) if sought else 0

    def _plain(self) -> str:
        return " ".join(_MARKS.sub("", self.markdown).casefold().split())


@cache
def guide_pages() -> tuple[GuidePage, ...]:
    """Every page, in the order of the index."""
    return tuple(GuidePage(slug, title, text()) for slug, title, text in _PAGES)


def figures_text() -> str:
    """The definition of every figure, from the one list that tool tips and reports use."""
    rows = "\n".join(
        f"| {figure.label} | {_UNITS[figure.kind]} | {_cell(figure.definition)} |"
        for figure in FIGURES.values()
    )
    return (
        "# Figures\n\nEvery figure that the program shows, as its tool tips and reports define it. "
        "R is revenue, K conversions, S spend, I impressions, C clicks and m the gross margin. "
        "An unknown figure is shown as –, never as 0.\n\n"
        f"| figure | unit | definition |\n|---|---|---|\n{rows}\n"
    )


def models_text() -> str:
    """How every model splits an order, from the registry of models."""
    rows = "\n".join(
        f"| {model.label} | `{model.id}` | {_cell(model.explanation)} |"
        for model in available_models()
    )
    head = "## All models\n\n| model | id | how it splits |\n|---|---|---|"
    return f"{_file('models')}\n{head}\n{rows}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _file(name: str) -> str:
    return resource_path("guide", f"{name}.md").read_text("utf-8")


_PAGES: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("first-look", "A first look", partial(_file, "first-look")),
    ("worked-example", "A worked example", partial(_file, "worked-example")),
    ("summary", "Summary", partial(_file, "summary")),
    ("channel-roi", "Channel ROI", partial(_file, "channel-roi")),
    ("model-comparison", "Model comparison", partial(_file, "model-comparison")),
    ("paths", "Paths", partial(_file, "paths")),
    ("budget", "Budget", partial(_file, "budget")),
    ("journeys", "Journeys", partial(_file, "journeys")),
    ("figures", "Figures", figures_text),
    ("models", "Models", models_text),
    ("import", "Importing", partial(_file, "import")),
    ("how-your-data-is-kept", "How your data is kept", partial(_file, "how-your-data-is-kept")),
    ("scheduled-exports", "Scheduled exports", partial(_file, "scheduled-exports")),
)
