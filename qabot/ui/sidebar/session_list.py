"""Saved sessions, to go on with one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from qabot.sessions.session_store import Session
from qabot.ui.sidebar.long_list import LongList

_NUMBER = re.compile(r" \(\d+\)$")


class SessionList(LongList[Session]):
    """Sessions, the one used last first; ``current`` is the one on screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Resume", id="sessions.resume"),
        Binding("f2", "rename", "Rename", id="sessions.rename"),
        Binding("delete", "delete", "Delete", id="sessions.delete"),
    ]

    current: reactive[int | None] = reactive(None)
    index: str = ""
    """The index on screen: sessions over another one say so."""

    @dataclass
    class Chosen(Message):
        """A session is to be shown."""

        session: Session

    @dataclass
    class RenameWanted(Message):
        """A session is to be called otherwise."""

        session: Session

    @dataclass
    class DeleteWanted(Message):
        """A session is to be deleted, once that is confirmed."""

        session: Session

    def key_of(self, row: Session) -> int:
        """The session's number."""
        return row.id

    def title_of(self, row: Session) -> str:
        """What the session is called."""
        return row.title

    def ending_of(self, row: Session) -> str:
        """The number that tells it from others that begin with the same question."""
        found = _NUMBER.search(row.title)
        return found[0] if found else ""

    def detail_of(self, row: Session) -> str:
        """How much was asked, when, and of which index if it is another one."""
        count = "1 question" if row.exchanges == 1 else f"{row.exchanges:,} questions"
        other = f" · {row.index}" if row.index != self.index else ""
        return f"{when(row.used, datetime.now().astimezone())} · {count}{other}"

    def mark_of(self, row: Session) -> str:
        """A dot for the session on screen."""
        return "•" if row.id == self.current else " "

    def action_choose(self) -> None:
        """Show the session at the cursor."""
        if self.row_at_cursor is not None:
            self.post_message(self.Chosen(self.row_at_cursor))

    def action_rename(self) -> None:
        """Call the session at the cursor otherwise."""
        if self.row_at_cursor is not None:
            self.post_message(self.RenameWanted(self.row_at_cursor))

    def action_delete(self) -> None:
        """Delete the session at the cursor."""
        if self.row_at_cursor is not None:
            self.post_message(self.DeleteWanted(self.row_at_cursor))


def when(moment: str, now: datetime) -> str:
    """An ISO 8601 time as one would say it on the day of ``now``, in the time zone of that."""
    then = datetime.fromisoformat(moment).astimezone(now.tzinfo)
    days = (now.date() - then.date()).days
    if days == 0:
        return f"{then:%H:%M}"
    return "yesterday" if days == 1 else f"{then:%Y-%m-%d}"
