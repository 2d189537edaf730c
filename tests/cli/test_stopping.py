"""Signals that ask to stop: heeded at once, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from time import thread_time
from typing import NoReturn

import pytest
from click.testing import CliRunner

from qabot.checking import mend_index
from qabot.cli import serve
from qabot.cli.entry_point import main
from qabot.cli.stopping import Stopped, StopSignals, nothing_begun
from qabot.index import Index
from qabot.store import schema
from qabot.store.lock import writer_lock
from qabot.types import SyncProgress, SyncStage
from tests.conftest import write_articles

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """The handlers that a program starts with in a terminal, whatever these tests run under."""
    before = {number: signal.getsignal(number) for number in ENDING}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in ENDING[1:]:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", ENDING)
def test_each_of_them_is_raised_once_and_told(
    number: signal.Signals, capfd: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(number)
    with StopSignals() as stop:
        stop.check()
        with pytest.raises(Stopped) as raised:
            os.kill(os.getpid(), number)
        with pytest.raises(Stopped):
            stop.check()
    assert raised.value.status == 128 + number
    assert capfd.readouterr().err == "stopping; what was finished is being kept\n"
    assert signal.getsignal(number) is before


BUSY = """
import hashlib, pathlib, sys, threading, time
from qabot.cli.stopping import StopSignals
from qabot.store.lock import writer_lock

def tell(clock, began):
    while time.clock_gettime(clock) < began + 0.05:  # it computes while Python runs here
        pass
    print("begun", flush=True)

with writer_lock(pathlib.Path(sys.argv[1])), StopSignals():
    clock = time.pthread_getcpuclockid(threading.get_ident())
    threading.Thread(target=tell, args=(clock, time.clock_gettime(clock)), daemon=True).start()
    hashlib.pbkdf2_hmac("sha256", b"", b"", 10**9)
"""
"""Calls C code that lets other threads run, and does not return within minutes."""


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_is_told_and_a_second_one_ends_it_where_no_python_runs(
    tmp_path: Path, number: signal.Signals
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", BUSY, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"begun\n"
        assert (tmp_path / "writer.json").exists()
        process.send_signal(number)
        assert process.stderr.readline() == b"stopping; what was finished is being kept\n"
        process.send_signal(number)
        assert process.wait(60) == 128 + number
    assert sorted(path.name for path in tmp_path.iterdir()) == ["writer.lock"]


def test_what_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as after nohup
    with StopSignals() as stop:
        os.kill(os.getpid(), signal.SIGHUP)
        stop.check()


def test_nothing_is_said_while_nothing_is_begun() -> None:
    with nothing_begun():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize("number", ENDING)
@pytest.mark.parametrize("stage", [SyncStage.READING, SyncStage.COMPARING, SyncStage.LOADING])
def test_a_sync_that_is_stopped_ends_at_once_and_leaves_nothing_behind(
    index: Index, folder: Path, number: signal.Signals, stage: SyncStage
) -> None:
    sent = 0.0
    with pytest.raises(Stopped), StopSignals() as stop:

        def tell(progress: SyncProgress) -> None:
            nonlocal sent
            stop.check()
            if progress.stage is stage:
                sent = thread_time()
                os.kill(os.getpid(), number)

        index.sync([folder], progress=tell)
    assert thread_time() - sent < 0.2
    left = {path.name for path in index.folder.iterdir()} if index.folder.exists() else set()
    assert left <= {"articles.db", "articles.db-shm", "articles.db-wal", "views", "writer.lock"}
    assert index.sync([folder]).skipped == ()
    assert index.status().articles == 3


@pytest.mark.parametrize("number", ENDING)
def test_a_repair_that_is_stopped_leaves_nothing_behind(
    index: Index, folder: Path, number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.sync([folder])
    before = sorted(index.folder.iterdir())

    def mend(folder: Path, *_: object, **__: object) -> NoReturn:
        with writer_lock(folder):
            assert (folder / "writer.json").exists()
            os.kill(os.getpid(), number)
            pytest.fail("it goes on")

    monkeypatch.setattr(mend_index, "mend_index", mend)
    result = CliRunner().invoke(main, ["check", "--repair", "--index", str(index.folder)])
    assert result.exit_code == 128 + number
    assert result.stderr == "stopped; what was finished is kept: run it again to go on\n"
    assert sorted(index.folder.iterdir()) == before


@pytest.mark.parametrize("number", ENDING)
def test_measuring_that_is_stopped_leaves_no_index_behind(
    tmp_path: Path, folder: Path, number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = '{"id": "1", "question": "what reached the moon", "answerable": false}\n'
    write_articles(tmp_path, {"set/questions.jsonl": asked})
    folder.rename(tmp_path / "set" / "corpus")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    made: list[Path] = []

    def sync(index: Index, *_: object, **__: object) -> NoReturn:
        made.extend(temporary.iterdir())
        os.kill(os.getpid(), number)
        pytest.fail("it goes on")

    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(Index, "sync", sync)
    result = CliRunner().invoke(main, ["eval", str(tmp_path / "set"), "--reader", "none"])
    assert (result.exit_code, len(made)) == (128 + number, 1), result.output
    assert list(temporary.iterdir()) == []


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_server_that_leaves_its_threads_tells_no_more_that_it_writes(tmp_path: Path) -> None:
    left = threading.Event()
    syncing = threading.Thread(target=left.wait, daemon=True)
    syncing.start()
    child = os.fork()
    if not child:
        with writer_lock(tmp_path):
            serve._leave(syncing)
    status = os.waitpid(child, 0)[1]
    left.set()
    assert os.waitstatus_to_exitcode(status) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["writer.lock"]
    with writer_lock(tmp_path):
        assert (tmp_path / "writer.json").exists()
    assert not (tmp_path / "writer.json").exists()


def test_half_a_database_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "TABLES", "CREATE TABLE;")
    with pytest.raises(Exception, match="syntax error"):
        schema.create(tmp_path / "articles.db", 1)
    assert list(tmp_path.iterdir()) == []


STARTED = """
import importlib.abc, os, signal, sys, tomllib
signal.signal(signal.SIGINT, signal.default_int_handler)
moment, number, how, project = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]

