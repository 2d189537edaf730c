"""What a question has to be before anything is made of it."""

from __future__ import annotations

from qabot.config import Settings
from qabot.errors import QuestionError


def cleaned(question: str) -> str:
    """The question with single spaces and without halves of surrogate pairs."""
    return " ".join(question.encode("utf-8", "replace").decode("utf-8").split())


def checked(question: str, settings: Settings) -> str:
    """The question, cleaned.

    Raises:
        QuestionError: it is empty or too long.
    """
    asked = cleaned(question)
    if not any(character.isalnum() for character in asked):
        raise QuestionError("the question is empty; ask something in plain words")
    if len(asked) > settings.retrieval.question_characters:
        raise QuestionError(
            f"the question has {len(asked):,} characters, more than the "
            f"{settings.retrieval.question_characters:,} that are read; shorten it"
        )
    return asked
