"""How a kind of file was read is kept in the project, and offered for the next one like it."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from attribution_desktop.domain.imports import ImportFormat, ImportOptions
from attribution_desktop.services.projects import Project
from attribution_desktop.store.documents import read_document, write_document

_KIND = "mapping"
_TEXTS = ("path_separator", "decimal", "date_format", "delimiter", "encoding")


def is_told(options: ImportOptions) -> bool:
    """Whether the user said anything of how the file is to be read that the next one may share."""
    has_text = any(getattr(options, name) is not None for name in _TEXTS)
    return bool(options.mapping) or bool(options.source) or has_text


def keep_mapping(project: Project, columns: Sequence[str], options: ImportOptions) -> None:
    """Keep how a file with these columns was read, in place of what was kept for them."""
    content = {
        "format": None if options.format is None else str(options.format),
        "mapping": [list(pair) for pair in options.mapping],
        **{name: getattr(options, name) for name in (*_TEXTS, "source", "time_zone")},
    }
    name = _name_of(columns)
    if read_document(project.file, _KIND, name) != content:
        write_document(project.file, _KIND, name, content)


def with_kept_mapping(
    project: Project, columns: Sequence[str], options: ImportOptions
) -> ImportOptions | None:
    """The options with what was kept for these columns; None where nothing was."""
    content = read_document(project.file, _KIND, _name_of(columns))
    if not isinstance(content, Mapping):
        return None
    texts = {name: content.get(name) for name in (*_TEXTS, "source", "time_zone")}
    kept: dict[str, Any] = {name: text for name, text in texts.items() if isinstance(text, str)}
    mapping = tuple((str(field), str(column)) for field, column in content.get("mapping", ()))
    format_ = content.get("format")
    return replace(
        options,
        mapping=mapping,
        format=options.format if format_ is None else ImportFormat(format_),
        **kept,
    )


def _name_of(columns: Sequence[str]) -> str:
    """The same for the same column names, whatever their order and case."""
    names = sorted(unicodedata.normalize("NFKC", column).strip().casefold() for column in columns)
    return hashlib.sha256("\0".join(names).encode()).hexdigest()[:32]
