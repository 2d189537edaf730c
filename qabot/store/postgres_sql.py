"""The store's SQL, which is SQLite's, in the words of PostgreSQL."""

from __future__ import annotations

import re
from functools import lru_cache

from qabot.store.tables import TABLES

MARK = "qabot_layout"
"""A table beside those of the store, whose one row holds their version; all are made with it."""

_STATEMENTS = 512
"""Statements that are kept: those of the store, with some sets of folders' labels."""

_STATEMENT = (
    (re.compile(r"(?<!:):(\w+)"), r"%(\1)s"),
    (re.compile(r"\?"), "%s"),
    (
        re.compile(r"json_each\((%s|%\(\w+\)s)\)"),
        r"json_array_elements_text(\1::json) AS listed (value)",
    ),
    (re.compile(r"json_group_array\((\w+)\)"), r"COALESCE(json_agg(\1), '[]')::text"),
    (re.compile(r"\bINDEXED BY \w+|\bCROSS(?= JOIN\b)"), ""),  # hints, which PostgreSQL has none of
    (re.compile(r"\bBEGIN IMMEDIATE\b"), "BEGIN"),
)
_TABLE = (
    (
        re.compile(r"\bid INTEGER PRIMARY KEY(?: AUTOINCREMENT)?"),
        "id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    ),
    (re.compile(r"\b(rebuild|direct|compared) INTEGER\b"), r"\1 BOOLEAN"),
    (re.compile(r"\bINTEGER\b"), "BIGINT"),
    (re.compile(r"\bBLOB\b"), "BYTEA"),
    (re.compile(r"\bTEXT\b"), 'TEXT COLLATE "C"'),  # in the order of code points, as in SQLite
    (re.compile(r" WITHOUT ROWID\b"), ""),
    (  # a tree holds nothing longer than 2,700 bytes
        re.compile(r"\((path|site|first_word|last_word)\);"),
        r"USING hash (\1);",
    ),
)


@lru_cache(_STATEMENTS)
def statement(sql: str) -> bytes:
    """A statement of the store, for psycopg."""
    return _rewritten(sql, _STATEMENT).encode()


def table_definitions() -> bytes:
    """The statements that make all tables and indexes."""
    return _rewritten(TABLES, _TABLE).encode()


def object_names() -> frozenset[str]:
    """The names of all tables and indexes."""
    return frozenset(re.findall(r"CREATE (?:TABLE|INDEX) (\w+)", TABLES)) | {MARK}


def table_names() -> tuple[str, ...]:
    """The tables, each before those that it refers to."""
    return (MARK, *reversed(re.findall(r"CREATE TABLE (\w+)", TABLES)))


def _rewritten(sql: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, words in rules:
        sql = pattern.sub(words, sql)
    return sql
