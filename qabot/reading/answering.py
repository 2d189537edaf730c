"""From passages to an answer: sentences chosen, the speaker named, everything cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qabot.config import Settings
from qabot.indexing.snapshot import Snapshot
from qabot.protocols import Reader
from qabot.reading.attribution import (
    Attribution,
    asks_for_speaker,
    attribute,
    statement_asked_for,
)
from qabot.reading.citing import cite, reference
from qabot.reading.finding import find
from qabot.reading.merging import merge_alike
from qabot.reading.questions import Kind
from qabot.reading.selection import ScoredSentence
from qabot.reading.verdict import leaves_out_negation, verdict
from qabot.text.sentences import sentences
from qabot.types import (
    Article,
    Citation,
    FloatArray,
    ScoredPassage,
    Source,
    Span,
    Speaker,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading found: the parts of an answer that do not depend on how it was asked."""

    verdict: Verdict
    confidence: float
    text: str
    speaker: Speaker | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A group of alike sentences with the speaker of the leading one."""

    group: list[ScoredSentence]
    article: Article
    attribution: Attribution


def read(
    snapshot: Snapshot,
    question: str,
    question_vector: FloatArray,
    passages: Sequence[ScoredPassage],
    settings: Settings,
    reader: Reader | None = None,
) -> Reading:
    """Choose the sentences that answer, and say how sure that is.

    Asked for a speaker, the best sentences that someone says come first, and the answer is the
    speaker's full name; the sentence that prints it is cited too. Otherwise the answer is the
    span that the reader found, or the best sentence itself.
    """
    wants_speaker = asks_for_speaker(question)
    wanted = statement_asked_for(question) if wants_speaker else question
    # Who says something is told by attribution, not by reading: the words of the statement are
    # in the question, and sentences that share them are found without a reader.
    found = find(
        snapshot, wanted, question_vector, passages, settings, None if wants_speaker else reader
    )
    if found is None:
        return Reading(Verdict.NOTHING, 0.0, "", None, ())
    groups = merge_alike(found.ranked)
    said = _first_said(snapshot, groups, settings) if wants_speaker else None
    if said is not None:
        groups = [said.group, *(group for group in groups if group is not said.group)]
    probability = found.confidence
    doubtful = leaves_out_negation(wanted, groups[0][0].text)
    decided = verdict(probability, settings, doubtful=doubtful)
    if decided is Verdict.NOTHING:
        return Reading(decided, probability, "", None, ())
    if decided is Verdict.ANSWERED and said is not None:
        return _spoken(snapshot, said, probability)
    chosen = _worth_citing(groups, found.kind, settings)
    citations = _cite_groups(snapshot, chosen)
    text = _short_answer(groups[0][0], found.kind) if decided is Verdict.ANSWERED else ""
    return Reading(decided, probability, text, None, citations)


def _short_answer(best: ScoredSentence, kind: Kind) -> str:
    """The span that the reader points at; the sentence where yes or no is asked, or none read."""
    if best.reading is None or kind is Kind.YES_NO:
        return best.text
    return best.reading.span.of(best.text) or best.text


def _worth_citing(
    groups: Sequence[list[ScoredSentence]], kind: Kind, settings: Settings
) -> list[list[ScoredSentence]]:
    """The leading groups that come near the best; an account's in the order of the article."""
    account = kind is Kind.ACCOUNT
    most = settings.account_citations if account else settings.citations
    least = groups[0][0].score - settings.citation_lead
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
    )


def _first_said(
    snapshot: Snapshot, groups: Sequence[list[ScoredSentence]], settings: Settings
) -> Said | None:
    """The best of the leading groups whose sentence somebody says."""
    least = groups[0][0].score - settings.citation_lead
    for group in groups[: settings.speaker_candidates]:
        if group[0].score < least:
            break
        article = snapshot.article(group[0].stored.article_id)
        spans = sentences(article.text, article.language)
        attribution = attribute(article.text, spans, _position(spans, group[0].span))
        if attribution is not None:
            return Said(group, article, attribution)
    return None


def _spoken(snapshot: Snapshot, said: Said, probability: float) -> Reading:
    """The speaker as the answer; the sentences that print mention and name are cited with it."""
    text = said.article.text
    citations = [_cite_group(snapshot, said.group, 1)]
    for printed in (said.attribution.mention, said.attribution.name):
        if any(_covers(citation, said.article, printed) for citation in citations):
            continue
        spans = sentences(text, said.article.language)
        holder = spans[_position(spans, printed)]
        citations.append(
            cite(
                said.article,
                Span(min(holder.start, printed.start), max(holder.end, printed.end)),
                number=len(citations) + 1,
                score=said.group[0].score,
                expected=text[min(holder.start, printed.start) : max(holder.end, printed.end)],
            )
        )
    name = said.attribution.name.of(text)
    speaker = Speaker(name=name, mention=said.attribution.mention.of(text))
    return Reading(Verdict.ANSWERED, probability, name, speaker, tuple(citations))


def _covers(citation: Citation, article: Article, span: Span) -> bool:
    return citation.article == reference(article) and citation.span.contains(span)


def _position(spans: Sequence[Span], target: Span) -> int:
    """Which of the article's sentences holds the start of a span."""
    return next(
        position
        for position, span in enumerate(spans)
        if span.start <= target.start < max(span.end, span.start + 1)
    )
