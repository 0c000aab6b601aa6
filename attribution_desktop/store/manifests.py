"""Import manifests as JSON text in the project."""

import dataclasses
import json
from typing import Any

from attribution_desktop.domain.imports import ImportManifest, Reject


def manifest_text(manifest: ImportManifest) -> str:
    return json.dumps(dataclasses.asdict(manifest), ensure_ascii=False, separators=(",", ":"))


def manifest_from_text(text: str) -> ImportManifest:
    """The manifest that `manifest_text` wrote; ValueError or TypeError for anything else."""
    fields: dict[str, Any] = json.loads(text)
    fields["mapping"] = tuple((field, column) for field, column in fields["mapping"])
    fields["rows_skipped"] = tuple((reason, count) for reason, count in fields["rows_skipped"])
    fields["warnings"] = tuple(fields["warnings"])
    fields["rejects"] = tuple(Reject(**reject) for reject in fields["rejects"])
    return ImportManifest(**fields)
