"""Sessions of the chat, saved as they go: questions when asked, answers when they come."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from sqlite3 import Connection, Row
from typing import Self

from qabot.errors import QabotError
from qabot.sessions.session_database import PATIENCE, data_folder, reading, text_of, writing
from qabot.types import Answer, Filters

_LONGEST_TITLE = 200
"""Characters kept of a title: a pasted question can be long."""
_PROMPTS = 500
"""Questions that the prompt's history goes back."""


@dataclass(frozen=True, slots=True)
class Session:
    """A saved session without what was said in it.

    ``index`` is the absolute path of the index that was asked; ``used`` is when the last question
    was, an ISO 8601 time in UTC.
    """

    id: int
    title: str
    index: str
    used: str
    exchanges: int


@dataclass(frozen=True, slots=True)
class SavedExchange:
    """A question as it was saved, with its answer or why there is none.

    Neither answer nor failure: the chat ended before the answer came. ``id`` is its number in the
    store.
    """

    question: str
    filters: Filters
    answer: Answer | None
    failure: str | None
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question was saved: a session and an exchange in it."""

    session: int
    exchange: int


class SessionStore:
    """All saved sessions, in one SQLite file.

    Safe to use from several threads and processes: each call has its own connection and is one
    transaction. Calls wait for the disk, so an event loop leaves them to a thread. Every method
    raises ``SessionsProblem`` where the file cannot be used; nothing else is harmed by that.

    Args:
        patience: seconds to wait for other processes that are writing.
    """

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience

    @classmethod
    def of_user(cls) -> Self:
        """This user's sessions; the file is made when something is first saved or looked for."""
        return cls(data_folder() / "sessions.db")

    def __repr__(self) -> str:
        return f"SessionStore({str(self.path)!r})"

    # -- saving --------------------------------------------------------------------------------

    def asked(self, question: str, filters: Filters, index: str, session: int | None) -> Place:
        """Save a question; without a session, or with one that is gone, in a new one.

        A new session is called by its first question, with a number where others are called so.
        """
        question = _storable(question)
        title = " ".join(question.split())[:_LONGEST_TITLE]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with writing(self.path, self._patience) as connection:
            found = connection.execute("SELECT 1 FROM sessions WHERE id = ?", (session,)).fetchone()
            if session is None or not found:
                title = _new_title(connection, title)
                session = connection.execute(
                    "INSERT INTO sessions (title, index_folder, begun) VALUES (?, ?, ?)",
                    (title, index, now),
                ).lastrowid
            exchange = connection.execute(
                "INSERT INTO exchanges (session_id, asked, question, filters, searched)"
                " VALUES (?, ?, ?, ?, ?)",
                (session, now, question, json.dumps(filters.to_dict()), question.casefold()),
            ).lastrowid
        assert session is not None and exchange is not None  # just inserted
        return Place(session, exchange)

    def answered(self, exchange: int, answer: Answer) -> None:
        """Save the answer of a question; of one that was deleted meanwhile, nothing."""
        from qabot.types.json_records import SavedAnswerRecord

        record = json.dumps(SavedAnswerRecord.of(answer).values())
        searched = _storable("\n".join(_words_of(answer)).casefold())
        with writing(self.path, self._patience) as connection:
            connection.execute(
                "UPDATE exchanges SET answer = ?, searched = ? WHERE id = ?",
                (record, searched, exchange),
            )

    def failed(self, exchange: int, reason: str) -> None:
        """Save why a question has no answer."""
        with writing(self.path, self._patience) as connection:
            connection.execute(
                "UPDATE exchanges SET failure = ? WHERE id = ?", (_storable(reason), exchange)
            )

    def forget(self, exchange: int) -> None:
        """Delete a question with its answer, and its session if nothing is left of that."""
        with writing(self.path, self._patience) as connection:
            found = connection.execute(
                "DELETE FROM exchanges WHERE id = ? RETURNING session_id", (exchange,)
            ).fetchone()
            if found:
                connection.execute(
                    "DELETE FROM sessions WHERE id = ? AND NOT EXISTS"
                    " (SELECT 1 FROM exchanges WHERE session_id = sessions.id)",
                    (found["session_id"],),
                )

    def rename(self, session: int, title: str) -> None:
        """Call a session otherwise; an empty title changes nothing."""
        title = " ".join(_storable(title).split())[:_LONGEST_TITLE]
        if title:
            with writing(self.path, self._patience) as connection:
                connection.execute("UPDATE sessions SET title = ? WHERE id = ?", (title, session))

    def delete(self, session: int) -> None:
        """Delete a session and all that was said in it; its bytes are overwritten."""
        with writing(self.path, self._patience) as connection:
            connection.execute("DELETE FROM sessions WHERE id = ?", (session,))

    # -- reading -------------------------------------------------------------------------------

    def sessions(self, containing: str = "") -> list[Session]:
        """Sessions, the one used last first.

        Args:
            containing: words of which each stands, whatever the case, in the session's title, its
                questions or its answers.
        """
        words = {
            f"word{n}": word for n, word in enumerate(_storable(containing).casefold().split())
        }
        conditions = " AND ".join(
            f"(instr(casefold(title), :{name}) OR EXISTS (SELECT 1 FROM exchanges AS searched_ones"
            f" WHERE session_id = sessions.id AND instr(searched, :{name})))"
            for name in words
        )
        with reading(self.path, self._patience) as connection:
            rows = connection.execute(
                "SELECT sessions.id, title, index_folder, MAX(asked), COUNT(*) FROM sessions"
                f" JOIN exchanges ON session_id = sessions.id WHERE {conditions or 'TRUE'}"
                " GROUP BY sessions.id ORDER BY MAX(exchanges.id) DESC",
                words,
            )
            return [
                Session(number, text_of(title), text_of(index), text_of(used), exchanges)
                for number, title, index, used, exchanges in rows
            ]

    def exchanges(self, session: int) -> list[SavedExchange]:
        """What was asked and answered in a session, oldest first; nothing if it is gone."""
        with reading(self.path, self._patience) as connection:
            rows = connection.execute(
                "SELECT id, question, filters, failure, answer FROM exchanges WHERE session_id = ?"
                " ORDER BY id",
                (session,),
            )
            return [_saved(row) for row in rows]

    def prompts(self) -> list[str]:
        """The questions last asked in any session, oldest first, each once."""
        with reading(self.path, self._patience) as connection:
            rows = connection.execute(
                "SELECT question FROM exchanges GROUP BY question ORDER BY MAX(id) DESC LIMIT ?",
                (_PROMPTS,),
            ).fetchall()
            return [text_of(row[0]) for row in reversed(rows)]

    # -- what else is remembered ---------------------------------------------------------------

    def remember(self, name: str, value: str) -> None:
        """Keep a choice, such as the theme, for the next time."""
        with writing(self.path, self._patience) as connection:
            connection.execute("REPLACE INTO remembered (name, value) VALUES (?, ?)", (name, value))

    def remembered(self, name: str) -> str | None:
        """A choice that was kept, or None."""
        with reading(self.path, self._patience) as connection:
            row = connection.execute(
                "SELECT value FROM remembered WHERE name = ?", (name,)
            ).fetchone()
        return row[0] if row else None


