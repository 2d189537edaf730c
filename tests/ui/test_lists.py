"""Lists in the conversation, examples to begin with, and articles opened from lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qabot.bot import QABot
from qabot.questions.list_requests import ListKind, ListRequest, list_request
from qabot.ui.article.article_pane import ArticlePane
from qabot.ui.article.article_screen import ArticleScreen
from qabot.ui.article.article_text import ArticleText
from qabot.ui.conversation.greeting import Example, IndexFacts
from qabot.ui.conversation.list_rows import MoreRows
from tests.conftest import write_articles
from tests.ui.driving import ask, chat_over, drive, words_of
from tests.ui.steps import pressed, settled
from tests.ui.test_article import marked, words_of_pane

PAPERS = {
    "wall.md": "---\ntitle: The wall opens\noutlet: Post\npublished: 1989-11-09\n---\n"
    "“The wall is open today,” said Ann Lee. The wall was opened on 9 November 1989.\n",
    "gone.md": "---\ntitle: Little is left\noutlet: Sun\npublished: 1991\n---\n"
    "Hardly any of the wall is left. It was sold.\n",
    "title.md": "---\ntitle: A wall of rain\n---\nIt rained. Nobody came.\n",
}


def one_example(_: QABot) -> list[str]:
    return ["what did Ann Lee say?"]


def test_lists_stand_in_the_conversation_and_open_articles(tmp_path: Path) -> None:
    write_articles(tmp_path / "papers", PAPERS)
    app = chat_over(tmp_path / "index", tmp_path / "papers", examples=one_example)

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        assert "3 articles, 1989–1991\nPost, Sun" in words_of(app.panes.greeting)
        examples = [str(example.render()) for example in app.query(Example)]
        assert examples == ["what did Ann Lee say?"]
        await pressed(pilot, "tab", "enter")
        assert [entry.question for entry in app.panes.view.entries] == examples
        assert app.panes.prompt.has_focus
        await ask(pilot, "/mentions wall", "/timeline wall", "/search rain", "/mentions zebra")
        _, mentions, timeline, search, none = app.panes.view.entries
        assert not app.panes.greeting.display
        assert words_of(mentions).split("\n")[:8] == [
            "/mentions wall",
            "“wall”: 5 mentions in 3 articles",
            "Little is left",
            "1× · Sun · 1991, 35 years ago",
            "The wall opens",
            "3× · Post · 9 Nov 1989, 37 years ago",
            "A wall of rain",
            "1× · title.md",
        ]
        assert "Post: 1 article, 3 mentions" in words_of(mentions)
        assert [str(card.render()).split("\n")[0] for card in timeline.cards] == [
            "1989-11-09  “The wall is open today,” said Ann Lee.",
            "1991  Hardly any of the wall is left.",
        ]
        assert str(search.cards[0].render()).startswith("1. A wall of rain\n")
        assert "“zebra”: 0 mentions in 0 articles" in words_of(none)
        pane = app.query_one("#article", ArticlePane)
        app.panes.view.look_at(timeline.cards[1])
        await settled(pilot)
        assert marked(pane, "cited") == ["Hardly any of the wall is left."]
        assert words_of_pane(pane)[-1] == "[2] of 2 · gone.md"
        timeline.cards[1].focus()
        await pressed(pilot, "n", "enter")
        assert isinstance(app.focused, ArticleText)
        app.panes.view.look_at(mentions.cards[2])  # only its title prints the words
        await settled(pilot)
        assert (marked(pane, "cited"), words_of_pane(pane)) == ([], ["A wall of rain", "title.md"])

    drive(app, steps, (120, 40))


def test_lists_are_exported_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    floods = {f"{n:02}.md": f"---\ntitle: Flood {n}\n---\nA flood came.\n" for n in range(25)}
    write_articles(tmp_path / "papers", {**floods, **PAPERS})
    app = chat_over(tmp_path / "index", tmp_path / "papers")

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "which articles are about floods", "/timeline wall", "/search rain")
        await ask(pilot, "/export lists.md", "/export lists.json")
        await settled(pilot)

    drive(app, steps, (80, 24))
    values = json.loads(Path("lists.json").read_text(encoding="utf-8"))
    topic, timeline, passages = values["lists"]
    assert (values["answers"], topic["asked"]) == ([], "which articles are about floods")
    assert len(topic["citations"]) == 25
    assert [event["date"] for event in timeline["events"]] == ["1989-11-09", "1991"]
    assert passages["passages"][0]["article"]["path"] == "title.md"
    markdown = Path("lists.md").read_text(encoding="utf-8")
    assert markdown.startswith("# which articles are about floods\n\n")
    assert "\n**25 articles about “floods”**\n\n- Flood 0" in markdown
    assert "\n- 1989-11-09 “The wall is open today,” said Ann Lee.  \n  " in markdown


def test_a_question_for_articles_is_a_list_that_grows(tmp_path: Path) -> None:
    floods = {f"{n:02}.md": f"---\ntitle: Flood {n}\n---\nA flood came.\n" for n in range(25)}
    write_articles(tmp_path / "papers", {**floods, **PAPERS})
    app = chat_over(tmp_path / "index", tmp_path / "papers")

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "Which articles are about floods?", "/about a war in space")
        found, none = app.panes.view.entries
        assert "25 articles about “floods”" in words_of(found)
        assert (len(found.cards), str(found.query_one(MoreRows).render())) == (
            20,
            "5 more: Enter shows them",
        )
        found.query_one(MoreRows).focus()
        await pressed(pilot, "enter")
        assert len(found.cards) == 25
        assert app.focused is found.cards[20]
        assert not found.query_one(MoreRows).display
        assert "no article opens on “a war in space”" in words_of(none)
        await pressed(pilot, "enter")  # a screen of its own in a narrow terminal
        assert isinstance(app.screen, ArticleScreen)
        assert marked(app.screen.pane, "cited") == ["A flood came."]
        for key in ("escape", "ctrl+b", "right", *"opens", "enter", "enter"):
            await pressed(pilot, key)  # out of the list of articles
        assert isinstance(app.screen, ArticleScreen)
        assert words_of_pane(app.screen.pane)[0] == "The wall opens"
        await pressed(pilot, "escape")
        assert app.panes.sidebar.has_focus_within

    drive(app, steps, (80, 24))


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("/mentions  the wall ", ListRequest(ListKind.MENTIONS, "the wall")),
        ("/timeline x", ListRequest(ListKind.TIMELINE, "x")),
        ("which articles mention the wall?", ListRequest(ListKind.MENTIONS, "the wall")),
        ("articles about walls", ListRequest(ListKind.ABOUT, "walls")),
        ("/mentions", None),
        ("/export x", None),
        ("when did the wall fall", None),
    ],
)
def test_what_is_a_list(text: str, request_: ListRequest | None) -> None:
    assert list_request(text) == request_


def test_what_there_is_to_ask_in_words() -> None:
    outlets = ["Post", "Sun", "Times", "Star", "Echo"]
    facts = IndexFacts(1200, ["2005", "2004", "1999"], outlets)
    assert facts.words == "1,200 articles, 1999–2005\nPost, Sun, Times, Star …"
    assert IndexFacts(1, ["2005"]).words == "1 article, 2005"
    assert IndexFacts().words == "0 articles"
