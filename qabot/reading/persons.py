"""Who: the full name of whoever a sentence answers with, which is none that the question gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qabot.questions.kinds import Kind
from qabot.questions.question import Wanted
from qabot.reading.short_answers import read_span, short_answer
from qabot.reading.speakers import sentences_of
from qabot.reading.task import ReadingTask
from qabot.speech.full_names import full_name_in, may_be_short
from qabot.speech.names import untitled
from qabot.types import Span
from qabot.types.explanations import ScoredSentence

_WORD = re.compile(r"[^\W_]+")
_EITHER = re.compile(r"\bor\b", re.IGNORECASE)
_MOST_WORDS = 4
Groups = Sequence[list[ScoredSentence]]


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """Someone whom a sentence mentions, and where their article prints the full name."""

    mention: Span
    name: Span


def naming_another(task: ReadingTask, groups: Groups) -> tuple[Groups, bool]:
    """The groups, and whether the first answers "who" with someone whom the question does not name.

    Where the first one does not, it is the next one that does so and comes near it.
    """
    if not asks_for_person(task.wanted):
        return groups, True
    least = groups[0][0].score - task.settings.reading.citation_lead
    for number, group in enumerate(groups):
        best = group[0]
        near = number == 0 or (best.has_answer and best.score >= least)
        if near and not _names_the_given(task, best):
            return [group, *groups[:number], *groups[number + 1 :]], True
    return groups, False


def person_meant(task: ReadingTask, sentence: ScoredSentence, short: Span) -> PersonNamed | None:
    """The person at a span of a sentence, by places in its article, where it is asked who.

    None where that is no person, the full name already, or one that is nowhere printed.
    """
    printed = short.of(sentence.text)
    if not asks_for_person(task.wanted) or len(printed.split()) > _MOST_WORDS:
        return None
    if not may_be_short(printed):
        return None
    number = sentence.stored.article_id
    mention = short.shifted(sentence.span.start)
    sentences = sentences_of(task.snapshot, number)
    name = full_name_in(task.snapshot.article(number).text, sentences, mention)
    return PersonNamed(mention, name) if name and name != mention else None


def _names_the_given(task: ReadingTask, sentence: ScoredSentence) -> bool:
    short = short_answer(sentence.text, read_span(sentence), task.wanted)
    if is_given(task.wanted, short.of(sentence.text)):
        return True
    person = person_meant(task, sentence, short)
    if person is None:
        return False
    article = task.snapshot.article(sentence.stored.article_id)
    return is_given(task.wanted, person.name.of(article.text))


def asks_for_person(wanted: Wanted) -> bool:
    """Whether a name answers the question; to "Who is Kim Lee?" it does not."""
    return wanted.kind is Kind.PERSON and not wanted.describes


def is_given(wanted: Wanted, printed: str) -> bool:
    """Whether a name is one that the question itself gives, and asks of someone else.

    Not where the question offers names to choose from ("Blair or Brown").
    """
    is_name = len(printed.split()) <= _MOST_WORDS
    name = untitled(printed, Span(0, len(printed))).span.of(printed) if is_name else printed
    words = _words(name)
    return (
        any(character.isupper() for character in name)
        and bool(words)
        and words <= _words(wanted.text)
        and not _EITHER.search(wanted.text)
    )


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)} - {"s"}