def _new_title(connection: Connection, title: str) -> str:
    """The title, or the first of "title (2)", "title (3)" that no session has."""
    rows = connection.execute(
        "SELECT title FROM sessions WHERE substr(title, 1, length(:title)) = :title",
        {"title": title},
    )
    taken = {row["title"] for row in rows}
    numbered = (f"{title} ({number})" for number in count(2))
    return next(one for one in chain([title], numbered) if one not in taken)


def _words_of(answer: Answer) -> Iterable[str]:
    """All of an exchange that a search looks through."""
    yield from (answer.question, answer.text)
    for citation in answer.citations:
        yield from (citation.text, citation.article.title, citation.article.outlet or "")


def _saved(row: Row) -> SavedExchange:
    """An exchange out of its row; an answer that cannot be read is a failure that says so."""
    from qabot.types.json_records import SavedAnswerRecord

    question, failure = text_of(row["question"]), row["failure"]
    try:
        filters = Filters.from_dict(json.loads(row["filters"]))
        answer = (
            SavedAnswerRecord.read(json.loads(row["answer"])).value() if row["answer"] else None
        )
    except (QabotError, ValueError, TypeError):
        unread = "the saved answer cannot be read any more"
        return SavedExchange(question, Filters(), None, unread, row["id"])
    return SavedExchange(question, filters, answer, failure, row["id"])


def _storable(text: str) -> str:
    """The text with halves of surrogate pairs, which SQLite does not take, replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
