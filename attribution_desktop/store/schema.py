"""The tables of a project file.

The models are not bound to a database: a query names its database when it runs
(`query.execute(database)`, `query.bind(database)`), so that several projects can be open in one
process. For the same reason nothing follows a foreign key through an attribute.

Amounts are integer micros, instants integer microseconds UTC, days integers since 1970-01-01.
"""

from typing import Any

import peewee
from playhouse.apsw_ext import APSWDatabase


class Row(peewee.Model):
    """A row of a STRICT table."""

    class Meta:  # noqa: D106  # Peewee's options
        strict_tables = True
        legacy_table_names = False


def _reference(model: type[Row], **options: Any) -> Any:
    """A foreign key without an index of its own: the indexes below are chosen by hand."""
    field: Any = peewee.ForeignKeyField
    defaults = {"on_delete": "RESTRICT", "backref": "+", "index": False, "lazy_load": False}
    return field(model, **(defaults | options))


class Setting(Row):
    """Name, currency, time zone, data revision, and what the user set."""

    name = peewee.TextField(primary_key=True)
    value = peewee.TextField()


class Channel(Row):
    """A channel; its code everywhere else is its rank by `id` among those that are shown.

    With `merged_into` (a row id) it is another spelling of that channel: touches and spend keep
    naming this row, so that a merge costs nothing, is undone as easily, and a file that was
    imported before still finds its rows.
    """

    name = peewee.TextField()
    key = peewee.TextField(unique=True)
    merged_into = peewee.BigIntegerField(null=True)


class Customer(Row):
    """A customer's id in the source, stored once."""

    external_id = peewee.TextField(unique=True)


class Import(Row):
    """An imported file; `manifest` is the JSON of `domain.imports.ImportManifest`."""

    file = peewee.TextField()
    sha256 = peewee.TextField(index=True)
    format = peewee.TextField()
    imported_at = peewee.BigIntegerField()
    manifest = peewee.TextField()

    class Meta:  # noqa: D106  # Peewee's options
        table_name = "imports"


def _import_reference() -> Any:
    """The import that brought the row; NULL for what was entered by hand."""
    return _reference(Import, null=True, column_name="import_id", object_id_name="import_id")


class AttributionPath(Row):
    """An order, or a path row imported whole (`is_path`).

    `conversion_value` is what is left of the order after its refunds, `refunded` what was taken
    off. A path row keeps its length and its channel ids (a JSON array) here as source data; for
    an order both are derived, and NULL.
    """

    customer = _reference(Customer, null=True)
    order_id = peewee.TextField(null=True)
    conversion_value = peewee.BigIntegerField(constraints=[peewee.Check("conversion_value >= 0")])
    refunded = peewee.BigIntegerField(default=0, constraints=[peewee.Check("refunded >= 0")])
    path_length = peewee.IntegerField(null=True)
    channels = peewee.TextField(null=True)
    converted_at = peewee.BigIntegerField(null=True)
    conversions = peewee.FloatField(default=1.0, constraints=[peewee.Check("conversions >= 0")])
    nulls = peewee.FloatField(default=0.0, constraints=[peewee.Check("nulls >= 0")])
    is_path = peewee.BooleanField(default=False)
    import_record = _import_reference()

    class Meta:  # noqa: D106  # Peewee's options
        constraints = (
            peewee.Check("is_path OR (customer_id IS NOT NULL AND converted_at IS NOT NULL)"),
            peewee.Check("is_path OR order_id IS NOT NULL"),
            peewee.Check("is_path = (channels IS NOT NULL)"),
        )


class TouchpointInteraction(Row):
    """A touch: at an instant, or at a position of an imported path (then without an instant).

    `occurrence` tells equal touches of a date without a time apart; it is 0 otherwise.
    """

    customer = _reference(Customer, null=True)
    channel = _reference(Channel)
    timestamp = peewee.BigIntegerField(null=True)
    session_id = peewee.TextField(default="")
    touchpoint_metadata = peewee.TextField(default="")
    path = _reference(AttributionPath, null=True, on_delete="CASCADE")
    position = peewee.IntegerField(null=True)
    occurrence = peewee.IntegerField(default=0)
    import_record = _import_reference()

    class Meta:  # noqa: D106  # Peewee's options
        constraints = (
            peewee.Check("(timestamp IS NULL) = (path_id IS NOT NULL)"),
            peewee.Check("(position IS NULL) = (path_id IS NULL)"),
            peewee.Check("customer_id IS NOT NULL OR path_id IS NOT NULL"),
        )


class Refund(Row):
    """An amount taken off an order; the same order, instant and amount again is a duplicate."""

    path = _reference(AttributionPath, on_delete="CASCADE")
    instant = peewee.BigIntegerField()
    amount = peewee.BigIntegerField(constraints=[peewee.Check("amount > 0")])
    import_record = _import_reference()


class DailySpend(Row):
    """Spend of a channel on a day (NULL: undated); unknown counts are NULL."""

    channel = _reference(Channel)
    day = peewee.IntegerField(null=True)
    cost = peewee.BigIntegerField()
    impressions = peewee.BigIntegerField(null=True)
    clicks = peewee.BigIntegerField(null=True)
    campaign = peewee.TextField(default="")
    source = peewee.TextField(default="")
    import_record = _import_reference()


class ChannelRevenue(Row):
    """Derived: a channel's credit under one model; valid at its revision and settings only.

    `channel` is the shown name, for `(no touchpoint)` is no channel of the project.
    """

    channel = peewee.TextField()
    attribution_model = peewee.TextField()
    total_attributed_revenue = peewee.FloatField()
    roi_percent = peewee.FloatField(null=True)
    roas = peewee.FloatField(null=True)
    settings_hash = peewee.TextField()
    data_revision = peewee.BigIntegerField()


