"""Names of fields that a person gives: they are used, kept, and can be changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.errors import IndexDamaged
from qabot.index import Index
from qabot.types import SkippedFile
from tests.conftest import write_articles
from tests.doubles import WordEncoder

ROWS = "nr;Kopf;Inhalt;summary\n1;Fog;The moon rose.;Moon.\n2;Tide;The wall fell.;Wall.\n"
LINES = json.dumps({"nr": 1, "inhalt": "The moon rose.", "kopf": "Fog"})


def index(folder: Path, **fields: str) -> Index:
    settings = Settings.from_mapping({f"field.{field}": name for field, name in fields.items()})
    return Index.create(folder, settings, encoder=WordEncoder())


def texts(made: Index) -> dict[str, tuple[str, str]]:
    with made.snapshot() as snapshot:
        found = map(snapshot.article_by_path, snapshot.article_paths())
        return {article.path: (article.title, article.text) for article in found if article}


def test_names_are_remembered_and_what_was_skipped_is_read(tmp_path: Path) -> None:
    folder, made = tmp_path / "articles", tmp_path / "index"
    write_articles(folder, {"a.jsonl": LINES, "b.txt": "The sun rose."})
    report = index(made).sync([folder])
    assert report.skipped == (
        SkippedFile(
            "a.jsonl",
            "no column is known to be the text; there are nr, inhalt, kopf: "
            "name the one, --set field.text=NAME",
        ),
    )
    report = index(made, text="inhalt").sync()
    assert (report.added, report.unchanged, report.skipped) == (1, 1, ())
    (folder / "a.jsonl").write_text(LINES.replace("moon", "sun"), encoding="utf-8")
    report = index(made, title="kopf").sync()
    assert (report.changed, report.removed, report.skipped) == (1, 0, ())
    assert texts(index(made))["a.jsonl#1"] == ("Fog", "The sun rose.")
    assert index(made).sync().unchanged == 2
    assert index(made).sync(rebuild=True).unchanged == 2


def test_other_names_are_noticed_in_files_that_are_the_same(tmp_path: Path) -> None:
    folder, made = tmp_path / "articles", tmp_path / "index"
    write_articles(folder, {"a.csv": ROWS})
    index(made).sync([folder])
    assert texts(index(made)) == {"a.csv#1": ("", "Moon."), "a.csv#2": ("", "Wall.")}
    report = index(made, text="Inhalt", title="Kopf").sync()
    assert (report.changed, report.unchanged) == (2, 0)
    assert texts(index(made)) == {
        "a.csv#1": ("Fog", "The moon rose."),
        "a.csv#2": ("Tide", "The wall fell."),
    }


@pytest.mark.one_store
@pytest.mark.parametrize("kept", ["", "[1]", "{", '{"text": 5}', '{"colour": "red"}', "[" * 9999])
def test_damaged_names_are_told_and_nothing_is_lost(tmp_path: Path, kept: str) -> None:
    folder, made = tmp_path / "articles", tmp_path / "index"
    write_articles(folder, {"a.jsonl": LINES})
    index(made, text="inhalt").sync([folder])
    (made / "fields.json").write_text(kept, encoding="utf-8")
    with pytest.raises(IndexDamaged, match=r"fields\.json cannot be read; delete it, and name"):
        index(made).sync()
    assert texts(index(made)) == {"a.jsonl#1": ("", "The moon rose.")}
