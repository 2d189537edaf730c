"""What a question has to be before anything is made of it."""

from __future__ import annotations

from qabot.errors import QuestionError


def clean(question: str) -> str:
    """The question with single spaces and without halves of surrogate pairs."""
    return " ".join(question.encode("utf-8", "replace").decode("utf-8").split())


def clean_checked(question: str, longest: int) -> str:
    """The question, cleaned, of at most ``longest`` characters.

    Raises:
        QuestionError: it is empty or too long.
    """
    asked = clean(question)
    if not any(character.isalnum() for character in asked):
        raise QuestionError("the question is empty; ask something in plain words")
    if len(asked) > longest:
        raise QuestionError(
            f"the question has {len(asked):,} characters, more than the {longest:,} that are read; "
            "shorten it"
        )
    return asked
