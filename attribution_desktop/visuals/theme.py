"""One call that makes the whole running application look like a theme."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from attribution_desktop.visuals.fonts import font
from attribution_desktop.visuals.stylesheet import style_sheet
from attribution_desktop.visuals.tokens import DARK, THEMES, Theme, mix

_PROPERTY = "attributionTheme"
_Role = QPalette.ColorRole
_TEXT_ROLES = (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText)


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Style, palette, font and style sheet; call it again to switch at run time."""
    has_style = app.property(_PROPERTY) is not None
    # Named before the palette changes: charts look it up when told of the change.
    app.setProperty(_PROPERTY, theme.name)
    # Replacing one sheet by another takes several times as long as clearing it in between.
    app.setStyleSheet("")
    if not has_style:
        app.setStyle("Fusion")
    made = palette(theme)
    app.setPalette(made)
    QToolTip.setPalette(made)
    app.setFont(font("body"))
    QToolTip.setFont(font("body"))
    app.setStyleSheet(style_sheet(theme))


def current_theme() -> Theme:
    """The theme applied last, or the dark one before any was."""
    application = QCoreApplication.instance()
    name = application.property(_PROPERTY) if application else None
    return THEMES.get(str(name), DARK)


def palette(theme: Theme) -> QPalette:
    """Every role in every group, so that nothing is left to the platform's own colours."""
    raised = mix(theme.surface, theme.text, 0.06)
    colours = {
        _Role.Window: theme.window,
        _Role.WindowText: theme.text,
        _Role.Base: theme.surface,
        _Role.AlternateBase: mix(theme.surface, theme.text, 0.03),
        _Role.ToolTipBase: raised,
        _Role.ToolTipText: theme.text,
        _Role.PlaceholderText: theme.muted,
        _Role.Text: theme.text,
        _Role.Button: raised,
        _Role.ButtonText: theme.text,
        _Role.BrightText: theme.negative,
        _Role.Link: theme.accent,
        _Role.LinkVisited: theme.accent,
        _Role.Light: mix(theme.surface, theme.text, 0.16),
        _Role.Midlight: mix(theme.surface, theme.text, 0.1),
        _Role.Mid: theme.grid,
        _Role.Dark: theme.control_border,
        _Role.Shadow: "#000000",
        _Role.Highlight: theme.selection,
        _Role.HighlightedText: theme.on_selection,
        _Role.Accent: theme.accent,
    }
    made = QPalette()
    for role, colour in colours.items():
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            made.setColor(group, role, QColor(colour))
        faded = mix(theme.muted, theme.window, 0.4) if role in _TEXT_ROLES else colour
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(faded))
    return made


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
