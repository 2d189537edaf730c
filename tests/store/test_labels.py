"""What articles of several folders are called: each by a path of its own, whatever comes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.reading.citing import cite_again
from qabot.store.labels import Labels, _prefixes
from qabot.types import Filters, SkippedFile, SyncProgress
from tests.conftest import write_articles
from tests.doubles import WordEncoder

MOON = "Moon\n\nA rocket reached the moon on Sunday. The crew slept.\n"
WALL = "Wall\n\nThe wall was opened on Thursday. Crowds climbed the wall.\n"
EVERYTHING = Filters()
SUNDAY = "what reached the moon on Sunday"


@pytest.mark.parametrize(
    ("folders", "prefixes"),
    [
        (["/home/ann/news"], [""]),
        (["/home/ann/news", "/home/ann/blogs"], ["news/", "blogs/"]),
        (["/ann/2024/news", "/ann/2025/news"], ["2024/news/", "2025/news/"]),
        (["/a/2024/news", "/b/2024/news", "/b/blogs"], ["a/2024/news/", "b/2024/news/", "blogs/"]),
        (["/news", "/ann/news"], ["/news/", "ann/news/"]),
        # "x/news" may not be told from the folder "news" in "x": it has to be longer
        (["/a/news", "/b/news", "/c/a"], ["a/news/", "b/news/", "c/a/"]),
        ([], []),
    ],
)
def test_a_label_is_the_shortest_end_of_the_path_that_tells_it(
    folders: list[str], prefixes: list[str]
) -> None:
    assert list(_prefixes(*folders)) == prefixes


@given(
    st.lists(
        st.lists(st.sampled_from("ab"), min_size=1, max_size=4).map("/".join),
        min_size=2,
        max_size=6,
        unique=True,
    )
)
def test_no_two_files_have_the_same_name(ends: list[str]) -> None:
    folders = [f"/{end}" for end in ends]
    folders = [
        folder
        for folder in folders
        if not any(PurePosixPath(folder).is_relative_to(o) for o in folders if o != folder)
    ]
    prefixes = _prefixes(*folders)
    labels = Labels(dict(enumerate(folders)), dict(enumerate(prefixes)))
    for number, (folder, prefix) in enumerate(zip(folders, prefixes, strict=True)):
        assert f"{folder}/".endswith(prefix)
        for path in ("x", "a/x", "b/a/x"):
            assert labels.place(labels.name(number, path)) == (number, path)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with a.txt, of the moon."""
    write_articles(tmp_path / "news", {"a.txt": MOON, "b.txt": "Only news has this.\n"})
    return tmp_path / "news"


@pytest.fixture
def blogs(tmp_path: Path) -> Path:
    """A folder with another a.txt, of the wall."""
    write_articles(tmp_path / "blogs", {"a.txt": WALL, "c.txt": "Only blogs have this.\n"})
    return tmp_path / "blogs"


@pytest.fixture
def both(index: Index, news: Path, blogs: Path) -> Index:
    index.sync([news, blogs])
    return index


def paths(index: Index, filters: Filters = EVERYTHING) -> list[str]:
    with index.snapshot() as snapshot:
        listed = [article.path for article in snapshot.article_refs(filters)]
        left = snapshot.select(filters).articles
        if left is not None:
            assert {snapshot.article(number).path for number in left.tolist()} == set(listed)
        assert snapshot.article_count(filters) == len(listed)
        return listed


def test_files_of_the_same_name_are_told_apart(both: Index) -> None:
    assert paths(both) == ["blogs/a.txt", "blogs/c.txt", "news/a.txt", "news/b.txt"]
    with both.snapshot() as snapshot:
        assert snapshot.article_paths() == paths(both)
        texts = [getattr(snapshot.article_by_path(path), "text", "") for path in paths(both)]
    assert [text[:4] for text in texts] == ["Wall", "Only", "Moon", "Only"]


def test_every_answer_says_which_one_it_is(both: Index) -> None:
    bot = QABot(both)
    (citation, *_) = bot.ask(SUNDAY).citations
    assert citation.article.path == "news/a.txt"
    assert bot.search("wall", 1)[0].passage.article.path == "blogs/a.txt"
    (mention,) = bot.mentions("Thursday").articles
    assert mention.article.path == "blogs/a.txt"


def test_copies_have_names_of_their_own(index: Index, news: Path, blogs: Path) -> None:
    write_articles(blogs, {"a.txt": MOON * 3})
    write_articles(news, {"a.txt": MOON * 3})
    index.sync([news, blogs])
    (citation, *_) = QABot(index).ask(SUNDAY).citations
    names = [citation.article.path, *(copy.path for copy in citation.copies)]
    assert sorted(names) == ["blogs/a.txt", "news/a.txt"]


