"""The speaker as the answer, for a question of who said something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qabot.english.function_words import PRONOUNS
from qabot.questions.kinds import Kind
from qabot.questions.speaker_questions import SpeakerQuestion
from qabot.reading.best_sentences import choose_best, judge, read_best, unsure
from qabot.reading.citing import cite_group, cited_span
from qabot.reading.finding import Found, find, group_sentences
from qabot.reading.outcome import NOTHING_FOUND, Outcome
from qabot.reading.speakers import Said, cite_speaker, first_said, speaker_of
from qabot.reading.task import ReadingTask
from qabot.text.phrases import phrase_pattern
from qabot.types import Citation, CitedSpan, Speaker, Verdict
from qabot.types.explanations import ChosenBy, ScoredSentence

_SURE = 0.9
"""Confidence from which attribution needs no reading beside it."""
_READ_FROM = 0.5
"""Confidence from which what was read goes before what attribution found."""


def read_speaker(task: ReadingTask, asked: SpeakerQuestion) -> Outcome:
    """Who says it, told by attribution where that is sure, and else by reading as well.

    Attribution finds statements by the words that they share with the question, and names their
    speakers. A reader finds what was said in other words, and who says it where no rule tells:
    of 45 such questions over news that it was not trained on, attribution alone answers 22
    rightly and 10 wrongly, both together 34 and 8.
    """
    spoken, exactly = _attributed(task, asked)
    answered = spoken.verdict is Verdict.ANSWERED
    sure = exactly or (answered and spoken.confidence >= _SURE)
    if sure or task.reader is None or not task.budget.has_time():
        return spoken
    read = _read(task)
    if read.verdict is not Verdict.ANSWERED or (answered and read.confidence < _READ_FROM):
        return spoken
    return read


def _read(task: ReadingTask) -> Outcome:
    """Whom a reader finds, as for any question of who; the speaker if that is a name."""
    wanted = task.wanted
    who = replace(wanted, speaker=None, looked_for=wanted.text, kind=Kind.PERSON, quoted=())
    found = read_best(replace(task, wanted=who))
    if found.verdict is not Verdict.ANSWERED or not found.text[:1].isupper():
        return found
    printed = found.mention_span
    mention = _printed(found, printed) if printed else found.text
    return replace(found, speaker=Speaker(found.text, mention, found.role))


def _printed(outcome: Outcome, place: CitedSpan) -> str:
    cited = next(one for one in outcome.citations if one.number == place.citation)
    return place.span.of(cited.text)


def _attributed(task: ReadingTask, asked: SpeakerQuestion) -> tuple[Outcome, bool]:
    """The full name of whoever says the best sentence, and whether it prints quoted words.

    Where the name is printed is cited, too. Where nobody says it, the best sentences answer, if it
    may be told without a speaker at all. They are only related where all that is known of the
    speaker is a pronoun.
    """
    found = find(task)
    if found is None:
        return NOTHING_FOUND, False
    exact, others = _by_quotation(group_sentences(task, found), task.wanted.quoted)
    groups = [*exact, *others]
    exactly = first_said(task.snapshot, exact, found.terms, task.settings) if exact else None
    said = exactly or first_said(task.snapshot, groups, found.terms, task.settings)
    if said is None:
        return choose_best(task, found, groups, doubtful=asked.surely), False
    groups = [said.group, *(group for group in groups if group is not said.group)]
    decided, probability = judge(task, found, groups)
    named = said.quote.speaker.lower() not in PRONOUNS
    if exactly or (named and decided is Verdict.ANSWERED):
        return _spoken(task, found, said, probability), exactly is not None
    return unsure(task, found, groups, probability, ChosenBy.SPEAKER), False


def _by_quotation(
    groups: Sequence[list[ScoredSentence]], quoted: Sequence[str]
) -> tuple[list[list[ScoredSentence]], list[list[ScoredSentence]]]:
    """The groups that print what is quoted, word for word, and the others, each in order."""
    patterns = [phrase_pattern(phrase) for phrase in quoted]
    exact: list[list[ScoredSentence]] = []
    others: list[list[ScoredSentence]] = []
    for group in groups:
        prints = any(pattern.search(group[0].text) for pattern in patterns)
        (exact if prints else others).append(group)
    return exact, others


def _spoken(task: ReadingTask, found: Found, said: Said, probability: float) -> Outcome:
    """The speaker as the answer; the sentences that print mention, name and role are cited too."""
    citations: tuple[Citation, ...] = (cite_group(task.snapshot, said.group, 1),)
    score = said.group[0].score
    citations += cite_speaker(task.snapshot, said.quote, citations, score)
    speaker = speaker_of(said.article, said.quote)
    mention = cited_span(citations, said.article.reference, said.quote.mention)
    name = cited_span(citations, said.article.reference, said.quote.name)
    return Outcome(
        Verdict.ANSWERED,
        probability,
        speaker.name,
        speaker,
        citations,
        chosen_by=ChosenBy.SPEAKER,
        ranking=found,
        span=name or mention,
        mention_span=mention,
    )
