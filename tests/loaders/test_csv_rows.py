from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders import csv_rows, parquet
from qabot.types import Article, SkippedFile
from tests.loaders import files

TIDES = Article(
    path="a#bay/1", text="The tide turned.\nBoats came home.", title="Tides, fish",
    author="Ann Lee", published="2024-06-19", published_from="table", outlet="The Bay",
    language="en", url="https://bay.example/1", updated="2024-08-01",
)  # fmt: skip


def read(content: str | bytes, max_megabytes: float = 1.0) -> list[Article | SkippedFile]:
    data = content.encode() if isinstance(content, str) else content
    return list(csv_rows.rows(io.BytesIO(data), "a", Settings.of(max_file_megabytes=max_megabytes)))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_row_is_an_article_with_the_names_that_json_lines_use(
    delimiter: str, encoding: str
) -> None:
    head = "ID,Title,Body,author,published_at,outlet,lang,link,modified,score"
    row = (
        'bay/1,"Tides, fish","The tide turned.\nBoats came home.",Ann Lee,2024-06-19T10:00:00Z,'
        "The Bay,en,https://bay.example/1,2024-08-01,3"
    )
    table = f"{head}\r\n{row}\r\n".replace(",", delimiter).replace(f"Tides{delimiter}", "Tides,")
    assert read(table.encode(encoding)) == [TIDES]


def test_bad_rows_are_named_and_the_others_still_come() -> None:
    table = 'id,text\n1,One.\n\n2,\n3\n1,Again.\n,"Six ""quoted"", and more."\n7,Seven,too,many\n'
    assert read(table) == [
        Article("a#1", "One."),
        SkippedFile("a:3", "no text"),
        SkippedFile("a:4", "no text"),
        SkippedFile("a:5", "duplicate id '1', first in row 1"),
        Article("a#6", 'Six "quoted", and more.'),
        Article("a#7", "Seven"),
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_a_table_in_another_encoding(encoding: str) -> None:
    rows = "".join(f"{number},It cost £{number} in all.\n" for number in range(3))
    assert read(f"id,text\n{rows}".encode(encoding)) == [
        Article(f"a#{number}", f"It cost £{number} in all.") for number in range(3)
    ]


def test_a_field_longer_than_the_csv_module_expects() -> None:
    assert read(f"text\n{'x' * 200_000}\n") == [Article("a#1", "x" * 200_000)]


def test_a_quote_that_is_never_closed_ends_the_table() -> None:
    table = 'text\nOne.\n"Two.\n' + "More text.\n" * 1000
    rows = csv_rows.rows(io.BytesIO(table.encode()), "a", Settings.of(max_file_megabytes=0.001))
    assert next(rows) == Article("a#1", "One.")
    with pytest.raises(LoadError, match=r"row 2: a field over the limit of 0\.001 MB"):
        next(rows)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            "a,b\n1,2\n",
            "no column is known to be the text; there are a, b: "
            "name the one, --set field.text=NAME",
        ),
        ("text\n", "no text"),
        (b"\x89PNG\r\n\x1a\n\0", "looks binary, not text: a PNG image"),
    ],
)
def test_what_is_no_table_of_articles_is_refused(content: str | bytes, reason: str) -> None:
    with pytest.raises(LoadError) as error:
        read(content)
    assert str(error.value) == reason


def test_parquet_gives_the_same_articles() -> None:
    data = files.parquet(
        {
            "id": ["bay/1", None, "bay/1", "x"],
            "Title": ["Tides, fish", None, "Again", None],
            "body": ["The tide turned.\nBoats came home.", "Two.", "Again.", None],
            "authors": [["Ann Lee"], [], None, None],
            "published_at": ["2024-06-19T10:00:00Z", None, None, None],
            "outlet": ["The Bay", None, None, None],
            "lang": ["en", None, None, None],
            "link": ["https://bay.example/1", None, None, None],
            "modified": ["2024-08-01", None, None, None],
            "score": [1.0, 2.0, 3.0, 4.0],
        }
    )
    assert list(parquet.rows(io.BytesIO(data), "a", Settings())) == [
        TIDES,
        Article("a#2", "Two."),
        SkippedFile("a:3", "duplicate id 'bay/1', first in row 1"),
        SkippedFile("a:4", "no text"),
    ]


WITHOUT_PYARROW = """
import io, sys
sys.modules["pyarrow"] = None
from pathlib import Path
from qabot.config import Settings
from qabot.loaders import load
(found,) = load(Path(sys.argv[1]), "a.parquet", Settings())
print(found.reason, found.retry)
"""


def test_without_pyarrow_the_extra_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(files.parquet({"text": ["One."]}))
    command = [sys.executable, "-c", WITHOUT_PYARROW, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "needs pyarrow; run: pip install 'qabot[parquet]' True\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            lambda: files.parquet({"a": [1]}),  # pyarrow takes .3 s to import
            "no column is known to be the text; there are a: name the one",
        ),
        (lambda: b"PAR1 and no more", "damaged, or not Parquet"),
    ],
)
def test_what_is_no_parquet_of_articles_is_refused(data: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        list(parquet.rows(io.BytesIO(data()), "a", Settings()))
