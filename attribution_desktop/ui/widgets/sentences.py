"""Sentences in plain words, one below the other."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QLabel, QWidget

from attribution_desktop.domain.analysis import Notice
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.wrapped_column import WrappedColumn
from attribution_desktop.visuals.plain_text import left_to_right
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_S


class SentenceList(WrappedColumn):
    """A label a sentence; takes no room without any. Labels are reused, not rebuilt.

    Parameters
    ----------
    least_width
        Pixels that there always are: the less room is kept for lines that are not needed.
    """

    def __init__(
        self,
        role: str = "",
        name: str = "",
        parent: QWidget | None = None,
        *,
        least_width: int = 0,
    ) -> None:
        super().__init__(name, SPACE_S, parent)
        self._role = role
        self._least_width = least_width
        self._labels: list[QLabel] = []
        self._sentences: tuple[str, ...] = ()
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        return self._sentences

    def set_sentences(self, sentences: Sequence[str]) -> None:
        """Show these and no others."""
        self._sentences = tuple(sentences)
        while len(self._labels) < len(sentences):
            label = plain_label(has_wrap=True, is_selectable=True)
            set_role(label, self._role)
            label.setMinimumWidth(self._least_width)
            self.column.addWidget(label)
            self._labels.append(label)
        for index, label in enumerate(self._labels):
            has_text = index < len(sentences)
            label.setText(left_to_right(sentences[index]) if has_text else "")
            label.setVisible(has_text)
        self.setVisible(bool(sentences))


def words_of(notices: Iterable[Notice]) -> tuple[str, ...]:
    """The sentences of notices, each once, in order."""
    return tuple(dict.fromkeys(sentence(notice) for notice in notices))
