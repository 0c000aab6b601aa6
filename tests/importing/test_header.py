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
        ("customer_id,converted_at", ImportFormat.CONVERSIONS),
        ("customer_id,timestamp,source,order_id", ImportFormat.CONVERSIONS),
        ("Visitor ID,Traffic source,Hit date,Transaction no.,Order total", ImportFormat.EVENTS),
        ("user_id,utm_source,visit_date", ImportFormat.EVENTS),
        ("Customer number,Order date,Order no.,Order amount", ImportFormat.CONVERSIONS),
        ("fullVisitorId,hit_timestamp,channel,transaction_revenue", ImportFormat.EVENTS),
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


@pytest.mark.parametrize(
    "header", ["Visitor ID,Page,Referrer", "visitor_id,timestamp,page", "Hit date,page,duration"]
)
def test_visits_are_no_orders_for_want_of_anything_better(read: Read, header: str) -> None:
    """Each would become an order worth 0."""
    with pytest.raises(InputRefused, match="like no known format") as refused:
        read(header + "\na,2026-09-01,b\n")
    found = str(refused.value)
    assert "without a column for the channel of a touchpoint" in found
    assert "for the order id or the value of an order" in found
    assert "--map channel=COLUMN" in refused.value.hint
    assert "--map order=COLUMN" in refused.value.hint


def test_a_mapped_source_makes_touches(read: Read) -> None:
    content = "customer,timestamp,came_from\na,2026-09-01,google\n"
    assert read(content, mapping=(("source", "came_from"),)).channels == ["Organic Search"]


def test_headers_of_a_shop_are_recognised_as_what_they_say(read: Read) -> None:
    header = "Visitor ID;Traffic source;Hit date;Transaction no.;Order total"
    file = read(f"{header}\nv1;google;2026-09-01;;\nv1;facebook;2026-09-02;T1;19.99\n")
    assert dict(file.mapping) == {
        "customer": "Visitor ID",
        "timestamp": "Hit date",
        "order": "Transaction no.",
        "value": "Order total",
        "source": "Traffic source",
    }
    assert file.channels == ["Organic Search", "Organic Social"]
    assert file.touches is not None
    assert file.conversions is not None
    assert (len(file.touches.line), file.conversions.order) == (2, ["T1"])


def test_a_given_format_says_what_is_missing(read: Read) -> None:
    with pytest.raises(InputRefused, match="column for path"):
        read("customer,channel,timestamp\n", format=ImportFormat.JOURNEYS)


def test_columns_may_stand_in_any_order(read: Read) -> None:
    file = read("note,timestamp,channel,other,customer\n,2026-09-01,Email,,a\n")
    assert (file.customers, file.channels) == (["a"], ["Email"])
