from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.loaders.metadata import article, iso_date, plain, well_formed
from qabot.types import Article
from tests.any_text import any_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2024, 6, 19), "2024-06-19"),
        (datetime(2024, 6, 19, 23, 30, tzinfo=timezone(timedelta(hours=-5))), "2024-06-19"),
        (2024, "2024"),
        ("2024", "2024"),
        ("2024-06", "2024-06"),
        ("2024-06-19", "2024-06-19"),
        (" 2024-06-19 ", "2024-06-19"),
        ("2024-06-19T23:30:00-05:00", "2024-06-19"),
        ("2024-06-19 10:00", "2024-06-19"),
        ("20240619", "2024-06-19"),
        ("20240619T101010Z", "2024-06-19"),
        ("2024/06/19", "2024-06-19"),
        ("2024/06", "2024-06"),
        ("2024-6-9", "2024-06-09"),
        ("2024.06.19", "2024-06-19"),
        ("19 June 2024", "2024-06-19"),
        ("19th of June 2024", "2024-06-19"),
        ("June 19, 2024", "2024-06-19"),
        ("Sept. 3, 2024", "2024-09-03"),
        ("19-Jun-2024", "2024-06-19"),
        ("Wed, 19 Jun 2024 23:30:00 +0200", "2024-06-19"),
        ("Wed, 19 Jun 2024 10:00:00 EDT", "2024-06-19"),
        ("June 2024", "2024-06"),
        ("19/06/2024", "2024-06-19"),
        ("06/19/2024", "2024-06-19"),
        ("5.5.1999", "1999-05-05"),
        ("1963-11-22", "1963-11-22"),
        ("29 February 2024", "2024-02-29"),
        ("February 2023", "2023-02"),
    ],
)
def test_dates_that_are_read(value: object, expected: str) -> None:
    assert iso_date(value) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("19.06.2024", "2024-06-19"),
        ("3.6.2024, 14:05 Uhr", "2024-06-03"),
        ("19. Juni 2024", "2024-06-19"),
        ("Mittwoch, 19. Juni 2024, 14:05 Uhr", "2024-06-19"),
        ("1er juin 2024", "2024-06-01"),
        ("mercredi 19 juin 2024 à 14h05", "2024-06-19"),
        ("juin 2024", "2024-06"),
        ("19 de junio de 2024", "2024-06-19"),
        ("1 de março de 2024", "2024-03-01"),
        ("19 giugno 2024", "2024-06-19"),
        ("19 июня 2024 г.", "2024-06-19"),
        ("19 czerwca 2024", "2024-06-19"),
        ("2024年6月19日", "2024-06-19"),
        ("2024년 6월 19일", "2024-06-19"),
        ("1718755200", "2024-06-19"),
        (1718755200, "2024-06-19"),
        (1718755200.5, "2024-06-19"),
        ("1718755200000", "2024-06-19"),
        ("3. listopad 2024", None),  # November in Czech, October in Croatian
        ("31. Juni 2024", None),
        ("Seite 19 Juni 2024", None),
        ("13.13.2024", None),
    ],
)
def test_dates_in_other_languages_with_dots_and_as_unix_time(
    printed: object, expected: str | None
) -> None:
    assert iso_date(printed) == expected


@pytest.mark.parametrize(
    "value",
    [
        None, True, "", "soon", "yesterday", "June", "19 June", "10:30", "19 June 24", "06/07/2024",
        "1 2 2024", "2024-13-01", "2024-02-30", "0000-00-00", "29 February 2023", "202406",
        "2024.06", 17187552, "9718755200", "2024-06-19 to 2024-06-25", "1939-1945",
        "Spring 2024", "12", "two thousand", ["2024"],
        {"date": "2024"}, 20.24, "٢٠٢٤", "19 June 2024 " * 100,
    ],
)  # fmt: skip
def test_what_is_no_date_or_could_be_two_is_none(value: object) -> None:
    assert iso_date(value) is None


@given(any_text(max_size=30) | st.text("0123456789 /-.:,JunemayT+Z", max_size=24))
def test_any_text_is_an_iso_date_or_none(text: str) -> None:
    found = iso_date(text)
    assert found is None or re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", found)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y/%m/%d"]))
def test_a_date_written_out_comes_back(day: date, form: str) -> None:
    if day.year < 3000 or form == "%Y/%m/%d":
        assert iso_date(day.strftime(form)) == day.isoformat()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Ann  Lee\n", "Ann Lee"),
        (["Ann Lee", "", {"name": "Bo Ek"}, None], "Ann Lee, Bo Ek"),
        ({"@type": "Person", "name": "Ann Lee"}, "Ann Lee"),
        (1984, "1984"),
        ([], None),
        (" ", None),
        (False, None),
        ({}, None),
    ],
)
def test_metadata_is_one_line(value: object, expected: str | None) -> None:
    assert plain(value) == expected


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert well_formed("a\ud83db\U0001f600") == "a\ufffdb\U0001f600"


def test_the_surest_key_wins_and_case_does_not_matter() -> None:
    values = {
        "Title": "Tides",
        "site": "The Bay",
        "source": "https://x.example",
        "url": "https://bay.example/1",
    }
    found = article(
        "a.md", "Text.", values | {"date": "soon", "pubdate": "2024-06"}, "front matter"
    )
    assert found == Article(
        path="a.md", text="Text.", title="Tides", published="2024-06",
        published_from="front matter", outlet="The Bay", url="https://bay.example/1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "outlet", "url"),
    [
        ({"source": "Reuters"}, "Reuters", None),
        ({"source": {"id": "bbc", "name": "BBC"}}, "BBC", None),
        ({"source": "https://bay.example/1"}, None, "https://bay.example/1"),
        ({"url": "not an address", "link": "http://bay.example"}, None, "http://bay.example"),
        (
            {"url": "https://reader.example/9", "url_original": "https://bay.example/1"},
            None,
            "https://bay.example/1",
        ),
        ({"site": "https://bay.example"}, None, None),
    ],
)
def test_a_web_address_is_a_url_and_nothing_else(
    values: dict[str, object], outlet: str | None, url: str | None
) -> None:
    found = article("a.md", "Text.", values, "front matter")
    assert (found.outlet, found.url) == (outlet, url)


def test_the_date_of_the_last_change_is_no_date_of_publication() -> None:
    found = article("a.md", "Text.", {"updated": "June 2024"}, "front matter")
    assert (found.published, found.published_from, found.updated) == (None, None, "2024-06")


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("Ann Lee in Lagos", "Ann Lee"),
        ("By Ann Lee in New York and Bo Ek in Rome", "Ann Lee, Bo Ek"),
        ("Lost in translation", "Lost in translation"),
        (3, None),
        ("17", None),
    ],
)
def test_an_author_without_a_place_and_no_number(stated: object, author: str | None) -> None:
    found = article("a.json", "Text.", {"byline": stated}, published_from="json")
    assert found.author == author


def test_what_wordpress_rendered_is_read_as_a_browser_does() -> None:
    assert plain({"rendered": "Dredger &#8211; here"}) == "Dredger – here"
