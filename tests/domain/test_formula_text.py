"""Text that a spreadsheet would run, defused and restored."""

from hypothesis import given
from hypothesis import strategies as st

from attribution_desktop.domain.formula_text import defused, restored

SIGNS = "=+-@\t\r"


@given(st.text(alphabet=st.sampled_from("'=+-@\t\ra1")) | st.text())
def test_what_was_written_comes_back_and_runs_nowhere(text: str) -> None:
    written = defused(text)
    assert not written.startswith(tuple(SIGNS))
    assert restored(written) == text
