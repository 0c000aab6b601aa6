"""Columns are matched by name, never by position."""

import pytest

from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.domain.imports import ImportFormat
from tests.importing.material import Read


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("customer_id,visit_start_tstamp,channel", ImportFormat.EVENTS),
        ("Customer ID,Channel,Time Stamp,Order-ID", ImportFormat.EVENTS),
        ("cookie,time,interaction,conversion,conversion_value,channel", ImportFormat.EVENTS),
        ("customer_id,order_id,channel,timestamp,conversion_value,cost", ImportFormat.EVENTS),
        ("customer_id,conversion_tstamp,revenue", ImportFormat.CONVERSIONS),
        ("path,conversions", ImportFormat.JOURNEYS),
        ("path,conversions,value,nulls", ImportFormat.JOURNEYS),
        ("path,total_conversions,total_conversion_value,total_null", ImportFormat.JOURNEYS),
        ("channel,spend", ImportFormat.SPEND),
        ("Date,Channel,Amount spent,Impressions,Clicks", ImportFormat.SPEND),
    ],
)
def test_the_format_is_found_by_the_header(read: Read, header: str, expected: ImportFormat) -> None:
    assert read(header + "\n").format is expected


def test_names_are_compared_without_case_spaces_and_underscores(read: Read) -> None:
    file = read(" CUSTOMER  id ;Channel;Time_Stamp\na;x;2026-09-01\n")
    assert dict(file.mapping) == {
        "customer": "CUSTOMER  id",
        "channel": "Channel",
        "timestamp": "Time_Stamp",
    }


def test_a_mapping_wins_over_recognition(read: Read) -> None:
    content = "customer,channel,timestamp,medium\na,x,2026-09-01,cpc\n"
    assert read(content, mapping=(("channel", "Medium"),)).channels == ["cpc"]


def test_a_mapped_column_is_no_longer_recognised_for_another_field(read: Read) -> None:
    content = "customer,channel,timestamp,value\na,x,2026-09-01,o1\n"
    file = read(content, mapping=(("order", "value"),))
    assert dict(file.mapping)["order"] == "value"
    assert "value" not in dict(file.mapping)


def test_an_empty_mapping_leaves_a_field_without_column(read: Read) -> None:
    content = "customer,channel,timestamp,value\na,x,2026-09-01,5\n"
    file = read(content, mapping=(("value", ""),))
    assert file.conversions is not None
    assert file.conversions.line.size == 0


def test_a_mapped_column_that_is_missing_or_twice_is_refused(read: Read) -> None:
    content = "customer,channel,timestamp,x,x\na,x,2026-09-01,,\n"
    with pytest.raises(InputRefused, match="not in the header") as refused:
        read(content, mapping=(("order", "nothing"),))
    assert "customer, channel, timestamp, x, x" in refused.value.hint
    with pytest.raises(InputRefused, match="twice"):
        read(content, mapping=(("order", "x"),))


def test_two_columns_of_one_name_are_refused_only_where_they_matter(read: Read) -> None:
    with pytest.raises(InputRefused, match="two columns named"):
        read("customer,channel,Channel,timestamp\n")
    assert read("customer,channel,timestamp,note,note\na,x,2026-09-01,,\n").rows_read == 1


def test_an_unknown_field_is_a_usage_error(read: Read) -> None:
    with pytest.raises(UsageError, match="colour"):
        read("path\n", mapping=(("colour", "path"),))
    with pytest.raises(UsageError, match="no field 'cost'"):
        read("path\n", mapping=(("cost", "path"),), format=ImportFormat.JOURNEYS)


def test_an_unknown_header_is_refused_with_its_columns_and_an_example(read: Read) -> None:
    with pytest.raises(InputRefused, match="Its columns are: foo, bar") as refused:
        read("foo,bar\n1,2\n")
    assert "--map channel=COLUMN" in refused.value.hint


def test_a_given_format_says_what_is_missing(read: Read) -> None:
    with pytest.raises(InputRefused, match="column for path"):
        read("customer,channel,timestamp\n", format=ImportFormat.JOURNEYS)


def test_columns_may_stand_in_any_order(read: Read) -> None:
    file = read("note,timestamp,channel,other,customer\n,2026-09-01,Email,,a\n")
    assert (file.customers, file.channels) == (["a"], ["Email"])
