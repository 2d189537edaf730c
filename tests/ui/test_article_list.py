"""Articles listed, looked through and picked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input, Static

from qabot.bot import QABot
from qabot.index import Index
from qabot.service.listed_articles import ListedArticle, matching
from qabot.types import ArticleRef, Filters
from qabot.ui.sidebar.article_list import ArticleList
from qabot.ui.sidebar.articles_pane import ArticlesPane
from tests.conftest import write_articles
from tests.ui.steps import drive, pressed, screen_of, settled


class PaneApp(App[None]):
    """The pane alone; ``picks`` are those that it told of."""

    def __init__(self, bot: QABot | None = None) -> None:
        super().__init__()
        self.pane = ArticlesPane(lambda: bot)
        self.picks: list[tuple[str, ...]] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_article_list_picked(self, message: ArticleList.Picked) -> None:
        self.picks.append(message.paths)

    @property
    def count(self) -> str:
        return str(self.pane.query_one(".count", Static).render())


def listed(*titles: str) -> list[ListedArticle]:
    return [
        ListedArticle.of(ArticleRef(f"{title.lower()}.txt", title, None, "2024-06-01", "Post"))
        for title in titles
    ]


def paths(rows: Sequence[ListedArticle]) -> list[str]:
    return [row.article.path for row in rows]


@pytest.fixture
def bot(index: Index, folder: Path) -> QABot:
    write_articles(
        folder,
        {
            "pact.md": "---\ntitle: A pact\noutlet: World\npublished: 2014-11-30\n---\nSigned.\n",
            "wide.md": "---\ntitle: '[red]世界\\x1b[31m'\npublished: 2020\n---\nNew text.\n",
        },
    )
    index.sync([folder])
    return QABot(index)


def test_every_word_has_to_be_somewhere_in_what_is_known_of_an_article() -> None:
    one = ArticleRef("a/1.txt", "The Moon", "Ann Lee", "2024-06-01", "Post")
    two = ArticleRef("b/2.txt", "", None, None, None)
    rows = [ListedArticle.of(one), ListedArticle.of(two)]
    for words in ("moon", "POST ann", "2024-06", "a/ moon", ""):
        assert rows[0] in matching(rows, words)
    assert paths(matching(rows, "b/2")) == ["b/2.txt"]
    assert paths(matching(rows, "moon sun")) == []
    assert paths(matching(rows, "moonann")) == []


def test_the_index_lists_the_articles_that_filters_leave(bot: QABot) -> None:
    with bot.index.snapshot() as snapshot:
        everything = snapshot.article_refs(Filters())
        assert [ref.path for ref in everything] == [
            "moon.txt",
            "old/mould.txt",
            "pact.md",
            "wall.txt",
            "wide.md",
        ]
        assert everything[2] == ArticleRef("pact.md", "A pact", None, "2014-11-30", "World")
        assert [ref.path for ref in snapshot.article_refs(Filters(until="2015"))] == ["pact.md"]
        assert [ref.path for ref in snapshot.article_refs(Filters(outlet="wor"))] == ["pact.md"]
        picked = Filters(paths=("wall.txt", "moon.txt"))
        assert [ref.path for ref in snapshot.article_refs(picked)] == ["moon.txt", "wall.txt"]


def test_articles_are_listed_newest_first_as_text(bot: QABot) -> None:
    app = PaneApp(bot)

    async def steps(pilot: Pilot[Any]) -> None:
        app.pane.enter()
        await settled(pilot)
        assert paths(app.pane.list.rows) == [
            "wide.md",
            "pact.md",
            "moon.txt",
            "old/mould.txt",
            "wall.txt",
        ]
        lines = [line.rstrip() for line in screen_of(app).splitlines()]
        assert lines[1] == "  5 articles"
        assert lines[3:7] == ["▌ [red]世界\\x1b[31m", "▌ 2020", "  A pact", "  World · 2014-11-30"]
        assert lines[7:9] == ["  Rocket reaches the moon", "  moon.txt"]

    drive(app, steps)


def test_typing_looks_through_and_arrows_go_to_the_list(bot: QABot) -> None:
    app = PaneApp(bot)

    async def steps(pilot: Pilot[Any]) -> None:
        app.pane.enter()
        await settled(pilot)
        assert app.pane.list.has_focus
        await pressed(pilot, "p", "a", "c")
        assert app.pane.query_one(Input).has_focus
        assert (app.pane.words, paths(app.pane.list.rows)) == ("pac", ["pact.md"])
        assert app.count == "1 of 5 articles"
        await pressed(pilot, "down", "space")
        assert app.picks == [("pact.md",)]
        await pressed(pilot, "backspace", "backspace", "backspace")
        assert len(app.pane.list.rows) == 5
        await pressed(pilot, "z", "z")
        assert app.count == "0 of 5 articles · 1 picked"
        assert "no article has these words" in screen_of(app)
        await pressed(pilot, "enter", "enter")  # nothing to pick
        assert app.picks == [("pact.md",)]

    drive(app, steps)


def test_many_are_picked_and_dropped_in_the_order_of_picking(bot: QABot) -> None:
    app = PaneApp(bot)

    async def steps(pilot: Pilot[Any]) -> None:
        app.pane.enter()
        await settled(pilot)
        await pressed(pilot, "down", "space", "up", "space", "end", "space")
        assert list(app.picks[-1]) == ["pact.md", "wide.md", "wall.txt"]
        assert app.count == "5 articles"  # the filters have not changed
        app.pane.show_filters(Filters(paths=app.picks[-1]))
        assert app.count == "5 articles · 3 picked"
        assert screen_of(app).count("✓") == 3
        await pressed(pilot, "space")
        assert list(app.picks[-1]) == ["pact.md", "wide.md"]
        await pressed(pilot, "delete")
        assert not app.picks[-1]
        assert screen_of(app).count("✓") == 0

    drive(app, steps)


def test_a_click_picks_what_is_under_it(bot: QABot) -> None:
    app = PaneApp(bot)

    async def steps(pilot: Pilot[Any]) -> None:
        app.pane.enter()
        await settled(pilot)
        await pilot.click(ArticleList, offset=(5, 3))
        await settled(pilot)
        assert (app.picks, app.pane.list.cursor) == ([("pact.md",)], 1)
        await pilot.click(ArticleList, offset=(5, 20))  # below the last
        assert len(app.picks) == 1

    drive(app, steps)


def test_the_list_follows_the_filters_of_the_chat(bot: QABot) -> None:
    app = PaneApp(bot)

    async def steps(pilot: Pilot[Any]) -> None:
        app.pane.enter()
        app.pane.show_filters(Filters(since="2014", paths=("moon.txt",)))
        await settled(pilot)
        assert paths(app.pane.list.rows) == ["wide.md", "pact.md"]
        assert app.pane.list.picked == ("moon.txt",)  # stays picked though it is not listed

    drive(app, steps)


def test_what_was_picked_before_a_folder_came_is_ticked_under_its_new_path(
    bot: QABot, tmp_path: Path
) -> None:
    app = PaneApp(bot)
    write_articles(tmp_path / "other", {"wall.txt": "Another wall.\n"})
    with bot.index.snapshot() as snapshot:
        folders = snapshot.folders()
    bot.index.sync([*folders, tmp_path / "other"])

    async def steps(pilot: Pilot[Any]) -> None:
        app.pane.show_filters(Filters(paths=("moon.txt", "gone.txt")))
        app.pane.enter()
        await settled(pilot)
        assert app.picks == [(f"{Path(folders[0]).name}/moon.txt", "gone.txt")]
        app.pane.show_filters(Filters(paths=app.picks[-1]))
        app.pane.read()
        await settled(pilot)
        assert len(app.picks) == 1
        assert screen_of(app).count("✓") == 1

    drive(app, steps)


def test_an_index_that_is_gone_is_said(bot: QABot) -> None:
    app = PaneApp(bot)

    async def steps(pilot: Pilot[Any]) -> None:
        (bot.index.folder / "articles.db").unlink()
        app.pane.enter()
        await settled(pilot)
        assert "no articles" in screen_of(app)
        assert any("no index" in notice.message for notice in app._notifications)

    drive(app, steps)


def test_of_fifty_thousand_articles_only_those_on_screen_are_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Textual's OptionList takes 2.7 s of the event loop to be filled with as many."""
    app = PaneApp()
    laid_out: list[ListedArticle] = []
    detail_of = ArticleList.detail_of

    def noted(of: ArticleList, row: ListedArticle) -> str:
        laid_out.append(row)
        return detail_of(of, row)

    monkeypatch.setattr(ArticleList, "detail_of", noted)
    many = listed(*(f"Headline {number:05}" for number in range(50_000)))

    async def steps(pilot: Pilot[Any]) -> None:
        before = len(app.query("*"))
        app.pane.list.show_rows(many)
        app.pane.list.focus()
        await pilot.pause()
        assert len(app.query("*")) == before
        assert app.pane.list.virtual_size.height == 100_000

        await pilot.press(*(["down"] * 10), "pagedown", "end", "up", "space")
        on_screen = app.pane.list.size.height
        assert 0 < len(laid_out) < 3 * 14 * on_screen
        assert app.pane.list.cursor == 49_998
        assert app.picks == [("headline 49998.txt",)]
        text = screen_of(app)
        assert "✓Headline 49998" in text
        assert "Headline 49999" in text
        assert "Headline 00000" not in text

    drive(app, steps)


def test_the_cursor_stays_on_its_row_when_others_come_and_go() -> None:
    app = PaneApp()

    async def steps(pilot: Pilot[Any]) -> None:
        app.pane.list.show_rows(listed("A", "B", "C"))
        app.pane.list.focus()
        await pressed(pilot, "down", "down")
        app.pane.list.show_rows(listed("X", "C"))
        assert app.pane.list.cursor == 1
        app.pane.list.show_rows(listed("Y", "Z"))
        assert app.pane.list.cursor == 0
        await pressed(pilot, "up")
        assert app.pane.list.cursor == 0

    drive(app, steps)
