"""What is saved while the chat runs, and what happens when it cannot be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qabot.sessions.recorder import Recorder
from qabot.sessions.session_store import SavedExchange, SessionStore
from qabot.types import Filters
from tests.sessions.test_session_store import answer

NONE = Filters()


class Heard:
    """A recorder with all that it told; keys are the questions."""

    def __init__(self, store: SessionStore | None) -> None:
        self.told: list[str] = []
        self.saved: list[tuple[int, int]] = []
        self.recorder = Recorder(
            store,
            "/index",
            self.told.append,
            lambda turn, session: self.saved.append((turn, session)),
        )

    def ask(self, question: str) -> None:
        self.recorder.asked(question, question, NONE)
        self.recorder.answered(question, answer(question))


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "sessions.db", patience=0.02)


def questions(store: SessionStore) -> list[list[str]]:
    """What is in each session, the last used first."""
    return [
        [exchange.question for exchange in store.exchanges(session.id)]
        for session in store.sessions()
    ]


def test_everything_is_saved_in_order(store: SessionStore) -> None:
    heard = Heard(store)
    heard.ask("one")
    heard.recorder.asked("two", "two", Filters(since="2024"))
    heard.recorder.failed("two", "cancelled")
    heard.recorder.turn_to(None)
    heard.ask("three")
    heard.recorder.turn_to(1)
    heard.ask("four")
    heard.recorder.remember("theme", "light")
    heard.recorder.close()
    assert questions(store) == [["one", "two", "four"], ["three"]]
    assert store.exchanges(1)[1] == SavedExchange("two", Filters(since="2024"), None, "cancelled")
    assert store.exchanges(2)[0].answer == answer("three")
    assert store.remembered("theme") == "light"
    assert heard.saved == [(0, 1), (0, 1), (1, 2), (2, 1)]
    assert heard.told == []


def test_what_could_not_be_saved_is_saved_later_in_its_place(store: SessionStore) -> None:
    heard = Heard(store)
    heard.ask("one")
    heard.recorder.wait()
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        heard.ask("two")
        heard.ask("three")
        heard.recorder.wait()
        assert len(heard.told) == 1
        assert heard.told[0].startswith("not saved: cannot use")
        assert "database is locked" in heard.told[0]
        other.execute("ROLLBACK")
    heard.ask("four")
    heard.recorder.close()
    assert questions(store) == [["one", "two", "three", "four"]]
    assert all(exchange.answer for exchange in store.exchanges(1))
    assert len(heard.told) == 1


def test_what_is_left_is_tried_once_more_at_the_end(store: SessionStore) -> None:
    heard = Heard(store)
    store.path.mkdir()
    heard.ask("one")
    heard.recorder.wait()
    store.path.rmdir()
    heard.recorder.close()
    assert questions(store) == [["one"]]


def test_where_nothing_can_be_saved_one_line_says_so(store: SessionStore) -> None:
    store.path.mkdir()
    heard = Heard(store)
    for question in ("one", "two", "three"):
        heard.ask(question)
    heard.recorder.close()
    assert len(heard.told) == 1
    assert "\n" not in heard.told[0]


def test_without_a_store_nothing_is_saved() -> None:
    heard = Heard(None)
    heard.ask("one")
    heard.recorder.close()
    assert (heard.told, heard.saved) == ([], [])


def test_bugs_are_not_hidden(store: SessionStore) -> None:
    heard = Heard(store)
    heard.recorder.answered("never asked", answer("one"))
    with pytest.raises(KeyError, match="never asked"):
        heard.recorder.close()
