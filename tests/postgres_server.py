"""Debian's PostgreSQL in a temporary folder, one for all tests of a process."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.memory_folder import memory_folder

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

_USER = "postgres"
"""Who runs it where the tests are run by root, as whom it refuses to run."""

_CARELESS = (
    " -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c jit=off"
)
"""For what need not outlive the tests: nothing is kept safe, nor made ready for many rows."""


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, of its newest version."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    found = [*known, *([Path(path).resolve()] if (path := shutil.which("initdb")) else [])]
    return found[-1].parent if known else (found[0].parent if found else None)


def _version(program: Path) -> int:
    return int(program.parts[-3]) if program.parts[-3].isdigit() else 0


def missing() -> str | None:
    """What is missing to test PostgreSQL with, if anything is."""
    if find_spec("psycopg") is None:
        return "psycopg is not installed: pip install 'qabot[postgres]'"
    return None if programs() else "PostgreSQL is not installed: apt-get install postgresql"


@contextmanager
def running(*, synced: bool = False) -> Iterator[PostgresServer]:
    """A server that listens on a socket in a folder of its own, and nowhere else.

    Args:
        synced: whether it waits for the disk, as one that is to survive a loss of power does.
    """
    found = programs()
    assert found is not None
    place = memory_folder() if not synced else None
    folder = Path(tempfile.mkdtemp(prefix="pg", dir=place or "/tmp"))  # short, as a socket's path
    data = folder / "data"
    try:
        if os.getuid() == 0:
            shutil.chown(folder, _USER, _USER)
        _run(found / "initdb", "-D", data, "-U", "qabot", "-A", "trust", "-E", "UTF8",
             "--locale=C", "--no-sync")  # fmt: skip
        options = f"-c listen_addresses= -k {folder} -c max_connections=60"
        options += "" if synced else _CARELESS
        control = (found / "pg_ctl", "-D", data, "-w")
        _run(*control, "-o", options, "-l", folder / "log", "start")
        server = PostgresServer(folder)
        try:
            yield server
        finally:
            server.close()
            _run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _run(*command: str | Path) -> None:
    by_root = os.getuid() == 0
    subprocess.run(
        command,
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=_USER if by_root else None,
        group=_USER if by_root else None,
        extra_groups=[] if by_root else None,
    )


class PostgresServer:
    """A server that runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._master: Connection[TupleRow] | None = None

    def place(self, user: str = "qabot", schema: str | None = None) -> str:
        """The address of a schema, by default a new one."""
        named = schema or self.new_schema()
        return self._address(user, f"&options=-csearch_path%3D{named}")

    def new_schema(self) -> str:
        """The name of an empty schema."""
        name = f"s{uuid.uuid4().hex[:12]}"
        self.run(f"CREATE SCHEMA {name}")
        return name

    def run(self, statement: str) -> None:
        """Run a statement as the one who may do all, over one connection: each takes 5 ms."""
        import psycopg

        if self._master is None or self._master.closed:
            self._master = psycopg.connect(self._address("qabot"), autocommit=True)
        self._master.execute(statement.encode())

    def close(self) -> None:
        """End the connection of the one who may do all."""
        if self._master is not None:
            self._master.close()

    def _address(self, user: str, more: str = "") -> str:
        return f"postgresql://{user}@/postgres?host={self._folder}{more}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """PostgreSQL, or the reason why a test is skipped; in CI it has to be there."""
    reason = missing()
    if reason and os.environ.get("CI", "false") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    with running() as server:
        yield server
