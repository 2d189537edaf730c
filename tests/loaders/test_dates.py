from __future__ import annotations

import pytest

from qabot.loaders.dates import dated
from qabot.types import Article


def date_of(
    text: str = "Text.", path: str = "a.txt", url: str | None = None
) -> tuple[str | None, str | None]:
    found = dated(Article(path, text, url=url))
    return found.published, found.published_from


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("LONDON, June 3, 2024 (Reuters) - The tide turned.", "2024-06-03"),
        ("Tides turn\n\nLONDON, June 3, 2024 (Reuters) — The tide turned.", "2024-06-03"),
        ("NEW YORK, 3 June 2024 – The tide turned.", "2024-06-03"),
        ("PARIS, Texas, Nov. 25, 2024 /PRNewswire/ -- The tide turned.", "2024-11-25"),
        ("WASHINGTON, Sept 3rd, 2024 - The tide turned.", "2024-09-03"),
        ("LONDON, June 3 (Reuters) - The tide turned.", None),
        ("LONDON, June 31, 2024 (Reuters) - The tide turned.", None),
        ("LONDON (Reuters) - On June 3, 2024 the tide turned.", None),
        ("In LONDON, June 3, 2024 was a good day - The tide turned.", None),
        ("London, June 3, 2024 - The tide turned.", None),
        ("x" * 700 + "\nLONDON, June 3, 2024 (Reuters) - The tide turned.", None),
    ],
)
def test_the_dateline(text: str, published: str | None) -> None:
    assert date_of(text) == (published, "dateline" if published else None)


@pytest.mark.parametrize(
    ("path", "url", "expected"),
    [
        ("2024-06-03.txt", None, ("2024-06-03", "dateline")),
        ("2024-06-30.txt", None, ("2024-06-03", "dateline")),
        ("a.txt", "https://bay.example/2024/06/tides", ("2024-06-03", "dateline")),
        ("2025-01-02.txt", None, ("2025-01-02", "file name")),
        ("2024.txt", None, (None, None)),
    ],
)
def test_a_dateline_without_a_year_takes_it_from_where_it_is_certain(
    path: str, url: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert date_of("LONDON, June 3 (Reuters) - The tide turned.", path, url) == expected


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("https://bay.example/2024/06/03/tides.html", "2024-06-03"),
        ("https://bay.example/news/2024/6/3/tides", "2024-06-03"),
        ("https://bay.example/world/2024/jun/03/tides", "2024-06-03"),
        ("https://bay.example/world/2024-06-03/", "2024-06-03"),
        ("https://bay.example/2024/06/03", "2024-06-03"),
        ("https://bay.example/2024/06/tides", "2024-06"),
        ("https://bay.example/2024/13/03/tides", None),
        ("https://bay.example/2024/tides", None),
        ("https://bay.example/?p=20240603", None),
        ("https://bay.example/3024/06/03/", None),
        ("https://bay.example/2024/xyz/03/", None),
    ],
)
def test_the_date_in_a_web_address(url: str, published: str | None) -> None:
    assert date_of(url=url) == (published, "url" if published else None)


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("news/2024-06-19-tides.txt", "2024-06-19"),
        ("news/tides_2024-06-19.txt", "2024-06-19"),
        ("2024-06-19/tides.txt", None),
        ("12024-06-190.txt", None),
        ("2024-13-19 and 2024-06-19.txt", "2024-06-19"),
        ("tides.txt", None),
        ("20240619_tides.txt", "2024-06-19"),
        ("tides-20240619.txt", "2024-06-19"),
        ("2024_06_19 tides.txt", "2024-06-19"),
        ("2024.06.19.txt", "2024-06-19"),
        ("2024 06 19 tides.txt", "2024-06-19"),
        ("2024_06-19.txt", None),
        ("19.06.2024 tides.txt", "2024-06-19"),
        ("Tides (19 June 2024).txt", "2024-06-19"),
        ("tides_June_19,_2024.txt", "2024-06-19"),
        ("version 1.2.2024.7.txt", None),
        ("19.06.24 tides.txt", None),
        ("20241399 tides.txt", None),
        ("doc20240619.txt", None),
        ("20240619a.txt", None),
        ("120240619.txt", None),
        ("31240619.txt", None),
    ],
)
def test_the_date_in_a_file_name(path: str, published: str | None) -> None:
    assert date_of(path=path) == (published, "file name" if published else None)


def test_the_name_of_a_container_dates_none_of_its_articles() -> None:
    article = Article("2024-06-19.jsonl#1", "Text.")
    assert dated(article, file_name=False) is article


def test_a_dateline_goes_before_the_address_and_the_address_before_the_name() -> None:
    text, url = "LONDON, June 3, 2024 - Tides.", "https://bay.example/2024/06/04/tides"
    assert date_of(text, "2024-06-05.txt", url) == ("2024-06-03", "dateline")
    assert date_of("Tides.", "2024-06-05.txt", url) == ("2024-06-04", "url")


def test_a_date_of_the_article_goes_before_all_others() -> None:
    stated = Article("2024-06-19.md", "Text.", published="2020", published_from="front matter")
    assert dated(stated) is stated
