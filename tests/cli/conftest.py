"""Calling the program as a user does, in this process or in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from attribution_desktop.app import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Call = Callable[..., Result]


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the program in this process with these arguments."""

    def called(*arguments: str | Path) -> Result:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return called


@pytest.fixture
def run_program(tmp_path: Path) -> Call:
    """Run the program in a process of its own; a None in `env` takes a variable away."""

    def ran(
        *arguments: str | Path, stdin: bytes = b"", env: dict[str, str | None] | None = None
    ) -> Result:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        for name, value in (env or {}).items():
            environment.pop(name, None)
            if value is not None:
                environment[name] = value
        result = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "attribution_desktop", *map(str, arguments)],
            cwd=tmp_path,
            env=environment,
            input=stdin,
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Result(result.returncode, result.stdout.decode(), result.stderr.decode())

    return ran


@pytest.fixture
def demo(call: Call, tmp_path: Path) -> Path:
    """A fresh demo project."""
    path = tmp_path / "demo.attribution"
    assert call("--project", path, "demo").code == 0
    return path
