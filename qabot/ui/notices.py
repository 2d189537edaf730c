"""What is said for a moment."""

from __future__ import annotations

from textual.app import App
from textual.notifications import SeverityLevel

from qabot.wording.common_words import visible


class Notices:
    """One line over the line of keys, which the next one takes the place of."""

    def __init__(self, app: App[None]) -> None:
        self._app = app

    def say(
        self, text: str, severity: SeverityLevel = "information", seconds: float | None = None
    ) -> None:
        """One line that goes away by itself, or when the next one comes."""
        self._app.clear_notifications()
        self._app.notify(visible(text), severity=severity, markup=False, timeout=seconds)
