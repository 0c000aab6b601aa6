"""Sums by day kept in the project, so that it opens to figures without reading its touches.

Like every derived row they carry the settings' hash and the data revision and read as absent at
any other; a digest over all of it makes damaged ones read as absent too.
"""

import hashlib
import io
import zipfile
from dataclasses import fields

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.day_sums import (
    CellCredit,
    CoreData,
    DayCounts,
    DaySums,
    SharedTouches,
)
from attribution_desktop.domain.progress import unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.store.columns import read_channels, read_spend
from attribution_desktop.store.failures import nonsense_is_damage
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.schema import KeptDaySums

MOST_KEPT = 8
"""For so many settings the sums are kept; each takes one or two megabytes at most."""

_COUNTS, _SHARED, _CREDIT = "counts.", "shared.", "credit."


def write_day_sums(project: ProjectFile, data: CoreData) -> bool:
    """Keep sums by day in place of what was kept for the same settings.

    Returns
    -------
    Whether they were kept: not when the data changed since they were made.

    Raises
    ------
    InputRefused
        When the project is open for reading only.
    """
    revision, settings_hash = data.identity.revision, data.settings.digest()
    body = _packed(data.sums)
    with project.transaction() as connection:
        if project.revision != revision:
            return False
        KeptDaySums.delete().where(
            (KeptDaySums.data_revision != revision) | (KeptDaySums.settings_hash == settings_hash)
        ).execute(project.database)
        KeptDaySums.insert(
            settings_hash=settings_hash,
            data_revision=revision,
            fingerprint=data.identity.fingerprint,
            digest=_digest(settings_hash, revision, data.identity.fingerprint, body),
            body=body,
        ).execute(project.database)
        connection.execute(
            "DELETE FROM kept_day_sums WHERE id <= (SELECT MAX(id) FROM kept_day_sums) - ?",
            (MOST_KEPT,),
        )
    return True


def read_day_sums(project: ProjectFile, settings: AnalysisSettings) -> CoreData | None:
    """What was kept for these `day_settings` at the present revision; None when nothing was."""
    settings_hash = settings.digest()
    with project.snapshot() as connection, nonsense_is_damage(project.path):
        revision = project.revision
        row = connection.execute(
            "SELECT fingerprint, digest, body FROM kept_day_sums"
            " WHERE settings_hash = ? AND data_revision = ?",
            (settings_hash, revision),
        ).fetchone()
        if row is None:
            return None
        fingerprint, digest, body = row
        if digest != _digest(settings_hash, revision, fingerprint, body):
            return None
        channels = read_channels(connection)
        sums = _unpacked(body, channels.names)
        if sums is None:
            return None
        spend = read_spend(connection, channels, unreported)
        return CoreData(project.identity_with(fingerprint), settings, sums, spend)


def _digest(settings_hash: str, revision: int, fingerprint: str, body: bytes) -> bytes:
    digest = hashlib.blake2b(f"{settings_hash}:{revision}:{fingerprint}:".encode(), digest_size=16)
    digest.update(body)
    return digest.digest()


def _packed(sums: DaySums) -> bytes:
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "day": sums.day,
        "cell_start": sums.cell_start,
        "cell_channel": sums.cell_channel,
        "reach": sums.reach,
    }
    for field in fields(DayCounts):
        arrays[_COUNTS + field.name] = getattr(sums.counts, field.name)
    for field in fields(SharedTouches):
        arrays[_SHARED + field.name] = getattr(sums.shared, field.name)
    for model, credit in sums.credit.items():
        arrays[_CREDIT + model] = np.stack([credit.revenue, credit.conversions])
    target = io.BytesIO()
    np.savez(target, allow_pickle=False, **arrays)
    return target.getvalue()


def _unpacked(body: bytes, channels: tuple[str, ...]) -> DaySums | None:
    """The sums; None where another version of the program packed them differently."""
    try:
        with np.load(io.BytesIO(body), allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
        models = [name for name in arrays if name.startswith(_CREDIT)]
        return DaySums(
            channels=channels,
            day=arrays["day"],
            counts=DayCounts(
                **{field.name: arrays[_COUNTS + field.name] for field in fields(DayCounts)}
            ),
            shared=SharedTouches(
                **{field.name: arrays[_SHARED + field.name] for field in fields(SharedTouches)}
            ),
            cell_start=arrays["cell_start"],
            cell_channel=arrays["cell_channel"],
            reach=arrays["reach"],
            credit={name.removeprefix(_CREDIT): CellCredit(*arrays[name]) for name in models},
        )
    except (KeyError, ValueError, zipfile.BadZipFile):
        return None
