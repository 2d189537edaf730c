"""The keys of a citation, the same on its card and in its article."""

from __future__ import annotations

from textual.binding import Binding, BindingType

CITATION_BINDINGS: list[BindingType] = [
    Binding("n", "app.do('next_citation')", "Next", id="citation.next", tooltip="Next citation"),
    Binding(
        "p",
        "app.do('previous_citation')",
        "Prev",
        id="citation.previous",
        tooltip="Citation before",
    ),
    Binding(
        "enter",
        "app.do('open_article')",
        "Article",
        id="citation.article",
        tooltip="Read the article",
    ),
    Binding(
        "o",
        "app.do('open_source')",
        "Open",
        id="citation.open",
        tooltip="Open its page in the browser, or its file in $EDITOR",
    ),
    Binding("w", "app.do('why')", "Why", id="citation.why", tooltip="Why this sentence is cited"),
    Binding("y", "app.do('copy')", "Copy", id="answer.copy", tooltip="Copy the answer"),
    Binding(
        "s",
        "app.do('copy', 'sentence')",
        "Copy sentence",
        id="citation.copy",
        show=False,
        tooltip="Copy the sentence",
    ),
    Binding(
        "f",
        "app.do('copy', 'footnote')",
        "Copy with footnote",
        id="citation.copy_footnote",
        show=False,
        tooltip="Copy the sentence with its footnote",
    ),
    Binding(
        "c",
        "app.do('clip')",
        "Clip",
        id="citation.clip",
        tooltip="Keep the sentence in the notebook",
    ),
    Binding(
        "d",
        "app.do('show_number')",
        "Figure",
        id="answer.number",
        tooltip="Show the figure behind the confidence",
    ),
]
"""All are about the citation that is looked at, or the answer that it belongs to."""
