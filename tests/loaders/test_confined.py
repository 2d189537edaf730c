"""Files that hang, crash or eat memory are named; all others are read as without a process."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.loaders import load
from qabot.loaders.confined import ConfinedLoader
from qabot.loaders.worker_line import IdleWorkers, Worker
from qabot.types import Article, SkippedFile
from tests.loaders import files

FOG = "The fog lay over the bay for three days. " * 5
HOSTILE = FOG + "<b>a</b>" * 200_000
"""Wikitext that its parser takes long for, however it is written."""
IN_A_SECOND = Settings.of(load_seconds=1.0)


class CountedWorkers(IdleWorkers):
    """Counts how often a worker is wanted, and keeps the last one in view."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = 0
        self.last: Worker | None = None

    def take(self) -> Worker:
        self.taken += 1
        self.last = super().take()
        return self.last


@pytest.fixture(scope="module")
def workers() -> Iterator[CountedWorkers]:
    kept = CountedWorkers()
    yield kept
    kept.end()


def bomb(size: int) -> bytes:
    """A PDF of a few kB whose page unpacks to so many bytes."""
    stream = zlib.compress(zlib.compress(b" " * size))
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length "
        + str(len(stream)).encode()
        + b">>stream\n"
        + stream
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    )


def is_gone(process: int, seconds: float = 30) -> bool:
    """Whether a process ends in that time."""
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    return bool(select.select([watched], [], [], seconds)[0])


def reasons(items: list[Article | SkippedFile]) -> list[str]:
    return [item.reason if isinstance(item, SkippedFile) else item.path for item in items]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", f"<title>Fog</title><p>{FOG}</p>".encode()),
        ("wiki.xml", files.mediawiki(*(files.wiki_page(name, FOG) for name in "ABC")).encode()),
        ("lines.jsonl", b'{"text": "One."}\n[]\n{"text": "Three."}\n'),
        ("broken.docx", b"PK no zip"),
        ("nested.zip", files.zip_of({"a.txt": "A.", "b.mbox": files.mbox(files.mail("B."))})),
    ],
)
def test_what_is_read_is_the_same(
    tmp_path: Path, workers: CountedWorkers, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    positions: list[int] = []
    with ConfinedLoader(workers=workers) as loader:
        found = list(loader.load(tmp_path / name, name, Settings(), positions.append))
    assert found == list(load(tmp_path / name, name, Settings()))
    assert len(positions) == len(found)


def test_short_plain_text_needs_no_process(tmp_path: Path, workers: CountedWorkers) -> None:
    (tmp_path / "a.txt").write_text(FOG)
    before = workers.taken
    with ConfinedLoader(workers=workers) as loader:
        (found,) = loader.load(tmp_path / "a.txt", "a.txt", Settings())
    assert isinstance(found, Article)
    assert workers.taken == before


def test_a_record_that_takes_too_long_is_left_out_alone(
    tmp_path: Path, workers: CountedWorkers
) -> None:
    pages = [("A", FOG), ("Bad", HOSTILE), ("C", FOG)]
    file = tmp_path / "wiki.xml"
    file.write_text(files.mediawiki(*(files.wiki_page(*page) for page in pages)))
    with ConfinedLoader(workers=workers) as loader:
        found = list(loader.load(file, "wiki.xml", IN_A_SECOND))
    assert reasons(found) == [
        "wiki.xml#A",
        "took over 1 s to read; split it, or --set load_seconds=N",
        "wiki.xml#C",
    ]
    assert found[1].path == "wiki.xml:2"


def test_a_file_that_needs_too_much_memory_is_named(
    tmp_path: Path, workers: CountedWorkers
) -> None:
    (tmp_path / "bomb.pdf").write_bytes(bomb(300_000_000))
    settings = Settings.of(load_megabytes=250.0)
    with ConfinedLoader(workers=workers) as loader:
        (found,) = loader.load(tmp_path / "bomb.pdf", "bomb.pdf", settings)
    assert isinstance(found, SkippedFile)
    assert found.reason.startswith("needs over 0.25 GB of memory to read")
    assert found.costly


def test_who_waits_can_stop_at_any_time(tmp_path: Path, workers: CountedWorkers) -> None:
    file = tmp_path / "wiki.xml"
    file.write_text(files.mediawiki(files.wiki_page("Bad", HOSTILE)))

    def stop() -> None:
        raise KeyboardInterrupt

    with ConfinedLoader(stop, workers) as loader, pytest.raises(KeyboardInterrupt):
        list(loader.load(file, "wiki.xml", Settings()))
    assert workers.last is not None
    assert is_gone(workers.last.process, 0)


def test_a_worker_ends_with_its_parent(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{FOG}</p>")
    script = (
        "import sys, os\nfrom pathlib import Path\n"
        "from qabot.config import Settings\nfrom qabot.loaders.worker_line import Worker\n"
        "from qabot.loaders.worker import LoadRequest\nworker = Worker()\n"
        "request = LoadRequest(Path(sys.argv[1]), 'a.html', Settings())\n"
        "print(worker.process, len(list(worker.items(request, lambda: None))), flush=True)\n"
        f"os.kill(os.getpid(), {signal.SIGKILL:d})\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "a.html")]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=100)
    process, count = map(int, ended.stdout.split())
    assert (ended.returncode, count) == (-signal.SIGKILL, 1)
    assert is_gone(process)
