"""A file becomes clean columns, and a reason for every row that is not among them."""

from attribution_desktop.importing.fields import field_names, required_fields
from attribution_desktop.importing.preview import Preview, preview
from attribution_desktop.importing.reading import check_file, read_file
from attribution_desktop.importing.rejects import write_rejects

__all__ = [
    "Preview",
    "check_file",
    "field_names",
    "preview",
    "read_file",
    "required_fields",
    "write_rejects",
]
