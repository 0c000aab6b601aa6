"""What pictures are drawn of: projects from next to nothing to a million touches, always the same.

Every project is made from files through the importer, as a user's would be.
"""

import csv
import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from attribution_desktop.domain.imports import ImportFormat, ImportOptions
from attribution_desktop.services.file_imports import import_file
from attribution_desktop.services.projects import Project, create_demo_project, create_project
from tests.benchmarks.store_scale import write_touches

NO_PROJECT = "none"
MILLION = 1_000_000
_REAL = Path(__file__).parents[1] / "data" / "real_journeys.csv"
_FIRST_DAY = date(2026, 5, 1)
_DAYS = 184
_HEADER = ("customer", "channel", "timestamp", "order", "value")
_SPEND_HEADER = ("date", "channel", "cost", "impressions", "clicks")


@dataclass(frozen=True, slots=True)
class Shop:
    """A made-up shop.

    Parameters
    ----------
    channels
        Name, weight among all touches, how well it sells, and spend a day (0: it costs nothing).
    openers
        Channels that stand at the beginning of journeys rather than later.
    """

    title: str
    channels: Sequence[tuple[str, float, float, float]]
    customers: int
    openers: frozenset[str] = frozenset()


_OUTDOOR = Shop(
    "Northwind Outdoor",
    (
        ("Paid Search", 26, 0.33, 420),
        ("Organic Search", 20, 0.26, 0),
        ("Email", 14, 0.42, 70),
        ("Paid Social", 16, 0.20, 390),
        ("Direct", 12, 0.36, 0),
        ("Affiliates", 6, 0.30, 95),
        ("Display", 9, 0.08, 210),
        ("Video", 5, 0.10, 120),
    ),
    9000,
    frozenset({"Paid Social", "Display", "Video", "Organic Search"}),
)
_LONG = Shop(
    "Konzernweite Kampagnensteuerung Nordeuropa und Benelux, Geschäftsjahr 2026",
    [
        (
            f"Kampagne {place} – Programmatic Display Retargeting Nordeuropa (Prospecting) {place}",
            14 - place,
            0.1 + place / 40,
            30 + 12 * place,
        )
        for place in range(1, 13)
    ],
    1200,
)
_WORLD = Shop(
    "متجر 🛒 חנות",
    [
        (name, 12 - place, 0.15 + place / 30, 0 if name == "direct" else 25 + 9 * place)
        for place, name in enumerate(
            (
                "البحث المدفوع",
                "חיפוש אורגני",
                "📧 Newsletter",
                "Соцсети",
                "自然搜索",
                "اجتماعي مدفوع",
                "🎯 Retargeting",
                "Affiliés",
                "direct",
            )
        )
    ],
    1200,
)


def build_project(name: str, folder: Path, touches: int = MILLION) -> Path | None:
    """Make the project of this name in `folder`, unless it is there; None where there is none.

    Parameters
    ----------
    touches
        Of the large project.

    Raises
    ------
    KeyError
        When there is no such data set.
    """
    if name == NO_PROJECT:
        return None
    path = folder / f"{name}.attribution"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        make = _MAKERS[name]
        make(path, touches)
    return path


def _make_empty(path: Path, _: int) -> None:
    create_project(path, name="A new project", currency="EUR").close()


def _make_demo(path: Path, _: int) -> None:
    create_demo_project(path).close()


def _make_real(path: Path, _: int) -> None:
    with create_project(path, name="Real journeys", currency="EUR") as project:
        import_file(project, _REAL, ImportOptions())


def _make_large(path: Path, touches: int) -> None:
    file = path.with_suffix(".csv")
    write_touches(file, touches)
    with create_project(path, name="A large shop", currency="EUR") as project:
        import_file(project, file, ImportOptions())
    file.unlink()


def _maker(shop: Shop, currency: str) -> Callable[[Path, int], None]:
    def make(path: Path, _: int) -> None:
        with create_project(path, name=shop.title, currency=currency) as project:
            _import_rows(project, path.with_suffix(".csv"), _HEADER, _touch_rows(shop))
            _import_rows(project, path.with_suffix(".spend.csv"), _SPEND_HEADER, _spend_rows(shop))

    return make


def _import_rows(
    project: Project, file: Path, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    write_rows(file, header, rows)
    kind = ImportFormat.SPEND if header is _SPEND_HEADER else None
    import_file(project, file, ImportOptions(format=kind))
    file.unlink()


def write_rows(file: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)


def _touch_rows(shop: Shop) -> Iterable[Sequence[object]]:
    """One to six touches a customer; what was touched decides on whether an order follows."""
    dice = random.Random(11)  # noqa: S311  # no secret: the same shop at every run
    names = [name for name, *_ in shop.channels]
    weights = [weight for _, weight, _, _ in shop.channels]
    pull = {name: sells for name, _, sells, _ in shop.channels}
    begin = datetime(_FIRST_DAY.year, _FIRST_DAY.month, _FIRST_DAY.day, tzinfo=UTC).timestamp()
    for customer in range(shop.customers):
        day = dice.random() ** 0.85 * _DAYS
        at = begin + day * 86_400
        touches = dice.choices(range(1, 7), (30, 28, 18, 12, 7, 5))[0]
        lost = 1.0
        for place in range(touches):
            if at >= begin + _DAYS * 86_400:
                break
            fitting = [
                weight * (2 if (place == 0) == (name in shop.openers) else 1)
                for name, weight in zip(names, weights, strict=True)
            ]
            channel = dice.choices(names, fitting)[0]
            lost *= 1 - 0.55 * pull[channel]
            season = 1 + 0.25 * math.sin(day / 28)
            is_order = place == touches - 1 and dice.random() < (1 - lost) * season
            moment = datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
            value = f"{dice.lognormvariate(4.3, 0.6):.2f}"
            order = (f"A{customer:05}", value) if is_order else ("", "")
            yield (f"customer-{customer}", channel, moment, *order)
            at += dice.expovariate(1 / 2) * 86_400


def _spend_rows(shop: Shop) -> Iterable[Sequence[object]]:
    dice = random.Random(12)  # noqa: S311  # as above
    paid = [(name, daily) for name, _, _, daily in shop.channels if daily]
    for day in range(_DAYS):
        season = 1 + 0.2 * math.sin(day / 26)
        for name, daily in paid:
            cost = daily * season * dice.uniform(0.8, 1.2)
            shown = int(cost * dice.uniform(90, 130))
            clicks = int(cost * dice.uniform(1.2, 2.2))
            yield (_FIRST_DAY + timedelta(day), name, f"{cost:.2f}", shown, clicks)


_MAKERS: dict[str, Callable[[Path, int], None]] = {
    "empty": _make_empty,
    "demo": _make_demo,
    "shop": _maker(_OUTDOOR, "USD"),
    "long": _maker(_LONG, "EUR"),
    "world": _maker(_WORLD, "EUR"),
    "real": _make_real,
    "large": _make_large,
}

DATA_SETS = (NO_PROJECT, *_MAKERS)
"""From nothing to a million touches."""
