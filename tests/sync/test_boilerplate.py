"""Lines that recur on a site's pages stay in the text and out of the passages."""

from __future__ import annotations

from pathlib import Path

from qabot.index import Index
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.searching import nearest
from tests.sync.test_sync import paths

CALL = "Click here to subscribe to our newsletter!"
TOPICS = ("moon", "wall", "mould", "rocket", "speech", "penicillin", "sea", "sun")


def page(topic: str, outlet: str = "The Post", call: str = CALL) -> str:
    return (
        f"---\noutlet: {outlet}\n---\n{topic.title()} in the news today. It was about the "
        f"{topic}.\n\n{call}\n\nThat is all that is known of the {topic} so far.\n"
    )


def pages(count: int, **options: str) -> dict[str, str]:
    return {f"{topic}.md": page(topic, **options) for topic in TOPICS[:count]}


def passages(index: Index) -> dict[str, list[str]]:
    """Texts of each article's passages."""
    found: dict[str, list[str]] = {}
    with index.snapshot() as snapshot:
        ids, _ = nearest(snapshot, index.encoder.encode_question("moon"), 100)
        for passage in snapshot.passages(sorted(ids.tolist())):
            article = snapshot.article(passage.article_id)
            assert passage.span.of(article.text) == passage.text
            assert all(span.of(article.text) for span in passage.sentences)
            found.setdefault(passage.article.path, []).append(passage.text)
    return found


def test_a_line_on_many_pages_of_an_outlet_is_no_passage(index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_articles(folder, pages(5))
    report = index.sync([folder])
    found = passages(index)
    assert len(found) == 5
    assert found["moon.md"] == [
        "Moon in the news today. It was about the moon.",
        "That is all that is known of the moon so far.",
    ]
    assert report.passages == index.status().passages == 10
    assert (report.added, report.changed) == (5, 0)
    assert paths(index, "subscribe newsletter") == []
    with index.snapshot() as snapshot:
        article = snapshot.article_by_path("moon.md")
    assert article is not None
    assert CALL in article.text


def test_few_pages_or_another_outlet_decide_nothing(index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_articles(folder, pages(4))
    write_articles(folder, {"other.md": page("sea", outlet="The Echo")})
    write_articles(folder, {"plain.txt": f"The sun shone.\n\n{CALL}\n"})
    index.sync([folder])
    assert len(paths(index, "newsletter")) == 6


def test_copies_of_one_article_are_no_menu(index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_articles(folder, {f"{n}.md": page("moon") for n in range(6)})
    index.sync([folder])
    assert len(paths(index, "newsletter")) == 6


def test_a_line_on_few_of_an_outlets_pages_stays(index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    lines = "".join(
        f'{{"id": {n}, "outlet": "The Post", "text": "Page {n} tells of the moon.'
        f'{chr(92)}n{CALL if n < 5 else "Nothing."}{chr(92)}nPage {n} ends."}}\n'
        for n in range(20)
    )
    write_articles(folder, {"wire.jsonl": lines})
    index.sync([folder])
    assert len(paths(index, "newsletter")) == 5


def test_the_page_that_makes_it_a_habit_changes_the_earlier_ones(
    index: Index, tmp_path: Path, encoder: WordEncoder
) -> None:
    folder = tmp_path / "site"
    write_articles(folder, pages(4))
    index.sync([folder])
    assert len(paths(index, "newsletter")) == 4
    write_articles(folder, {"speech.md": page("speech")})
    report = index.sync()
    assert (report.added, report.changed, report.unchanged) == (1, 0, 4)
    assert paths(index, "newsletter") == []
    encoder.seen.clear()
    assert index.sync().unchanged == 5
    assert encoder.seen == []
    write_articles(folder, {"sea.md": page("sea")})
    assert index.sync().added == 1
    assert paths(index, "newsletter") == []


def test_a_line_that_recurs_no_longer_is_back(index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_articles(folder, pages(5))
    index.sync([folder])
    write_articles(folder, {"moon.md": page("moon", call="Good night.")})
    index.sync()
    assert len(paths(index, "newsletter")) == 4


def test_a_rebuild_decides_again(index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_articles(folder, pages(5))
    index.sync([folder])
    assert index.sync(rebuild=True).passages == 10
    assert paths(index, "newsletter") == []
