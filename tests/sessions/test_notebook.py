"""Sentences kept in a notebook, over a real file, and taken elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from qabot.sessions.notebook import Notebook
from qabot.sessions.session_database import writing
from qabot.sessions.session_store import SessionStore
from qabot.types import Citation, Filters
from qabot.wording.clip_export import CLIP_WRITERS
from tests.test_types import answer

KIM: Citation = answer().citations[0]
OTHER = replace(KIM, number=7, article=replace(KIM.article, path="b.md", title="*B*"))


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    return Notebook(tmp_path / "sessions.db", "/index")


def test_a_sentence_is_kept_once_in_order_and_dropped(notebook: Notebook) -> None:
    assert notebook.clips() == []
    assert notebook.clip(KIM, "who?")
    assert notebook.clip(OTHER, "who \ud800?")
    assert not notebook.clip(replace(KIM, number=3), "who else?")
    first, second = notebook.clips()
    assert (first.question, first.citation) == ("who?", KIM)
    assert (second.question, second.citation) == ("who ??", OTHER)
    assert first.clipped.endswith("+00:00")
    notebook.drop(first.id)
    assert [clip.citation for clip in notebook.clips()] == [OTHER]


def test_each_index_has_its_own_and_a_file_of_before_gets_one(tmp_path: Path) -> None:
    store = SessionStore(tmp_path / "sessions.db")
    store.asked("who?", Filters(), "/index", None)
    with writing(store.path, 1) as connection:
        connection.execute("DROP TABLE clips")
    one, two = (Notebook(store.path, index) for index in ("/one", "/two"))
    assert one.clips() == []
    one.clip(KIM, "who?")
    assert (len(one.clips()), len(two.clips())) == (1, 0)
    with writing(store.path, 1) as connection:
        connection.execute("UPDATE clips SET citation = '{}'")
    assert one.clips() == []


def test_a_notebook_is_written_in_each_format(notebook: Notebook) -> None:
    for citation, question in (
        (KIM, "who?"),
        (OTHER, "who?"),
        (replace(KIM, text="x" * len(KIM.text)), "/search *x*"),
    ):
        notebook.clip(citation, question)
    clips = notebook.clips()
    markdown = CLIP_WRITERS["markdown"](clips)
    assert markdown.count("## ") == 2
    assert "## /search \\*x\\*" in markdown
    assert markdown.index("[^2]") < markdown.index("[^3]") < markdown.index("[^2]: ")
    assert "“\\*B\\*”" in markdown
    text = CLIP_WRITERS["text"](clips)
    assert text.startswith(f"Notebook\n\n\nwho?\n\n[1] {KIM.text}\n")
    assert f"\n[2] {KIM.text}\n" in text
    values = json.loads(CLIP_WRITERS["json"](clips))
    assert [one["citation"]["number"] for one in values["clips"]] == [1, 2, 3]
    assert Citation.from_dict(values["clips"][0]["citation"]) == KIM
