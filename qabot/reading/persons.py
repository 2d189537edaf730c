"""Who: the full name of whoever a sentence answers with, which is none that the question gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from qabot.english.function_words import ARTICLES
from qabot.english.given_names import GIVEN_NAMES
from qabot.english.people import FIRMS, GROUPS, KIN, NOT_PEOPLE, ROLES
from qabot.questions.kinds import Kind
from qabot.questions.question import Wanted
from qabot.reading.sentence_groups import Groups, led_by
from qabot.reading.short_answers import read_span, short_answer
from qabot.reading.speakers import sentences_of
from qabot.reading.task import ReadingTask
from qabot.speech.full_names import (
    PersonNamed,
    full_name_in,
    is_bare_role,
    may_be_short,
    people_in,
    role_of,
)
from qabot.speech.names import untitled
from qabot.types import Span
from qabot.types.explanations import ScoredSentence

_WORD = re.compile(r"[^\W_]+")
_EITHER = re.compile(r"\bor\b", re.IGNORECASE)
_MOST_WORDS = 4
_FEWEST_NAMING = 3
"""Words from which a phrase in small letters tells who it is, without naming anyone."""


class Naming(IntEnum):
    """Whom a short answer to "who" names, the best first."""

    PERSON = 0
    """Someone by the full name, which is printed there or elsewhere in the article."""
    OTHER = 1
    """Several people, an organisation, someone with one name, or a description."""
    BESIDE = 2
    """Nobody who was asked for, but the sentence names one other person."""
    NOBODY = 3
    """A lone noun: "chairman"."""
    FIRM = 4
    """What is surely no person, where one is asked for ("who runs Yukos")."""
    GIVEN = 5
    """Someone whom the question names itself."""

    @property
    def misses(self) -> bool:
        """Whether that is no answer at all."""
        return self in (Naming.FIRM, Naming.GIVEN)


@dataclass(frozen=True, slots=True)
class WhoAnswers:
    """Whom a sentence answers "who" with; ``person`` where that is printed otherwise elsewhere."""

    naming: Naming = Naming.OTHER
    person: PersonNamed | None = None


def naming_another(
    task: ReadingTask, groups: Groups, near: Iterable[int]
) -> tuple[Groups, WhoAnswers]:
    """The groups, and whom the first answers "who" with.

    That is the first one, or else of those near it the one whose answer names someone best, as far
    as it has to: where one person is asked for ("who runs it"), a full name is better than others.

    Args:
        near: numbers of the groups that may come first as well.
    """
    if not asks_for_person(task.wanted):
        return groups, WhoAnswers()
    enough = Naming.PERSON if task.wanted.individual else Naming.OTHER
    number, who = 0, who_answers(task, groups[0][0])
    for other in near:
        if who.naming <= enough:
            break
        further = who_answers(task, groups[other][0])
        if max(further.naming, enough) < who.naming:
            number, who = other, further
    return led_by(groups, number), who


def who_answers(task: ReadingTask, sentence: ScoredSentence) -> WhoAnswers:
    """Whom a sentence answers "who" with, by its short answer, or else by another name in it."""
    short = short_answer(sentence.text, read_span(sentence), task.wanted)
    printed = short.of(sentence.text)
    person = person_meant(task, sentence, short)
    text = task.snapshot.article(sentence.stored.article_id).text
    named = [printed, *([person.name.of(text)] if person else [])]
    if any(is_given(task.wanted, name) for name in named):
        return _beside(task, sentence, Naming.GIVEN)
    if person is not None:
        return WhoAnswers(Naming.PERSON, person)
    if names_nobody(printed):
        return _beside(task, sentence, Naming.NOBODY)
    if task.wanted.leads and _is_firm(sentence.text, short):
        return _beside(task, sentence, Naming.FIRM)
    full = " " in printed and printed[0].isupper() and _is_full_name(task, sentence, short)
    return WhoAnswers(Naming.PERSON if full else Naming.OTHER)


def _is_firm(sentence: str, short: Span) -> bool:
    """Whether a name is an organisation's, by its words or by what stands before it."""
    printed = short.of(sentence).split()
    before = sentence[: short.start].split()[-1:]
    firms = NOT_PEOPLE | FIRMS
    named = printed[0][0].isupper() and any(word.lower() in firms for word in printed)
    return named or (printed[0][0].isupper() and any(word in firms for word in before))


