"""Any number that can come out of a division can be written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, shortened, signed


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([kind for kind in Kind if kind is not Kind.TEXT]),
)
def test_every_number_can_be_written(value: float, kind: Kind) -> None:
    assert formatted(value, kind)
    assert shortened(value)
    assert len(signed(value, kind)) < 40


def test_what_no_column_could_hold_is_written_as_a_power_of_ten() -> None:
    assert formatted(Decimal("-1.234e30"), Kind.MONEY) == "−1.23E+30"
    assert formatted(999_999_999_999_999.25, Kind.MONEY) == "999,999,999,999,999.25"
    assert shortened(2.5e40) == "2.50E+40"
    assert signed(1e300, Kind.RATIO) == "+1.00E+300"


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_what_is_no_number_is_written_as_unknown(value: float) -> None:
    assert formatted(value, Kind.RATIO) == "–"
