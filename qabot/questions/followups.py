"""Follow-ups read in the light of what was asked and found before, without a language model.

Words are only ever carried from the user's earlier questions and from names in earlier answers:
a pronoun becomes the one name that it can mean, a year or a name takes the place of the like one
in the question before, and what fits nowhere is put behind in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qabot.english.function_words import BE, PERSONAL, TIMES
from qabot.english.people import FAMILY_FIRST, ROLES
from qabot.english.places import COUNTRIES, OTHER_MEANINGS
from qabot.questions.dependence import (
    POSSESSIVE,
    Dependence,
    dependence,
    is_possessive,
    points_at_all,
    refers_back,
    topic_stems,
    unbound_pronouns,
)
from qabot.questions.ellipsis import LIKE, filled_in, is_surely_person
from qabot.questions.kinds import Kind, kind_of
from qabot.questions.quoted import masked
from qabot.questions.words import names, phrases, words
from qabot.speech.names import Names, is_person

_CARRIED = 4
"""Names or phrases carried at most: those of one question."""
_LONGEST_CARRIED = 60
"""Characters of a phrase that is carried; a longer one is a pasted text."""
_REMEMBERED = 8
"""Turns that names are looked for in; further back nobody remembers either."""
_MUCH = 3
"""Words of meaning from which a question may be clear in spite of a pronoun."""
_ABOUT_IT = re.compile(r"\babout (?:it|this|that|them)\W*$", re.IGNORECASE)
"""What leaves open what a question is about, however much it says beside."""
_HUMAN = frozenset({"he", "she"})
_WHERE = frozenset("in at near from".split())
"""Prepositions before places."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question, with the names that its answer gave (the speaker, a short answer)."""

    question: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a question is meant after the ones before it.

    ``standalone`` says it in a question of its own; ``carried`` are the words in it that came from
    before. ``leans`` tells whether it needs what was asked before at all, and ``earlier`` are the
    questions that it is searched with then, newest first.
    """

    standalone: str
    leans: bool = False
    earlier: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()


def interpret(question: str, history: Sequence[Turn], *, turns: int = 3) -> Interpretation:
    """The question as it is meant after its history; one that stands alone comes back as it is.

    Args:
        question: not empty.
        history: earlier turns, oldest first.
        turns: how many of the latest are searched with.
    """
    recent = [
        turn
        for turn in history[-_REMEMBERED:]
        if _says_something(turn) or _unresolved(turn.question)
    ]
    meant: list[Turn] = []
    for turn in recent:
        resolved, _ = _resolved(turn.question, meant)
        meant.append(Turn(resolved, turn.names))
    if dependence(question, [turn.question for turn in recent]) is Dependence.NONE:
        return Interpretation(question)
    resolved, carried = _resolved(question, meant)
    past = reversed(recent[: _gone_back_to(question, meant)])
    earlier = tuple(turn.question for turn in past if _says_something(turn))[:turns]
    return Interpretation(resolved, True, earlier, carried)


def _says_something(turn: Turn) -> bool:
    """Whether there are words in it, or names in its answer, that later questions may be about."""
    return bool(phrases(turn.question) or turn.names)


def may_stand_alone(question: str) -> bool:
    """Whether a follow-up makes sense as typed: none of its words leans on others.

    Or it says so much beside that what leans may be meant of something in it.
    """
    asked = words(masked(question))
    if not refers_back(asked):
        return bool(phrases(question))
    return not _ABOUT_IT.search(question) and sum(word.is_content for word in asked) >= _MUCH


def _resolved(question: str, history: Sequence[Turn]) -> tuple[str, tuple[str, ...]]:
    """The question with what it leans on filled in, and the words that came from before."""
    leaning = dependence(question, [turn.question for turn in history])
    if leaning in {Dependence.NONE, Dependence.POSSIBLE}:
        return question, ()
    filled = filled_in(question, history[-1].question)
    if filled is not None:
        return filled, tuple(_unsaid(phrases(filled), question))[:_CARRIED]
    return _without_pronoun(question, history) or _with_carried(question, history)


def _without_pronoun(question: str, history: Sequence[Turn]) -> tuple[str, tuple[str, ...]] | None:
    """The question with the name that its pronoun means, if there is just one that fits."""
    asked = words(masked(question))
    unbound = list(unbound_pronouns(asked))
    forms = {PERSONAL[asked[position].lower] for position in unbound}
    forms = forms & _HUMAN or forms  # what "it" is beside them is told by what was asked
    if len(forms) != 1:
        return None
    form = forms.pop()
    unbound = [position for position in unbound if PERSONAL[asked[position].lower] == form]
    name = _meant(form, history)
    if name is None or name in question:
        return None
    first = asked[unbound[0]]
    owned = first.lower in POSSESSIVE and is_possessive(asked, unbound[0])
    shown = name + "'s" * (owned and not name.endswith("'s"))
    if any(re.search(rf"\bthe {re.escape(name)}", turn.question, re.I) for turn in history):
        shown = f"the {shown}"
    return question[: first.start] + shown + question[first.end :], (name,)


def _meant(form: str, history: Sequence[Turn]) -> str | None:
    """The one name of the latest turn with names that fit the pronoun; None if there are more.

    Of several it is the person who was asked for ("who runs Yukos?") and found; after "who is
    Charles Clarke?" it is he, whatever was found to be said of him. Where nobody was found,
    it is no firm that is headed, nor a team that was beaten.
    """
    owning: list[str] = []  # "the capital of Peru": he is rather somebody named before
    called: set[str] = set()  # what the person who was asked for goes by since: "he" is no "she"
    for turn in reversed(history):
        fitting = _fitting(turn, form)
        named = [name for name in fitting if _before(name, turn.question) != "of"]
        if named or (fitting and form not in _HUMAN):
            fitting = named if form in _HUMAN else fitting
            one = len(fitting) == 1 or (form in _HUMAN and _is_first_and_only_person(fitting))
            return fitting[0] if one else None
        if form in _HUMAN and _asks_for_someone(turn.question) and not called - {form}:
            return None
        called |= _unresolved(turn.question) & _HUMAN
        owning = owning or fitting
    return owning[0] if len(owning) == 1 else None


def _is_first_and_only_person(fitting: Sequence[str]) -> bool:
    """Whether the first name, as that of a subject is, is a person's and others may be anything."""
    return is_surely_person(fitting[0]) and not any(
        is_surely_person(name) or name.split()[0].lower() in FAMILY_FIRST for name in fitting[1:]
    )


