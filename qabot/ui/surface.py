"""What the parts of the chat have in common."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import App

from qabot.ui.notices import Notices
from qabot.ui.panes import Panes


@dataclass(frozen=True, slots=True)
class Surface:
    """What is in front of the user: the app, the widgets on it, and what is said for a moment.

    ``app`` runs workers and puts up screens; the parts know nothing else of it.
    """

    app: App[None]
    panes: Panes
    notices: Notices