class AtTheImport(importlib.abc.MetaPathFinder):
    def find_spec(self, name, *_):
        if name == moment:
            os.kill(os.getpid(), number)

def in_a_callback(frame, event, _):
    if frame.f_code.co_name == "cb" and "qabot.cli.entry_point" in sys.modules:  # importlib's
        os.kill(os.getpid(), number)

if moment == "a callback":
    sys.setprofile(in_a_callback)
else:
    sys.meta_path.insert(0, AtTheImport())
sys.argv = ["qabot", "ask", "who leads it", "--index", "nowhere"]
if how == "module":
    import runpy
    runpy.run_module("qabot", run_name="__main__", alter_sys=True)
else:  # as the script does that is made of it
    with open(project, "rb") as file:
        module, name = tomllib.load(file)["project"]["scripts"]["qabot"].split(":")
    getattr(__import__(module, fromlist=[name]), name)()
"""
"""A process that sends itself a signal while a module is imported, or in a callback of importlib,
where Python prints a KeyboardInterrupt with its traceback, and goes on."""
PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def started(moment: str, number: signal.Signals, how: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", STARTED, moment, str(int(number)), how, str(PROJECT)]
    return subprocess.run(command, capture_output=True, timeout=100)


@pytest.mark.parametrize("how", ["module", "script"])
@pytest.mark.parametrize(
    "moment", ["qabot.cli.entry_point", "click", "a callback", "qabot.cli.ask"]
)
def test_ctrl_c_before_a_command_is_found_ends_with_a_line(moment: str, how: str) -> None:
    done = started(moment, signal.SIGINT, how)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"stopped\n")


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        *((name, signal.SIGINT) for name in ("qabot.types", "qabot.bot", "numpy", "qabot.store")),
        *(("qabot.store", number) for number in ENDING[1:]),  # before: the next test
    ],
)
def test_a_signal_before_a_question_is_answered_ends_at_once(
    moment: str, number: signal.Signals
) -> None:
    done = started(moment, number, "script")
    assert (done.returncode, done.stdout, done.stderr) == (-number, b"", b"")


@pytest.mark.parametrize("number", ENDING[1:])
@pytest.mark.parametrize("moment", ["click", "qabot.cli.ask"])
def test_other_signals_end_it_at_once_from_the_first_moment(
    moment: str, number: signal.Signals
) -> None:
    done = started(moment, number, "module")
    assert (done.returncode, done.stdout, done.stderr) == (-number, b"", b"")


def test_nothing_is_imported_before_ctrl_c_is_heeded_that_takes_long() -> None:
    script = (
        f"import os, signal, sys; sys.path.insert(0, {str(PROJECT.parent)!r})\n"
        "before = {*sys.modules}; import qabot.cli; print(*sorted({*sys.modules} - before))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, timeout=100)
    imported = {"__future__", "errno", "gc", "qabot", "qabot.cli", "qabot.cli.first_moments"}
    assert {*done.stdout.decode().split()} <= imported
