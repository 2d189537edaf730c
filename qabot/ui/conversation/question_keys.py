"""The keys of a question, on its line and on what came of it."""

from __future__ import annotations

from textual.binding import Binding, BindingType

QUESTION_BINDINGS: list[BindingType] = [
    Binding("r", "app.do('ask_again')", "Again", id="question.again", tooltip="Ask it again"),
    Binding(
        "e",
        "app.do('edit_question')",
        "Edit",
        id="question.edit",
        tooltip="Put the question into the prompt to ask it otherwise",
    ),
    Binding(
        "delete",
        "app.do('delete_question')",
        "Delete",
        id="question.delete",
        show=False,
        tooltip="Delete the question and its answer",
    ),
    Binding(
        "slash",
        "app.do('find')",
        "Find",
        id="question.find",
        show=False,
        tooltip="Find words in the conversation",
    ),
]
"""All are about the question that has the focus, or of which something has it."""
