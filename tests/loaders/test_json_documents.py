from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders import json_documents
from qabot.loaders.json_documents import records
from qabot.types import Article, SkippedFile
from tests.any_text import any_text

TIDES = "The tide turned at noon."
FOG = "Fog kept the boats in port."


def found(content: bytes, settings: Settings | None = None) -> Iterator[Article | SkippedFile]:
    return records(io.BytesIO(content), "a.json", settings or Settings())


def read(value: object, settings: Settings | None = None) -> list[Article | SkippedFile]:
    return list(found(json.dumps(value).encode(), settings))


@pytest.mark.parametrize(
    "value",
    [
        [{"text": TIDES}, {"text": FOG}],
        {"status": "ok", "articles": [{"text": TIDES}, {"text": FOG}]},
        {"response": {"pages": 1, "tags": [{"id": 1}], "docs": [{"text": TIDES}, {"text": FOG}]}},
        {"hits": {"total": {"value": 2}, "hits": [{"_source": {"text": t}} for t in (TIDES, FOG)]}},
        {"description": "News of the bay", "items": [{"content_text": TIDES}, {"text": FOG}]},
        {"morning": [{"text": TIDES}], "evening": [{"text": FOG}]},
    ],
)
def test_an_array_of_records_alone_or_in_objects(value: object) -> None:
    assert read(value) == [Article("a.json#1", TIDES), Article("a.json#2", FOG)]


@pytest.mark.parametrize("indent", [None, 2])
def test_one_object_is_one_article_whatever_lists_it_has(indent: int | None) -> None:
    value = {"text": TIDES, "authors": [{"name": "Ann Lee"}], "images": [{"url": "x", "text": FOG}]}
    content = json.dumps(value, indent=indent).encode()
    assert list(found(content)) == [Article("a.json#1", TIDES, author="Ann Lee")]


def test_a_summary_does_not_keep_an_object_from_being_one_article() -> None:
    assert read({"summary": FOG, "tags": [{"id": 4}]}) == [Article("a.json#1", FOG)]


def test_json_lines_under_this_name() -> None:
    content = b'\xef\xbb\xbf{"id": 7, "text": "One."}\n{"text": "Two."}\n{"id": 9}\n'
    assert list(found(content)) == [
        Article("a.json#7", "One."),
        Article("a.json#2", "Two."),
        SkippedFile("a.json:3", "no text: none of its fields is known to be one"),
    ]


def test_bad_records_of_an_array_are_named_and_the_others_still_come() -> None:
    assert read([4, {"id": 1, "text": TIDES}, "x", {"id": 1, "text": FOG}, {"text": None}]) == [
        SkippedFile("a.json:1", "no text: none of its fields is known to be one"),
        Article("a.json#1", TIDES),
        SkippedFile("a.json:3", "no text: none of its fields is known to be one"),
        SkippedFile("a.json:4", "duplicate id '1', first as record 2"),
        SkippedFile("a.json:5", "no text"),
    ]


def test_an_array_cut_short_gives_what_comes_before() -> None:
    content = json.dumps([{"text": TIDES}, {"text": FOG}]).encode()
    for end in range(content.index(b"},") + 1, len(content) - 1):
        articles = found(content[:end])
        assert next(articles) == Article("a.json#1", TIDES)
        with pytest.raises(EOFError):
            list(articles)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'[{"text": "T"} {"text": "U"}]', "something other than a comma after record 1"),
        (b'[{"text": "T"}, {text: "U"}, {"a": 1}]', "not valid JSON after record 1"),
        (b'{"text": "T", "a": }', r"not valid JSON \(column 20\)"),
        (b'{"a": [\n{"text": "T" "b"}]}', r"not valid JSON \(line 2, column 14\)"),
        (b"[" + b"[" * 100_000, "nested too deep"),
        (b'{"a":' * 100_000 + b"}", "nested too deep"),
        (b'[{"text": "caf\xe9"}]', "not UTF-8, as JSON has to be"),
        (b'{"text": "caf\xe9"}', "not UTF-8, as JSON has to be"),
        ('["T"]'.encode("utf-16"), "UTF-16, but JSON has to be UTF-8"),
        (b"text", "not JSON: it begins with neither"),
        (b"[]", "no text"),
        (b"[1, 2, 3]", "no records with named fields"),
        (b"{}", "no records with named fields"),
    ],
)
def test_what_is_no_json_of_articles(content: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        list(found(content))


def test_an_object_cut_short() -> None:
    with pytest.raises(EOFError):
        list(found(b'{"articles": [{"text": "The ti'))


@given(
    st.lists(st.dictionaries(any_text(max_size=3), any_text() | st.integers() | st.none())),
    st.integers(1, 9),
    st.booleans(),
)
def test_reading_in_pieces_gives_the_elements(
    values: list[dict[str, object]], size: int, escaped: bool
) -> None:
    content = json.dumps([*values, -1.5e-7, "end"], ensure_ascii=escaped).encode("utf-8", "replace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_documents, "_PIECE", size)
        elements = list(json_documents._elements(io.BytesIO(content), 10_000))
    assert elements == json.loads(content)


def test_a_large_array_is_read_in_pieces_and_an_object_is_refused() -> None:
    settings = Settings.of(max_file_megabytes=0.01)
    values = [{"text": TIDES * 10} for _ in range(5_000)]
    assert len(read(values, settings)) == 5_000
    with pytest.raises(LoadError, match=r"MB, over the limit of 0\.01 MB"):
        read({"articles": values}, settings)


def test_a_record_over_the_limit_ends_the_array() -> None:
    articles = found(
        json.dumps([{"text": TIDES}, {"text": FOG * 40_000}]).encode(),
        Settings.of(max_file_megabytes=0.1),
    )
    assert next(articles) == Article("a.json#1", TIDES)
    with pytest.raises(LoadError, match=r"what follows record 1 is over the limit of 0\.1 MB"):
        list(articles)
