from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.config import FieldSettings, Settings
from qabot.errors import LoadError
from qabot.loaders.records import TakenIds, articles_of, record_article
from qabot.types import Article, Origins, SkippedFile
from tests.any_text import any_text


def test_an_id_is_taken_once_among_many() -> None:
    names = TakenIds("on line")
    for number in range(1, 10_001):
        assert names.take(f"story-{number}", number) == f"story-{number}"
    for number in (1, 2, 5_000, 10_000):
        with pytest.raises(
            LoadError, match=rf"duplicate id 'story-{number}', first on line {number}$"
        ):
            names.take(f"story-{number}", 10_001)
    assert names.take("story-10001", 10_001) == "story-10001"


@given(st.lists(any_text(max_size=2), max_size=50))
def test_only_what_was_taken_before_is_a_duplicate(given_names: list[str]) -> None:
    names = TakenIds("in row")
    for number, name in enumerate(given_names, start=1):
        if name in given_names[: number - 1]:
            first = given_names.index(name) + 1
            with pytest.raises(LoadError, match=rf"first in row {first}$"):
                names.take(name, number)
        else:
            assert names.take(name, number) == name


FOG = "Fog kept the boats in port until the bell rang."
EXPORTS: dict[str, dict[str, object]] = {
    "NewsAPI": {
        "source": {"id": "bay", "name": "The Bay"}, "author": "Ann Lee", "title": "Fog",
        "description": "Boats stay in.", "url": "https://bay.example/fog",
        "publishedAt": "2024-06-19T05:00:00Z", "content": f"{FOG} [+1833 chars]",
    },
    "news-please": {
        "authors": ["Ann Lee"], "date_download": "2026-01-01", "date_modify": None,
        "date_publish": "2024-06-19 05:00:00", "description": "Boats stay in.",
        "maintext": FOG, "source_domain": "The Bay", "title": "Fog", "title_page": None,
        "url": "https://bay.example/fog",
    },
    "All the News": {
        "date": "2024-06-19 00:00:00", "year": "2024", "month": "6.0", "author": "Ann Lee",
        "title": "Fog", "article": FOG, "url": "https://bay.example/fog", "publication": "The Bay",
    },
    "HuffPost": {
        "headline": "Fog", "short_description": FOG, "authors": "By Ann Lee", "category": "SEA",
        "date": "2024-06-19", "link": "https://bay.example/fog", "outlet": "The Bay",
    },
    "MediaCloud": {
        "media_name": "The Bay", "publish_date": "2024-06-19", "title": "Fog", "text": FOG,
        "url": "https://bay.example/fog", "indexed_date": "2026-01-01", "author": "Ann Lee",
    },
    "GDELT": {
        "url": "https://bay.example/fog", "title": "Fog", "seendate": "20240619T051500Z",
        "domain": "The Bay", "author": "Ann Lee", "summary": FOG,
    },
    "Guardian": {
        "webTitle": "Fog", "webPublicationDate": "2024-06-19T05:00:00Z", "sectionName": "Sea",
        "webUrl": "https://bay.example/fog",
        "fields": {"body": f"<p>{FOG}</p><p> </p>", "byline": "Ann Lee", "publication": "The Bay"},
    },
    "New York Times": {
        "headline": {"main": "Fog", "kicker": None}, "byline": {"original": "By Ann Lee"},
        "pub_date": "2024-06-19T05:00:00+0000", "source": "The Bay", "lead_paragraph": FOG,
        "abstract": "Boats stay in.", "snippet": "Boats stay in.",
        "web_url": "https://bay.example/fog",
    },
    "Event Registry": {
        "uri": "8", "dateTimePub": "2024-06-19T05:00:00Z", "date": "2024-06-19",
        "url": "https://bay.example/fog", "title": "Fog", "body": FOG,
        "source": {"uri": "bay.example", "title": "The Bay"}, "authors": [{"name": "Ann Lee"}],
    },
    "GNews": {
        "title": "Fog", "description": "Boats stay in.", "content": f"{FOG} [812 chars]",
        "publishedAt": "2024-06-19T05:00:00Z", "url": "https://bay.example/fog",
        "source": {"name": "The Bay", "url": "https://bay.example"}, "author": "Ann Lee",
    },
    "Zotero": {
        "Item Type": "newspaperArticle", "Author": "Lee, Ann", "Title": "Fog", "Date": "2024-06-19",
        "Publication Title": "The Bay", "Url": "https://bay.example/fog", "Abstract Note": FOG,
    },
    "JSON-LD": {
        "headline": "Fog", "articleBody": FOG, "datePublished": "2024-06-19",
        "author": {"@type": "Person", "name": "Ann Lee"}, "publisher": {"name": "The Bay"},
        "url": "https://bay.example/fog",
    },
    "WordPress": {
        "date": "2024-06-19T05:00:00", "link": "https://bay.example/fog", "author": "Ann Lee",
        "title": {"rendered": "Fog"}, "content": {"rendered": f"<p>{FOG}</p>"}, "site": "The Bay",
        "excerpt": {"rendered": "<p>Boats stay in.</p>"},
    },
    "a table of pandas": {
        "Full Text": FOG, "Title": "Fog", "Authors": "['Ann Lee']", "Publish Date": "2024-06-19",
        "Source Name": "The Bay", "Article URL": "https://bay.example/fog",
    },
}  # fmt: skip
ARTICLE = Article(
    "a#1", FOG, "Fog", author="Ann Lee", published="2024-06-19", published_from="json",
    outlet="The Bay", url="https://bay.example/fog",
)  # fmt: skip


