"""The lexical view: BM25 over passages in a tantivy index, built from the database."""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
import tantivy

from qabot.engines.checksums import verify_checksums, write_checksums
from qabot.text.normalise import lexical_text
from qabot.types import FloatArray, IdArray

_MANIFEST = "checksums.json"
_ANALYSER = "qabot"
_LONGEST_TERM = 60
_WRITER_BYTES = 64_000_000
_QUERY_TERMS = 64
"""Distinct terms of a question that are looked up; more would make a pasted page slow."""


@dataclass(frozen=True, slots=True)
class LexicalView:
    """BM25 (Robertson & Zaragoza 2009; tantivy's k1 = 1.2, b = 0.75) over title and text.

    Terms are lower-cased, stripped of accents and stemmed (Snowball English).
    """

    schema: tantivy.Schema
    analyser: tantivy.TextAnalyzer
    searcher: tantivy.Searcher
    title_boost: float
    _idf: dict[str, float] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        documents: Iterable[tuple[int, str, str]],
        folder: Path,
        identity: str,
        title_boost: float,
    ) -> Self:
        """Index documents (passage id, title, text) into a folder that appears when whole.

        Raises:
            OSError: the disk is full or not writable.
        """
        partial = folder.with_name(f".{folder.name}.{os.getpid()}")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        try:
            _write(documents, partial)
            files = [path for path in partial.iterdir() if not path.name.startswith(".")]
            write_checksums(partial / _MANIFEST, identity, files)
            shutil.rmtree(folder, ignore_errors=True)
            partial.rename(folder)
        except ValueError as error:  # what tantivy raises for I/O errors
            raise OSError(str(error)) from error
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        return cls._over(tantivy.Index.open(str(folder)), title_boost)

    @classmethod
    def open(cls, folder: Path, identity: str, title_boost: float) -> Self | None:
        """The view in ``folder``, or None if it is missing, damaged or of other passages."""
        if not verify_checksums(folder / _MANIFEST, identity):
            return None
        return cls._over(tantivy.Index.open(str(folder)), title_boost)

    @classmethod
    def _over(cls, index: tantivy.Index, title_boost: float) -> Self:
        index.config_reader(reload_policy="manual")
        return cls(index.schema, _analyser(), index.searcher(), title_boost)

    def terms(self, text: str) -> list[str]:
        """The text's terms as they are indexed, in order."""
        return self.analyser.analyze(lexical_text(text))

    def idf(self, term: str) -> float:
        """BM25's inverse document frequency of a term over the passages; never below 0."""
        if term not in self._idf:
            frequency = self.searcher.doc_freq("text", term)
            total = self.searcher.num_docs
            self._idf[term] = math.log1p((total - frequency + 0.5) / (frequency + 0.5))
        return self._idf[term]

    def search(
        self,
        question: str,
        limit: int,
        allowed: Sequence[int] | IdArray | None = None,
        earlier: Sequence[tuple[str, float]] = (),
    ) -> tuple[IdArray, FloatArray]:
        """Ids and BM25 scores of the passages that share a term, best first, among the allowed.

        A term that only ``earlier`` texts have counts with the weight of the first that has it.
        """
        return self._search(self._weighted(question, earlier), limit, allowed)

    def term_scores(
        self, question: str, ids: Sequence[int], earlier: Sequence[tuple[str, float]] = ()
    ) -> dict[str, dict[int, float]]:
        """What each term adds to the BM25 of these passages, by id where it adds anything.

        Summed over the terms, it is what :meth:`search` gives each passage.
        """
        scores: dict[str, dict[int, float]] = {}
        for term, weight in self._weighted(question, earlier).items():
            found, added = self._search({term: weight}, len(ids), ids)
            scores[term] = dict(zip(found.tolist(), added.tolist(), strict=True))
        return scores

    def _weighted(self, question: str, earlier: Sequence[tuple[str, float]]) -> dict[str, float]:
        weights = dict.fromkeys(self.terms(question), 1.0)
        for text, weight in earlier:
            weights |= dict.fromkeys(self.terms(text), weight) | weights
        return dict(list(weights.items())[:_QUERY_TERMS])

    def _search(
        self, terms: Mapping[str, float], limit: int, allowed: Sequence[int] | IdArray | None
    ) -> tuple[IdArray, FloatArray]:
        if not terms or limit < 1:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        query = self._any_of(terms)
        if allowed is not None:
            among = tantivy.Query.term_set_query(
                self.schema, "passage", [int(number) for number in allowed]
            )
            required = (tantivy.Occur.Must, tantivy.Query.const_score_query(among, 0.0))
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), required])
        hits = self.searcher.search(query, limit=limit, count=False).hits
        ids = self.searcher.fast_field_values("passage", [address for _, address in hits])
        return (
            np.array(ids, dtype=np.int64),
            np.array([score for score, _ in hits], dtype=np.float32),
        )

    def containing(self, term: str) -> IdArray:
        """Ids of all passages that have the term in text or title, in no order."""
        query = self._any_of({term: 1.0})
        hits = self.searcher.search(query, limit=max(self.searcher.num_docs, 1), count=False).hits
        ids = self.searcher.fast_field_values("passage", [address for _, address in hits])
        return np.array(ids, dtype=np.int64)

    def _any_of(self, terms: Mapping[str, float]) -> tantivy.Query:
        optional = tantivy.Occur.Should
        clauses = []
        for term, weight in terms.items():
            in_text = tantivy.Query.term_query(self.schema, "text", term, index_option="freq")
            in_title = tantivy.Query.term_query(self.schema, "title", term, index_option="freq")
            if weight != 1.0:
                in_text = tantivy.Query.boost_query(in_text, weight)
            clauses.append((optional, in_text))
            in_title = tantivy.Query.boost_query(in_title, weight * self.title_boost)
            clauses.append((optional, in_title))
        return tantivy.Query.boolean_query(clauses)


def _analyser() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(_LONGEST_TERM))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def _write(documents: Iterable[tuple[int, str, str]], folder: Path) -> None:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("passage", indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name=_ANALYSER, index_option="freq")
    builder.add_text_field("text", tokenizer_name=_ANALYSER, index_option="freq")
    index = tantivy.Index(builder.build(), path=str(folder))
    index.register_tokenizer(_ANALYSER, _analyser())
    writer = index.writer(heap_size=_WRITER_BYTES, num_threads=1)
    for number, title, text in documents:
        document = tantivy.Document()
        document.add_unsigned("passage", number)
        document.add_text("title", lexical_text(title))
        document.add_text("text", lexical_text(text))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
