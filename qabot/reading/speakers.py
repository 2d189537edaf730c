"""Who said it: the speaker of the best sentences, from the index's quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qabot.config import Settings
from qabot.english.function_words import PREPOSITIONS
from qabot.errors import CitationError
from qabot.reading.citing import cite
from qabot.reading.sentence_groups import Groups, led_by_fitting
from qabot.reading.term_weights import TermWeights
from qabot.store.quote_rows import speaker_words
from qabot.store.snapshot import Snapshot
from qabot.text.terms import terms as index_terms
from qabot.types import Article, Citation, Quote, Span, Speaker
from qabot.types.explanations import ScoredSentence

_FURTHER = 4
"""Times ``speaker_candidates`` sentences are looked at for a statement of the words asked for."""
_SAME_WORDS = 0.8
"""Share of the words asked for from which a statement counts, whatever its sentence scores."""
_OUTSIDE = 5.0
"""Logits that a sentence loses if the words asked for stand in it, but all outside its statement;
about as much as it gains by having them (``coverage`` in coefficients.json)."""
_ASSERTED = 0.2
"""A sentence that nobody says is the article's own assertion of what was asked if it has this much
more of the words asked for than the best statement."""


@dataclass(frozen=True, slots=True)
class Said:
    """A group of alike sentences with what the leading one's article says of its speaker."""

    group: list[ScoredSentence]
    article: Article
    quote: Quote
    coverage: float


def first_said(
    snapshot: Snapshot,
    groups: Sequence[list[ScoredSentence]],
    terms: TermWeights,
    settings: Settings,
) -> Said | None:
    """The best group whose sentence somebody says; None if the article itself asserts it.

    Groups are ranked by score, less as far as the words asked for stand outside the statement.
    """
    found = list(_candidates(snapshot, groups, terms, settings))
    if not found:
        return None
    best = max(found, key=lambda said: _fit(said, terms))
    own = groups[0][0].coverage
    if all(said.group is not groups[0] for said in found) and own > best.coverage + _ASSERTED:
        return None
    return best


def speaker_of(article: Article, quote: Quote) -> Speaker:
    """The speaker of a statement, as the article prints them.

    Raises:
        CitationError: the article prints another name where the statement has its speaker's.
    """
    if quote.speaker.split() != quote.name.of(article.text).split():
        raise CitationError(f"{article.path} does not print {quote.speaker!r} at {quote.name}")
    role = quote.role.of(article.text) if quote.role else None
    return Speaker(quote.name.of(article.text), quote.mention.of(article.text), role)


def cite_speaker(
    snapshot: Snapshot, quote: Quote, cited: Sequence[Citation], score: float
) -> tuple[Citation, ...]:
    """The sentences that print mention, name and role, as far as they are not cited yet."""
    printed = [part for part in (quote.mention, quote.name, quote.role) if part]
    return cite_printed(snapshot, quote.article_id, printed, cited, score)


def cite_printed(
    snapshot: Snapshot,
    article_id: int,
    parts: Sequence[Span],
    cited: Sequence[Citation],
    score: float,
) -> tuple[Citation, ...]:
    """The sentences of an article that hold these parts of it, as far as they are not cited yet."""
    article = snapshot.article(article_id)
    added: list[Citation] = []
    spans: list[Span] = []
    for printed in parts:
        if any(_covers(citation, article, printed) for citation in (*cited, *added)):
            continue
        spans = spans or sentences_of(snapshot, article_id)
        whole = _around(spans, printed)
        number = len(cited) + len(added) + 1
        text = whole.of(article.text)
        added.append(cite(article, whole, number=number, score=score, expected=text))
    return tuple(added)


def sentences_of(snapshot: Snapshot, article_id: int) -> list[Span]:
    """The sentences of an article as its passages hold them, in order."""
    passages = snapshot.passage_sentences([article_id])[article_id]
    return sorted({span for sentences in passages for span in sentences})


