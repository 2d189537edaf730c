"""Whether the rows of a database are what was written, and agree with each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from qabot.errors import CitationError, IndexDamaged, IndexProblem, QabotError, is_failure
from qabot.store.connections import Connection
from qabot.store.database import Database
from qabot.store.fetched import FetchedRows
from qabot.store.labels import labels_of
from qabot.store.rows import input_hash, unpack_encoding
from qabot.store.schema import VIEWS, VISIBLE
from qabot.store.state import Store
from qabot.types import Article, PassageInput, Quote, StoredPassage

EmbeddedText = Callable[[StoredPassage], PassageInput]
"""What the encoder saw of a passage."""


@dataclass(frozen=True, slots=True)
class UnsoundArticle:
    """An article with something that cannot have been written so, and what that is."""

    id: int
    path: str
    reason: str


def unsound_articles(
    connection: Connection, generation: int, embedded: EmbeddedText | None = None
) -> Iterator[UnsoundArticle]:
    """The articles of a generation that do not hold what was stored, one after the other.

    Text and metadata are compared with their hash, places with the indexes, sentences with the
    text and, if what was embedded can be told, its digest; vectors have the shape and length that
    they need, and who says what stands in the text.
    """
    labels = labels_of(connection, generation)
    rows = connection.execute(
        f"SELECT id, path FROM articles WHERE {VISIBLE} ORDER BY id", {"generation": generation}
    ).fetchall()
    for row in rows:
        try:
            fetched = FetchedRows(connection, generation, labels)
            _check_article(connection, fetched, row["id"], embedded)
        except (sqlite3.Error, TypeError, ValueError, LookupError) as error:
            yield UnsoundArticle(row["id"], str(row["path"]), str(error))


def _check_article(
    connection: Connection,
    fetched: FetchedRows,
    article_id: int,
    embedded: EmbeddedText | None,
) -> None:
    article = fetched.articles([article_id])[article_id]
    passages = connection.execute(
        "SELECT id, input_hash, vector, sentence_vectors FROM passages WHERE article_id = ?",
        (article_id,),
    ).fetchall()
    stored = fetched.passages([row["id"] for row in passages], vectors=False)
    for row, passage in zip(passages, stored, strict=True):
        if row["vector"]:
            unpack_encoding(row, len(passage.sentences))
        if embedded and input_hash(embedded(passage)) != row["input_hash"]:
            raise sqlite3.DatabaseError("a passage's sentences are not those that were embedded")
    for quote in fetched.quotes([article_id])[article_id]:
        _check_quote(article, quote)


def _check_quote(article: Article, quote: Quote) -> None:
    parts = (quote.sentence, quote.statement, quote.mention, quote.name, quote.role)
    inside = all(part.end <= len(article.text) for part in parts if part)
    if not inside or quote.speaker.split() != quote.name.of(article.text).split():
        raise sqlite3.DatabaseError("the text does not print who says a sentence")


@contextmanager
def told_of_damage(
    database: Database, search_problem: Callable[[], str | None] = lambda: None
) -> Iterator[None]:
    """What goes wrong with rows that lie as the damage that it is; bugs of ours as they are.

    Which of both a failure is, is told by a look at the whole database, and then at what is
    searched.

    Args:
        search_problem: what is wrong with what is searched, if anything is.

    Raises:
        IndexDamaged: something went wrong, and the index is damaged.
    """
    try:
        yield
    except BaseException as error:
        if not _may_be_damage(error):
            raise
        if problem := first_problem(database):
            raise IndexDamaged(database.damage_message(problem)) from error
        problem = search_problem() or (None if isinstance(error, Exception) else str(error))
        if problem:  # a panic can only come of what is searched: the rest is sound
            views = database.folder / VIEWS
            raise IndexDamaged(
                f"{views} is damaged ({problem}); delete it: it is made again, out of "
                f"{database.name}, when something is asked"
            ) from error
        raise


def _may_be_damage(error: BaseException) -> bool:
    """Whether it is a failure that is not told in our words, or that only damage brings about."""
    told = isinstance(error, QabotError) and not isinstance(error, CitationError)
    return is_failure(error) and not told


def first_problem(database: Database) -> str | None:
    """Something that is wrong with a database; None for a sound one."""
    try:
        with database.reading() as connection:
            return _first_problem(database, connection)
    except (IndexProblem, sqlite3.Error, TypeError, ValueError, LookupError) as error:
        return str(error)


def _first_problem(database: Database, connection: Connection) -> str | None:
    if structure := database.structure_problems(connection):
        return structure[0]
    if problem := database.layout_problem(connection):
        return problem
    published = Store(connection).published()
    if published is None:
        return None
    unsound = next(unsound_articles(connection, published.number), None)
    return f"{unsound.path}: {unsound.reason}" if unsound else None
