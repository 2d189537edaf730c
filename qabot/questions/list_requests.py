"""What is asked for as a list: by a command, or in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qabot.questions.article_requests import article_request

SLASH = "/"
"""What a command begins with."""


class ListKind(StrEnum):
    """What a list is of; each is also the name of a command."""

    SEARCH = "search"
    MENTIONS = "mentions"
    TIMELINE = "timeline"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class ListRequest:
    """A list of a kind, for some words."""

    kind: ListKind
    words: str

    @property
    def command(self) -> str:
        """As it can be typed."""
        return f"{SLASH}{self.kind} {self.words}"


def list_request(text: str) -> ListRequest | None:
    """The list that a text asks for; None for other questions."""
    name, _, words = text.strip().removeprefix(SLASH).partition(" ")
    if text.startswith(SLASH):
        known = name in set(ListKind) and words.strip()
        return ListRequest(ListKind(name), words.strip()) if known else None
    asked = article_request(text)
    if asked is None:
        return None
    return ListRequest(ListKind.MENTIONS if asked.printed else ListKind.ABOUT, asked.topic)
