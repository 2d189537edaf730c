"""The full name of someone whom a sentence calls by a surname or a pronoun."""

from __future__ import annotations

from collections.abc import Sequence

from qabot.speech.names import surname, untitled
from qabot.speech.narration import Narration
from qabot.speech.resolution import Resolver
from qabot.types import Span

_PRONOUNS = {"he": "he", "him": "he", "she": "she"}
"""Not "her", which may be a possessive."""


def full_name_in(text: str, sentences: Sequence[Span], mention: Span) -> Span | None:
    """Where an article prints a person in full, who is mentioned more shortly at a span.

    None where the mention is no surname, title with a name, "he" or "she", where it is a full name
    itself, and where no full name is sure to be meant: "Jordan" alone is not "Jordan Smith".

    Args:
        text: the article.
        sentences: its sentences, in order.
    """
    printed = mention.of(text)
    if printed.lower() in _PRONOUNS:
        narration = Narration(text, sentences)
        index = narration.index(mention.start)
        return Resolver(narration).person_meant(_PRONOUNS[printed.lower()], mention, index)
    short = untitled(text, mention)
    if len(short.words) != 1 or not short.span.of(text)[0].isupper():
        return None
    names = Narration(text, sentences).names
    name = names.full_name(mention)
    if name is None or short.title:
        return name
    is_surname = surname(untitled(text, name).words) == short.words[0]
    return name if is_surname and names.is_surely_person(name) else None


def may_be_short(printed: str) -> bool:
    """Whether the words can mention someone more shortly than by the full name."""
    return printed.lower() in _PRONOUNS or (bool(printed) and printed[0].isupper())
