"""Makes the whole running application look like a theme."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from attribution_desktop.visuals.fonts import font
from attribution_desktop.visuals.palette import palette
from attribution_desktop.visuals.stylesheet import SCHEME, style_sheet
from attribution_desktop.visuals.tokens import DARK, LIGHT, THEMES, Theme

_PROPERTY = "attributionTheme"


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Style, font, style sheet and colours, on every widget there is; again at any time."""
    if app.property(_PROPERTY) is None:
        app.setStyle("Fusion")
        app.setFont(font("body"))
        QToolTip.setFont(font("body"))
        app.setStyleSheet(style_sheet())
    take_colours(app, theme)
    restyle(app.allWidgets())


def take_colours(app: QApplication, theme: Theme) -> None:
    """Have a theme's colours in force; widgets show them once they are restyled.

    Widgets made from now on have them from the start.
    """
    # Named before the palette changes: charts look it up when told of the change.
    app.setProperty(_PROPERTY, theme.name)
    made = palette(theme)
    app.setPalette(made)
    QToolTip.setPalette(made)
    for window in app.topLevelWidgets():
        take_scheme(window)


def take_scheme(window: QWidget) -> None:
    """Give a window, and whatever will stand in it, the drawings of the theme that is in force."""
    kind = DARK if current_theme() == DARK else LIGHT
    window.setProperty(SCHEME, kind.name)


def restyle(widgets: Iterable[QWidget]) -> None:
    """Have the style sheet look up the colours that are in force; a twentieth of a ms a widget."""
    for widget in widgets:
        widget.style().polish(widget)
        widget.update()


def current_theme() -> Theme:
    """The theme applied last, or the dark one before any was."""
    application = QCoreApplication.instance()
    name = application.property(_PROPERTY) if application else None
    return THEMES.get(str(name), DARK)


def set_role(widget: QWidget, role: str) -> None:
    """Give a living widget another `role` and let the style sheet see it.

    Roles of labels: muted, caption, heading, title, kpi, positive, negative, warning, chip; of
    frames: card, banner, bar; of buttons: primary, flat.
    """
    set_look(widget, "role", role)


def set_tone(widget: QWidget, tone: str) -> None:
    """Colour a label of any role: muted, positive, negative, warning, or empty for its own."""
    set_look(widget, "tone", tone)


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet selects by, and have the widget restyled."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
