"""The quote index: a row for each sentence that somebody says, two where two people do."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Sequence

from qabot.speech.attribution import Attribution
from qabot.store.connections import Connection, DatabaseRow
from qabot.store.schema import VISIBLE
from qabot.types import Quote, Span

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_COLUMNS = (
    "article_id, sentence_start, sentence_end, statement_start, statement_end, mention_start,"
    " mention_end, name_start, name_end, role_start, role_end, speaker, first_word, last_word,"
    " verb, direct"
)


def add_quotes(
    connection: Connection, article_id: int, text: str, found: Sequence[Attribution]
) -> None:
    """Store an article's attributed sentences."""
    marks = ", ".join("?" * len(_COLUMNS.split(",")))
    connection.executemany(
        f"INSERT INTO quotes ({_COLUMNS}) VALUES ({marks})",
        (_row(article_id, text, attribution) for attribution in found),
    )


def quotes_in(connection: Connection, article_ids: Collection[int]) -> dict[int, list[Quote]]:
    """By article, its attributed sentences in order."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM quotes"
        " WHERE article_id IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"
        " ORDER BY article_id, sentence_start, quotes.id",
        (json.dumps(list(article_ids)),),
    )
    found: dict[int, list[Quote]] = {number: [] for number in article_ids}
    for row in rows:
        found[row["article_id"]].append(_quote(row))
    return found


def quotes_by_speaker(connection: Connection, generation: int, name: str) -> list[Quote]:
    """What is said by everyone whom a name can mean, by article and place.

    A surname or a first name means all who have it; a full name also means those whom their
    article only prints with the last word of it.
    """
    words = speaker_words(name)
    if not words:
        return []
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM quotes JOIN articles ON articles.id = article_id"
        f" WHERE (last_word = :last OR first_word IN (:first, :last)) AND {VISIBLE}"
        " ORDER BY article_id, sentence_start, quotes.id",
        {"first": words[0], "last": words[-1], "generation": generation},
    )
    asked = set(words)
    found = []
    for row in rows:
        printed = speaker_words(row["speaker"])
        if asked <= set(printed) or printed == words[-1:]:
            found.append(_quote(row))
    return found


def speaker_words(name: str) -> list[str]:
    """A name's words as they are compared: without case, possessive or punctuation."""
    plain = re.sub(r"['’]s\b", "", name).casefold()
    words = _WORD.findall(plain)
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _row(article_id: int, text: str, found: Attribution) -> tuple[int | str | None, ...]:
    speaker = found.name.of(text)
    words = speaker_words(speaker) or [""]
    spans = (found.sentence, found.statement, found.mention, found.name)
    places = (place for span in spans for place in (span.start, span.end))
    role = (found.role.start, found.role.end) if found.role else (None, None)
    return (
        article_id, *places, *role, " ".join(speaker.split()), words[0], words[-1], found.verb,
        found.direct,
    )  # fmt: skip


def _quote(row: DatabaseRow) -> Quote:
    """A row as a value.

    Raises:
        sqlite3.DatabaseError: it names places that are none.
    """
    try:
        return _quote_of(row)
    except (TypeError, ValueError) as error:
        raise sqlite3.DatabaseError("who says a sentence cannot be read") from error


def _quote_of(row: DatabaseRow) -> Quote:
    def span(part: str) -> Span:
        return Span(row[f"{part}_start"], row[f"{part}_end"])

    return Quote(
        article_id=row["article_id"],
        sentence=span("sentence"),
        statement=span("statement"),
        mention=span("mention"),
        name=span("name"),
        role=span("role") if row["role_start"] is not None else None,
        speaker=row["speaker"],
        verb=row["verb"],
        direct=bool(row["direct"]),
    )