class AttributionModelData(Row):
    """Derived: each core model's credit of one order, a JSON object of amounts by channel."""

    order_id = peewee.TextField()
    first_touch_credit = peewee.TextField()
    last_touch_credit = peewee.TextField()
    linear_credit = peewee.TextField()
    time_decay_credit = peewee.TextField()
    settings_hash = peewee.TextField()
    data_revision = peewee.BigIntegerField()


class KeptDaySums(Row):
    """Derived: sums by day for some settings, packed (`day_sums`); valid at its revision only."""

    settings_hash = peewee.TextField()
    data_revision = peewee.BigIntegerField()
    fingerprint = peewee.TextField()
    digest = peewee.BlobField()
    body = peewee.BlobField()


class Document(Row):
    """A JSON document that a service keeps under a kind and a name."""

    kind = peewee.TextField()
    name = peewee.TextField()
    body = peewee.TextField()


class ColumnSegment(Row):
    """Some rows of a table once more, as columns in bytes; only ever appended (`segments`).

    `kind` says of which table; `removed` holds row ids that earlier segments no longer count for;
    `content` is what the segment adds to the fingerprint.
    """

    kind = peewee.TextField()
    import_number = peewee.BigIntegerField()
    row_count = peewee.BigIntegerField()
    content = peewee.BlobField()
    removed = peewee.BlobField()
    # Last: SQLite reads a row up to the column that is asked for.
    body = peewee.BlobField()


class RowDigest(Row):
    """The sum of the hashes of the rows that an import (0: none) brought to a table (`digests`)."""

    kind = peewee.TextField()
    import_number = peewee.BigIntegerField()
    row_count = peewee.BigIntegerField()
    digest = peewee.BigIntegerField()


class PastChange(Row):
    """A change that can be undone: SQLite's changeset of it, and what it was in words."""

    name = peewee.TextField()
    description = peewee.TextField()
    made_at = peewee.BigIntegerField()
    changeset = peewee.BlobField()


def _copy_of(model: type[Row], prefix: str, mark: str) -> type[Row]:
    """A table for rows that are out of another one: their ids as `row`, their cells, a mark.

    Without references and indexes: nothing rests on them, and they come and go many at a time.
    """
    fields: dict[str, Any] = {"row": peewee.BigIntegerField()}
    for field in model._meta.sorted_fields:  # noqa: SLF001  # public API
        if not field.primary_key:
            is_reference = isinstance(field, peewee.ForeignKeyField)
            kind = peewee.BigIntegerField if is_reference else type(field)
            fields[field.column_name] = kind(null=field.null)
    table = f"{prefix}_{model._meta.table_name}"  # noqa: SLF001
    meta = type("Meta", (), {"table_name": table})
    fields[mark] = peewee.BigIntegerField()
    return type(table, (Row,), {**fields, "Meta": meta, "__module__": __name__})


REPLACED: tuple[type[Row], ...] = tuple(
    _copy_of(model, "replaced", "replaced_by")
    for model in (AttributionPath, TouchpointInteraction, Refund, DailySpend)
)
"""What gave way to an import that replaces, by the import's id: it comes back when that goes."""

REMOVED: tuple[type[Row], ...] = tuple(
    _copy_of(model, "removed", "change_number")
    for model in (AttributionPath, TouchpointInteraction, Refund, DailySpend, Customer)
)
"""What went with an import that was taken back, by the number of this change."""

MODELS: tuple[type[Row], ...] = (
    Setting,
    Channel,
    Customer,
    Import,
    AttributionPath,
    TouchpointInteraction,
    Refund,
    DailySpend,
    ChannelRevenue,
    AttributionModelData,
    KeptDaySums,
    Document,
    ColumnSegment,
    RowDigest,
    PastChange,
    *REPLACED,
    *REMOVED,
)
"""Parents before children."""

# `touch_identity`: its columns, order and predicate also serve every read of timed touches
# without the table itself.
_INDEXES = """
CREATE UNIQUE INDEX touch_identity ON touchpoint_interaction
    (customer_id, timestamp, channel_id, session_id, touchpoint_metadata, occurrence)
    WHERE timestamp IS NOT NULL;
CREATE UNIQUE INDEX touch_of_path ON touchpoint_interaction (path_id, position, channel_id)
    WHERE path_id IS NOT NULL;
CREATE UNIQUE INDEX order_identity ON attribution_path (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX path_row ON attribution_path (id) WHERE is_path;
CREATE INDEX order_of_customer ON attribution_path (customer_id) WHERE customer_id IS NOT NULL;
CREATE UNIQUE INDEX refund_identity ON refund (path_id, instant, amount);
CREATE UNIQUE INDEX channel_revenue_identity ON channel_revenue
    (settings_hash, attribution_model, channel);
CREATE UNIQUE INDEX model_data_identity ON attribution_model_data (order_id, settings_hash);
CREATE UNIQUE INDEX day_sums_identity ON kept_day_sums (settings_hash);
CREATE UNIQUE INDEX document_identity ON document (kind, name);
CREATE INDEX segment_of_kind ON column_segment (kind);
CREATE UNIQUE INDEX digest_identity ON row_digest (kind, import_number);
"""


def create_tables(database: APSWDatabase) -> None:
    """Create every table and index in an empty database."""
    for model in MODELS:
        peewee.SchemaManager(model, database).create_all(safe=False)
    database.connection().execute(_INDEXES)


def column_names() -> frozenset[tuple[str, str]]:
    """(table, column) of all that a project must have."""
    return frozenset(
        (str(model._meta.table_name), str(field.column_name))  # noqa: SLF001  # public API
        for model in MODELS
        for field in model._meta.sorted_fields  # noqa: SLF001
    )
