"""Pictures of every page and dialog: `python -m tests.gallery OUT [--only TEXT …] [--data NAME …]`.

Draws every scene of every data set in both themes, three window sizes and two scales, as
OUT/<data>/<scale>/<theme>/<scene>[-<size>].png, and writes what is cut, cannot be hit or has no
room, as far as that can be computed, to OUT/faults.txt. The rest has to be looked at.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.gallery.data_sets import DATA_SETS, MILLION, build_project

_SIZES = ("1280x800", "1024x768", "1920x1080")
_THEMES = ("dark", "light")
_SCALES = (100, 200)


def main() -> None:
    asked = _asked()
    if asked.scale is None:
        _draw_in_processes(asked)
    else:
        _draw(asked)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="+", default=[], help="parts of the names of scenes")
    parser.add_argument("--data", nargs="+", default=list(DATA_SETS), choices=DATA_SETS)
    parser.add_argument("--themes", nargs="+", default=list(_THEMES), choices=_THEMES)
    parser.add_argument("--sizes", nargs="+", default=list(_SIZES))
    parser.add_argument("--scales", nargs="+", type=int, default=list(_SCALES))
    parser.add_argument("--touches", type=int, default=MILLION, help="of the large project")
    parser.add_argument("--scale", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def _draw_in_processes(asked: argparse.Namespace) -> None:
    """One process a data set and scale: Qt takes its scale once, at the start."""
    out = asked.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    found = []
    for name in asked.data:
        build_project(name, out / "projects", asked.touches)
        for scale in asked.scales:
            command = [sys.executable, "-m", "tests.gallery", str(out), "--scale", str(scale)]
            command += ["--data", name, "--themes", *asked.themes, "--sizes", *asked.sizes]
            command += ["--only", *asked.only] if asked.only else []
            screen = _screen(out, scale)
            told = {"QT_QPA_PLATFORM": screen, "QT_SCALE_FACTOR": str(scale / 100)}
            answer = subprocess.run(  # noqa: S603  # ourselves
                command, env={**os.environ, **told}, check=True, stdout=subprocess.PIPE, text=True
            )
            found.append(answer.stdout)
            print(f"{name} at {scale} %: {answer.stdout.count(chr(10))} faults", flush=True)
    (out / "faults.txt").write_text("".join(found), encoding="utf-8")


def _screen(out: Path, scale: int) -> str:
    """A screen without a display, on which the largest window has room at this scale."""
    path = out / f"screen-{scale}.json"
    size = {"width": 1920 * scale // 100, "height": 1080 * scale // 100}
    path.write_text(json.dumps({"screens": [{"name": "one", "x": 0, "y": 0, **size}]}))
    return f"offscreen:configfile={path}"


def _draw(asked: argparse.Namespace) -> None:
    from tests.gallery.drawing import (  # noqa: PLC0415  # Qt, with the scale of its process
        ALL_SCENES,
        draw,
        staged,
        tell_faults_of_qt,
    )

    tell_faults_of_qt()

    wanted = [
        scene
        for scene in ALL_SCENES
        if not asked.only or any(text in scene.name for text in asked.only)
    ]
    sizes = [(int(size.split("x")[0]), int(size.split("x")[1])) for size in asked.sizes]
    name = asked.data[0]
    project = build_project(name, asked.out / "projects", asked.touches)
    for theme in asked.themes:
        folder = asked.out / name / str(asked.scale) / theme
        with staged(project, theme) as stage:
            for picture in draw(
                stage,
                wanted,
                sizes,
                lambda scene, size, folder=folder: (
                    folder / f"{scene.name}{f'-{size[0]}' if scene.is_sized else ''}.png"
                ),
            ):
                for fault in picture.faults:
                    print(f"{picture.path.relative_to(asked.out)}: {fault}", flush=True)


if __name__ == "__main__":
    main()
