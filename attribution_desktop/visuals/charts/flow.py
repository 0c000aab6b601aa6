"""The first steps of journeys as a flow: who goes on to what, who buys, who is lost."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, whole_percent
from attribution_desktop.domain.path_flow import FlowEnd, FlowLink, FlowNode, PathFlow
from attribution_desktop.visuals.charts.base import Chart
from attribution_desktop.visuals.charts.flow_item import FlowItem, count
from attribution_desktop.visuals.charts.marks import Mark, plain
from attribution_desktop.visuals.plain_text import one_line

_HINTED, _LEAST_SIZE = QSize(640, 280), QSize(320, 160)


class FlowChart(Chart):
    """Heights are journeys; green ends have bought, red ones are lost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = PathFlow()
        self._item = FlowItem(self._theme)
        self._grid.addItem(self._item, 0, 0)
        self._dress()

    def set_flow(self, flow: PathFlow, colours: Mapping[str, int]) -> None:
        """Show this flow instead of the present one.

        Parameters
        ----------
        colours
            Colour index by channel; grey where there is none.
        """
        self._flow = flow
        self._item.set_flow(flow, colours)
        self._set_marks(
            (
                *(_node_mark(node) for node in flow.nodes),
                *(_link_mark(link) for link in flow.links),
                *(_end_mark(end) for end in flow.ends),
            )
        )
        self._arrange()

    def describe(self) -> str:
        first = [node for node in self._flow.nodes if node.step == 1]
        if not first:
            return "There is nothing to show."
        total = sum(node.journeys for node in first)
        most = max(first, key=lambda node: node.journeys)
        bought = sum(node.converted for node in first)
        lost = sum(node.lost for node in first)
        words = (
            f"{count(total)} journeys begin, {whole_percent(most.journeys / total)} of them with "
            f"{one_line(most.channel)}; after one touch {count(bought)} have bought"
        )
        return f"{words} and {count(lost)} are lost." if lost else f"{words}."

    def _arrange(self) -> None:
        self._grid.activate()
        self._item.update()

    def _dress(self) -> None:
        self._view.setBackground(self._theme.surface)
        self._item.set_theme(self._theme)

    def table(self) -> list[tuple[str, ...]]:
        head = ("From", "To", "Touch", "Journeys", "Conversions")
        ends = [
            (
                one_line(end.channel),
                "(bought)" if end.has_bought else "(lost)",
                str(end.step),
                plain(end.journeys),
                plain(end.journeys if end.has_bought else 0.0),
            )
            for end in self._flow.ends
        ]
        links = [
            (
                one_line(link.source),
                one_line(link.target),
                str(link.step),
                plain(link.journeys),
                plain(link.conversions),
            )
            for link in self._flow.links
        ]
        return [head, *links, *ends]

    def sizeHint(self) -> QSize:
        return _HINTED

    def minimumSizeHint(self) -> QSize:
        return _LEAST_SIZE

    def _mark_at(self, point: QPointF) -> int | None:
        return self._item.number_at(self._item.mapFromScene(point))

    def _mark_rect(self, number: int) -> QRectF:
        return self._item.mapRectToScene(self._item.rect_of(number))

    def _light(self, number: int | None) -> None:
        self._item.light(number)

    def _fade(self, numbers: frozenset[int] | None) -> None:
        self._item.choose(numbers)


def _node_mark(node: FlowNode) -> Mark:
    text = count(node.journeys)
    tip = (
        f"{one_line(node.channel)}, touch {node.step}\n{text} journeys\n"
        f"{count(node.converted)} buy here, {count(node.lost)} are lost here"
    )
    return Mark(node.journeys, text, None, tip, node)


def _link_mark(link: FlowLink) -> Mark:
    text = count(link.journeys)
    rate = link.conversions / link.journeys if link.journeys else 0.0
    tip = (
        f"{one_line(link.source)} → {one_line(link.target)}\n{text} journeys\n"
        f"{count(link.conversions)} of them buy later ({formatted(rate, Kind.SHARE)})"
    )
    return Mark(link.journeys, text, None, tip, link)


def _end_mark(end: FlowEnd) -> Mark:
    text = count(end.journeys)
    words = "buy" if end.has_bought else "are lost"
    tip = f"{one_line(end.channel)}, touch {end.step}\n{text} journeys {words} here"
    return Mark(end.journeys, text, None, tip, end)
