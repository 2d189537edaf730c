from __future__ import annotations

import io
import json

import pytest

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.jsonl import records
from qabot.types import Article, SkippedFile


def read(content: bytes, max_bytes: int = 10_000) -> list[Article | SkippedFile]:
    settings = Settings.of(max_file_megabytes=max_bytes / 1e6)
    return list(records(io.BytesIO(content), "a.jsonl", settings))


def lines(*values: object) -> bytes:
    return "\n".join(json.dumps(value) for value in values).encode()


def test_every_field_is_read_and_the_text_kept_as_given() -> None:
    record = {
        "id": "bay/1", "text": " The tide\r\nturned. ", "title": "Tides",
        "authors": ["Ann Lee", "Bo Ek"],
        "source_name": "The Bay", "published_at": "2024-06-19T10:00:00Z", "lang": "en",
        "link": "https://bay.example/1", "score": 3,
    }  # fmt: skip
    assert read(lines(record)) == [
        Article(
            path="a.jsonl#bay/1", text=" The tide\r\nturned. ", title="Tides",
            author="Ann Lee, Bo Ek", published="2024-06-19", published_from="json",
            outlet="The Bay", language="en", url="https://bay.example/1",
        )
    ]  # fmt: skip


def test_metadata_may_stand_in_an_object_of_its_own() -> None:
    nested = {"date": "26-FEB-1987 15:02:20.00", "title": "Not this", "text": "Nor this."}
    assert read(lines({"_id": "2", "text": "T", "title": "Tides", "metadata": nested})) == [
        Article("a.jsonl#2", "T", "Tides", published="1987-02-26", published_from="json")
    ]
    assert read(lines({"text": "T", "metadata": "none"})) == [Article("a.jsonl#1", "T")]


@pytest.mark.parametrize("key", ["text", "body", "content"])
def test_the_text_has_three_names(key: str) -> None:
    assert read(lines({key: "The tide turned."})) == [Article("a.jsonl#1", "The tide turned.")]


@pytest.mark.parametrize(
    ("record", "name"),
    [
        ({"id": 7}, "7"),
        ({"_id": "x"}, "x"),
        ({"id": "", "_id": "x"}, "x"),
        ({"id": None}, "1"),
        ({"id": [1]}, "1"),
        ({"id": "two\nlines"}, "two lines"),
        ({}, "1"),
    ],
)
def test_the_id_is_the_records_own_or_its_line(record: dict[str, object], name: str) -> None:
    assert read(lines(record | {"text": "T"})) == [Article(f"a.jsonl#{name}", "T")]


def test_bad_records_are_named_and_the_others_still_come() -> None:
    content = b"\xef\xbb\xbf" + b"\r\n".join(
        [
            b'{"id": 1, "text": "One."}',
            b'{"id": 2, "text": "Two."',
            b"",
            b'["text"]',
            b'{"id": 3, "title": "No text"}',
            b'{"id": 4, "text": " \\n"}',
            b'{"id": 1, "text": "Again."}',
            b'{"id": 5, "text": "caf\xe9"}',
            b"[" * 3_000,
            b'{"id": 6, "text": "Six."}',
        ]
    )
    assert read(content) == [
        Article("a.jsonl#1", "One."),
        SkippedFile("a.jsonl:2", "not valid JSON (column 25)"),
        SkippedFile("a.jsonl:4", 'not a JSON object ({"text": ...})'),
        SkippedFile("a.jsonl:5", "no text: none of its fields is known to be one"),
        SkippedFile("a.jsonl:6", "no text"),
        SkippedFile("a.jsonl:7", "duplicate id '1', first on line 1"),
        SkippedFile("a.jsonl:8", "not UTF-8, as JSON has to be; save the file as UTF-8"),
        SkippedFile("a.jsonl:9", "not valid JSON: a number too long or nested too deep"),
        Article("a.jsonl#6", "Six."),
    ]


def test_a_line_over_the_limit_is_skipped_without_its_neighbours() -> None:
    content = lines({"text": "One."}, {"text": "x" * 5_000_000}, {"text": "Three."})
    reason = "a line over the limit of 1 MB; split it or raise --max-file-mb"
    assert read(content, max_bytes=1_000_000) == [
        Article("a.jsonl#1", "One."),
        SkippedFile("a.jsonl:2", reason),
        Article("a.jsonl#3", "Three."),
    ]


def test_a_last_line_over_the_limit() -> None:
    found = read(lines({"text": "x" * 100}), max_bytes=50)
    assert [entry.path for entry in found] == ["a.jsonl:1"]


def test_no_more_than_the_limit_of_a_line_is_read_at_a_time() -> None:
    class Recorder(io.BytesIO):
        longest = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            self.longest = max(self.longest, len(line))
            return line

    file = Recorder(lines({"text": "x" * 5_000_000}, {"text": "Two."}))
    found = records(file, "a.jsonl", Settings.of(max_file_megabytes=0.001))
    assert [entry.path for entry in found] == ["a.jsonl:1", "a.jsonl#2"]
    assert file.longest <= 1 << 20


def test_half_an_emoji_does_not_cost_the_article() -> None:
    assert read(b'{"text": "Cut \\ud83d", "title": "\\ud83d\\ude00"}') == [
        Article("a.jsonl#1", "Cut \ufffd", title="\U0001f600")
    ]


def test_separators_inside_a_text_do_not_split_its_line() -> None:
    content = '{"text": "a\u2028b\u0085c"}'.encode()
    assert read(content) == [Article("a.jsonl#1", "a\u2028b\u0085c")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no text"),
        (b"\n \r\n", "no text"),
        ('{"text": "T"}'.encode("utf-16"), "UTF-16, but JSON has to be UTF-8; save it as UTF-8"),
    ],
)
def test_a_file_without_records_is_no_container(content: bytes, reason: str) -> None:
    with pytest.raises(LoadError) as error:
        read(content)
    assert str(error.value) == reason
