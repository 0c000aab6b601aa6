"""Painting how journeys run through their first steps."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, shortened
from attribution_desktop.domain.path_flow import FlowEnd, FlowLink, FlowNode, PathFlow
from attribution_desktop.visuals.charts.flow_layout import NODE_WIDTH, FlowPlaces, flow_places
from attribution_desktop.visuals.charts.plot_item import PlotItem
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.tokens import SPACE_S, SPACE_XS, Theme, channel_colour, mix

_RIBBON, _LIT_RIBBON, _END = 0.42, 0.75, 0.8
_LABEL_ROOM = 0.16
_GROUND = 0.7
_WIDEST_LABEL = 150.0
_ORDINALS = ("1st touch", "2nd touch", "3rd touch", "4th touch")
_HEAD_LINES = 2
_FLAGS = int(
    Qt.AlignmentFlag.AlignLeft
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.AlignmentFlag.AlignAbsolute
    | Qt.TextFlag.TextSingleLine
)


class FlowItem(PlotItem):
    """The whole picture; marks are the nodes, then the links, then the ends."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._nodes: tuple[FlowNode, ...] = ()
        self._links: tuple[FlowLink, ...] = ()
        self._ends: tuple[FlowEnd, ...] = ()
        self._colours: Mapping[str, int] = {}
        self._places: tuple[QRectF, FlowPlaces] | None = None

    def set_flow(self, flow: PathFlow, colours: Mapping[str, int]) -> None:
        self._nodes, self._links, self._ends = flow.nodes, flow.links, flow.ends
        self._colours, self._places = dict(colours), None
        self.update()

    def places(self) -> FlowPlaces:
        """Where everything lies in the present size."""
        area = self.rect()
        if self._places is None or self._places[0] != area:
            room = min(area.width() * _LABEL_ROOM, _WIDEST_LABEL)
            plot = area.adjusted(0, self._head_height(), 0, -1)
            self._places = (area, flow_places(self._nodes, self._links, plot, room))
        return self._places[1]

    def _head_height(self) -> float:
        return _HEAD_LINES * self._metrics.height() + SPACE_S

    def label_rect(self, number: int) -> QRectF:
        """Where a node's name may be written: from the node to the next column."""
        rect = self.places().nodes[number]
        wide = min(max(self._column_width() - NODE_WIDTH - SPACE_S, 0.0), _WIDEST_LABEL)
        left = rect.right() + SPACE_XS
        width = min(wide, self.size().width() - left)
        height = self._metrics.height()
        return QRectF(left, rect.top() + min(rect.height(), height) / 2 - height / 2, width, height)

    def _column_width(self) -> float:
        xs = sorted({place.left() for place in self.places().nodes})
        return xs[1] - xs[0] if len(xs) > 1 else _WIDEST_LABEL + NODE_WIDTH

    def number_at(self, point: QPointF) -> int | None:
        """The mark at a point of this item; nodes win over ribbons."""
        places = self.places()
        for number, rect in enumerate(places.nodes):
            if rect.adjusted(-SPACE_XS, -1, SPACE_XS, 1).contains(point):
                return number
        for number, path in enumerate(places.links):
            if path.contains(point):
                return len(self._nodes) + number
        for number, path in enumerate(self._end_paths()):
            if path.contains(point):
                return len(self._nodes) + len(self._links) + number
        return None

    def rect_of(self, number: int) -> QRectF:
        """Around a mark."""
        places, beyond = self.places(), number - len(self._nodes)
        if beyond < 0:
            return places.nodes[number]
        if beyond < len(self._links):
            return places.links[beyond].boundingRect()
        return self._end_paths()[beyond - len(self._links)].boundingRect()

    def _end_paths(self) -> list[QPainterPath]:
        """The wedges, in the order of the ends."""
        places = self.places()
        at = {(node.step, node.channel): number for number, node in enumerate(self._nodes)}
        return [
            (places.bought if end.has_bought else places.lost)[at[end.step, end.channel]]
            for end in self._ends
        ]

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        if not self._nodes:
            return
        self._begin(painter)
        places, theme = self.places(), self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        for number, (link, path) in enumerate(zip(self._links, places.links, strict=True)):
            mark = len(self._nodes) + number
            share = _LIT_RIBBON if self._is_lit(mark, link) else _RIBBON
            painter.setOpacity(self._opacity(mark))
            painter.setBrush(QColor(mix(theme.surface, self._colour(link.source), share)))
            painter.drawPath(path)
        first = len(self._nodes) + len(self._links)
        for mark, (end, path) in enumerate(zip(self._ends, self._end_paths(), strict=True), first):
            painter.setOpacity(self._opacity(mark))
            self._paint_end(painter, end, path, is_lit=self._lit == mark)
        for number in range(len(self._nodes)):
            painter.setOpacity(self._opacity(number))
            painter.setBrush(QColor(self._colour(self._nodes[number].channel)))
            painter.drawRect(places.nodes[number])
        self._paint_labels(painter)
        self._paint_heads(painter)
        painter.setOpacity(1.0)

    def _is_lit(self, mark: int, link: FlowLink) -> bool:
        """Whether the ribbon, or a node at one of its ends, is pointed at."""
        if self._lit is None or self._lit == mark:
            return self._lit is not None
        if self._lit >= len(self._nodes):
            return False
        node = self._nodes[self._lit]
        return (node.step, node.channel) in {
            (link.step, link.source),
            (link.step + 1, link.target),
        }

    def _paint_end(
        self, painter: QPainter, end: FlowEnd, path: QPainterPath, *, is_lit: bool
    ) -> None:
        colour = self._theme.positive if end.has_bought else self._theme.negative
        share = 1.0 if is_lit else _END
        painter.setBrush(QColor(mix(self._theme.surface, colour, share)))
        painter.drawPath(path)

    def _colour(self, channel: str) -> str:
        return channel_colour(self._theme, self._colours.get(channel, -1))

    def _paint_labels(self, painter: QPainter) -> None:
        """Names where they do not touch the one above in their column; the rest on hover."""
        last: dict[int, float] = {}
        for number, node in enumerate(self._nodes):
            place = self.label_rect(number)
            if place.top() < last.get(node.step, -1.0):
                continue
            last[node.step] = place.bottom()
            name = self._metrics.elidedText(
                one_line(node.channel), Qt.TextElideMode.ElideMiddle, place.width() - SPACE_XS
            )
            width = self._metrics.horizontalAdvance(name)
            ground = QRectF(place.left(), place.top(), width + SPACE_XS, place.height())
            painter.setOpacity(self._opacity(number) * _GROUND)
            painter.fillRect(ground, QColor(self._theme.surface))
            painter.setOpacity(self._opacity(number))
            painter.setPen(QColor(self._theme.text))
            painter.drawText(ground.adjusted(2, 0, 2, 0), _FLAGS, name)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_heads(self, painter: QPainter) -> None:
        """Above each column: how many come so far, and how many of them end here."""
        painter.setOpacity(1.0)
        places, line = self.places(), self._metrics.height()
        ended = 0.0
        for step in sorted({node.step for node in self._nodes}):
            column = [node for node in self._nodes if node.step == step]
            left = next(
                place.left()
                for node, place in zip(self._nodes, places.nodes, strict=True)
                if node.step == step
            )
            room = max(self._column_width() - SPACE_S, 60.0)
            arrived = sum(node.journeys for node in column)
            ends = (sum(node.converted for node in column), sum(node.lost for node in column))
            told = (("", ends[0], " buy"), (" · ", ends[1], " lost"))
            lines = (
                (((f"{_ORDINALS[step - 1]}: ", arrived, ""),), self._theme.text),
                (told if ends[1] else told[:1], self._theme.muted),
            )
            texts = [self.fitting(parts, room) for parts, _ in lines]
            wide = max(self._metrics.horizontalAdvance(text) for text in texts)
            # The last column is narrow: its head may begin before it, where that is free.
            begin = max(min(left, self.size().width() - wide), ended)
            room = min(room, self.size().width() - begin)
            for row, (parts, colour) in enumerate(lines):
                painter.setPen(QColor(colour))
                place = QRectF(begin, row * line, room, line)
                painter.drawText(place, _FLAGS, self.fitting(parts, room))
            ended = begin + wide + SPACE_S
        painter.setPen(Qt.PenStyle.NoPen)

    def fitting(self, parts: Sequence[tuple[str, float, str]], width: float) -> str:
        """Numbers between words: whole where there is room, else in thousands or millions."""
        for tell in (count, shortened):
            text = "".join(f"{before}{tell(value)}{after}" for before, value, after in parts)
            if self._metrics.horizontalAdvance(text) <= width:
                break
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def count(value: float) -> str:
    """A number of journeys, without decimals where it needs none."""
    return formatted(value, Kind.COUNT if value == int(value) else Kind.NUMBER)