def read(record: Mapping[str, object], chosen: FieldSettings | None = None) -> Article:
    return record_article(record, "a", 1, "json", chosen or FieldSettings())


@pytest.mark.parametrize("export", EXPORTS)
def test_the_fields_of_known_exports(export: str) -> None:
    assert read(EXPORTS[export]) == ARTICLE


def test_where_each_field_was_found_is_kept() -> None:
    assert read(EXPORTS["Guardian"]).origins == Origins(
        text='field "body"', title='field "webTitle"', author='field "byline"',
        published='field "webPublicationDate"', outlet='field "publication"',
    )  # fmt: skip


def test_authors_that_an_and_joins_are_two() -> None:
    assert read({"text": FOG, "byline": "By Ann Lee and Bo Ek"}).author == "Ann Lee, Bo Ek"
    assert read({"text": FOG, "author": "Lee, Ann; Ek, Anna"}).author == "Ann Lee, Anna Ek"
    assert read({"text": FOG, "author": "Ann Lee, Bo Ek"}).author == "Ann Lee, Bo Ek"


def test_a_summary_is_the_text_where_there_is_no_other() -> None:
    record = {"content": None, "description": FOG, "abstract": "Boats stay in."}
    assert read(record) == Article("a#1", FOG)
    assert read(record | {"story": "The bell rang."}).text == "The bell rang."


@pytest.mark.parametrize("text", [None, 5, 5.5, True, [], [1], {}, "", " \n"])
def test_a_known_name_without_text(text: object) -> None:
    with pytest.raises(LoadError, match=r"^no text$"):
        read({"id": 4, "text": text})


def test_what_a_person_says_goes_before_what_is_known() -> None:
    record = {
        "text": "Ein Satz.", "Inhalt": FOG, "kopf": {"zeile": "Fog", "Autor": "Ann Lee"},
        "title": "No. 5", "am": "19 June 2024", "date": "2020", "wo": "https://bay.example/fog",
        "Blatt": "The Bay",
    }  # fmt: skip
    chosen = FieldSettings(
        text="Inhalt", title="kopf.zeile", author="kopf.Autor", published="am", url="wo",
        outlet="Blatt",
    )  # fmt: skip
    assert read(record, chosen) == ARTICLE
    missing = FieldSettings(text="nowhere", title="kopf.nowhere.at.all", published="Blatt")
    assert read(record, missing) == Article(
        "a#1", "Ein Satz.", "No. 5", published="2020", published_from="json"
    )


def test_control_characters_are_taken_out_of_a_text() -> None:
    assert read({"text": "The\x00 tide\x08\n\tturned\x7f."}).text == "The tide\n\tturned."


def test_prose_with_a_tag_in_it_is_kept_as_it_is() -> None:
    text = "<3 is a heart, and </p> ends a paragraph."
    assert read({"text": text}).text == text


def test_what_no_record_has_is_said_once_with_the_columns() -> None:
    records: list[tuple[int, dict[str, object]]] = [
        (n, {"nr": n, "Inhalt": FOG, "meta": {"wo": 1, "wann": 2}}) for n in (1, 2, 3)
    ]
    with pytest.raises(LoadError) as error:
        list(articles(records))
    assert str(error.value) == (
        "no column is known to be the text; there are nr, Inhalt, meta.wo, meta.wann: "
        "name the one, --set field.text=NAME"
    )
    wide: dict[str, object] = {f"column {n}\n" + "x" * 99: n for n in range(60)}
    with pytest.raises(
        LoadError, match=r"there are column 0\\x0ax{31}, .* and 48 more: name"
    ) as error:
        list(articles([(1, wide)]))
    assert len(str(error.value)) < 700


def test_records_without_text_before_the_first_with_one() -> None:
    assert list(articles([(1, {"a": 1}), (2, {"b": 2}), (3, {"text": FOG}), (4, {})])) == [
        SkippedFile("a:1", "no text: none of its fields is known to be one"),
        SkippedFile("a:2", "no text: none of its fields is known to be one"),
        Article("a#3", FOG),
        SkippedFile("a:4", "no text: none of its fields is known to be one"),
    ]


def articles(
    records: list[tuple[int, dict[str, object]]],
) -> Iterator[Article | SkippedFile]:
    return articles_of(records, "a", Settings(), published_from="json", place="in row")


@pytest.mark.parametrize(
    ("title", "alone"),
    [
        ("Tides turn - The Bay", "Tides turn"),
        ("Tides turn | The Bay", "Tides turn"),
        ("Tides turn in The Bay", "Tides turn in The Bay"),
        ("Tides turn - The Post", "Tides turn - The Post"),
    ],
)
def test_a_title_without_the_outlet_of_its_record(title: str, alone: str) -> None:
    record = {"title": title, "source": {"name": "The Bay"}, "content": FOG}
    assert record_article(record, "a.json", 1, "json", FieldSettings()).title == alone


def test_what_newsapi_has_in_place_of_an_article_that_is_gone() -> None:
    record = {"title": "[Removed]", "content": "[Removed]", "source": {"name": "[Removed]"}}
    with pytest.raises(LoadError, match=r"^removed by whoever published it$"):
        record_article(record, "a.json", 1, "json", FieldSettings())
