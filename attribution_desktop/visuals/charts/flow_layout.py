"""Where the parts of a flow lie: nodes in columns, ribbons between them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from attribution_desktop.domain.path_flow import FlowLink, FlowNode

NODE_WIDTH = 12.0
_NODE_GAP = 8.0
_LEAST_NODE = 2.0
_STUB = 34.0


@dataclass(frozen=True, slots=True)
class FlowPlaces:
    """Places in pixels, in the order of the nodes and links they were made from.

    `bought` and `lost` are the parts of a node's right edge at which journeys end.
    """

    nodes: tuple[QRectF, ...]
    links: tuple[QPainterPath, ...]
    bought: tuple[QPainterPath, ...]
    lost: tuple[QPainterPath, ...]


def flow_places(
    nodes: Sequence[FlowNode], links: Sequence[FlowLink], area: QRectF, label_room: float
) -> FlowPlaces:
    """Lay a flow out in an area whose right end leaves room for the last column's labels."""
    columns: dict[int, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        columns[node.step].append(number)
    if not columns:
        return FlowPlaces((), (), (), ())
    scale = min(
        (area.height() - _NODE_GAP * (len(column) - 1))
        / (sum(nodes[number].journeys for number in column) or 1.0)
        for column in columns.values()
    )
    scale = max(scale, 0.0)
    steps = max(columns)
    across = (area.width() - label_room - NODE_WIDTH) / max(steps - 1, 1)
    places: dict[int, QRectF] = {}
    for step, column in columns.items():
        y = area.top()
        for number in column:
            height = max(nodes[number].journeys * scale, _LEAST_NODE)
            places[number] = QRectF(area.left() + (step - 1) * across, y, NODE_WIDTH, height)
            y += height + _NODE_GAP
    rects = tuple(places[number] for number in range(len(nodes)))
    ribbons, used = _ribbons(nodes, links, rects, scale)
    return FlowPlaces(rects, ribbons, *_stubs(nodes, rects, used, scale))


def _ribbons(
    nodes: Sequence[FlowNode], links: Sequence[FlowLink], rects: Sequence[QRectF], scale: float
) -> tuple[tuple[QPainterPath, ...], list[float]]:
    """The ribbons, and how much of each node's right edge they take."""
    at = {(node.step, node.channel): number for number, node in enumerate(nodes)}
    leaving, arriving = [0.0] * len(nodes), [0.0] * len(nodes)
    ribbons: dict[int, QPainterPath] = {}
    # From top to bottom, so that ribbons of one node do not cross each other.
    order = sorted(
        range(len(links)),
        key=lambda number: (
            at[links[number].step, links[number].source],
            at[links[number].step + 1, links[number].target],
        ),
    )
    for number in order:
        link = links[number]
        source, target = at[link.step, link.source], at[link.step + 1, link.target]
        height = link.journeys * scale
        left = QPointF(rects[source].right(), rects[source].top() + leaving[source])
        right = QPointF(rects[target].left(), rects[target].top() + arriving[target])
        leaving[source] += height
        arriving[target] += height
        ribbons[number] = _ribbon(left, right, height)
    return tuple(ribbons[number] for number in range(len(links))), leaving


def _ribbon(left: QPointF, right: QPointF, height: float) -> QPainterPath:
    middle = (left.x() + right.x()) / 2
    down = QPointF(0, max(height, 0.5))
    path = QPainterPath(left)
    path.cubicTo(QPointF(middle, left.y()), QPointF(middle, right.y()), right)
    path.lineTo(right + down)
    path.cubicTo(
        QPointF(middle, right.y() + down.y()), QPointF(middle, left.y() + down.y()), left + down
    )
    path.closeSubpath()
    return path


def _stubs(
    nodes: Sequence[FlowNode], rects: Sequence[QRectF], used: Sequence[float], scale: float
) -> tuple[tuple[QPainterPath, ...], tuple[QPainterPath, ...]]:
    """Where journeys end: those that buy at the node's foot, above those that are lost."""
    bought, lost = [], []
    for node, rect, taken in zip(nodes, rects, used, strict=True):
        # At the last step, what goes on beyond it lies above as well.
        onward = max((node.journeys - node.converted - node.lost) * scale, taken)
        top = rect.top() + onward
        bought.append(_stub(rect.right(), top, node.converted * scale))
        lost.append(_stub(rect.right(), top + node.converted * scale, node.lost * scale))
    return tuple(bought), tuple(lost)


def _stub(x: float, y: float, height: float) -> QPainterPath:
    """A wedge that runs out; empty without height."""
    path = QPainterPath()
    if height > 0:
        path.moveTo(x, y)
        path.lineTo(x + _STUB / 2, y)
        path.lineTo(x + _STUB / 2 + min(height / 2, _STUB / 2), y + height / 2)
        path.lineTo(x + _STUB / 2, y + height)
        path.lineTo(x, y + height)
        path.closeSubpath()
    return path
