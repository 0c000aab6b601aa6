"""Looks for files that break the reader, guided by the code they reach.

Run by hand, with atheris beside the program's own libraries:

    python tests/importing/fuzz/fuzz_reader.py FOLDER -max_len=2000 -max_total_time=600

What it finds goes into `corpus.zip`, which `test_fuzz_corpus` replays.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

import atheris  # type: ignore[import-not-found]  # not among the development libraries

with atheris.instrument_imports(include=["attribution_desktop.importing"]):
    from tests.importing.every_row import assert_every_row_is_accounted_for


def main() -> None:
    place = Path(tempfile.mkdtemp(prefix="fuzz-")) / "data.csv"

    def one(content: bytes) -> None:
        place.write_bytes(content)
        assert_every_row_is_accounted_for(place)

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
