"""What an import reads, writes and answers for.

Always: rows read = imported + duplicates + rejected + the sum of skipped.
"""

from dataclasses import dataclass
from enum import StrEnum

from attribution_desktop.domain.channel_rules import DEFAULT_RULES, ChannelRule
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.interactions import BoolColumn, CodeColumn, FloatColumn, IntColumn


class ImportFormat(StrEnum):
    EVENTS = "events"
    JOURNEYS = "journeys"
    CONVERSIONS = "conversions"
    SPEND = "spend"


class Strictness(StrEnum):
    """How many rejected rows an import bears. No level guesses or drops a row unreported."""

    STRICT = "strict"
    NORMAL = "normal"
    LENIENT = "lenient"


class AmbiguousInput(InputRefused):
    """Input that an option would settle.

    Parameters
    ----------
    setting
        Name of the field of `ImportOptions` that settles it.
    """

    def __init__(self, message: str, hint: str, setting: str) -> None:
        super().__init__(message, hint)
        self.setting = setting


class TooManyRejects(InputRefused):
    """More rejected rows than the strictness bears; nothing was imported.

    Parameters
    ----------
    rejects
        All rejected rows.
    """

    def __init__(self, message: str, hint: str, rejects: "tuple[Reject, ...]") -> None:
        super().__init__(message, hint)
        self.rejects = rejects


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is to be read.

    Parameters
    ----------
    format
        None: detected from the header.
    mapping
        (field, column name) pairs that win over recognition by header name.
    delimiter
        None: detected.
    path_separator
        Between the channels of a path; None: detected among the known ones.
    time_zone
        Of times without a zone.
    currency
        The project's; another currency is rejected, never converted.
    is_again
        Import a file although the very same bytes were imported before.
    encoding
        None: UTF-8, or what a byte order mark says.
    decimal
        The decimal mark of all numbers, a point or a comma; None: from each whole column.
    date_format
        `DMY`, `MDY` or a pattern of `strptime`; None: from each whole column.
    strictness
        How many rejected rows are borne.
    sheet
        Of a workbook; None: the first.
    source
        Of spend: names whose figures these are; empty: the recognised source.
    start, end
        First and last day (numbers since 1970-01-01) of spend that has no dates of its own.
    is_replacing
        Take the file's word where it contradicts what is stored.
    rules
        How source, medium and campaign become a channel where a file has no channel column.
    """

    format: ImportFormat | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    delimiter: str | None = None
    path_separator: str | None = None
    time_zone: str = "UTC"
    currency: str = ""
    is_again: bool = False
    encoding: str | None = None
    decimal: str | None = None
    date_format: str | None = None
    strictness: Strictness = Strictness.NORMAL
    sheet: str | None = None
    source: str = ""
    start: int | None = None
    end: int | None = None
    is_replacing: bool = False
    rules: tuple[ChannelRule, ...] = DEFAULT_RULES


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken. `line` is the physical line where the record starts, from 1."""

    line: int
    column: str
    code: str
    message: str
    value: str


@dataclass(frozen=True, slots=True, eq=False)
class TouchBatch:
    """Touches in file order. Codes are indices into the batch's `customers` and `channels`.

    `session` and `metadata` are None when the file has no such column, else one text a row.
    `is_date_only` marks touches with a day and no time of day: equal ones of one file are all kept.
    """

    customer: CodeColumn
    channel: CodeColumn
    instant: IntColumn
    is_date_only: BoolColumn
    session: list[str] | None
    metadata: list[str] | None
    line: IntColumn


@dataclass(frozen=True, slots=True, eq=False)
class ConversionBatch:
    """Orders in file order; `value` in micros; an empty `order` text has no id of its own.

    `is_with_touch` marks rows that are a touch as well (an event row with channel and conversion):
    they count once among the rows read.
    """

    customer: CodeColumn
    instant: IntColumn
    order: list[str]
    value: IntColumn
    is_with_touch: BoolColumn
    line: IntColumn