def _fitting(turn: Turn, form: str) -> list[str]:
    """The names of a turn that the pronoun can mean."""
    human = form in _HUMAN
    asked = _unbracketed(turn) if not human else turn.question.partition(" (")[0]
    answered = () if human and _asks_who_is(turn.question) else turn.names
    found = dict.fromkeys((*names(asked), *answered))
    fitting = [name for name in found if _fits(name, form)]
    if not human:
        return fitting
    fitting = [name for name in fitting if not _is_place(name, turn.question)]
    if _asks_for_someone(turn.question):
        fitting = [name for name in fitting if name in answered or is_surely_person(name)]
    if kind_of(turn.question) is Kind.PERSON:
        return [name for name in fitting if name in answered] or fitting
    return fitting


def _unresolved(question: str) -> set[str]:
    """The pronouns, as "he" or "she", of a question that nothing in it stands for."""
    asked = words(masked(question))
    return {PERSONAL[asked[position].lower] for position in unbound_pronouns(asked)}


def _asks_for_someone(question: str) -> bool:
    """Whether a person is asked for whom the question does not name: its names are of others."""
    return kind_of(question) is Kind.PERSON and not _asks_who_is(question)


def _asks_who_is(question: str) -> bool:
    """Whether it is asked who someone is whom the question names, and nothing else."""
    who, *rest = words(question)
    named = [word for word in rest if word.text[0].isalnum() and word.lower not in BE]
    return who.lower == "who" and bool(named) and all(word.is_name for word in named)


