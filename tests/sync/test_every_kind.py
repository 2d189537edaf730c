"""A folder with one example of each kind is indexed with what each of them states."""

from __future__ import annotations

from pathlib import Path

from qabot.index import Index
from tests.loaders.examples import REST, examples
from tests.loaders.further_examples import further_examples


def test_each_kind_is_indexed_with_what_it_states(tmp_path: Path, index: Index) -> None:
    folder = tmp_path / "kinds"
    folder.mkdir()
    every = [*examples(), *further_examples()]
    for example in every:
        place = folder / example.name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(example.data)
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    report = index.sync([folder])
    stated, texts = {}, {}
    with index.snapshot() as snapshot:
        for article in snapshot.articles(range(1, report.added + 1)).values():
            facts = (article.title, article.author, article.outlet, article.published)
            stated[article.path] = facts
            texts[article.path] = " ".join(article.text.split())
    expected = {
        f"{example.name}#{one.part}" if one.part else example.name: one
        for example in every
        for one in example.articles
    }
    assert stated == {
        path: (one.title, one.author, one.outlet, one.published) for path, one in expected.items()
    }
    lacking = [path for path, one in expected.items() if one.lead not in texts[path]]
    assert lacking == []
    assert not any("Buy boots" in text or "All rights reserved" in text for text in texts.values())
    told = {file.path: file.reason for file in report.skipped}
    assert told.keys() == {example.name for example in every if example.told}
    assert all(example.told in told.get(example.name, "") for example in every)
    assert REST in texts["lamp.html"]
    assert report.ignored == {".doc": 1, "(saved with a page)": 1}
