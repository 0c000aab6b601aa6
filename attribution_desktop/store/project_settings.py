"""Settings as stored in a project: its identity, its revision, and what the user set."""

from dataclasses import dataclass

from playhouse.apsw_ext import APSWDatabase

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.instants import zone_named
from attribution_desktop.store.schema import Setting

FIRST_SETTINGS = (("revision", "0"),)

RESERVED_SETTINGS = frozenset({"revision"})
"""Not for the user to set."""

IDENTITY_SETTINGS = frozenset({"name", "currency", "time_zone"})
"""Part of every document: a change of them is a change of the data."""

_CURRENCY_CODE_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Identity:
    """What a project is created with."""

    name: str
    currency: str
    time_zone: str

    def settings(self) -> tuple[tuple[str, str], ...]:
        return (("name", self.name), ("currency", self.currency), ("time_zone", self.time_zone))


def checked_currency(currency: str) -> str:
    """The code in capitals; `UsageError` unless it is three letters."""
    code = currency.strip().upper()
    if len(code) != _CURRENCY_CODE_LENGTH or not (code.isascii() and code.isalpha()):
        raise UsageError(
            f"{currency!r} is no currency code.", "Use a three-letter code such as USD or EUR."
        )
    return code


def checked_time_zone(time_zone: str) -> str:
    """The name itself; `UsageError` when there is no such zone."""
    return zone_named(time_zone).key


def read_setting(database: APSWDatabase, name: str) -> str | None:
    # Written out: read several times for each change, and building it takes ten times as long.
    found = database.execute_sql("SELECT value FROM setting WHERE name = ?", (name,))
    row = found.fetchone()
    return None if row is None else str(row[0])


def store_setting(database: APSWDatabase, name: str, value: str) -> None:
    Setting.insert(name=name, value=value).on_conflict("REPLACE").execute(database)
