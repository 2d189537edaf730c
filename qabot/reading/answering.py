"""From passages to an answer: sentences chosen, the speaker named, everything cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qabot.config import Settings
from qabot.indexing.snapshot import Snapshot
from qabot.reading.citing import cite
from qabot.reading.selection import ScoredSentence, merge_duplicates, score_sentences
from qabot.reading.speakers import Said, cite_speaker, first_said, speaker_of
from qabot.reading.statements import Statements, find_statements
from qabot.reading.verdict import confidence, leaves_out_negation, verdict
from qabot.speech.questions import (
    asks_for_speaker,
    is_surely_about_speech,
    statement_asked_for,
)
from qabot.types import (
    Citation,
    Filters,
    FloatArray,
    ScoredPassage,
    Source,
    Speaker,
    Verdict,
)

_NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading found: the parts of an answer that do not depend on how it was asked."""

    verdict: Verdict
    confidence: float
    text: str
    speaker: Speaker | None
    citations: tuple[Citation, ...]


def read(
    snapshot: Snapshot,
    question: str,
    question_vector: FloatArray,
    passages: Sequence[ScoredPassage],
    settings: Settings,
    filters: Filters = _NO_FILTERS,
) -> Reading:
    """Choose the sentences that answer, and say how sure that is.

    Asked for a speaker, the best sentences that someone says come first, and the answer is the
    speaker's full name; the sentence that prints it is cited too. Otherwise the answer is the
    best sentence itself. Asked what someone said about something, it is their statements on that.
    """
    found = find_statements(snapshot, question, question_vector, passages, filters, settings)
    if found is not None:
        return _stated(found)
    wants_speaker = asks_for_speaker(question)
    wanted = statement_asked_for(question) if wants_speaker else question
    scored = score_sentences(snapshot, wanted, question_vector, passages)
    if not scored:
        return Reading(Verdict.NOTHING, 0.0, "", None, ())
    groups = merge_duplicates(scored)
    said = first_said(snapshot, groups, wanted, settings) if wants_speaker else None
    if said is not None:
        groups = [said.group, *(group for group in groups if group is not said.group)]
    probability = confidence(groups[0][0], settings)
    nobody = said is None and is_surely_about_speech(question)
    doubtful = nobody or leaves_out_negation(wanted, groups[0][0].text)
    decided = verdict(probability, settings, doubtful=doubtful)
    if decided is Verdict.NOTHING:
        return Reading(decided, probability, "", None, ())
    if decided is Verdict.ANSWERED and said is not None:
        return _spoken(snapshot, said, probability)
    citations = _cite_groups(snapshot, _worth_citing(groups, settings))
    text = citations[0].text if decided is Verdict.ANSWERED else ""
    return Reading(decided, probability, text, None, citations)


def _worth_citing(
    groups: Sequence[list[ScoredSentence]], settings: Settings
) -> list[list[ScoredSentence]]:
    least = settings.citation_ratio * groups[0][0].score
    return [group for group in groups[: settings.citations] if group[0].score >= least]


def _cite_groups(
    snapshot: Snapshot, groups: Sequence[list[ScoredSentence]]
) -> tuple[Citation, ...]:
    return tuple(
        _cite_group(snapshot, group, number) for number, group in enumerate(groups, start=1)
    )


def _cite_group(snapshot: Snapshot, group: list[ScoredSentence], number: int) -> Citation:
    best = group[0]
    return cite(
        snapshot.article(best.stored.article_id),
        best.span,
        number=number,
        score=best.score,
        expected=best.text,
        also=[Source(sentence.stored.article, sentence.span) for sentence in group[1:]],
    )


def _spoken(snapshot: Snapshot, said: Said, probability: float) -> Reading:
    """The speaker as the answer; the sentences that print mention, name and role are cited too."""
    citations = [_cite_group(snapshot, said.group, 1)]
    score = said.group[0].score
    citations += cite_speaker(snapshot, said.quote, said.article, citations, score)
    speaker = speaker_of(said.article, said.quote)
    return Reading(Verdict.ANSWERED, probability, speaker.name, speaker, tuple(citations))


def _stated(found: Statements) -> Reading:
    """Someone's statements as the answer, the best one as its text."""
    return Reading(Verdict.ANSWERED, found.confidence, found.text, found.speaker, found.citations)
