"""What the Export dialog remembers from one time to the next; looks are kept in the project."""

from attribution_desktop.ui.dialogs.export_report import ExportDialog
from attribution_desktop.ui.memory import WindowMemory

_KIND = "export/kind"
_SECTIONS = "export/sections"
_CSV = "export/csv"
_CSV_MARK = "export/csv_mark"


def restore_export(dialog: ExportDialog, memory: WindowMemory) -> None:
    """Set the dialog as it was left, and keep what is chosen in it."""
    dialog.choose_kind(memory.kept(_KIND))
    if memory.kept(_SECTIONS):
        dialog.sections.choose(memory.kept(_SECTIONS).split(","))
    dialog.csv.signs.setCurrentIndex(max(dialog.csv.signs.findText(memory.kept(_CSV)), 0))
    dialog.csv.mark.setChecked(memory.kept(_CSV_MARK) == "yes")


def remember_export(dialog: ExportDialog, memory: WindowMemory) -> None:
    """Keep what is chosen, for the next time."""
    wish = dialog.wish()
    if wish is None:
        return
    memory.keep(_KIND, dialog.kind.currentData().suffix)
    memory.keep(_SECTIONS, ",".join(dialog.sections.chosen))
    memory.keep(_CSV, dialog.csv.signs.currentText())
    memory.keep(_CSV_MARK, "yes" if dialog.csv.mark.isChecked() else "")
