"""What filters leave, held to SQLite and to the filters' own words."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qabot.store.article_table import ArticleTable, Column, glob_pattern
from qabot.store.selections import Selections
from qabot.types import Filters

ROWS: list[tuple[int, str, str | None, str | None, str | None]] = [
    (3, "a/moon.txt", "2024-05-02", "The Post", "Ann Lee"),
    (4, "a/wall.txt", "2024-06", "The Post", None),
    (9, "b/moon.txt", "2023", "Évening News", "ANN B. Lee"),
    (12, "b/[a]*.txt", None, None, "Bo Straße"),
]


@pytest.fixture
def table() -> ArticleTable:
    return table_of(ROWS)


def table_of(rows: list[tuple[int, str, str | None, str | None, str | None]]) -> ArticleTable:
    ids, paths, published, outlet, author = zip(*rows, strict=True)
    columns = (Column.of(values) for values in (published, outlet, author))
    return ArticleTable(np.array(ids, dtype=np.int64), paths, *columns)


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(since="2024"), [3, 4]),
        (Filters(since="2024-06-15"), [4]),  # "2024-06" may be later
        (Filters(until="2024-05"), [3, 9]),
        (Filters(since="2023-07", until="2024-05-01"), [9]),
        (Filters(outlet="post"), [3, 4]),
        (Filters(outlet="éVENING"), [9]),
        (Filters(author="ann"), [3, 9]),
        (Filters(author="strasse"), [12]),
        (Filters(path="*moon*"), [3, 9]),
        (Filters(path="a/*", outlet="post", since="2024-06"), [4]),
        (Filters(paths=("a/wall.txt", "gone.txt")), [4]),
        (Filters(paths=("gone.txt",)), []),
        (Filters(hidden=("b/[a]*.txt", "gone.txt")), [3, 4, 9]),
        (Filters(paths=("a/wall.txt", "a/moon.txt"), hidden=("a/moon.txt",)), [4]),
        (Filters(author="nobody"), []),
        (Filters(path="*"), None),
        (Filters(path="*.txt", hidden=("gone.txt",)), None),
    ],
)
def test_what_filters_leave(table: ArticleTable, filters: Filters, left: list[int] | None) -> None:
    found = table.left_by(filters)
    assert (None if found is None else found.tolist()) == left


GLOB_SIGNS = "ab/*?[]^-!.\\{\n"


@given(st.text(GLOB_SIGNS, max_size=8), st.text(GLOB_SIGNS + "c", max_size=6))
@example("[]a]*", "]b")
@example("[^]a]", "]")
@example("[b-a]", "a")
@example("[^", "a")
@example("[/-*]", "/")
@example("[]-a]", "]")
@example("[]-a]", "^")
@example("[]--?]", "-")
@example("*[ab]*a?*", "cacca/")
@example("[a-]", "-")
def test_globs_are_those_of_sqlite(glob: str, path: str) -> None:
    connection = sqlite3.connect(":memory:")
    expected = bool(connection.execute("SELECT ? GLOB ?", (path, glob)).fetchone()[0])
    connection.close()
    assert (glob_pattern(glob).fullmatch(path) is not None) == expected


def test_a_glob_of_many_stars_takes_no_longer_than_its_path_allows() -> None:
    pattern = glob_pattern("*a" * 30 + "*b")
    assert pattern.fullmatch("a" * 300) is None
    assert pattern.fullmatch("a" * 300 + "b")


def test_a_selection_is_worked_out_once(table: ArticleTable) -> None:
    selections, loaded, named = Selections(), [], []

    def load() -> ArticleTable:
        loaded.append(1)
        return table

    def name(filters: Filters) -> Filters:
        named.append(filters)
        return filters

    first = selections.of(Filters(outlet="post"), load, name)
    assert selections.of(Filters(outlet="post"), load, name) is first
    assert selections.of(Filters(), load, name).articles is None
    selections.of(Filters(author="ann"), load, name)
    assert (len(loaded), len(named)) == (1, 2)
