"""The keys of a citation, the same on its card and in its article."""

from __future__ import annotations

from textual.binding import Binding, BindingType

CITATION_BINDINGS: list[BindingType] = [
    Binding("n", "app.next_citation", "Next", id="citation.next", tooltip="Next citation"),
    Binding(
        "p", "app.previous_citation", "Prev", id="citation.previous", tooltip="Citation before"
    ),
    Binding(
        "enter", "app.open_article", "Article", id="citation.article", tooltip="Read the article"
    ),
    Binding(
        "o",
        "app.open_source",
        "Open",
        id="citation.open",
        tooltip="Open its page in the browser, or its file in $EDITOR",
    ),
    Binding(
        "d",
        "app.show_number",
        "Figure",
        id="answer.number",
        tooltip="Show the figure behind the confidence",
    ),
]
"""Every action is the app's, and is about its ``focused_citation`` or ``focused_entry``."""
