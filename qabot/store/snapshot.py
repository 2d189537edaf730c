"""One moment of an index, to search and to fetch from."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from qabot.engines.views import Views
from qabot.errors import CitationError
from qabot.protocols import TermScorer
from qabot.store.articles import Articles
from qabot.types import (
    Article,
    ArticleRef,
    Filters,
    FloatArray,
    IdArray,
    PassageEncoding,
    Quote,
    Span,
    StoredPassage,
)

Embed = Callable[[Sequence[StoredPassage]], list[PassageEncoding]]
"""Makes the vectors of passages that wait for theirs."""

_EXACT_FACTOR = 4
"""Passages fetched for each one asked for where quantised scores are made exact afterwards."""


class Snapshot:
    """Searches and fetches, all from the same generation; valid inside ``Index.snapshot()``.

    This is all that retrieval and reading need of an index, whatever engine holds it.
    """

    def __init__(self, connection: sqlite3.Connection, views: Views, embed: Embed) -> None:
        self._articles = Articles(connection, views.generation)
        self._views = views
        self._embed = embed
        self._embedded: dict[int, PassageEncoding] = {}

    @property
    def generation(self) -> int:
        """Number of the state that this is."""
        return self._views.generation

    @property
    def lexical_only(self) -> bool:
        """Whether passages still wait for their vectors: then only terms are searched.

        The few passages that are fetched to be read are embedded here and now.
        """
        return self._views.vectors is None

    def allowed(self, filters: Filters) -> IdArray | None:
        """Ids of the passages that the filters leave, shape ``(n,)``; None for all of them."""
        if not filters:
            return None
        return self._articles.passage_ids(filters)

    def article_count(self, filters: Filters) -> int:
        """How many articles the filters leave; all of them without any."""
        return self._articles.count(filters)

    def dense(
        self, vector: FloatArray, limit: int, allowed: IdArray | None = None
    ) -> tuple[IdArray, FloatArray]:
        """Ids and cosines of the passages nearest to a unit vector, best first."""
        view = self._views.vectors
        if view is None:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        if view.exact:
            return view.search(vector, limit, allowed)
        ids, _ = view.search(vector, limit * _EXACT_FACTOR, allowed)
        cosines = self.cosines(vector, ids)
        best = np.argsort(-cosines, kind="stable")[:limit]
        return ids[best], cosines[best]

    def lexical(
        self,
        question: str,
        limit: int,
        allowed: IdArray | None = None,
        earlier: Sequence[tuple[str, float]] = (),
    ) -> tuple[IdArray, FloatArray]:
        """Ids and BM25 scores of the passages that share terms with a question, best first.

        ``earlier`` are further texts with the weights of the terms that only they have.
        """
        return self._views.lexical.search(question, limit, allowed, earlier)

    def term_scores(
        self, question: str, ids: Sequence[int], earlier: Sequence[tuple[str, float]] = ()
    ) -> dict[str, dict[int, float]]:
        """What each term of a question adds to the BM25 of these passages, by their ids."""
        return self._views.lexical.term_scores(question, ids, earlier)

    def cosines(self, vector: FloatArray, ids: IdArray) -> FloatArray:
        """Exact cosines of these passages with a unit vector, in the order of ``ids``.

        Where passages wait for their vectors: 0 for those not fetched yet.
        """
        if self.lexical_only or not len(ids):
            made = (self._embedded.get(number) for number in ids.tolist())
            return np.array(
                [encoding.vector @ vector if encoding else 0.0 for encoding in made],
                dtype=np.float32,
            )
        vectors = self._articles.passage_vectors(ids.tolist())
        result: FloatArray = np.stack([vectors[number] for number in ids.tolist()]) @ vector
        return result

    @property
    def term_scorer(self) -> TermScorer:
        """What tells :meth:`terms` and :meth:`term_scores` also when the snapshot is closed."""
        return self._views.lexical

    def terms(self, text: str) -> list[str]:
        """The text's terms as the lexical view indexes them, in order."""
        return self._views.lexical.terms(text)

    def idf(self, term: str) -> float:
        """Inverse document frequency of a term over the passages."""
        return self._views.lexical.idf(term)

    def passages(self, ids: Sequence[int], *, vectors: bool = True) -> list[StoredPassage]:
        """Passages in the order of their ids; the vectors of their sentences only if asked for."""
        fetched = self._articles.fetched
        passages = fetched.passages(ids, vectors=vectors and not self.lexical_only)
        return self._embedded_now(passages) if vectors and self.lexical_only else passages

    def articles_of(self, ids: Sequence[int]) -> set[int]:
        """Ids of the articles that these passages stand in."""
        return self._articles.articles_of(ids)

    def articles_behind(self, ids: Collection[int]) -> set[int]:
        """Ids of the articles of a few passages, which :meth:`passages` has at hand then."""
        return self._articles.fetched.article_ids(ids)

    def passages_of(self, article_ids: Collection[int]) -> IdArray:
        """Ids of these articles' passages, shape ``(n,)``, ascending."""
        return self._articles.passages_of(article_ids)

    def copies_of(self, article_ids: Collection[int]) -> dict[int, dict[int, ArticleRef]]:
        """For each of these articles that has copies: all that are its story, by id.

        The article itself is among them; the one that speaks for them comes first.
        """
        return self._articles.fetched.copies(article_ids)

    def passage_sentences(self, article_ids: Collection[int]) -> dict[int, list[tuple[Span, ...]]]:
        """By article, the sentences of each of its passages, in order."""
        return self._articles.fetched.sentences(article_ids)

    def quotes_in(self, article_ids: Collection[int]) -> dict[int, list[Quote]]:
        """By article, the sentences that somebody says, in order."""
        return self._articles.fetched.quotes(article_ids)

    def quotes_by_speaker(self, name: str) -> list[Quote]:
        """What is said by everyone whom a name can mean, by article and place.

        A surname or a first name means all who have it; a full name also means those whom their
        article only prints with the last word of it.
        """
        return self._articles.quotes_by_speaker(name)

    def article(self, article_id: int) -> Article:
        """An article with its text.

        Raises:
            CitationError: this state of the index holds no such article.
        """
        found = self._articles.fetched.articles([article_id])
        if not found:
            raise CitationError(f"no article with id {article_id} in this index")
        return found[article_id]

    def articles(self, ids: Collection[int]) -> dict[int, Article]:
        """Articles with their texts, by id: all of them at once."""
        return self._articles.fetched.articles(ids)

    def articles_with(self, words: Sequence[str], filters: Filters) -> Iterator[Article]:
        """All articles with each of the words in some form, of those the filters leave, by path.

        Beside them those that may print them in a line that is in no passage. Without words, all
        that the filters leave. There is no limit, and one article at a time is
        in memory.
        """
        ids: set[int] | None = None
        for term in {term for word in words for term in self.terms(word)}:
            found = self._articles.articles_of(self._views.lexical.containing(term).tolist())
            ids = found if ids is None else ids & found
        if ids is not None:  # the lexical view does not hold the lines that are in no passage
            ids |= self._articles.with_boilerplate()
        return self._articles.matching(filters, ids)

    def article_by_path(self, path: str) -> Article | None:
        """An article by its path; None if none has it, or means it alone.

        A path that no article has is understood as :meth:`articles_called` does.
        """
        found = self.articles_called(path)
        return found[0] if found and (found[0].path == path or len(found) == 1) else None

    def articles_called(self, path: str) -> list[Article]:
        """All articles that a path may mean: first the one that has it, the others by folder.

        Those are the articles that had it, or may have, while the index held other folders, and
        the one whose file is meant where a path begins at the root.
        """
        return self._articles.called(path)

    def names_of(self, paths: Sequence[str]) -> tuple[str, ...]:
        """The paths that the articles have now which these paths mean; one without any stays."""
        return self._articles.names_of(paths)

    def file_of(self, path: str) -> Path | None:
        """The file that the article with a path was read from; it may be gone by now."""
        return self._articles.file_of(path)

    def article_refs(self, filters: Filters) -> list[ArticleRef]:
        """The articles that the filters leave, by path: 50,000 of them in a fifth of a second."""
        return self._articles.references(filters)

    def folders(self) -> list[str]:
        """Absolute paths of the folders that the articles come from."""
        return self._articles.folders()

    def outlets(self, limit: int) -> list[str]:
        """The outlets of most articles, the most frequent first."""
        return self._articles.printed("outlet", limit)

    def authors(self, limit: int) -> list[str]:
        """The authors of most articles, the most frequent first."""
        return self._articles.printed("author", limit)

    def years(self) -> list[str]:
        """The years that articles were published in, the latest first."""
        years = self._articles.printed("substr(published, 1, 4)", 1000)
        return sorted(years, reverse=True)

    def article_paths(self) -> list[str]:
        """Paths of all articles, sorted."""
        return self._articles.paths()

    def _embedded_now(self, passages: list[StoredPassage]) -> list[StoredPassage]:
        new = [passage for passage in passages if passage.id not in self._embedded]
        numbers = [passage.id for passage in new]
        self._embedded.update(zip(numbers, self._embed(new), strict=True))
        return [
            replace(passage, sentence_vectors=self._embedded[passage.id].sentence_vectors)
            for passage in passages
        ]
