"""The first sentences of articles, for a question that asks no more than what was in the news."""

from __future__ import annotations

from collections.abc import Sequence

from qabot.reading.citing import cite
from qabot.reading.merging import merge_citations
from qabot.reading.outcome import Outcome
from qabot.reading.task import ReadingTask
from qabot.types import Article, Span, Verdict
from qabot.types.explanations import ChosenBy


def read_leads(task: ReadingTask) -> Outcome:
    """The first sentence of each article, headlines left out, in the order of their dates.

    For "what happened in June 2024", which has no topic that a sentence could answer: what is
    shown is related, not an answer.

    Args:
        task: with at least one passage; the articles that they are of are shown.
    """
    snapshot, settings = task.snapshot, task.settings.reading
    ids = list(dict.fromkeys(scored.passage.article_id for scored in task.passages))
    articles = snapshot.articles(ids[: settings.account_citations])
    dated = sorted(articles, key=lambda number: articles[number].published or "9999")
    passages = snapshot.passage_sentences(articles)
    citations = []
    for place, number in enumerate(dated, start=1):
        article = articles[number]
        span = _lead(article, passages[number][0])
        citations.append(
            cite(article, span, number=place, score=0.0, expected=span.of(article.text))
        )
    return Outcome(
        Verdict.RELATED,
        settings.related_from,
        citations=merge_citations(citations),
        chosen_by=ChosenBy.DATES,
    )


def _lead(article: Article, sentences: Sequence[Span]) -> Span:
    """The first sentence that is no headline; what the article begins with if all are."""
    titles = {article.title, ""}
    return next((span for span in sentences if span.of(article.text) not in titles), sentences[0])
