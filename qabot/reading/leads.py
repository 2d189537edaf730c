"""The first sentences of articles, for a question that asks no more than what was in the news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qabot.config import Settings
from qabot.reading.answering import Reading
from qabot.reading.citing import cite
from qabot.reading.merging import merge_citations
from qabot.store.snapshot import Snapshot
from qabot.types import Article, Citation, ScoredPassage, Span, Verdict


def read_leads(
    snapshot: Snapshot, passages: Sequence[ScoredPassage], settings: Settings
) -> Reading:
    """The first sentence of each article, headlines left out, in the order of their dates.

    For "what happened in June 2024", which has no topic that a sentence could answer: what is
    shown is related, not an answer.

    Args:
        passages: at least one; the articles that they are of.
    """
    ids = list(dict.fromkeys(scored.passage.article_id for scored in passages))
    dated = sorted(
        ids[: settings.reading.account_citations], key=lambda number: _published(snapshot, number)
    )
    citations = merge_citations(tuple(_leads(snapshot, dated)))
    return Reading(Verdict.RELATED, settings.reading.related_from, "", None, citations)


def _published(snapshot: Snapshot, article_id: int) -> str:
    return snapshot.article(article_id).published or "9999"


def _leads(snapshot: Snapshot, article_ids: Sequence[int]) -> Iterator[Citation]:
    for number, article_id in enumerate(article_ids, start=1):
        article = snapshot.article(article_id)
        ids = snapshot.passages_of([article_id])[:1].tolist()
        (first,) = snapshot.passages(ids)
        span = _lead(article, first.sentences)
        yield cite(article, span, number=number, score=0.0, expected=span.of(article.text))


def _lead(article: Article, sentences: Sequence[Span]) -> Span:
    """The first sentence that is no headline; what the article begins with if all are."""
    titles = {article.title, ""}
    return next((span for span in sentences if span.of(article.text) not in titles), sentences[0])
