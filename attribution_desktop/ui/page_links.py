"""Between the pages and the filter: one channel that all look at, and ways from page to page."""

import dataclasses
from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot

from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.widgets.filter_bar import FilterBar
from attribution_desktop.ui.window_frame import WindowFrame


class PageLinks(QObject):
    """Carries what one page asks for to the session, the filter and the other pages."""

    def __init__(self, session: Session, window: WindowFrame, bar: FilterBar) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._bar = bar
        self._focus: str | None = None
        session.project_opened.connect(self._forget)
        session.core_changed.connect(self._show_data)
        session.analysis_changed.connect(self._show_data)
        bar.focus_cleared.connect(self._forget)
        for tab in window.tabs:
            tab.settings_requested.connect(self._change_settings)
            tab.channel_focused.connect(self._look_at)
            tab.page_requested.connect(self._show_page)

    @property
    def focus(self) -> str | None:
        """The channel that all pages look at; None: all channels."""
        return self._focus

    @Slot(object)
    def _show_data(self, analysed: Analysed) -> None:
        self._bar.show_data(analysed.analysis.days, analysed.channels)
        if self._focus is not None and self._focus not in analysed.channels:
            self._forget()

    @Slot(object)
    def _change_settings(self, changes: Mapping[str, object]) -> None:
        settings = dataclasses.replace(self._session.settings, **changes)  # type: ignore[arg-type]  # fields of the settings, by name
        self._session.change_settings(settings)

    @Slot(object)
    def _look_at(self, channel: str | None) -> None:
        """Look at a channel everywhere; at the same one again: at all of them."""
        self._set_focus(None if channel == self._focus else channel)

    @Slot(str, object)
    def _show_page(self, slug: str, channel: str | None) -> None:
        self._set_focus(channel)
        self._window.show_tab(slug)
        self._window.tab.setFocus()

    @Slot()
    def _forget(self) -> None:
        self._set_focus(None)

    def _set_focus(self, channel: str | None) -> None:
        if channel == self._focus:
            return
        self._focus = channel
        self._bar.show_focus(channel)
        for tab in self._window.tabs:
            tab.focus_channel(channel)
