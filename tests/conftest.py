from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from qabot.config import Settings
from qabot.index import Index
from tests.doubles import WordEncoder
from tests.engines import milvus_file
from tests.memory_folder import memory_folder
from tests.postgres_server import postgres_server

__all__ = ["postgres_server"]

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TEXTUAL_ANIMATIONS"] = "none"  # each second of them is waited for
if memory := memory_folder():  # for each tmp_path, unless somebody chose where they are
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))

settings.register_profile("suite", max_examples=50, deadline=None)  # a busy machine is no failure
settings.load_profile("suite")

_MADE_BETWEEN = 100_000
"""Objects made between looks for garbage: with Python's 700, a sixth of the time of the chat's
tests went there."""

IMPORTED = pytest.StashKey[frozenset[str]]()
"""The modules that there were once all tests were collected."""

gc.disable()  # what is imported and collected stays: see pytest_runtestloop

ARTICLES = {
    "moon.txt": "Rocket reaches the moon\n\nA rocket reached the moon on Sunday. The crew slept.\n",
    "wall.txt": "The wall opens\n\nThe wall was opened on Thursday. Crowds climbed the wall.\n",
    "old/mould.txt": "Mould kills\n\nFleming found a mould. Penicillin came from the mould.\n",
}


@pytest.hookimpl(tryfirst=True)  # before xdist looks for groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests share a process under xdist that need what each process would start for itself.

    That is a model, for which torch takes seconds to import, a server of PostgreSQL, or Milvus. A
    test that names its group itself is of no other: whole programs, which load a model in processes
    of their own, wait for most of their time, and the group of models is long.
    """
    without_milvus = milvus_file.missing()
    for item in items:
        if group := _group(item):
            item.add_marker(pytest.mark.xdist_group(group))
        if without_milvus and item.get_closest_marker("milvus"):
            item.add_marker(pytest.mark.skip(without_milvus))


def _group(item: pytest.Item) -> str | None:
    if item.get_closest_marker("xdist_group"):
        return None
    for name in ("model", "milvus"):
        if item.get_closest_marker(name):
            return name
    assert isinstance(item, pytest.Function)
    chosen = item.callspec.params.get("store") if hasattr(item, "callspec") else None
    has_server = chosen == "postgresql" or "postgres_server" in item.fixturenames
    return "postgresql" if has_server else None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Note what collecting alone has imported."""
    session.config.stash[IMPORTED] = frozenset(sys.modules)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """Garbage is looked for from now on, seldom, and not among the thousands of tests.

    It is still found: what a test left open is told some tests later, as before.
    """
    gc.freeze()
    gc.set_threshold(_MADE_BETWEEN)
    gc.enable()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are called by their place: archives tell the time, and all workers need one name."""
    return argname if isinstance(val, bytes) else None


def pytest_xdist_auto_num_workers() -> int:
    """Three workers for two processors: tests of the chat and of processes wait at times.

    Each takes 7 s of the processor to import the tests and collect them, 10 in a new checkout.
    """
    processors = len(os.sched_getaffinity(0))
    return processors + (processors + 1) // 2


def write_articles(folder: Path, articles: dict[str, str]) -> None:
    for name, text in articles.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True, scope="session")
def nothing_left_open() -> Iterator[None]:
    """What the last tests left open is told before the process ends, under xdist, too."""
    yield
    gc.collect()


@pytest.fixture(autouse=True, scope="session")
def no_sessions_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The chat saves its sessions elsewhere than this user's, in other processes too."""
    os.environ["QABOT_DATA"] = str(tmp_path_factory.mktemp("data"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three short articles on different subjects."""
    articles = tmp_path / "articles"
    write_articles(articles, ARTICLES)
    return articles


@pytest.fixture
def encoder() -> WordEncoder:
    return WordEncoder()


@pytest.fixture
def index(tmp_path: Path, encoder: WordEncoder) -> Index:
    """A new index that nothing has been written to."""
    return Index.create(tmp_path / "index", Settings(), encoder=encoder)
