"""Questions in the order they were put, one in work at a time."""

from __future__ import annotations

from collections import deque

from qabot.ui.conversation.entry import Entry


class Queue:
    """Entries that wait for their answer; ``running`` is the one that is being worked on."""

    def __init__(self) -> None:
        self._waiting: deque[Entry] = deque()
        self.running: Entry | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, entry: Entry) -> None:
        """Last in the line."""
        self._waiting.append(entry)

    def next(self) -> Entry | None:
        """The entry to work on now, or None if one is being worked on or none waits."""
        if self.running is not None or not self._waiting:
            return None
        self.running = self._waiting.popleft()
        return self.running

    def finish(self, entry: Entry) -> bool:
        """Whether somebody still waited for this entry, which is now out of the way."""
        if self.running is not entry:
            return False
        self.running = None
        return True

    def cancel(self) -> Entry | None:
        """Out with the running entry, else with the one that has waited longest, if any."""
        entry = self.running or (self._waiting.popleft() if self._waiting else None)
        self.running = None
        return entry

    def drop(self, entry: Entry) -> bool:
        """Whether an entry was waited for, which nobody does any more."""
        if self.running is entry:
            self.running = None
            return True
        waited = entry in self._waiting
        if waited:
            self._waiting.remove(entry)
        return waited

    def clear(self) -> list[Entry]:
        """Nobody waits for anything any more; what was waited for."""
        dropped = [*([self.running] if self.running else []), *self._waiting]
        self._waiting.clear()
        self.running = None
        return dropped
