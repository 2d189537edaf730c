"""A brief: a few sentences that together tell of a topic, or of the articles at hand."""

from __future__ import annotations

from collections.abc import Sequence

from qabot.questions.brief_requests import BriefRequest
from qabot.reading.best_sentences import choose_best
from qabot.reading.brief_sentences import BriefSentence, RankedBrief, brief_sentences, choose
from qabot.reading.citing import cite_groups, cited_span
from qabot.reading.finding import find, group_sentences
from qabot.reading.leads import read_leads
from qabot.reading.outcome import NOTHING_FOUND, Outcome
from qabot.reading.task import ReadingTask
from qabot.reading.told_articles import ToldArticle, articles_about, articles_read, centre
from qabot.types import FloatArray, Verdict
from qabot.types.explanations import ChosenBy

_AT_HAND = 6
"""Articles up to which each of those that filters leave is told of; of more, only their leads."""
_TOLD_TOGETHER = 6
"""Articles on a topic that a brief is made from."""
_ASKED = 0.3
"""What a headline that asks takes from an article that could tell the main fact."""
_OWN_WORDS = 0.95
"""Confidence where headline and opening have all words of the topic, or it is the article's own."""


def read_brief(task: ReadingTask, request: BriefRequest) -> Outcome:
    """The main fact of the topic, with sentences that add to it.

    Where no article is about the topic, the closest sentences are related at most: never is
    something else told of. Without a topic it is about the articles that the filters leave.
    """
    if not request.topic:
        return _of_articles_at_hand(task)
    articles = articles_about(task, request.topic)
    if not articles:
        return _nothing_told(task)
    ranked = _by_centrality(articles, task)[:_TOLD_TOGETHER]
    return _told(task, ranked, task.vector, ranked[:1])


def _of_articles_at_hand(task: ReadingTask) -> Outcome:
    """What the articles that the filters leave are about."""
    left = task.snapshot.select(task.filters).articles
    if left is None or not len(left):
        return _nothing_told(task)
    if len(left) > _AT_HAND:
        return read_leads(task) if task.passages else NOTHING_FOUND
    articles = articles_read(task, left.tolist())
    if not articles:
        return _nothing_told(task)
    return _told(task, articles, centre(articles), articles)


def _nothing_told(task: ReadingTask) -> Outcome:
    """The closest sentences, which are no brief."""
    found = find(task)
    if found is None:
        return NOTHING_FOUND
    return choose_best(task, found, group_sentences(task, found), doubtful=True)


def _by_centrality(articles: Sequence[ToldArticle], task: ReadingTask) -> list[ToldArticle]:
    """The articles, first the one that tells most of the topic, or the newest if that is asked."""
    middle = centre(articles)

    def fit(article: ToldArticle) -> float:
        central = float(article.lead.vector @ middle)
        near = float(article.lead.vector @ task.vector)
        found = article.opening + (article.headline + article.score) / 2
        return 2 * central + near + found - _ASKED * article.asks

    ranked = sorted(articles, key=fit, reverse=True)
    if task.newest:
        ranked.sort(key=lambda article: article.reference.published or "", reverse=True)
    return ranked


def _told(
    task: ReadingTask,
    articles: Sequence[ToldArticle],
    topic: FloatArray,
    main: Sequence[ToldArticle],
) -> Outcome:
    """A brief that has the first sentence of each of the main articles."""
    ranked = brief_sentences(task.snapshot, articles, topic, centre(articles))
    first = [_main_sentence(ranked, article) for article in main]
    chosen = choose(ranked, first, task.settings.reading.brief_sentences)
    chosen.sort(key=lambda sentence: _order(sentence, main[0]))
    citations = cite_groups(task.snapshot, [[sentence.scored] for sentence in chosen])
    lead = first[0].told
    return Outcome(
        Verdict.ANSWERED,
        _confidence(main[0], articles),
        lead.text,
        citations=citations,
        chosen_by=ChosenBy.BRIEF,
        ranking=RankedBrief(ranked),
        span=cited_span(citations, main[0].reference, lead.span),
        brief=True,
    )


def _main_sentence(ranked: Sequence[BriefSentence], article: ToldArticle) -> BriefSentence:
    """The first sentence of an article; if that has no word of the topic, the best that has."""
    own = [sentence for sentence in ranked if sentence.article is article]
    lead = next(sentence for sentence in own if sentence.told is article.lead)
    telling = [sentence for sentence in own if sentence.scored.coverage and not sentence.leans]
    if lead.scored.coverage or not telling:
        return lead
    return telling[0]


def _confidence(main: ToldArticle, articles: Sequence[ToldArticle]) -> float:
    """How well the topic is covered: by what the main article prints, and by the headlines."""
    headline = max(article.headline for article in articles)
    return _OWN_WORDS * (0.4 * main.opening + 0.3 * main.whole + 0.3 * headline)


def _order(sentence: BriefSentence, main: ToldArticle) -> tuple[str, bool, str, int]:
    """By date, the undated last, of a day the main article first; then as articles print it."""
    article = sentence.article
    published = article.reference.published or "9999"
    return published, article is not main, article.reference.path, sentence.told.span.start
