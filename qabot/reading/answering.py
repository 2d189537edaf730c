"""From passages to an answer: sentences chosen, the speaker named, everything cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qabot.config import Settings
from qabot.protocols import Reader
from qabot.questions.kinds import Kind
from qabot.questions.speaker_questions import (
    asks_for_speaker,
    is_surely_about_speech,
    statement_asked_for,
)
from qabot.reading.agreement import agreement
from qabot.reading.citing import cite, cited_span, copies_cited
from qabot.reading.finding import Found, find
from qabot.reading.merging import merge_alike
from qabot.reading.selection import ScoredSentence
from qabot.reading.speakers import Said, cite_speaker, first_said, speaker_of
from qabot.reading.statements import Statements, find_statements, leaves_out_speaker
from qabot.reading.verdict import leaves_out_fate, leaves_out_negation, verdict
from qabot.store.snapshot import Snapshot
from qabot.types import (
    Agreement,
    Citation,
    CitedSpan,
    Filters,
    FloatArray,
    ScoredPassage,
    Source,
    Span,
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
    agreement: Agreement | None = None
    span: CitedSpan | None = None
    mention_span: CitedSpan | None = None


def read(
    snapshot: Snapshot,
    question: str,
    question_vector: FloatArray,
    passages: Sequence[ScoredPassage],
    settings: Settings,
    reader: Reader | None = None,
    filters: Filters = _NO_FILTERS,
    *,
    newest: bool = False,
) -> Reading:
    """Choose the sentences that answer, and say how sure that is.

    Asked for a speaker, the best sentences that someone says come first, and the answer is the
    speaker's full name; the sentence that prints it is cited too. Otherwise the answer is the
    span that the reader found, or the best sentence itself. Asked what someone said about
    something, it is their statements on that. Where the ``newest`` counts, it is the newest of the
    sentences that answer nearly as well.
    """
    stated = find_statements(snapshot, question, question_vector, passages, filters, settings)
    if stated is not None:
        return _stated(stated)
    wanted = words_looked_for(question)
    found = find_sentences(snapshot, question, question_vector, passages, settings, reader)
    if found is None:
        return Reading(Verdict.NOTHING, 0.0, "", None, ())
    groups = merge_alike(found.ranked)
    if newest:
        groups = newest_first(groups, settings)
    said = first_said(snapshot, groups, wanted, settings) if asks_for_speaker(question) else None
    if said is not None:
        groups = [said.group, *(group for group in groups if group is not said.group)]
    probability = found.confidence(groups[0][0])
    nobody = said is None and is_surely_about_speech(question)
    first = groups[0][0]
    doubtful = (
        nobody
        or leaves_out_negation(wanted, first.text)
        or leaves_out_fate(wanted, found.kind, first.text)
        or leaves_out_speaker(snapshot, question, first)
    )
    decided = verdict(probability, settings, doubtful=doubtful)
    if decided is Verdict.NOTHING:
        return Reading(decided, probability, "", None, ())
    if decided is Verdict.ANSWERED and said is not None:
        return _spoken(snapshot, said, probability)
    chosen = (
        _worth_citing(groups, found.kind, settings)
        if decided is Verdict.ANSWERED
        else groups[: settings.reading.citations]  # where none is sure, the closest few are shown
    )
    citations = _cite_groups(snapshot, chosen)
    if decided is not Verdict.ANSWERED:
        return Reading(decided, probability, "", None, citations)
    return _compared(snapshot, question, groups, found.kind, citations, probability, settings)


def _compared(
    snapshot: Snapshot,
    question: str,
    groups: Sequence[list[ScoredSentence]],
    kind: Kind,
    citations: tuple[Citation, ...],
    probability: float,
    settings: Settings,
) -> Reading:
    """The short answer with what other articles give in its place; that is cited, too."""
    best = groups[0][0]
    short = _short_answer(best, kind)
    text = short.of(best.text)
    span = cited_span(citations, best.stored.article, short.shifted(best.span.start))
    agreed = (
        None if kind is Kind.YES_NO else agreement(snapshot, question, groups, citations, settings)
    )
    differing = agreed.differing if agreed else ()
    added = tuple(one.citation for one in differing if one.citation not in citations)
    return Reading(Verdict.ANSWERED, probability, text, None, citations + added, agreed, span)


def newest_first(
    groups: Sequence[list[ScoredSentence]], settings: Settings
) -> list[list[ScoredSentence]]:
    """The groups, first the newest of those that come near the best and were read as well."""
    best = groups[0][0]
    near = (
        group
        for group in groups
        if group[0].score >= best.score - settings.reading.newest_lead
        and group[0].has_answer == best.has_answer
    )
    first = max(near, key=lambda group: group[0].stored.article.published or "")
    return [first, *(group for group in groups if group is not first)]


def words_looked_for(question: str) -> str:
    """The words that a sentence should have: the statement's where its speaker is asked for."""
    return statement_asked_for(question) if asks_for_speaker(question) else question


