"""Any document as JSON text. Light: what a help page needs loads no column of figures."""

import json
from collections.abc import Mapping
from typing import Any


def json_text(document: Mapping[str, Any]) -> str:
    """Indented JSON with a line feed at the end.

    Raises
    ------
    ValueError
        When a number is not finite: an unknown figure has to be None by now.
    """
    return json.dumps(document, allow_nan=False, ensure_ascii=False, indent=2) + "\n"
