"""Copies of a story: found when indexed, counted once, told beside the citation."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.errors import SyncStopped
from qabot.index import Index
from qabot.retrieval.copies import without_copies
from qabot.store import duplicates, schema
from qabot.store.databases import database_of
from qabot.store.state import Store
from qabot.types import Filters
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.searching import nearest
from tests.text.test_shingles import MORE, STORY


def article(outlet: str, published: str, text: str = STORY) -> str:
    return f"---\ntitle: Moon reached\noutlet: {outlet}\npublished: {published}\n---\n{text}\n"


PAPERS = {
    "post.md": article("The Post", "1969-07-22"),
    "times.md": article("The Times", "1969-07-21"),
    "echo.md": article("The Echo", "1969-07-20", STORY[: STORY.index("They will stay")]),
}


def groups(index: Index) -> set[tuple[str, ...]]:
    """Paths of each group, the speaking one first."""
    with index.snapshot() as snapshot:
        passages, _ = nearest(snapshot, index.encoder.encode_question("moon"), 100)
        found = snapshot.copies_of(snapshot.articles_behind(passages.tolist())).values()
        return {tuple(article.path for article in group.values()) for group in found}


@pytest.fixture
def papers(index: Index, folder: Path) -> Index:
    write_articles(folder, PAPERS)
    index.sync([folder])
    return index


def test_copies_are_grouped_and_the_earliest_of_the_fullest_speaks(papers: Index) -> None:
    assert groups(papers) == {("times.md", "post.md", "echo.md")}


def test_reports_say_how_many(index: Index, folder: Path) -> None:
    write_articles(folder, PAPERS)
    report = index.sync([folder])
    assert report.duplicates == report.to_dict()["duplicates"] == 2
    assert index.status().duplicates == 2
    assert index.sync().duplicates == 2


def test_a_copy_that_comes_later_joins(papers: Index, folder: Path) -> None:
    write_articles(folder, {"late.md": article("The Late", "1969-07-25")})
    assert papers.sync().duplicates == 3
    assert groups(papers) == {("times.md", "post.md", "late.md", "echo.md")}


def test_a_copy_that_is_removed_or_rewritten_leaves(papers: Index, folder: Path) -> None:
    (folder / "times.md").unlink()
    assert papers.sync().duplicates == 1
    assert groups(papers) == {("post.md", "echo.md")}
    write_articles(folder, {"post.md": article("The Post", "1969-07-22", "Something else.")})
    assert papers.sync().duplicates == 0
    assert groups(papers) == set()


def test_a_rebuild_finds_them_again(papers: Index) -> None:
    assert papers.sync(rebuild=True).duplicates == 2


def test_a_story_printed_many_times_is_one_group(index: Index, tmp_path: Path) -> None:
    lines = "".join(
        f'{{"id": {n}, "text": "{STORY}", "published": "1969-07-{n:02}"}}\n' for n in range(1, 31)
    )
    write_articles(tmp_path / "lines", {"wire.jsonl": lines})
    assert index.sync([tmp_path / "lines"]).duplicates == 29
    assert len(groups(index)) == 1


def test_headlines_without_a_story_are_no_copies(index: Index, tmp_path: Path) -> None:
    lines = "".join(
        f'{{"id": {n}, "title": "{title}", "text": "Blah blah blah."}}\n'
        for n, title in enumerate(["Fed sets repurchase", "Oil falls", "Oil falls", "OIL FALLS"])
    )
    write_articles(tmp_path / "lines", {"wire.jsonl": lines})
    assert index.sync([tmp_path / "lines"]).duplicates == 2


def test_a_story_counts_once_in_a_search(papers: Index) -> None:
    found = QABot(papers).search("who opened the hatch on the moon", 10)
    stories = list(dict.fromkeys(hit.passage.article.path for hit in found))
    assert stories == ["times.md", "moon.txt", "wall.txt", "old/mould.txt"]


def test_what_only_a_copy_adds_is_found(papers: Index, folder: Path) -> None:
    write_articles(folder, {"echo.md": article("The Echo", "1969-07-20", STORY + MORE)})
    write_articles(folder, {"post.md": article("The Post", "1969-07-19", STORY)})
    papers.sync()
    found = QABot(papers).search("which president spoke by radio", 2)
    assert "president" in found[0].passage.text
    assert found[0].passage.article.path == "echo.md"


def test_a_filter_lets_another_copy_speak(papers: Index) -> None:
    found = QABot(papers).search("who opened the hatch", 10, filters=Filters(outlet="post"))
    assert {hit.passage.article.path for hit in found} == {"post.md"}


def test_a_citation_names_the_copies(papers: Index) -> None:
    answer = QABot(papers).ask("what did engineers in Houston say of the fuel")
    citation = answer.citations[0]
    assert citation.article.outlet == "The Times"
    assert [copy.outlet for copy in citation.copies] == ["The Post", "The Echo"]
    assert [copy["path"] for copy in citation.to_dict()["copies"]] == ["post.md", "echo.md"]
    assert len({cited.article.path for cited in answer.citations if "fuel" in cited.text}) == 1


def test_the_speaking_copy_takes_the_place_of_one_found_before_it(papers: Index) -> None:
    with papers.snapshot() as snapshot:
        ids, _ = nearest(snapshot, papers.encoder.encode_question("moon"), 100)
        by_path: dict[str, list[int]] = {}
        for passage in snapshot.passages(sorted(ids.tolist())):
            by_path.setdefault(passage.article.path, []).append(passage.id)
        other = by_path["old/mould.txt"][0]
        ranked = [by_path["post.md"][0], other, by_path["times.md"][0]]
        kept = [passage.article.path for passage in without_copies(snapshot, ranked, 2)]
    assert kept == ["times.md", "old/mould.txt"]


def test_signatures_of_another_version_are_made_again(
    papers: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "_version", lambda: 99)
    assert papers.sync().duplicates == 2


def test_copies_by_another_rule_are_forgotten(
    papers: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "_version", lambda: 99)
    monkeypatch.setattr(duplicates, "alike", lambda first, second: False)
    assert papers.sync().duplicates == 0


def test_a_stopped_comparison_is_taken_up(index: Index, folder: Path) -> None:
    write_articles(folder, PAPERS)
    index.sync([folder])
    again = Index.create(index.folder, encoder=WordEncoder())
    write_articles(folder, {"late.md": article("The Late", "1969-07-25")})

    def stop_once_embedded(moved: object) -> None:
        raise SyncStopped("stopped")

    with pytest.raises(SyncStopped):
        again.sync(progress=stop_once_embedded)
    assert again.sync().duplicates == 3


def test_copies_are_found_among_many_pages_of_one_template(index: Index, tmp_path: Path) -> None:
    body = " ".join(f"Word{n} and more of it." for n in range(120)).lower()
    pages = {
        f"{copy}{n:02}.txt": f"Library {n}\n\nTown{n} has a library. {body} Ask in Town{n}.\n"
        for n in range(30)
        for copy in "ab"
    }
    write_articles(tmp_path / "pages", pages)
    assert index.sync([tmp_path / "pages"]).duplicates == 30


@pytest.mark.sqlite
def test_one_more_article_is_noted_without_writing_the_others_again(papers: Index) -> None:
    with schema.writing(papers.folder / schema.DATABASE) as connection:
        connection.execute("UPDATE signatures SET compared = FALSE WHERE article_id = 1")
        before = connection.total_changes
        duplicates.link_copies(connection, lambda: None)
        assert connection.total_changes - before == 1
    assert groups(papers) == {("times.md", "post.md", "echo.md")}


def test_an_article_that_is_taken_out_is_compared_with_none(papers: Index, folder: Path) -> None:
    with database_of(papers.folder).writing() as connection:
        connection.execute("DELETE FROM copies")
        connection.execute("UPDATE signatures SET compared = FALSE")
        connection.execute("UPDATE articles SET removed = 9 WHERE path = 'times.md'")
        duplicates.link_copies(connection, lambda: None)
        linked = "SELECT path FROM articles WHERE id IN (SELECT copy_id FROM copies) ORDER BY path"
        assert [row[0] for row in connection.execute(linked)] == ["echo.md", "post.md"]


def test_files_count_the_articles_that_are_there(papers: Index) -> None:
    with database_of(papers.folder).writing() as connection:
        store = Store(connection)
        before = store.article_counts(1)
        connection.execute("UPDATE articles SET removed = 9 WHERE path = 'times.md'")
        assert before.pop("times.md") == 1
        assert store.article_counts(1) == before
