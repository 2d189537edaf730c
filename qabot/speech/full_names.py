"""The full name of someone whom a sentence calls by a surname, a pronoun or a role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qabot.english.function_words import ARTICLES
from qabot.english.people import ROLES
from qabot.speech.names import SEQUENCE, surname, untitled
from qabot.speech.narration import Narration
from qabot.speech.resolution import Resolver
from qabot.types import Span

_PRONOUNS = {"he": "he", "him": "he", "she": "she"}
"""Not "her", which may be a possessive."""
_LONGEST_ROLE = 4


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """Someone whom a sentence mentions, and where their article prints the full name."""

    mention: Span
    name: Span


def full_name_in(text: str, sentences: Sequence[Span], mention: Span) -> Span | None:
    """Where an article prints a person in full, who is mentioned more shortly at a span.

    None where the mention is no surname, title with a name, "he" or "she", nor a role without a
    name, where it is a full name itself, and where no full name is sure to be meant: "Jordan"
    alone is not "Jordan Smith".

    Args:
        text: the article.
        sentences: its sentences, in order.
    """
    printed = mention.of(text)
    if printed.lower() in _PRONOUNS:
        narration = Narration(text, sentences)
        index = narration.index(mention.start)
        return Resolver(narration).person_meant(_PRONOUNS[printed.lower()], mention, index)
    if is_bare_role(printed):
        return Resolver(Narration(text, sentences)).holder(printed.lower().split(), mention)
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
    return (
        printed.lower() in _PRONOUNS
        or is_bare_role(printed)
        or (bool(printed) and printed[0].isupper())
    )


def is_bare_role(printed: str) -> bool:
    """Whether the words are what someone is, without a name: "the home secretary"."""
    words = [word for word in printed.split() if word not in ARTICLES]
    return printed.islower() and 0 < len(words) <= _LONGEST_ROLE and words[-1] in ROLES


def people_in(text: str, sentences: Sequence[Span], place: Span) -> Iterator[PersonNamed]:
    """The people whom a part of an article names, in order, whoever is surely one.

    Args:
        text: the article.
        sentences: its sentences, in order.
        place: the part of it.
    """
    narration = Narration(text, sentences)
    for match in SEQUENCE.finditer(narration.flat, place.start, place.end):
        mention = Span(*match.span())
        short = untitled(narration.flat, mention)
        full = short.span if len(short.words) > 1 else narration.names.full_name(mention)
        if full is not None and narration.names.is_surely_person(full):
            yield PersonNamed(mention, full)


def role_of(text: str, sentences: Sequence[Span], name: Span) -> Span | None:
    """What an article says that the person is whose full name it prints at a span, if it does."""
    narration = Narration(text, sentences)
    return Resolver(narration).role(name) if narration.names.is_surely_person(name) else None
