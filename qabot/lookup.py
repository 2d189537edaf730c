"""What an index holds on a query, a phrase or a topic: passages, articles and dates, no answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qabot.index import Index
from qabot.questions.cleaning import clean_checked
from qabot.questions.followups import Turn
from qabot.questions.understanding import understand
from qabot.reading.citation_limits import check_count
from qabot.reading.timeline import find_timeline
from qabot.reading.topic_articles import find_topic_articles
from qabot.retrieval.context import vector_in_context, weighted_terms
from qabot.retrieval.hybrid import search
from qabot.retrieval.mentions import find_mentions
from qabot.types import ArticleRef, Citation, Filters, Mentions, ScoredPassage, Timeline

_NO_FILTERS = Filters()


class Lookup:
    """Finds and lists what articles say, without a reader.

    Safe to use from several threads. Each list comes from one state of the index.
    """

    def __init__(self, index: Index) -> None:
        self.index = index

    def search(
        self,
        query: str,
        top_k: int = 10,
        *,
        filters: Filters = _NO_FILTERS,
        history: Sequence[str] = (),
    ) -> list[ScoredPassage]:
        """The ``top_k`` passages for a query, best first, with the parts of their scores.

        ``history`` are the user's earlier questions, as in :meth:`ask`.

        Raises:
            QuestionError: the query is empty or too long, or ``top_k`` is below 1.
            IndexProblem: the index is gone, or was made again with another model.
        """
        check_count(top_k, "top_k")
        settings = self.index.settings
        asked = understand(query, [Turn(turn) for turn in history], None, settings)
        vector = vector_in_context(self.index.encoder, asked.text, asked.earlier, settings)
        earlier = weighted_terms(asked.earlier, settings)
        with self.index.snapshot() as snapshot:
            return search(snapshot, asked.text, vector, top_k, filters, settings, earlier)

    def file_of(self, article: ArticleRef) -> Path | None:
        """The file that a cited article was read from; None if the index does not hold it now.

        It may have changed or gone since. An article of a container has the container's file.
        """
        with self.index.snapshot() as snapshot:
            return snapshot.file_of(article.path)

    def mentions(self, phrase: str, *, filters: Filters = _NO_FILTERS) -> Mentions:
        """Every article that prints a phrase, with how often: nothing is ranked or cut off.

        The phrase is found as whole words in that order, in any case, with or without accents;
        other forms of its words are not it. A word of two to five capitals ("US") is only found in
        capitals.

        Raises:
            QuestionError: the phrase is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        phrase = self._checked(phrase)
        with self.index.snapshot() as snapshot:
            return find_mentions(snapshot, phrase, filters)

    def articles_about(self, topic: str, *, filters: Filters = _NO_FILTERS) -> tuple[Citation, ...]:
        """Every article whose headline and first sentences print all words of a topic.

        Those with the topic in the headline come first, then the newer ones. Each is cited with
        that of its first sentences which prints most of it.

        Raises:
            QuestionError: the topic is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        topic = self._checked(topic)
        with self.index.snapshot() as snapshot:
            return find_topic_articles(snapshot, topic, filters)

    def timeline(self, phrase: str, *, filters: Filters = _NO_FILTERS, limit: int = 50) -> Timeline:
        """Dated sentences that print a phrase, oldest first, one for each event.

        A sentence has the date that it states itself, else that of its article, of which it is
        the first to mention the phrase. Of more than ``limit`` events, those are left that the
        most places print, then those that state their date.

        Raises:
            QuestionError: the phrase is empty or too long, or ``limit`` is below 1.
            IndexProblem: the index is gone, or was made again with another model.
        """
        phrase = self._checked(phrase)
        check_count(limit, "limit")
        with self.index.snapshot() as snapshot:
            return find_timeline(snapshot, phrase, filters, limit)

    def _checked(self, phrase: str) -> str:
        return clean_checked(phrase, self.index.settings.retrieval.question_characters)
