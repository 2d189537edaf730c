"""Milvus in a file, for tests: its package milvus-lite, one file for all tests of a process."""

from __future__ import annotations

import secrets
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.engines.milvus import MilvusEngine
from qabot.engines.milvus_catalog import Patience
from qabot.engines.milvus_connection import MilvusConnection

milvus = pytest.mark.milvus
"""For tests that need it."""


def missing() -> str | None:
    """What is missing to test Milvus with, if anything is."""
    if find_spec("pymilvus") and find_spec("milvus_lite"):
        return None
    return "pymilvus or milvus-lite is not installed: pip install 'qabot[milvus]' milvus-lite"


def milvus_engine(
    _: Path | None = None, settings: Settings | None = None, patience: Patience | None = None
) -> MilvusEngine:
    """An engine with collections of its own."""
    return MilvusEngine(
        connection(),
        f"test_{secrets.token_hex(6)}",
        "a test",
        settings or Settings(),
        patience=patience or Patience(),
    )


@cache
def connection() -> MilvusConnection:
    """The file, which goes with the process."""
    folder = tempfile.TemporaryDirectory(prefix="qabot-milvus-")
    made = MilvusConnection(str(Path(folder.name) / "tests.db"))
    made.folder = folder  # type: ignore[attr-defined]
    return made