@dataclass(frozen=True, slots=True, eq=False)
class PathBatch:
    """Path rows in file order; columns as in `interactions.PathRows`.

    `customer` is a code or -1; `order` empty where the row names none.
    """

    start: IntColumn
    channel: CodeColumn
    customer: CodeColumn
    order: list[str]
    instant: IntColumn
    conversions: FloatColumn
    nulls: FloatColumn
    value: IntColumn
    line: IntColumn


@dataclass(frozen=True, slots=True, eq=False)
class SpendBatch:
    """Spend in file order, ranges already spread over their days.

    Several entries may come from one file row: `line` says which.
    """

    channel: CodeColumn
    day: CodeColumn
    cost: IntColumn
    impressions: IntColumn
    clicks: IntColumn
    campaign: list[str]
    line: IntColumn


@dataclass(frozen=True, slots=True, eq=False)
class ReadFile:
    """A file as it was understood: clean columns, and every row that is not among them.

    Only the batches that the format calls for are set. `rejects` holds every rejected row,
    in line order, one entry a row (the first fault found). `skipped` holds (reason, count).
    `source` names the program that wrote the file, where it was recognised or given; `traffic`
    what the channel rules were told, the most frequent first; `skipped_lines` the first lines that
    were skipped, with the reason of each; `columns` the header.
    """

    file: str
    sha256: str
    size: int
    format: ImportFormat
    encoding: str
    delimiter: str
    mapping: tuple[tuple[str, str], ...]
    rows_read: int
    customers: list[str]
    channels: list[str]
    rejects: tuple[Reject, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()
    touches: TouchBatch | None = None
    conversions: ConversionBatch | None = None
    paths: PathBatch | None = None
    spend: SpendBatch | None = None
    source: str = ""
    traffic: "tuple[Traffic, ...]" = ()
    skipped_lines: tuple[tuple[int, str], ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Traffic:
    """Rows that one source, medium and campaign has, where the channel rules decide."""

    source: str
    medium: str
    campaign: str
    rows: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of fault of a file: how often, and the first row that has it."""

    code: str
    message: str
    count: int
    example: Reject


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What an import of a file would find, duplicates aside: nothing was stored.

    `source` is the label of the program that wrote the file, empty where it is unknown; amounts
    in micros, instants in UTC microseconds. `rows_duplicate` counts the good rows that the project
    has already; None where nobody looked. `rejects` holds the first hundred thousand.
    """

    file: str
    sha256: str
    format: ImportFormat
    source: str
    encoding: str
    delimiter: str
    mapping: tuple[tuple[str, str], ...]
    rows_read: int
    rows_rejected: int
    rows_skipped: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    rejects: tuple[Reject, ...]
    warnings: tuple[str, ...]
    channels: tuple[str, ...]
    touchpoints: int
    conversions: float
    journeys: float
    revenue: int
    spend: int
    first: int | None
    last: int | None
    rows_duplicate: int | None = None

    @property
    def rows_good(self) -> int:
        """Rows that an import would store or find there already."""
        skipped = sum(count for _, count in self.rows_skipped)
        return self.rows_read - self.rows_rejected - skipped


@dataclass(frozen=True, slots=True)
class ImportManifest:
    """What an import did, as stored in the project and printed as JSON.

    `rejects` holds the first 20; `revenue` in micros; `first` and `last` instants or None.
    """

    import_id: int
    file: str
    sha256: str
    format: str
    encoding: str
    delimiter: str
    mapping: tuple[tuple[str, str], ...]
    rows_read: int
    rows_imported: int
    rows_duplicate: int
    rows_rejected: int
    rows_skipped: tuple[tuple[str, int], ...]
    rejects: tuple[Reject, ...]
    warnings: tuple[str, ...]
    touchpoints: int
    conversions: float
    journeys: float
    revenue: int
    first: int | None
    last: int | None
    imported_at: int = 0

    @property
    def is_reconciled(self) -> bool:
        """Whether every row read is accounted for."""
        skipped = sum(count for _, count in self.rows_skipped)
        return (
            self.rows_read
            == self.rows_imported + self.rows_duplicate + self.rows_rejected + skipped
        )


REJECTS_SHOWN = 20
