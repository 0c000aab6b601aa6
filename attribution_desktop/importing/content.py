"""What a file is by its first bytes, where it is no text that could be imported."""

from attribution_desktop.domain.errors import InputRefused

_AS_CSV = "Export it as CSV and import that file."

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", _AS_CSV),
    (b"\x89PNG", "a PNG picture", ""),
    (b"\xff\xd8\xff", "a JPEG picture", ""),
    (b"GIF8", "a GIF picture", ""),
    (b"PK\x03\x04", "an archive inside an archive", "Unpack it and import the file in it."),
    (b"\x1f\x8b", "an archive inside an archive", "Unpack it and import the file in it."),
    (b"Rar!", "a RAR archive", "Unpack it and import the file in it."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and import the file in it."),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "Unpack it and import the file in it."),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)", "Save it as .xlsx or as CSV UTF-8."),
    (
        b"SQLite format 3\x00",
        "a SQLite database",
        "If it is a project of this program, open it instead of importing it.",
    ),
    (b"PAR1", "a Parquet file", _AS_CSV),
)

_MARKUP = ((b"<!doctype", "an HTML page"), (b"<html", "an HTML page"), (b"<?xml", "an XML file"))


def refuse_other_content(name: str, head: bytes) -> None:
    """Refuse a file whose first bytes say that it is no delimited text.

    Raises
    ------
    InputRefused
        Naming what the file is.
    """
    if not head:
        raise InputRefused(f"{name} unpacks to nothing (0 bytes).", "Export it again.")
    for magic, kind, hint in _MAGIC:
        if head.startswith(magic):
            raise InputRefused(f"{name} is {kind}, not a CSV file.", hint)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    for magic, kind in _MARKUP:
        if start.startswith(magic):
            raise InputRefused(f"{name} is {kind}, not a CSV file.", _AS_CSV)
    if start[:1] == b"{" or start[:2] in (b"[{", b"[[", b"[\n", b"[ ", b"[]"):
        raise InputRefused(f"{name} is a JSON document, not a CSV file.", _AS_CSV)
