"""The keys of a citation, the same on its card and in its article."""

from __future__ import annotations

from textual.binding import Binding, BindingType

CITATION_BINDINGS: list[BindingType] = [
    Binding("n", "app.next_citation", "Next", id="citation.next"),
    Binding("p", "app.previous_citation", "Previous", id="citation.previous"),
]
"""Every action is the app's, and is about its ``focused_citation`` or ``focused_entry``."""