def find_sentences(
    snapshot: Snapshot,
    question: str,
    question_vector: FloatArray,
    passages: Sequence[ScoredPassage],
    settings: Settings,
    reader: Reader | None,
) -> Found | None:
    """The sentences of the passages, ranked for the question; None if there is none.

    Who says something is told by attribution, not by reading: the words of the statement are in
    the question, and sentences that share them are found without a reader.
    """
    looked_for = words_looked_for(question)
    used = None if asks_for_speaker(question) else reader
    return find(snapshot, looked_for, question_vector, passages, settings, used)


def _short_answer(best: ScoredSentence, kind: Kind) -> Span:
    """The span that the reader points at; the sentence where yes or no is asked, or none read."""
    whole = Span(0, len(best.text))
    if best.reading is None or kind is Kind.YES_NO or not best.reading.span.of(best.text):
        return whole
    return best.reading.span


def _worth_citing(
    groups: Sequence[list[ScoredSentence]], kind: Kind, settings: Settings
) -> list[list[ScoredSentence]]:
    """The leading groups that come near the best; an account's in the order of the article."""
    account = kind is Kind.ACCOUNT
    most = settings.reading.account_citations if account else settings.reading.citations
    least = groups[0][0].score - settings.reading.citation_lead
    chosen = [group for group in groups[:most] if group[0].score >= least]
    return _in_order(chosen) if account else chosen


def _in_order(groups: Sequence[list[ScoredSentence]]) -> list[list[ScoredSentence]]:
    """Sentences of the best one's article as they stand in it, then the others."""
    article = groups[0][0].stored.article_id
    together = [group for group in groups if group[0].stored.article_id == article]
    others = [group for group in groups if group[0].stored.article_id != article]
    return sorted(together, key=lambda group: group[0].span) + others


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
        copies=copies_cited(snapshot, best.stored.article_id),
    )


def _spoken(snapshot: Snapshot, said: Said, probability: float) -> Reading:
    """The speaker as the answer; the sentences that print mention, name and role are cited too."""
    citations = [_cite_group(snapshot, said.group, 1)]
    score = said.group[0].score
    citations += cite_speaker(snapshot, said.quote, said.article, citations, score)
    speaker = speaker_of(said.article, said.quote)
    article = said.article.reference
    mention = cited_span(citations, article, said.quote.mention)
    span = cited_span(citations, article, said.quote.name) or mention
    return Reading(
        Verdict.ANSWERED,
        probability,
        speaker.name,
        speaker,
        tuple(citations),
        span=span,
        mention_span=mention,
    )


def _stated(found: Statements) -> Reading:
    """Someone's statements as the answer, the best one as its text."""
    return Reading(
        Verdict.ANSWERED,
        found.confidence,
        found.text,
        found.speaker,
        found.citations,
        span=found.span,
        mention_span=found.mention_span,
    )
