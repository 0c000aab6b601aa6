"""One data set and one set of settings give the same bits, wherever and however they run."""

import os
import subprocess
import sys
from pathlib import Path as FilePath

import pytest

ROOT = FilePath(__file__).parents[2]
PROGRAM = """
import hashlib, locale
from dataclasses import replace
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.models.registry import MODELS
from tests.engine.material import dataset_of, interactions_of
from tests.engine.test_intervals import NAMES, shop
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
data = dataset_of(interactions_of(*shop(9, 400), channels=NAMES))
digest = hashlib.sha256()
for order in (1, 2, None):
    settings = AnalysisSettings(models=tuple(MODELS), markov_order=order, draws=60)
    analysis = AttributionAnalytics(data).analysed(settings)
    digest.update(repr((analysis.models, analysis.comparison, analysis.paths)).encode())
print(digest.hexdigest())
"""


def run(**environment: str) -> str:
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu"},
        {"PYTHONHASHSEED": "77", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        {"LC_ALL": "de_DE.UTF-8", "OPENBLAS_NUM_THREADS": "8", "TZ": "America/New_York"},
    ],
)
def test_bits_do_not_depend_on_locale_zone_threads_or_hash_seed(
    environment: dict[str, str],
) -> None:
    assert run(**environment) == run(PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C")
