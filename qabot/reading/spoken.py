"""The speaker as the answer, for a question of who said something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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

_SURE = 0.6
"""Confidence from which a speaker that attribution names is not read for."""
_READ_FROM = 0.5
"""Confidence from which what was read goes before what attribution found."""


@dataclass(frozen=True, slots=True, eq=False)
class _Attributed:
    """What attribution finds; ``said`` names its speaker, unless that is a pronoun."""

    outcome: Outcome
    found: Found | None = None
    said: Said | None = None
    exactly: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether nobody else need be looked for: quoted words, or a named speaker."""
        named = self.outcome.speaker is not None and self.outcome.confidence >= _SURE
        return self.exactly or named


def read_speaker(task: ReadingTask, asked: SpeakerQuestion) -> Outcome:
    """Who says it, told by attribution where that is sure, and else by reading as well.

    Attribution finds statements by the words that they share with the question, and names their
    speakers. A reader finds what was said in other words, and who says it where no rule tells:
    of 45 such questions over news that it was not trained on, attribution alone answers 22
    rightly and 10 wrongly, both together 35 and 8. Of the sentence that both find attribution
    knows better whose it is.
    """
    by_rule = _attributed(task, asked)
    spoken = by_rule.outcome
    if by_rule.is_sure or task.reader is None or not task.budget.has_time():
        return spoken
    read = _read(task)
    answered = spoken.verdict is Verdict.ANSWERED
    if read.verdict is not Verdict.ANSWERED or (answered and read.confidence < _READ_FROM):
        return spoken
    said, found = by_rule.said, by_rule.found
    if said is not None and found is not None and said.group[0].text == read.citations[0].text:
        return _spoken(task, found, said, read.confidence)
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


def _attributed(task: ReadingTask, asked: SpeakerQuestion) -> _Attributed:
    """The full name of whoever says the best sentence; where it is printed is cited, too.

    Where nobody says it, the best sentences answer, if it may be told without a speaker at all.
    They are only related where all that is known of the speaker is a pronoun.
    """
    found = find(task)
    if found is None:
        return _Attributed(NOTHING_FOUND)
    exact, others = _by_quotation(group_sentences(task, found), task.wanted.quoted)
    groups = [*exact, *others]
    exactly = first_said(task.snapshot, exact, found.terms, task.settings) if exact else None
    said = exactly or first_said(task.snapshot, groups, found.terms, task.settings)
    if said is None:
        return _Attributed(choose_best(task, found, groups, doubtful=asked.surely))
    groups = [said.group, *(group for group in groups if group is not said.group)]
    decided, probability = judge(task, found, groups)
    named = said.quote.speaker.lower() not in PRONOUNS
    if exactly or (named and decided is Verdict.ANSWERED):
        spoken = _spoken(task, found, said, probability)
        return _Attributed(spoken, found, said, exactly is not None)
    related = unsure(task, found, groups, probability, ChosenBy.SPEAKER)
    return _Attributed(related, found, said if named else None)


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
