"""A file becomes clean columns, and a reason for every row that is not among them."""

from attribution_desktop.importing.reading import read_file

__all__ = ["read_file"]