def _is_place(name: str, asked: str) -> bool:
    """Whether a name that is no sure person's is a thing's or a place: "the Open in Paris"."""
    if is_surely_person(name):
        return False
    return kind_of(asked) is Kind.PLACE or _before(name, asked) in _WHERE | {"the"}


def _before(name: str, asked: str) -> str:
    """The word before a name that may be no person's; empty where there is none."""
    before = words(asked[: max(asked.find(name), 0)])
    return before[-1].lower if before and not is_surely_person(name) else ""


def _fits(name: str, form: str) -> bool:
    lower = tuple(name.lower().split())
    if any(kind.fullmatch(name) for kind in LIKE):
        return False
    if form in _HUMAN and (name.isupper() or lower[-1] in ROLES or _has_country(name)):
        return False  # an acronym, an office without its holder, or a country's team or bank
    if form in _HUMAN:
        return (is_person(lower) or is_surely_person(name)) and Names("").gender(lower) in {
            None,
            form,
        }
    return not is_surely_person(name)


def _has_country(name: str) -> bool:
    """Whether a country is in a name that is no sure person's, as in "Athletics Kenya"."""
    countries = COUNTRIES.keys() - OTHER_MEANINGS
    return not is_surely_person(name) and not countries.isdisjoint(name.lower().split())


def _with_carried(question: str, history: Sequence[Turn]) -> tuple[str, tuple[str, ...]]:
    """The question with names, or phrases, of the latest turn that has some behind it.

    Phrases where it says nothing of its own, or where "that" is all that was asked about, and if
    no turn fits better, those of one whose people are all of the other sex.
    """
    bare = not phrases(question) or points_at_all(question)
    left: tuple[str, ...] = ()
    for turn in reversed(history[: _gone_back_to(question, history)]):
        asked = _unbracketed(turn)
        named = [
            name
            for name in (*names(asked), *turn.names)
            if name.lower() not in TIMES and _may_be_meant(name, question)
        ]
        said = [name for name in (*phrases(asked), *turn.names) if _may_be_meant(name, question)]
        of_other_sex = not named and any(not _may_be_meant(name, question) for name in names(asked))
        carried = tuple(_unsaid(named if named and not bare else said, question))[:_CARRIED]
        if carried and not of_other_sex:
            return f"{question} ({', '.join(carried)})", carried
        left = left or carried
    return (f"{question} ({', '.join(left)})", left) if left else (question, ())


def _gone_back_to(question: str, history: Sequence[Turn]) -> int:
    """How many turns there are up to the one whose topic the question takes up again; all if none.

    The topic of the latest is not taken up again, and who "she" is, is told by the latest.
    """
    topic = topic_stems(question)
    if _unresolved(question) & _HUMAN:
        return len(history)
    turned = (
        at for at in range(len(history), 0, -1) if topic & topic_stems(history[at - 1].question)
    )
    return next(turned, len(history))


def _may_be_meant(name: str, question: str) -> bool:
    """Whether no pronoun of the question tells that it is of another sex than the name."""
    forms = {PERSONAL.get(word.lower) for word in words(masked(question))} & _HUMAN
    if len(forms) != 1 or not name.strip():
        return True
    return Names("").gender(tuple(name.lower().split())) in {None, *forms}


def _unbracketed(turn: Turn) -> str:
    """A resolved question of which what was put behind it in brackets is a part like others."""
    return turn.question.replace(" (", ", ").rstrip(")")


def _unsaid(offered: Sequence[str], question: str) -> Iterator[str]:
    """The phrases that have a word which the question does not have, each once."""
    has = {word.lower for word in words(question)}
    for phrase in dict.fromkeys(offered):
        new = {word.lower for word in words(phrase)} - has
        if new and len(phrase) <= _LONGEST_CARRIED:
            yield phrase
