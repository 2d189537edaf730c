"""The lexical part of a generation: BM25 over passages, in a tantivy index that grows."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
import tantivy

from qabot.engines.temporary import temporary_folder
from qabot.text.normalise import lexical_text
from qabot.text.terms import term_analyser
from qabot.types import Document, FloatArray, IdArray

_ANALYSER = "qabot"
_WRITER_BYTES = 64_000_000
_LISTED = 1_000
"""Articles up to which tantivy is given a list of those allowed; with more, hits are sorted out."""


class LexicalWriter:
    """Adds passages to the index in a folder, which may be new, and removes articles from it."""

    def __init__(self, folder: Path) -> None:
        if not folder.exists():
            folder.mkdir(parents=True)
            tantivy.Index(_schema(), path=str(folder))
        index = tantivy.Index.open(str(folder))
        index.register_tokenizer(_ANALYSER, term_analyser())
        self._schema = index.schema
        self._writer = index.writer(heap_size=_WRITER_BYTES, num_threads=1)

    def add(self, document: Document) -> None:
        """Index a passage."""
        row = tantivy.Document()
        row.add_unsigned("passage", document.passage)
        row.add_unsigned("article", document.article)
        row.add_text("title", lexical_text(document.title))
        row.add_text("text", lexical_text(document.text))
        self._writer.add_document(row)

    def remove(self, articles: Sequence[int]) -> None:
        """Take out all passages of these articles that were added before."""
        for article in articles:
            query = tantivy.Query.term_query(self._schema, "article", article)
            self._writer.delete_documents_by_query(query)

    def commit(self) -> None:
        """Write all of it; the writer is done with."""
        self._writer.commit()
        self._writer.wait_merging_threads()


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """BM25 (Robertson & Zaragoza 2009; tantivy's k1 = 1.2, b = 0.75) over title and text.

    ``documents`` are counted as tantivy's statistics do: with those that were removed and are not
    merged away yet.
    """

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    documents: int
    title_boost: float
    _idf: dict[str, float] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path, title_boost: float) -> Self:
        """The index as it was committed last; the folder may go while it is open.

        Raises:
            OSError, ValueError and others: it is damaged, or not there.
        """
        segments = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["segments"]
        documents = sum(segment["max_doc"] for segment in segments)
        try:
            index = _opened(folder)
        except ValueError:  # as a rule: this user may not lock it
            with linked(folder) as elsewhere:
                index = _opened(elsewhere)
        return cls(index.schema, index.searcher(), documents, title_boost)

    def idf(self, term: str) -> float:
        """BM25's inverse document frequency of a term over the passages; never below 0."""
        if term not in self._idf:
            frequency = self.searcher.doc_freq("text", term)
            self._idf[term] = math.log1p((self.documents - frequency + 0.5) / (frequency + 0.5))
        return self._idf[term]

    def search(self, terms: Mapping[str, float], limit: int, articles: IdArray | None) -> IdArray:
        """Ids of the passages of these articles, or of all, with the highest BM25, best first."""
        query = self._any_of(terms)
        if articles is None:
            return self._best(query, limit)[0]
        if len(articles) <= _LISTED:
            return self._best(self._among(query, "article", articles), limit)[0]
        return self._sorted_out(query, limit, articles)

    def bm25(self, terms: Mapping[str, float], ids: IdArray) -> FloatArray:
        """BM25 of each passage, in the order of ``ids``, which ascend; 0 without a shared term."""
        result = np.zeros(len(ids), dtype=np.float32)
        if terms and len(ids):
            query = self._among(self._any_of(terms), "passage", ids)
            found, scores = self._best(query, len(ids))
            result[np.searchsorted(ids, found)] = scores
        return result

    def containing(self, term: str) -> IdArray:
        """Ids of all articles that have the term in text or title, ascending."""
        everything = max(self.searcher.num_docs, 1)
        hits = self.searcher.search(self._any_of({term: 1.0}), limit=everything, count=False).hits
        return np.unique(self._values("article", [address for _, address in hits]))

    def _sorted_out(self, query: tantivy.Query, limit: int, articles: IdArray) -> IdArray:
        """The best of the allowed, out of ever more of all until there are enough."""
        asked = 2 * limit
        while True:
            hits = self.searcher.search(query, limit=asked, count=False).hits
            addresses = [address for _, address in hits]
            own = self._values("article", addresses)
            places = np.minimum(np.searchsorted(articles, own), len(articles) - 1)
            left = np.flatnonzero(articles[places] == own)
            if len(left) >= limit or len(hits) < asked:
                return self._values("passage", [addresses[row] for row in left[:limit].tolist()])
            asked *= 4

    def _best(self, query: tantivy.Query, limit: int) -> tuple[IdArray, FloatArray]:
        hits = self.searcher.search(query, limit=limit, count=False).hits
        ids = self._values("passage", [address for _, address in hits])
        return ids, np.array([score for score, _ in hits], dtype=np.float32)

    def _values(self, name: str, addresses: list[tantivy.DocAddress]) -> IdArray:
        return np.array(self.searcher.fast_field_values(name, addresses), dtype=np.int64)

    def _among(self, query: tantivy.Query, name: str, values: IdArray) -> tantivy.Query:
        among = tantivy.Query.term_set_query(self.schema, name, values.tolist())
        required = (tantivy.Occur.Must, tantivy.Query.const_score_query(among, 0.0))
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), required])

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


def _opened(folder: Path) -> tantivy.Index:
    """The index with a searcher, for which tantivy takes a lock in its folder for a moment."""
    index = tantivy.Index.open(str(folder))
    index.config_reader(reload_policy="manual")
    return index


@contextmanager
def linked(folder: Path) -> Iterator[Path]:
    """A folder that can be written, with links to the files of one that cannot.

    Raises:
        OSError: there is no room for a few links in any place for temporary files.
    """
    with temporary_folder() as elsewhere:
        for path in folder.iterdir():
            if path.suffix != ".lock":
                (elsewhere / path.name).symlink_to(path.absolute())
        yield elsewhere


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("passage", indexed=True, fast=True)
    builder.add_unsigned_field("article", indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name=_ANALYSER, index_option="freq")
    builder.add_text_field("text", tokenizer_name=_ANALYSER, index_option="freq")
    return builder.build()
