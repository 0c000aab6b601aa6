"""The licences of the program and of all that it stands on, as installed."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from attribution_desktop import __version__
from attribution_desktop.domain.resources import resource_path

_PROGRAM = "attribution-desktop"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_FONTS = (
    ("Inter", "SIL Open Font License 1.1", "OFL.txt"),
    ("Noto Emoji and Noto Sans Hebrew", "SIL Open Font License 1.1", "OFL-Noto.txt"),
    ("DejaVu Arabic", "Bitstream Vera and Arev licences", "LICENSE-DejaVu.txt"),
)
_LICENCE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Licence:
    """A part of the program: name, version, the licence's short name, and its whole text."""

    name: str
    version: str
    kind: str
    text: str

    @property
    def title(self) -> str:
        return " – ".join(
            part for part in (f"{self.name} {self.version}".strip(), self.kind) if part
        )


def licences() -> tuple[Licence, ...]:
    """The program's own first, the bundled fonts, then every package it needs, by name."""
    own = _of_package(_PROGRAM) or Licence("attribution-desktop", __version__, "MIT", _own_text())
    fonts = (Licence(name, "", kind, _font_text(file)) for name, kind, file in _FONTS)
    needed: set[str] = set()
    for package in _own_requirements():
        _needed(package, needed)
    found = {name: _of_package(name) for name in needed}
    others = [found[name] for name in sorted(found)]
    return tuple(licence for licence in (own, *fonts, *others) if licence is not None)


def _own_requirements() -> tuple[str, ...]:
    """Names of the packages that the program asks for, installed or run from a checkout."""
    try:
        lines = metadata.requires(_PROGRAM) or []
    except metadata.PackageNotFoundError:
        project = resource_path().parent / "pyproject.toml"
        lines = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
    return tuple(
        found.group() for line in lines if "extra ==" not in line and (found := _NAME.match(line))
    )


def _own_text() -> str:
    return (resource_path().parent / "LICENSE").read_text("utf-8")


def _font_text(file: str) -> str:
    return resource_path("fonts", file).read_text("utf-8")


def _needed(package: str, seen: set[str]) -> set[str]:
    """Names of a package and of all it needs here; extras are left out."""
    name = package.lower().replace("_", "-")
    if name in seen:
        return seen
    try:
        required = metadata.requires(package) or []
    except metadata.PackageNotFoundError:
        return seen
    seen.add(name)
    for line in required:
        found = _NAME.match(line)
        if found and "extra ==" not in line:
            _needed(found.group(), seen)
    return seen


def _of_package(package: str) -> Licence | None:
    try:
        distribution = metadata.distribution(package)
    except metadata.PackageNotFoundError:
        return None
    fields = distribution.metadata
    name = fields["Name"]
    kind = _field(fields, "License-Expression") or _from_classifiers(fields) or _short(fields)
    texts = tuple(_texts(distribution))
    no_text = f"{name} was installed without the text of its licence. It is under: {kind}."
    return Licence(name, distribution.version, kind, "\n\n".join(texts) or no_text)


def _from_classifiers(fields: "metadata.PackageMetadata") -> str:
    kinds = [
        line.rpartition(" :: ")[2]
        for line in fields.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    return ", ".join(kinds)


def _short(fields: "metadata.PackageMetadata") -> str:
    """The licence's field, which some fill with a whole text."""
    return _field(fields, "License").strip().partition("\n")[0][:60]


def _field(fields: "metadata.PackageMetadata", name: str) -> str:
    return fields[name] if name in fields else ""  # noqa: SIM401  # there is no `get`


def _texts(distribution: metadata.Distribution) -> Iterator[str]:
    for file in distribution.files or ():
        if _LICENCE_FILE.search(file.as_posix()) and ".dist-info" in file.as_posix():
            try:
                yield file.read_text("utf-8")
            except (OSError, UnicodeDecodeError):
                continue
