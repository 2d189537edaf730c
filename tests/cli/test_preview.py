"""``qabot show --as-loaded``: what a file gives, and where each field was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qabot.cli.entry_point import main
from tests.conftest import write_articles
from tests.loaders import files

FOG = "Fog kept the boats in port until the bell rang."
RECORDS = [
    {"id": 7, "headline": "Fog", "story": FOG, "byline": "By Ann Lee", "pub_date": "2024-06-19"},
    {"id": 8, "headline": "Nothing"},
    {"id": 1, "title": "Tide", "description": "The tide\x1b[31m turned.", "media_name": "The Bay"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(
        tmp_path,
        {
            "2024-06-19 fog.txt": f"Fog in the bay\n\nBy Ann Lee\n\n{FOG}\n",
            "fog.md": f"---\nauthor: Ann Lee\n---\n# Fog\n\n{FOG}\n",
            "all.json": json.dumps(RECORDS),
            "one.json": json.dumps({"Inhalt": FOG, "title": "Fog"}),
            "a#b.txt": "A lone sentence.",
        },
    )
    (tmp_path / "mail.eml").write_bytes(files.mail(FOG, subject="Fog", message_id="<a>"))
    return tmp_path


def show(path: Path | str, *options: str) -> Result:
    return CliRunner().invoke(main, ["show", "--as-loaded", str(path), *options])


def test_a_text_with_where_each_field_was_found(folder: Path) -> None:
    assert show(folder / "2024-06-19 fog.txt").stdout == (
        "path: 2024-06-19 fog.txt\n"
        "title: Fog in the bay (from the first line)\n"
        "author: Ann Lee (from the byline)\n"
        "outlet: none\n"
        "date: 2024-06-19 (from the file name)\n"
        "text: 76 characters\n"
        f"\nFog in the bay\n\nBy Ann Lee\n\n{FOG}\n"
    )


def test_who_names_a_link_means_the_file_that_it_leads_to(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "fog.md")
    assert show(folder / "link.txt").stdout == show(folder / "fog.md").stdout != ""


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "fog.md",
            ["title: Fog (from the first heading)", "author: Ann Lee (from the front matter)"],
        ),
        ("mail.eml", ['title: Fog (from the header "Subject")', "author: none"]),
        ("a#b.txt", ["title: none", "author: none"]),
        ("all.json#7", ['title: Fog (from the field "headline")']),
        ("all.json#7", ['author: Ann Lee (from the field "byline")', "outlet: none"]),
        ("all.json#7", ['date: 2024-06-19 (from the field "pub_date")']),
        ("all.json#7", ['text: 47 characters (from the field "story")', "", FOG]),
        ("all.json#2", ['text: 20 characters (from the field "description")']),
        ("all.json#1", ["path: all.json#1", 'title: Tide (from the field "title")']),
    ],
)
def test_fields_of_other_formats(folder: Path, name: str, lines: list[str]) -> None:
    assert "\n".join(lines) + "\n" in show(folder / name).stdout


def test_a_file_of_many_articles_is_listed(folder: Path) -> None:
    assert show(folder / "all.json").stdout == (
        "   1  Fog · Ann Lee · 2024-06-19 · all.json#7\n"
        "      all.json:2: no text: none of its fields is known to be one\n"
        "   2  Tide · The Bay · all.json#1\n"
    )


def test_names_of_fields_can_be_tried(folder: Path) -> None:
    refused = show(folder / "one.json")
    assert refused.exit_code == 1
    assert refused.stderr.endswith(
        "one.json: no column is known to be the text; there are Inhalt, title: "
        "name the one, --set field.text=NAME\n"
    )
    shown = show(folder / "one.json", "--set", "field.text=Inhalt", "--start", "0", "--end", "3")
    assert shown.stdout.endswith('text: 47 characters (from the field "Inhalt")\n\nFog')


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("all.json#9", "all.json has no article '9'; its name alone lists those that it has"),
        ("all.json#8x", "has no article '8x'"),
        ("none.txt", "no such file: "),
        (".", "no loader for "),
    ],
)
def test_what_is_not_there_is_one_line(folder: Path, name: str, reason: str) -> None:
    result = show(folder / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_text_in_a_guessed_encoding_is_shown_with_the_doubt(folder: Path) -> None:
    (folder / "old.txt").write_bytes("Most zamkniety\n\nStary most zamkniêty.\n".encode("cp1252"))
    result = show(folder / "old.txt")
    assert result.stdout.startswith("path: old.txt\ntitle: Most zamkniety (from the first line)\n")
    assert result.stderr == (
        f"{folder / 'old.txt'}: indexed, but its encoding is a guess (Windows-1250) and letters"
        " with accents may be others; save it as UTF-8\n"
    )
