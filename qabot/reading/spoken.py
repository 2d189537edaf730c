"""The speaker as the answer, for a question of who said something."""

from __future__ import annotations

from collections.abc import Sequence

from qabot.english.function_words import PRONOUNS
from qabot.questions.speaker_questions import SpeakerQuestion
from qabot.reading.best_sentences import choose_best, judge, unsure
from qabot.reading.citing import cite_group, cited_span
from qabot.reading.finding import Found, find, group_sentences
from qabot.reading.outcome import NOTHING_FOUND, Outcome
from qabot.reading.speakers import Said, cite_speaker, first_said, speaker_of
from qabot.reading.task import ReadingTask
from qabot.text.phrases import phrase_pattern
from qabot.types import Citation, Verdict
from qabot.types.explanations import ChosenBy, ScoredSentence


def read_speaker(task: ReadingTask, asked: SpeakerQuestion) -> Outcome:
    """The full name of whoever says the best sentence; where it is printed is cited, too.

    Where nobody says it, the best sentences answer, if it may be told without a speaker at all.
    They are only related where all that is known of the speaker is a pronoun.
    """
    found = find(task)
    if found is None:
        return NOTHING_FOUND
    exact, others = _by_quotation(group_sentences(task, found), task.wanted.quoted)
    groups = [*exact, *others]
    exactly = first_said(task.snapshot, exact, found.terms, task.settings) if exact else None
    said = exactly or first_said(task.snapshot, groups, found.terms, task.settings)
    if said is None:
        return choose_best(task, found, groups, doubtful=asked.surely)
    groups = [said.group, *(group for group in groups if group is not said.group)]
    decided, probability = judge(task, found, groups)
    named = said.quote.speaker.lower() not in PRONOUNS
    if exactly or (named and decided is Verdict.ANSWERED):
        return _spoken(task, found, said, probability)
    return unsure(task, found, groups, probability, ChosenBy.SPEAKER)


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
