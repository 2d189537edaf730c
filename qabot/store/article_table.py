"""The articles of one generation as columns: what filters leave is told without a query."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from qabot.store.connections import Connection
from qabot.store.labels import Labels
from qabot.store.schema import VISIBLE
from qabot.types import Filters, IdArray
from qabot.types.retrieval_values import published_within

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """What the articles have for one field: each value once, and which of them each has."""

    values: tuple[str | None, ...]
    codes: npt.NDArray[np.int32]

    @classmethod
    def of(cls, printed: Iterable[str | None]) -> Self:
        """The column of these values, by row."""
        numbers: dict[str | None, int] = {}
        codes = [numbers.setdefault(value, len(numbers)) for value in printed]
        return cls(tuple(numbers), np.array(codes, dtype=np.int32))

    def where(self, holds: Callable[[str], bool]) -> Marks:
        """Marks at the rows whose value there is and meets a condition."""
        met = np.array([value is not None and holds(value) for value in self.values], dtype=bool)
        marks: Marks = met[self.codes]
        return marks


@dataclass(frozen=True, eq=False)
class ArticleTable:
    """Ids, which ascend, with what filters ask of the articles that have them."""

    ids: IdArray
    paths: Sequence[str]
    published: Column
    outlet: Column
    author: Column

    @classmethod
    def load(cls, connection: Connection, generation: int, labels: Labels) -> Self:
        """All articles of a generation, by the names that readers call them."""
        rows = connection.execute(
            f"SELECT id, {labels.path}, published, outlet, author FROM articles WHERE {VISIBLE}"
            " ORDER BY id",
            {"generation": generation, **labels.values},
        ).fetchall()
        columns = list(zip(*map(tuple, rows), strict=True)) or [()] * 5
        return cls(
            np.array(columns[0], dtype=np.int64),
            columns[1],
            Column.of(columns[2]),
            Column.of(columns[3]),
            Column.of(columns[4]),
        )

    @cached_property
    def rows(self) -> dict[str, int]:
        """By path, the row of the article that has it."""
        return {path: row for row, path in enumerate(self.paths)}

    def left_by(self, filters: Filters) -> IdArray | None:
        """Ids of the articles that the filters leave, ascending; None if those are all.

        ``paths`` and ``hidden`` are to be names that the articles have now; others mean none.
        """
        marks = np.ones(len(self.ids), dtype=np.bool_)
        if filters.since or filters.until:
            marks &= self.published.where(
                lambda date: published_within(date, filters.since, filters.until)
            )
        if filters.outlet:
            marks &= self.outlet.where(_containing(filters.outlet))
        if filters.author:
            marks &= self.author.where(_containing(filters.author))
        if filters.path:
            match = glob_pattern(filters.path).fullmatch
            marks &= np.array([match(path) is not None for path in self.paths], dtype=bool)
        if filters.paths:
            marks &= self._marked(filters.paths)
        marks &= ~self._marked(filters.hidden)
        return None if marks.all() else self.ids[marks]

    def _marked(self, paths: Sequence[str]) -> Marks:
        marks = np.zeros(len(self.ids), dtype=np.bool_)
        marks[[self.rows[path] for path in paths if path in self.rows]] = True
        return marks


def glob_pattern(glob: str) -> re.Pattern[str]:
    """What SQLite's GLOB matches: ``*`` and ``?`` also "/"; ``[a-z]`` and ``[^a-z]`` one of a set.

    A bracket that is not closed matches nothing. What stands between two stars is looked for once,
    where it comes first: a further place could leave no more to the rest.
    """
    runs, place = [""], 0
    while place < len(glob):
        sign = glob[place]
        place += 1
        if sign == "*":
            runs.append("")
        elif sign == "[":
            end = glob.find("]", place + 1 + (glob[place : place + 1] == "^"))
            if end < 0:
                return re.compile("(?!)")
            runs[-1] += _one_of(glob[place:end])
            place = end + 1
        else:
            runs[-1] += "." if sign == "?" else re.escape(sign)
    first, *others = runs
    if not others:
        return re.compile(first, re.DOTALL)
    between = "".join(f"(?>.*?{run})" for run in others[:-1])
    return re.compile(f"{first}{between}.*{others[-1]}", re.DOTALL)


def _one_of(listed: str) -> str:
    """A set of characters and ranges as a regular expression.

    As in SQLite, no range begins with the "]" that a set begins with, and one that is the wrong
    way round has only its first character.
    """
    denied = listed.startswith("^")
    signs = listed[denied:]
    parts, before, place = [], "", 0
    while place < len(signs):
        sign = signs[place]
        if sign == "-" and before and place + 1 < len(signs):
            last = signs[place + 1]
            parts += [f"{re.escape(before)}-{re.escape(last)}"] if before <= last else []
            before = ""
            place += 2
        else:
            parts.append(re.escape(sign))
            before = "" if sign == "]" and not place else sign
            place += 1
    return f"[{'^' if denied else ''}{''.join(parts)}]"


def _containing(part: str) -> Callable[[str], bool]:
    folded = part.casefold()
    return lambda value: folded in value.casefold()