def test_the_file_that_was_cited_is_found(both: Index, tmp_path: Path) -> None:
    bot = QABot(both)
    cited = bot.ask(SUNDAY).citations[0].article
    found = bot.file_of(cited)
    assert found is not None
    assert found.read_text(encoding="utf-8").startswith("Moon")
    assert bot.file_of(replace(cited, path="news/none.txt")) is None
    assert bot.file_of(replace(cited, path="a.txt")) is None  # two folders have it
    alone = bot.file_of(replace(cited, path="b.txt"))  # as it was called when news was alone
    assert alone == found.with_name("b.txt")


def test_filters_match_the_path_that_is_shown(both: Index) -> None:
    assert paths(both, Filters(path="news/*")) == ["news/a.txt", "news/b.txt"]
    assert paths(both, Filters(path="*/a.txt")) == ["blogs/a.txt", "news/a.txt"]
    assert paths(both, Filters(path="a.txt")) == []
    assert paths(both, Filters(path="news/*", paths=("news/a.txt", "blogs/a.txt"))) == [
        "news/a.txt"
    ]


def test_what_was_picked_is_found_under_its_new_name(both: Index, news: Path, blogs: Path) -> None:
    assert paths(both, Filters(paths=("b.txt", "blogs/a.txt"))) == ["blogs/a.txt", "news/b.txt"]
    assert paths(both, Filters(paths=("a.txt",))) == ["blogs/a.txt", "news/a.txt"]
    assert paths(both, Filters(paths=("gone.txt",))) == []
    with both.snapshot() as snapshot:
        assert snapshot.names_of(("b.txt", "gone.txt", "news/b.txt")) == ("news/b.txt", "gone.txt")
    both.sync([news])
    assert paths(both, Filters(paths=("news/a.txt", "blogs/a.txt"))) == ["a.txt"]


@pytest.mark.parametrize(
    ("path", "several", "one"),
    [
        ("news/a.txt", ["news/a.txt"], ["a.txt"]),
        ("b.txt", ["news/b.txt"], ["b.txt"]),
        ("a.txt", ["news/a.txt", "blogs/a.txt"], ["a.txt"]),
        ("blogs/c.txt", ["blogs/c.txt"], []),
        ("c.txt", ["blogs/c.txt"], []),
        ("d.txt", [], []),
        ("{folder}/a.txt", ["news/a.txt"], ["a.txt"]),
    ],
)
def test_what_a_path_may_mean(
    both: Index, news: Path, path: str, several: list[str], one: list[str]
) -> None:
    path = path.format(folder=news)
    for expected in (several, one):
        with both.snapshot() as snapshot:
            found = snapshot.articles_called(path)
            alone = snapshot.article_by_path(path)
        assert [article.path for article in found] == expected
        assert alone == (found[0] if len(found) == 1 else None)
        both.sync([news])


def test_an_article_that_has_a_path_is_meant_by_it(index: Index, news: Path, blogs: Path) -> None:
    write_articles(blogs, {"news/a.txt": "A third one.\n"})
    index.sync([news, blogs])
    with index.snapshot() as snapshot:
        found = snapshot.article_by_path("news/a.txt")
        called = [article.path for article in snapshot.articles_called("news/a.txt")]
    assert found is not None
    assert found.text == MOON
    assert called == ["news/a.txt", "blogs/news/a.txt"]


def test_a_folder_comes_and_goes_and_no_article_changes(
    index: Index, news: Path, blogs: Path, encoder: WordEncoder
) -> None:
    index.sync([news])
    assert paths(index) == ["a.txt", "b.txt"]
    encoder.seen.clear()
    report = index.sync([news, blogs])
    assert (report.added, report.changed, report.unchanged, report.embedded) == (2, 0, 2, 2)
    assert paths(index) == ["blogs/a.txt", "blogs/c.txt", "news/a.txt", "news/b.txt"]
    report = index.sync([blogs])
    assert (report.removed, report.changed, report.unchanged, report.embedded) == (2, 0, 2, 0)
    assert paths(index) == ["a.txt", "c.txt"]
    assert all("Wall" in text or "Only" in text for text in encoder.seen)


def test_paths_stay_until_the_folder_that_comes_is_published(
    index: Index, news: Path, blogs: Path
) -> None:
    index.sync([news])
    write_articles(news, {"0.txt": "Before all others, and new.\n"})
    slow = Index.create(index.folder, Settings.of(batch_passages=1), encoder=WordEncoder())
    seen: list[list[str]] = []

    def look(progress: SyncProgress) -> None:
        if progress.embedded:
            seen.append(paths(index))
            new = index.status().new_files
            assert set(new) <= {"0.txt", f"{blogs}/a.txt", f"{blogs}/c.txt"}

    slow.sync([news, blogs], progress=look)
    assert len(seen) >= 2
    assert seen == [["a.txt", "b.txt"]] * len(seen)
    assert paths(index) == [
        "blogs/a.txt", "blogs/c.txt", "news/0.txt", "news/a.txt", "news/b.txt",
    ]  # fmt: skip