def quote_at(quotes: Sequence[Quote], span: Span) -> Quote | None:
    """The quote whose sentence shares most with a span; of several, the sentence's main speaker's.

    That is the last: "After X argued that ..., Y said ...".
    """
    shared = [quote for quote in quotes if quote.sentence.overlaps(span)]
    return max(
        shared,
        key=lambda quote: (_overlap(quote.sentence, span), quote.statement.start),
        default=None,
    )


def leaves_out_speaker(
    snapshot: Snapshot, named_speaker: str | None, sentence: ScoredSentence
) -> bool:
    """Whether it is asked what someone says, and the sentence neither names nor quotes them.

    What only someone else says of them is not theirs either.
    """
    if named_speaker is None:
        return False
    words = [word for word in speaker_words(named_speaker) if word not in PREPOSITIONS]
    named = set(index_terms(" ".join(words)))
    article_id = sentence.stored.article_id
    quote = quote_at(snapshot.quotes_in([article_id])[article_id], sentence.span)
    if quote is not None and _is_all_said(quote, sentence.span):
        article = snapshot.article(article_id).text
        role = quote.role.of(article) if quote.role else ""
        speaker = f"{quote.speaker} {quote.mention.of(article)} {role}"
        return named.isdisjoint(index_terms(speaker))
    return named.isdisjoint(index_terms(sentence.text))


def speaking_first(
    snapshot: Snapshot,
    named_speaker: str | None,
    groups: Groups,
    near: Iterable[int],
) -> Groups:
    """The groups, led by the first whose sentence names or quotes whose words are asked for.

    Args:
        near: numbers of the groups that may come first as well.
    """
    return led_by_fitting(
        groups, near, lambda sentence: not leaves_out_speaker(snapshot, named_speaker, sentence)
    )[0]


def _is_all_said(quote: Quote, sentence: Span) -> bool:
    """Whether a sentence is nothing but what is said: it does not name who says it."""
    return quote.sentence.overlaps(sentence) and not sentence.overlaps(quote.mention)


def _candidates(
    snapshot: Snapshot,
    groups: Sequence[list[ScoredSentence]],
    terms: TermWeights,
    settings: Settings,
) -> Iterator[Said]:
    least = groups[0][0].score - settings.reading.citation_lead
    looked_at = groups[: _FURTHER * settings.reading.speaker_candidates]
    quotes = snapshot.quotes_in({group[0].stored.article_id for group in looked_at})
    for number, group in enumerate(looked_at):
        best = group[0]
        article_id = best.stored.article_id
        leading = quote_at(quotes[article_id], best.span)
        if leading is None:
            continue
        article = snapshot.article(article_id)
        quote, share = _covering_most(quotes[article_id], leading, article, terms)
        near = number < settings.reading.speaker_candidates and best.score >= least
        if near or share >= _SAME_WORDS:
            yield Said(group, article, quote, share)


def _covering_most(
    quotes: Sequence[Quote], leading: Quote, article: Article, terms: TermWeights
) -> tuple[Quote, float]:
    """Of what is said in a quote's sentence, what has most of the words asked for, and its share.

    "After X argued that ..., Y said ..." prints what two people say.
    """
    said = [leading, *(other for other in quotes if other.sentence == leading.sentence)]
    shares = [terms.share(set(index_terms(quote.statement.of(article.text)))) for quote in said]
    best = max(range(len(said)), key=shares.__getitem__)
    return said[best], shares[best]


def _fit(said: Said, terms: TermWeights) -> float:
    """The score of the leading sentence, less as far as the words stand outside the statement."""
    whole = terms.share(set(index_terms(said.quote.sentence.of(said.article.text))))
    return said.group[0].score - _OUTSIDE * (whole - said.coverage)


def _covers(citation: Citation, article: Article, span: Span) -> bool:
    return citation.article == article.reference and citation.span.contains(span)


def _around(sentences: Sequence[Span], printed: Span) -> Span:
    """From the start of the sentence in which a span begins to the end of its last one."""
    held = [span for span in sentences if span.overlaps(printed)]
    return Span(
        min([printed.start, *(span.start for span in held)]),
        max([printed.end, *(span.end for span in held)]),
    )


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