def _beside(task: ReadingTask, sentence: ScoredSentence, otherwise: Naming) -> WhoAnswers:
    """The one person whom the sentence names and the question does not, if it is one."""
    number = sentence.stored.article_id
    text = task.snapshot.article(number).text
    people = {
        person.name.of(text): person
        for person in people_in(text, sentences_of(task.snapshot, number), sentence.span)
        if not is_given(task.wanted, person.name.of(text))
    }
    if len(people) != 1:
        return WhoAnswers(otherwise)
    return WhoAnswers(Naming.BESIDE, next(iter(people.values())))


def _is_full_name(task: ReadingTask, sentence: ScoredSentence, short: Span) -> bool:
    number = sentence.stored.article_id
    text = task.snapshot.article(number).text
    place = short.shifted(sentence.span.start)
    sentences = sentences_of(task.snapshot, number)
    return any(person.mention.overlaps(place) for person in people_in(text, sentences, place))


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


def role_printed(task: ReadingTask, sentence: ScoredSentence, name: Span) -> Span | None:
    """What the article of a sentence says that someone is, where it is asked who.

    None where the question says it already.
    """
    if not asks_for_person(task.wanted) or len(name) > _LONGEST_NAME:
        return None
    number = sentence.stored.article_id
    text = task.snapshot.article(number).text
    role = role_of(text, sentences_of(task.snapshot, number), name)
    if role is None or name.overlaps(role) or len(role) > _LONGEST_ROLE:
        return None
    if not any(word.islower() or word.lower() in ROLES for word in role.of(text).split()):
        return None  # "Ana Ruiz - The Opera" is a title
    return None if _words(role.of(text)) - ARTICLES <= _words(task.wanted.text) else role


_LONGEST_NAME = 60
_LONGEST_ROLE = 100
"""Characters; a longer one is a relative clause that goes on."""


def asks_for_person(wanted: Wanted) -> bool:
    """Whether a name answers the question; to "Who is Kim Lee?" it does not."""
    return wanted.kind is Kind.PERSON and not wanted.describes


def names_nobody(printed: str) -> bool:
    """Whether an answer to "who" is a lone noun for one person, which may be anybody's."""
    words = [word for word in _WORD.findall(printed) if word not in ARTICLES]
    if not words or not printed.islower():
        return False
    if is_bare_role(printed):
        return True
    several = words[-1] in GROUPS or (words[-1].endswith("s") and not words[-1].endswith("ss"))
    return len(words) < _FEWEST_NAMING and not several


def is_given(wanted: Wanted, printed: str) -> bool:
    """Whether a name is one that the question itself gives, and asks of someone else.

    A full name is given by its surname alone, but for a namesake's: "Brown's wife", "James Brown".
    Not where the question offers names to choose from ("Blair or Brown").
    """
    if not printed or len(printed.split()) > _MOST_WORDS or _EITHER.search(wanted.text):
        return False
    name = untitled(printed, Span(0, len(printed))).span.of(printed)
    words = [word.lower() for word in _WORD.findall(name) if word != "s"]
    if not words or not any(character.isupper() for character in name):
        return False
    return (
        set(words) <= _words(wanted.text)
        or _gives_surname(wanted.text, words)
        or _gives_in_full(wanted.text, name)
    )


def _gives_in_full(question: str, name: str) -> bool:
    """Whether a name is short for one that a question prints: "KSE", "Karachi Stock Exchange"."""
    initials = "".join(word[0] for word in _WORD.findall(question) if word[0].isupper())
    return len(name) > 1 and name.isalpha() and name.isupper() and name in initials


def _gives_surname(question: str, name: Sequence[str]) -> bool:
    """Whether a question prints the surname of a full name, and means that person by it."""
    asked = [word.lower() for word in _WORD.findall(question)]
    if len(name) < 2 or name[0] not in GIVEN_NAMES or name[-1] not in asked:
        return False
    before = asked[: asked.index(name[-1])][-1:]
    another = before and before[0] in GIVEN_NAMES and before[0] not in name
    return not another and KIN.isdisjoint(asked)


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)} - {"s"}
