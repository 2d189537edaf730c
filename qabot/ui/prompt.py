"""The line that questions are typed on."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class Prompt(Input):
    """A one-line input that keeps all of what is pasted: line breaks become spaces."""

    def _on_paste(self, event: events.Paste) -> None:
        self.insert_text_at_cursor(" ".join(event.text.split()))
        event.stop()
        event.prevent_default()
