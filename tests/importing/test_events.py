"""Rows that are touches, conversions, or both."""

import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import ImportFormat
from tests.importing.material import Read, faults

HEADER = "customer_id,order_id,channel,timestamp,conversion_value\n"


def test_an_order_id_makes_a_row_a_touch_and_a_conversion(read: Read) -> None:
    file = read(HEADER + "a,,Email,2026-09-01T10:00:00Z,\na,o1,Direct,2026-09-02T10:00:00Z,9.99\n")
    assert file.format is ImportFormat.EVENTS
    assert file.touches is not None
    assert file.conversions is not None
    assert file.touches.line.tolist() == [2, 3]
    assert file.conversions.line.tolist() == [3]
    assert file.conversions.order == ["o1"]
    assert file.conversions.value.tolist() == [9_990_000]
    assert file.conversions.is_with_touch.tolist() == [True]
    assert file.touches.instant[1] == file.conversions.instant[0]
    assert (file.customers, file.channels, file.rejects) == (["a"], ["Email", "Direct"], ())


def test_a_value_makes_a_row_a_conversion_unless_it_is_zero(read: Read) -> None:
    file = read(HEADER + "a,,Email,2026-09-01,0.00\na,,Email,2026-09-02,5\n")
    assert file.conversions is not None
    assert file.conversions.line.tolist() == [3]
    assert any("1 rows with the value 0" in warning for warning in file.warnings)


def test_a_conversion_column_decides_alone(read: Read) -> None:
    file = read(
        "customer,channel,timestamp,conversion,value\n"
        "a,Email,2026-09-01,0,7\na,Email,2026-09-02,TRUE,8\na,Email,2026-09-03,,\n"
    )
    assert file.conversions is not None
    assert file.conversions.value.tolist() == [8_000_000]
    assert any("1 rows have a value but are not marked" in warning for warning in file.warnings)


def test_a_conversion_without_channel_is_no_touch(read: Read) -> None:
    file = read(HEADER + "a,o1,,2026-09-01,5\na,,,2026-09-01,\n")
    assert file.touches is not None
    assert file.conversions is not None
    assert file.touches.line.tolist() == [3]
    assert file.conversions.is_with_touch.tolist() == [False]
    assert file.channels == ["(not set)"]


def test_events_without_channel_column_can_be_orders_by_flag(read: Read) -> None:
    file = read("customer,timestamp,conversion\na,2026-09-01,1\n")
    assert file.format is ImportFormat.EVENTS
    assert file.touches is not None
    assert file.touches.line.size == 0
    assert file.conversions is not None
    assert file.conversions.line.tolist() == [2]


def test_an_unclear_flag_is_rejected(read: Read) -> None:
    file = read("customer,channel,timestamp,conversion\na,Email,2026-09-01,maybe\n")
    assert faults(file) == [(2, "conversion", "bad-flag", "maybe")]


def test_a_refund_keeps_its_sign(read: Read) -> None:
    file = read("customer,timestamp,order,value\na,2026-09-01,o1,-45.10\n")
    assert file.conversions is not None
    assert file.conversions.value.tolist() == [-45_100_000]


def test_orders_without_value_count_with_zero_and_a_warning(read: Read) -> None:
    file = read("customer,timestamp,order,value\na,2026-09-01,o1,\n")
    assert file.conversions is not None
    assert file.conversions.value.tolist() == [0]
    assert "1 conversions have no value; they count with 0." in file.warnings


def test_rows_without_customer_or_time_are_rejected_at_their_line(read: Read) -> None:
    file = read(HEADER + ",,Email,2026-09-01,\nb,,Email,,\n  ,,Email,,\nc,,Email,2026-09-01,\n")
    assert faults(file) == [
        (2, "customer_id", "missing-customer", ""),
        (3, "timestamp", "missing-date", ""),
        (4, "customer_id", "missing-customer", ""),
    ]
    assert (file.rows_read, file.customers) == (4, ["c"])


@pytest.mark.parametrize("field", ["customer_id", "channel", "order_id"])
def test_a_key_of_more_than_a_thousand_characters_is_rejected(read: Read, field: str) -> None:
    cells = {"customer_id": "a", "order_id": "o", "channel": "c", field: "é" * 1001}
    row = f"{cells['customer_id']},{cells['order_id']},{cells['channel']},2026-09-01,1\n"
    (reject,) = read(HEADER + row).rejects
    assert (reject.column, reject.code, len(reject.value)) == (field, "too-long", 200)


def test_ids_are_text_trimmed_and_otherwise_exact(read: Read) -> None:
    file = read(HEADER + " 00123 ,,x,2026-09-01,\n123,1E5,x,2026-09-01,1\nA,,x,2026-09-01,\n")
    assert file.customers == ["00123", "123", "A"]
    assert file.conversions is not None
    assert file.conversions.order == ["1E5"]


def test_spellings_of_a_channel_are_one_and_the_first_is_shown(read: Read) -> None:
    file = read(
        "customer,channel,timestamp\n"
        "a,Paid  Search,2026-09-01\nb, paid search ,2026-09-01\nc,ＰＡＩＤ Search,2026-09-01\n"
        "d,NA,2026-09-01\n"
    )
    assert file.touches is not None
    assert file.touches.channel.tolist() == [0, 0, 0, 1]
    assert file.channels == ["Paid Search", "NA"]


def test_session_and_metadata_are_kept_only_where_there_is_a_column(read: Read) -> None:
    file = read('customer,channel,timestamp,session_id,metadata\na,x,2026-09-01,s1,"{""a"": 1}"\n')
    assert file.touches is not None
    assert file.touches.session == ["s1"]
    assert file.touches.metadata == ['{"a": 1}']
    plain = read("customer,channel,timestamp\na,x,2026-09-01\n")
    assert plain.touches is not None
    assert plain.touches.session is None
    assert plain.touches.metadata is None


def test_days_without_a_time_are_marked(read: Read) -> None:
    file = read("customer,channel,timestamp\na,x,2026-09-01\na,x,2026-09-01 00:00:00\n")
    assert file.touches is not None
    assert file.touches.is_date_only.tolist() == [True, False]
    assert file.touches.instant[0] == file.touches.instant[1]


def test_a_file_of_touches_without_customers_is_refused_with_an_example(read: Read) -> None:
    with pytest.raises(InputRefused, match="customer") as refused:
        read("channel,timestamp\nx,2026-09-01\n")
    assert "channel, timestamp" in refused.value.message
    assert "--map customer=COLUMN" in refused.value.hint
