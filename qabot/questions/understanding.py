"""The one place where a question is parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qabot.config import Settings
from qabot.questions.asked_dates import asked_dates, asked_event, asks_for_newest, without
from qabot.questions.brief_requests import brief_request
from qabot.questions.cleaning import clean, clean_checked
from qabot.questions.compound import parts_of
from qabot.questions.denials import denies_plainly, negations
from qabot.questions.descriptions import described_in
from qabot.questions.fates import fates_in
from qabot.questions.followups import Interpretation, Turn, interpret, may_stand_alone
from qabot.questions.individuals import asks_for_individual, asks_who_leads
from qabot.questions.kinds import Kind, kind_of
from qabot.questions.offices import office_asked
from qabot.questions.question import Question, Wanted
from qabot.questions.quoted import quoted_words
from qabot.questions.speaker_questions import speaker_question
from qabot.questions.topics import asks_for_words, speaker_named, topic_question
from qabot.questions.words import names, words

_HOW_MANY = re.compile(r"\bhow many\s+(?:more\s+)?(?P<counted>[^\W\d_]+)", re.IGNORECASE)


def understand(
    question: str,
    history: Sequence[Turn] = (),
    today: date | None = None,
    settings: Settings | None = None,
) -> Question:
    """Everything that the words of a question tell.

    Args:
        question: as it was typed.
        history: the turns before it, oldest first.
        today: the day from which "last week" is counted; None leaves all dates words.
        settings: the defaults if there are none.

    Raises:
        QuestionError: the question is empty or too long.
    """
    settings = settings or Settings()
    longest = settings.retrieval.question_characters
    text = clean_checked(question, longest)
    turns = [Turn(clean(turn.question)[:longest], turn.names) for turn in history]
    if parts := parts_of(text):
        first = _one(parts[0], turns, today, settings)
        further = _one(parts[1], [*turns, Turn(parts[0])], today, settings)
        as_typed = first.standalone == parts[0] and not (first.dates or first.event or first.newest)
        standalone = text if as_typed else first.standalone
        return replace(first, text=text, standalone=standalone, further=further)
    return _one(text, turns, today, settings)


def _one(text: str, turns: Sequence[Turn], today: date | None, settings: Settings) -> Question:
    """A question that asks for one thing."""
    meant = interpret(text, turns, turns=settings.follow_ups.turns)
    understood = _understood(text, meant, today)
    if not meant.leans or not may_stand_alone(text):
        return understood
    return replace(understood, alone=_understood(text, Interpretation(text), today))


def wanted_of(text: str, query: str = "") -> Wanted:
    """What a question wants of a sentence, read as it stands.

    Args:
        text: the question, cleaned; may be empty.
        query: what to search for, if it is not that.
    """
    brief = brief_request(text)
    about = brief.topic if brief else ""
    speaker = None if brief else speaker_question(text)
    looked_for = speaker.statement if speaker else about or text
    kind = kind_of(looked_for)
    topic = None if brief else topic_question(text)
    counted = _HOW_MANY.search(text)
    return Wanted(
        text=text,
        query=about or query or text,
        looked_for=looked_for,
        kind=kind,
        speaker=speaker,
        topic=topic,
        brief=brief,
        named_speaker=speaker_named(text, topic),
        words_wanted=asks_for_words(text),
        counted=counted["counted"] if counted else "",
        described=described_in(text),
        office=office_asked(text),
        denied=denies_plainly(looked_for),
        fates=fates_in(looked_for) if kind is Kind.NUMBER else frozenset(),
        quoted=quoted_words(text) if speaker else (),
        names=names(text),
        content=tuple(word for word in words(text)[1:] if word.is_content or word.is_name),
        negated=negations(text) > 0,
        individual=asks_for_individual(text),
        leads=asks_who_leads(text),
    )


def _understood(text: str, meant: Interpretation, today: date | None) -> Question:
    """The question that is meant, with the dates in it."""
    standalone = meant.standalone
    at_hand = brief_request(text)
    if at_hand is not None and not at_hand.topic:  # of articles, not of what was asked before
        standalone = text
    wanted = wanted_of(standalone, text)
    own = sum(word.is_content for word in words(text))
    question = Question(text, standalone, wanted, meant.leans, meant.earlier, meant.carried, own)
    if today is None:
        return question
    dates = asked_dates(standalone, wanted.speaker, today)
    event = None if dates else asked_event(standalone, wanted.speaker)
    phrase = event or (dates if dates and dates.decides else None)
    return replace(
        question,
        dates=dates,
        event=event,
        undated=_wanted_without(question, without(standalone, phrase.span)) if phrase else None,
        newest=asks_for_newest(standalone, wanted.speaker),
    )


def _wanted_without(question: Question, left: str) -> Wanted:
    """What is wanted without a phrase; what is searched for, if it was the question, without it."""
    as_typed = question.standalone == question.text
    return wanted_of(left, left if left and as_typed else question.text)
