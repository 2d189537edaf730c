"""Sessions saved, listed, searched, renamed, deleted and resumed, over real files."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qabot.bot import QABot
from qabot.errors import SessionsProblem
from qabot.index import Index
from qabot.sessions.notebook import Notebook
from qabot.sessions.session_database import data_folder
from qabot.sessions.session_store import SavedExchange, SessionStore
from qabot.types import Answer, Filters
from tests import test_types

NONE = Filters()


def answer(question: str = "who?") -> Answer:
    """An answer of which nothing is rounded when it is saved."""
    return test_types.answer(question=question, milliseconds={"total": 1.5})


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "data" / "sessions.db")


def exchange(store: SessionStore, question: str, session: int | None = None) -> int:
    """A question and its answer, saved; the session they are in."""
    place = store.asked(question, NONE, "/index", session)
    store.answered(place.exchange, answer(question=question))
    return place.session


def test_a_question_is_kept_when_asked_and_its_answer_when_it_comes(store: SessionStore) -> None:
    filters = Filters(since="2024", paths=("a.txt", "b.txt"))
    place = store.asked("who?", filters, "/index", None)
    assert store.exchanges(place.session) == [SavedExchange("who?", filters, None, None)]
    store.answered(place.exchange, answer())
    assert store.exchanges(place.session) == [SavedExchange("who?", filters, answer(), None)]
    second = store.asked("and?!", NONE, "/index", place.session)
    store.failed(second.exchange, "the question is empty")
    assert second.session == place.session
    assert store.exchanges(place.session)[1] == SavedExchange(
        "and?!", NONE, None, "the question is empty"
    )


def test_sessions_are_called_by_their_first_question_the_last_used_first(
    store: SessionStore,
) -> None:
    first = exchange(store, "what is  new?\nreally")
    second = exchange(store, "x" * 1000)
    exchange(store, "why", first)
    listed = store.sessions()
    assert [(one.id, one.title, one.exchanges) for one in listed] == [
        (first, "what is new? really", 2),
        (second, "x" * 200, 1),
    ]
    assert listed[0].index == "/index"
    assert listed[0].used.endswith("+00:00")


def test_sessions_are_found_by_words_of_title_question_and_answer(store: SessionStore) -> None:
    kim = exchange(store, "who is RIGHT")
    other = store.asked("what about Straße 7% of_all", NONE, "/index", None).session

    def found(words: str) -> list[int]:
        return [session.id for session in store.sessions(words)]

    assert found("") == [other, kim]
    assert found("right") == [kim]
    assert found("mr kim") == [kim]  # in the answer's citation
    assert found("strasse") == [other]
    assert found("kim strasse") == []
    assert found("7%") == [other]
    assert found("%") == [other]
    assert found("f_a") == [other]
    store.rename(kim, "Missiles")
    assert found("missiles kim") == [kim]


def test_a_session_is_renamed_and_deleted(store: SessionStore) -> None:
    kept, gone = exchange(store, "one"), exchange(store, "two")
    store.rename(kept, " My \n title ")
    store.rename(kept, "  ")
    store.delete(gone)
    assert [session.title for session in store.sessions()] == ["My title"]
    assert store.exchanges(gone) == []
    assert store.prompts() == ["one"]


def test_sessions_that_begin_alike_are_told_apart(store: SessionStore) -> None:
    first = exchange(store, "who is Kim")
    exchange(store, "who is Kim Jong")
    for _ in range(2):
        exchange(store, "who is Kim")
    exchange(store, "and when", first)
    titles = [session.title for session in store.sessions()]
    assert titles == ["who is Kim", "who is Kim (3)", "who is Kim (2)", "who is Kim Jong"]


def test_a_question_is_forgotten_and_its_session_with_the_last_one(store: SessionStore) -> None:
    session = exchange(store, "one")
    exchange(store, "two", session)
    one, two = store.exchanges(session)
    assert one.id is not None
    assert two.id is not None
    store.forget(one.id)
    assert store.exchanges(session) == [two]
    assert [each.exchanges for each in store.sessions()] == [1]
    store.forget(two.id)
    store.forget(two.id)
    assert exchange(store, "three", session) != session


def test_deleted_words_are_not_left_in_the_file(store: SessionStore) -> None:
    store.delete(exchange(store, "xylophone " * 50))
    assert b"xylophone" not in b"".join(
        path.read_bytes() for path in store.path.parent.iterdir() if path.is_file()
    )


def test_what_goes_on_in_a_deleted_session_is_a_new_one(store: SessionStore) -> None:
    place = store.asked("one", NONE, "/index", None)
    store.delete(place.session)
    store.answered(place.exchange, answer())
    assert store.sessions() == []
    again = store.asked("two", NONE, "/index", place.session)
    assert again.session != place.session
    assert [session.title for session in store.sessions()] == ["two"]


def test_prompts_come_oldest_first_each_once(store: SessionStore) -> None:
    session = exchange(store, "one")
    for question in ("two\nlines", "one"):
        exchange(store, question, session)
    assert store.prompts() == ["two\nlines", "one"]


def test_choices_are_remembered(store: SessionStore) -> None:
    assert store.remembered("theme") is None
    store.remember("theme", "dark")
    store.remember("theme", "light")
    assert SessionStore(store.path).remembered("theme") == "light"


def test_half_a_character_and_null_bytes_are_kept_as_far_as_they_can_be(
    store: SessionStore,
) -> None:
    session = exchange(store, "a \ud800 b\x00c [red]")
    assert store.exchanges(session)[0].question == "a ? b\x00c [red]"


def test_an_answer_that_cannot_be_read_leaves_the_rest(store: SessionStore) -> None:
    session = exchange(store, "one")
    exchange(store, "two", session)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE exchanges SET answer = '{\"question\": 1}' WHERE id = 1")
    first, second = store.exchanges(session)
    assert first == SavedExchange("one", NONE, None, "the saved answer cannot be read any more")
    assert second.answer == answer(question="two")


def test_the_file_is_the_users_own(store: SessionStore) -> None:
    exchange(store, "one")
    assert store.path.stat().st_mode & 0o077 == 0
    assert store.path.parent.stat().st_mode & 0o077 == 0


def test_where_sessions_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QABOT_DATA", str(tmp_path))
    assert SessionStore.of_user().path == tmp_path / "sessions.db"
    monkeypatch.delenv("QABOT_DATA")
    assert data_folder().name == "qabot"


def damaged(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 100)


def cut_short(path: Path) -> None:
    store = SessionStore(path)
    for _ in range(20):
        exchange(store, "question " * 200)
    os.truncate(path, 8192)


def schema_of_other_bytes(path: Path) -> None:
    """SQLite prints the damaged statement in its message, which then is no text."""
    exchange(SessionStore(path), "one")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = path.read_bytes()
    assert b"CREATE TABLE sessions" in data
    path.write_bytes(data.replace(b"CREATE TABLE sessions", b"CREATE TA\xee\xffE sessions"))


def rows_of_another_type(path: Path) -> None:
    exchange(SessionStore(path), "one")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE sessions SET title = x'00'")
        connection.execute("UPDATE exchanges SET question = x'00'")


def newer(path: Path) -> None:
    exchange(SessionStore(path), "one")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (damaged, r"sessions.db is damaged \(file is not a database\); move it away"),
        (cut_short, "sessions.db is damaged"),
        (schema_of_other_bytes, "sessions.db is damaged"),
        (newer, "written by another version of qabot; update qabot"),
        (a_folder, "cannot use .*sessions.db"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_in_one_line(
    tmp_path: Path, spoil: Callable[[Path], None], message: str
) -> None:
    path = tmp_path / "sessions.db"
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    store = SessionStore(path)
    for use in (store.sessions, store.prompts, lambda: store.asked("who", NONE, "/index", None)):
        with pytest.raises(SessionsProblem, match=message) as raised:
            use()
        assert "\n" not in str(raised.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_what_is_no_text_any_more_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "sessions.db"
    rows_of_another_type(path)
    store = SessionStore(path)
    for use in (store.sessions, store.prompts, lambda: store.exchanges(1)):
        with pytest.raises(SessionsProblem, match=r"is damaged \(what was saved as text is none\)"):
            use()


def test_a_place_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = SessionStore(tmp_path / "file" / "data" / "sessions.db")
    with pytest.raises(SessionsProblem, match="set QABOT_DATA to another folder"):
        store.sessions()


def test_while_another_process_writes_reading_goes_on_and_writing_gives_up(
    store: SessionStore,
) -> None:
    exchange(store, "one")
    hasty = SessionStore(store.path, patience=0.05)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert [session.title for session in hasty.sessions()] == ["one"]
        with pytest.raises(
            SessionsProblem, match=r"now .database is locked.: other chats are writing"
        ):
            hasty.asked("two", NONE, "/index", None)
        other.execute("ROLLBACK")
    exchange(hasty, "two")
    assert [session.title for session in store.sessions()] == ["two", "one"]


def test_many_begin_at_once(tmp_path: Path) -> None:
    """Eight stores, as of eight processes, on a file that none of them finds."""
    path = tmp_path / "sessions.db"

    def begin(number: int) -> int:
        return exchange(SessionStore(path), f"question {number}")

    with ThreadPoolExecutor(8) as threads:
        sessions = list(threads.map(begin, range(8)))
    assert len(set(sessions)) == 8
    titles = {session.title for session in SessionStore(path).sessions()}
    assert titles == {f"question {number}" for number in range(8)}


def test_five_chats_that_save_at_once_all_save(store: SessionStore) -> None:
    def chat(number: int) -> None:
        mine, session = SessionStore(store.path), None
        for question in range(10):
            session = exchange(mine, f"{number}-{question}", session)

    with ThreadPoolExecutor(5) as threads:
        list(threads.map(chat, range(5)))
    sessions = store.sessions()
    assert [session.exchanges for session in sessions] == [10] * 5
    for session in sessions:
        kept = [saved.question for saved in store.exchanges(session.id)]
        assert kept == [f"{kept[0][0]}-{question}" for question in range(10)]
        assert all(saved.answer == answer(saved.question) for saved in store.exchanges(session.id))


def test_whoever_saves_waits_half_a_minute_for_others(
    store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy machine one of five waited for more than three seconds."""
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect
    patience: list[float] = []

    def noting(*arguments: Any, timeout: float = 5.0, **options: Any) -> sqlite3.Connection:
        patience.append(timeout)
        return connect(*arguments, timeout=timeout, **options)

    exchange(store, "one")
    monkeypatch.setattr(sqlite3, "connect", noting)
    exchange(store, "two")
    Notebook(store.path, "/index").clip(answer().citations[0], "two")
    store.remember("theme", "dark")
    assert patience == [30.0] * 4


def test_a_killed_process_loses_nothing_that_was_asked(store: SessionStore) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from qabot.sessions.session_store import SessionStore\n"
        "from qabot.types import Filters\n"
        "store = SessionStore(Path(sys.argv[1]))\n"
        "store.asked('who was that', Filters(), '/index', None)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(store.path)], check=False)
    assert done.returncode == -signal.SIGKILL
    (session,) = store.sessions()
    assert store.exchanges(session.id) == [SavedExchange("who was that", NONE, None, None)]


def test_a_follow_up_after_resuming_is_read_as_it_would_have_been(
    index: Index, folder: Path, store: SessionStore
) -> None:
    index.sync([folder])
    bot = QABot(index)
    live = bot.conversation()
    first = live.ask("what reached the moon on Sunday")
    place = store.asked(first.question, NONE, "/index", None)
    store.answered(place.exchange, first)

    resumed = bot.conversation()
    for saved in store.exchanges(place.session):
        assert saved.answer is not None
        resumed.record(saved.question, saved.answer)
    there, here = live.ask("and why?"), resumed.ask("and why?")
    assert here.interpreted == "and why? (reached, moon, Sunday)"
    assert [one.score for one in here.considered] == [one.score for one in there.considered]
    assert here.citations == there.citations