def test_a_folder_without_articles_needs_no_label(index: Index, news: Path, tmp_path: Path) -> None:
    write_articles(tmp_path / "empty", {"blank.txt": " \n"})
    report = index.sync([news, tmp_path / "empty"])
    assert paths(index) == ["a.txt", "b.txt"]
    assert [file.path for file in report.skipped] == [f"{tmp_path}/empty/blank.txt"]


def test_lists_of_files_name_the_folder(both: Index, news: Path, blogs: Path) -> None:
    (blogs / "link.txt").symlink_to(news / "a.txt")
    write_articles(blogs, {"blank.txt": " \n"})
    write_articles(news, {"blank.txt": " \n"})
    report = both.sync()
    assert report.skipped == (
        SkippedFile("news/blank.txt", "no text"),
        SkippedFile("blogs/blank.txt", "no text"),
        SkippedFile("blogs/link.txt", "a link; links are not followed"),
    )
    assert both.status().skipped == report.skipped[:2]
    (news / "b.txt").rename(blogs / "b.txt")
    (blogs / "a.txt").unlink()
    write_articles(blogs, {"c.txt": "Changed.\n"})
    write_articles(news, {"new.txt": "New.\n"})
    status = both.status()
    assert status.new_files == ("news/new.txt",)
    assert status.changed_files == ("blogs/c.txt",)
    assert status.removed_files == ("blogs/a.txt",)
    assert status.moved_files == (("news/b.txt", "blogs/b.txt"),)


def test_the_file_of_an_article(both: Index, news: Path, blogs: Path) -> None:
    write_articles(blogs, {"wire.jsonl": '{"id": 7, "text": "The moon rose."}\n', "a#7.txt": MOON})
    both.sync()
    with both.snapshot() as snapshot:
        assert snapshot.file_of("news/a.txt") == news / "a.txt"
        assert snapshot.file_of("blogs/a.txt") == blogs / "a.txt"
        assert snapshot.file_of("blogs/wire.jsonl#7") == blogs / "wire.jsonl"
        assert snapshot.file_of("blogs/a#7.txt") == blogs / "a#7.txt"
        assert snapshot.file_of("a.txt") is None
        assert snapshot.folders() == [str(news), str(blogs)]


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_a_saved_citation_is_of_the_article_that_prints_it(
    index: Index, news: Path, blogs: Path, order: list[int]
) -> None:
    index.sync([news])
    saved = QABot(index).ask(SUNDAY)
    assert saved.citations[0].article.path == "a.txt"
    other = Index.create(index.folder.with_name("other"), encoder=WordEncoder())
    other.sync([[news, blogs][number] for number in order])
    with other.snapshot() as snapshot:
        (again, *_) = cite_again(snapshot, saved).citations
        article = snapshot.article_by_path(again.article.path)
    assert article is not None
    assert (again.article.path, again.outdated) == ("news/a.txt", False)
    assert again.span.of(article.text) == again.text == "A rocket reached the moon on Sunday."


def test_a_citation_that_both_print_is_of_the_first_folder(
    index: Index, news: Path, blogs: Path
) -> None:
    index.sync([news])
    saved = QABot(index).ask(SUNDAY)
    write_articles(blogs, {"a.txt": MOON})
    index.sync([blogs, news])
    with index.snapshot() as snapshot:
        assert cite_again(snapshot, saved).citations[0].article.path == "news/a.txt"
    index.sync([blogs])
    with index.snapshot() as snapshot:
        assert cite_again(snapshot, saved).citations[0].article.path == "a.txt"


def test_a_follow_up_prefers_what_was_cited_under_another_name(
    index: Index, news: Path, blogs: Path
) -> None:
    (news / "a.txt").rename(news / "moon.txt")
    index.sync([news])
    conversation = QABot(index).conversation()
    conversation.ask("which rocket reached the moon")
    index.sync([blogs, news])
    explanation = conversation.explain(conversation.ask("and when?"))
    bonus = {reason.scored.passage.article.path: reason.bonus for reason in explanation.passages}
    assert bonus.pop("news/moon.txt") == pytest.approx(index.settings.follow_ups.cited)
    assert list(bonus.values()) == pytest.approx([0.0] * len(bonus), abs=1e-6)


def test_a_report_names_files_as_readers_do(index: Index, tmp_path: Path) -> None:
    news, blogs = tmp_path / "news", tmp_path / "blogs"
    write_articles(news, {"moon.txt": MOON})
    write_articles(blogs, {"moon.txt": WALL})
    assert index.sync([news]).files.added == ("moon.txt",)
    assert index.sync([news, blogs]).files.added == ("blogs/moon.txt",)
    (news / "moon.txt").rename(news / "luna.txt")
    assert index.sync().files.moved == (("news/moon.txt", "news/luna.txt"),)
    gone = index.sync([news]).files
    assert gone.removed == ((blogs / "moon.txt").as_posix(),)  # no label is left for its folder
    assert gone.added == gone.changed == ()
