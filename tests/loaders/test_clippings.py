"""Several articles pasted into one plain text, and texts that only look like that."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.loaders import load
from qabot.types import Article, SkippedFile

HERON = (
    "Heron nests on the gasworks\nBy Ines Duarte\n11 January 2023\n",
    "A pair of herons has built a nest on the old gasworks of Marlow.\n\nNobody may climb it.\n",
)
TRAM = (
    "Tram line opens in April\nBy Henrik Vass, Westport Gazette\n12 January 2023\n",
    "The tram line between the port and the market opens in April.\n\nTickets cost two pounds.\n",
)
Told = tuple[str, str, str | None, str | None]
BOTH = [
    ("a.txt#1", "Heron nests on the gasworks", "Ines Duarte", "2023-01-11"),
    ("a.txt#2", "Tram line opens in April", "Henrik Vass", "2023-01-12"),
]
SEVERAL = "indexed, but seems to hold several articles"


def items(text: str, folder: Path) -> list[Article | SkippedFile]:
    file = folder / "a.txt"
    file.write_bytes(text.encode())
    return list(load(file, file.name, Settings()))


def told(text: str, folder: Path) -> list[Told | str]:
    return [
        (one.path, one.title, one.author, one.published) if isinstance(one, Article) else one.reason
        for one in items(text, folder)
    ]


@pytest.mark.parametrize(
    "between",
    [
        "\n----------\n\n", "\n==========\n", "\n* * *\n\n", "\n___\n", "\n\f", "\n\n\n", "\n",
        "\n\n~~~~\n\n",
    ],
)  # fmt: skip
def test_articles_below_each_other_are_split(between: str, tmp_path: Path) -> None:
    text = "\n".join(HERON) + between + "\n".join(TRAM)
    assert told(text, tmp_path) == BOTH
    first, second = items(text, tmp_path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.text == "\n".join(HERON)
    assert second.text == "\n".join(TRAM)


def test_lines_that_say_what_is_what_begin_an_article(tmp_path: Path) -> None:
    one = "Title: Heron nests\nAuthor: Ines Duarte\nDate: 11 January 2023\n\n" + HERON[1]
    other = "Title: Tram line\nAuthor: Henrik Vass\nDate: 12 January 2023\n\n" + TRAM[1]
    found = [
        ("a.txt#1", "Heron nests", "Ines Duarte", "2023-01-11"),
        ("a.txt#2", "Tram line", "Henrik Vass", "2023-01-12"),
    ]
    assert told(f"{one}\n{other}", tmp_path) == found
    assert told(f"{one}\n-----\n{other}", tmp_path) == found
    headed = [part.replace("Title: ", "").replace("\nA", "\n\nA", 1) for part in (one, other)]
    assert told("\n=====\n".join(headed), tmp_path) == found


def test_headlines_that_are_underlined(tmp_path: Path) -> None:
    underlined = ["\n".join(part).replace("\nBy", f"\n{'=' * 20}\nBy") for part in (HERON, TRAM)]
    assert told("\n".join(underlined), tmp_path) == BOTH


def test_a_day_alone_is_a_head_where_a_rule_parts(tmp_path: Path) -> None:
    text = "\n".join(HERON) + "\n-----\n\n" + "\n".join(TRAM)
    undersigned = text.replace("By Ines Duarte\n", "").replace("By Henrik Vass, ", "")
    assert told(undersigned, tmp_path) == [
        ("a.txt#1", "Heron nests on the gasworks", None, "2023-01-11"),
        ("a.txt#2", "Tram line opens in April", None, "2023-01-12"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(HERON) + "\n---\n\nA note on herons that nobody signed, nor dated.\n\n---\n\n"
        + "\n".join(TRAM),
        "Clippings of January\n\n---\n\n" + "\n".join(HERON) + "\n---\n\n" + "\n".join(TRAM),
        "\n".join(HERON) + "\n---\n\n" + "\n".join(TRAM) + "\nIn brief\n\nBy Ann Lee\n\nFog.\n",
        "\n".join(HERON) + "\n---\n\n" + TRAM[0],
    ],
)  # fmt: skip
def test_where_one_ends_in_doubt_the_whole_is_nobodys(text: str, tmp_path: Path) -> None:
    article, doubt = told(text, tmp_path)
    assert article[0] == "a.txt"
    assert article[2:] == (None, None)
    assert article[1] in ("", "Clippings of January")
    assert doubt[: len(SEVERAL)] == SEVERAL


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n".join(HERON) + "\n* * *\n\nIt rained. By Sunday the nest was gone.\n", HERON[0]),
        ("Diary of a keeper\n\n3 June 2024\n\nFog.\n\n\n4 June 2024\n\nFog again.\n", "Diary"),
        (
            "What fell when\nBy Ann Lee\n3 June 2024\n\nAll of it.\n\n\nThe roof\n"
            "1 May 2024\n\nSnow brought it down.\n\n\nThe wall\n2 May 2024\n\nFrost did.\n",
            "What fell when",
        ),
        (
            "".join(f"The Marlow Echo\n11 January 2023\n\nPage {n} of herons.\n\f" for n in "123"),
            "The Marlow Echo",
        ),
        ("Fog\n---\n\nThick.\n\nRain\n----\n\nMuch of it.\n", "Fog"),
    ],
)
def test_sections_diaries_and_running_heads_are_one_article(
    text: str, title: str, tmp_path: Path
) -> None:
    (found,) = items(text, tmp_path)
    assert isinstance(found, Article)
    assert found.path == "a.txt"
    assert found.title.startswith(title.split("\n")[0])
    assert found.text == text
