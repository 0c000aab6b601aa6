"""What nobody caught: logged without data, shown once, in every thread; and after a crash."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.services.projects import create_demo_project
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.crash_marker import CrashMarker
from attribution_desktop.ui.fault_log import FaultLog
from attribution_desktop.ui.fault_text import told_safely
from attribution_desktop.ui.fault_watch import FaultWatch
from attribution_desktop.ui.widgets.faults import Fault

CUSTOMER = "customer-4711"


def failed(work: Callable[[], object]) -> BaseException:
    try:
        work()
    except Exception as error:  # noqa: BLE001  # any
        return error
    pytest.fail("nothing was raised")


def look_up() -> object:
    return {}[CUSTOMER]


@pytest.fixture
def watch(tmp_path: Path, application: object) -> Iterator[FaultWatch]:
    """Hooks installed as in the program, and given back."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    made = FaultWatch(FaultLog(tmp_path / "logs"))
    made.install()
    yield made
    made.remove()
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def told(watch: FaultWatch, qtbot: QtBot, cause: Callable[[], object]) -> Fault:
    with qtbot.waitSignal(watch.fault_told) as answer:
        cause()
    fault: Fault = answer.args[0]
    return fault


def test_a_fault_is_told_by_kind_and_place_and_never_by_its_values() -> None:
    text = told_safely(failed(look_up))
    assert "KeyError" in text
    assert "in look_up" in text
    assert CUSTOMER not in text
    assert "[usage]" in told_safely(UsageError(f"There is no {CUSTOMER}."))


def test_what_led_to_a_fault_is_told_before_it() -> None:
    def wrapped() -> None:
        try:
            look_up()
        except KeyError as error:
            raise ValueError(CUSTOMER) from error

    text = told_safely(failed(wrapped))
    assert text.index("KeyError") < text.index("which led to") < text.index("ValueError")
    assert CUSTOMER not in text


def test_a_fault_of_any_thread_is_logged_and_shown(
    watch: FaultWatch, qtbot: QtBot, tmp_path: Path
) -> None:
    def in_a_thread() -> None:
        thread = threading.Thread(target=look_up)
        thread.start()
        thread.join()

    fault = told(watch, qtbot, in_a_thread)
    assert "KeyError" in fault.message
    log = (tmp_path / "logs" / "attribution-desktop.log").read_text("utf-8")
    assert "KeyError" in log
    assert CUSTOMER not in log + fault.details + fault.message


def test_the_same_fault_again_is_counted(watch: FaultWatch, qtbot: QtBot) -> None:
    first, again = (told(watch, qtbot, lambda: watch.catch(failed(look_up))) for _ in range(2))
    assert "times" not in first.message
    assert "2 times" in again.message


def test_words_of_qt_are_logged_without_what_they_quote(watch: FaultWatch, tmp_path: Path) -> None:
    qWarning(f"QTextCursor: {CUSTOMER}")
    log = (tmp_path / "logs" / "attribution-desktop.log").read_text("utf-8")
    assert QtMsgType.QtWarningMsg.name in log
    assert CUSTOMER not in log


def test_a_folder_that_cannot_be_made_costs_the_log_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file")
    log = FaultLog(tmp_path / "logs")
    log.write("lost")
    log.close()
    assert (tmp_path / "logs").read_text() == "a file"


def test_the_hooks_are_given_back(tmp_path: Path, application: object) -> None:
    before = threading.excepthook
    watch = FaultWatch(FaultLog(tmp_path))
    watch.install()
    assert threading.excepthook != before
    watch.remove()
    assert threading.excepthook is threading.__excepthook__
    assert qInstallMessageHandler(None) is None


_CRASH = """
import os, sys
from pathlib import Path
from attribution_desktop.ui.crash_marker import CrashMarker
marker = CrashMarker(Path(sys.argv[1]))
marker.begin()
marker.note(Path(sys.argv[2]))
os._exit(1)
"""


def test_a_run_that_crashed_is_found_with_its_project_once(tmp_path: Path) -> None:
    folder, project = tmp_path / "state", tmp_path / "shop.attribution"
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", _CRASH, str(folder), str(project)],
        check=False,
        env={"PYTHONPATH": root},
    )
    assert done.returncode == 1
    assert CrashMarker(folder).left_behind() == (project,)
    assert CrashMarker(folder).left_behind() == ()


def test_a_run_that_lives_or_ended_well_has_not_crashed(tmp_path: Path) -> None:
    ours = CrashMarker(tmp_path)
    ours.begin()
    assert CrashMarker(tmp_path).left_behind() == ()
    ours.end()
    assert CrashMarker(tmp_path).left_behind() == ()
    assert not list(tmp_path.iterdir())


def test_after_a_crash_the_project_can_be_verified(
    program: Program, settled: Callable[[], None], tmp_path: Path
) -> None:
    path = tmp_path / "shop.attribution"
    create_demo_project(path).close()
    program.house.care.tell_crash(path)
    program.session.open(path)
    settled()
    assert "did not end properly" in program.window.notice.text
    program.window.notice._offer.click()
    settled()
    assert "shop.attribution is sound" in program.window.notice.text


def test_a_damaged_project_is_named_with_what_is_wrong(demo: Program) -> None:
    from attribution_desktop.domain.verification import Check, VerifyReport  # noqa: PLC0415

    report = VerifyReport(
        (Check("schema", is_sound=True, detail=""), Check("digests", is_sound=False, detail="2"))
    )
    demo.house.care._tell("shop.attribution", report)
    assert "not sound: digests" in demo.window.notice.text


def test_a_fault_of_the_background_is_logged_and_copied_without_its_values(
    watch: FaultWatch, demo: Program, tmp_path: Path
) -> None:
    demo.wiring.telling.unexpected.connect(watch.note)
    error = failed(look_up)
    demo.wiring.telling.tell_failure(error)
    assert "KeyError" in demo.window.notice.text
    demo.window.notice._copy.click()
    log = (tmp_path / "logs" / "attribution-desktop.log").read_text("utf-8")
    copied = QGuiApplication.clipboard().text()
    assert "in look_up" in log
    assert "in look_up" in copied
    assert CUSTOMER not in log + copied
