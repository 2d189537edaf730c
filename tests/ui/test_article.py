"""The article beside the conversation, and on its own screen."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from qabot.index import Index
from qabot.types import Span, Verdict
from qabot.ui.app import ChatApp
from qabot.ui.article.article_pane import ArticlePane
from qabot.ui.article.article_screen import ArticleScreen
from qabot.ui.article.article_text import ArticleText
from qabot.ui.conversation.place_card import CitationCard
from qabot.ui.prompt.prompt import Prompt
from qabot.wording.highlights import Marks
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.ui.conftest import MakeApp
from tests.ui.driving import Scripted, ask, drive, settings_of_test, words_of
from tests.ui.steps import settled
from tests.ui.test_answers import KIM, MOON

WIDE, ROOMY, NARROW = (120, 30), (160, 48), (80, 24)


def marked(pane: ArticlePane, name: str) -> list[str]:
    return marked_in(pane.text, name)


def marked_in(text: ArticleText, name: str) -> list[str]:
    """The pieces of an article that are drawn in a style, line by line."""
    style = text.get_component_rich_style(f"article-text--{name}")
    lines = (text.render_line(y) for y in range(text.size.height))
    return [
        segment.text.strip()
        for line in lines
        for segment in line
        if segment.style == style and segment.text.strip()
    ]


def test_focusing_a_card_shows_its_article_with_the_sentence_marked(chat: MakeApp) -> None:
    app = chat({"who": KIM})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who")
        pane = app.query_one("#article", ArticlePane)
        assert pane.styles.display == "none"
        await pilot.press("tab")
        await settled(pilot)
        head = words_of_pane(pane)
        assert head[0] == "Two countries sign a pact"
        assert head[1].startswith("A. Reporter, Sample World · 30 Nov 2014, ")
        assert head[2] == "[1] of 2 · pact.md"
        assert marked(pane, "cited") == ["“We stand by our neighbour,”", "said."]
        assert marked(pane, "answer") == ["Mr Kim"]
        assert " ".join(marked(pane, "other")) == "The leader, Kim Jong Un, then left."

    drive(app, steps, WIDE)


def words_of_pane(pane: ArticlePane) -> list[str]:
    return str(pane.query_one(".source", Static).render()).split("\n")


def test_n_and_p_step_through_citations_from_the_card_and_from_the_article(chat: MakeApp) -> None:
    app = chat({"who": KIM, "when": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who", "when")
        await pilot.press("tab", "p")
        assert isinstance(app.focused, CitationCard)
        assert app.browser.citation is not None
        assert app.browser.citation is app.focused.citation
        assert app.browser.citation.number == 2
        await pilot.press("enter")
        assert app.query_one("#article", ArticlePane).text.has_focus
        await pilot.press("p")
        await settled(pilot)
        pane = app.query_one("#article", ArticlePane)
        assert marked(pane, "answer") == ["Mr Kim"]
        await pilot.press("p")
        assert app.browser.citation is not None
        assert app.browser.citation.number == 1
        await pilot.press("n", "n", "n")
        await settled(pilot)
        assert marked(pane, "answer") == ["Sunday"]
        assert app.browser.entry is app.panes.view.entries[1]
        await pilot.press("escape")
        assert app.panes.prompt.has_focus

    drive(app, steps, WIDE)


def test_the_article_of_a_new_answer_is_shown_where_there_is_room(chat: MakeApp) -> None:
    app = chat({"who": KIM, "when": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who")
        pane = app.query_one("#article", ArticlePane)
        assert app.focused is app.panes.prompt
        assert marked(pane, "answer") == ["Mr Kim"]
        await pilot.press("escape")
        assert not pane.display
        await ask(pilot, "when")
        assert not pane.display
        await pilot.press("tab")
        await settled(pilot)
        assert marked(pane, "answer") == ["Sunday"]

    drive(app, steps, ROOMY)


def test_a_narrow_terminal_has_the_article_on_its_own_screen(chat: MakeApp) -> None:
    app = chat({"who": KIM})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who")
        await pilot.press("tab")
        assert not app.query_one("#article").display
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ArticleScreen)
        assert marked(app.screen.pane, "answer") == ["Mr Kim"]
        await pilot.press("n")
        await settled(pilot)
        assert marked(app.screen.pane, "answer") == ["Kim Jong Un"]
        await pilot.press("escape")
        assert isinstance(app.focused, CitationCard)
        assert app.browser.citation is not None
        assert app.browser.citation.number == 2

    drive(app, steps, NARROW)


def test_an_article_that_changed_is_searched_for_the_sentence(chat: MakeApp, folder: Path) -> None:
    app = chat({"when": MOON, "why": Scripted(MOON.sentences, verdict=Verdict.RELATED)})

    def sync(text: str) -> None:
        write_articles(folder, {"moon.txt": text})
        assert app.service.bot is not None
        app.service.bot.index.sync()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when")
        sync("Rocket reaches the moon\n\nAt last! A rocket reached the moon on Sunday.\n")
        await pilot.press("tab")
        await settled(pilot)
        pane = app.query_one("#article", ArticlePane)
        assert marked(pane, "answer") == ["Sunday"]
        sync("Rocket reaches the moon\n\nIt did not.\n")
        app.panes.view.look_at(app.panes.view.cards[0])
        await settled(pilot)
        assert "this sentence is not in it any more" in words_of(app)
        assert marked(pane, "cited") == []
        (folder / "moon.txt").unlink()
        sync_again(app)
        app.panes.view.look_at(app.panes.view.cards[0])
        await settled(pilot)
        assert "The index has no such article any more." in words_of(app)

    drive(app, steps, WIDE)


def test_the_right_one_of_two_files_with_the_same_name_is_shown(
    chat: MakeApp, folder: Path
) -> None:
    sentence = "The other rocket missed on Monday."
    first = Scripted([("articles/moon.txt", MOON.sentences[0][1])], "Sunday")
    second = Scripted([("other/moon.txt", sentence)], "Monday")
    app = chat({"one": first, "two": second})
    other = folder.with_name("other")
    write_articles(other, {"moon.txt": f"Rocket misses\n\n{sentence}\n"})
    Index.create(app.index, settings_of_test(app.index), encoder=WordEncoder()).sync(
        [folder, other]
    )

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "one", "two")
        pane = app.query_one("#article", ArticlePane)
        await pilot.press("tab")
        await settled(pilot)
        assert words_of_pane(pane)[-1] == "[1] of 1 · other/moon.txt"
        assert marked(pane, "answer") == ["Monday"]
        await pilot.press("p")
        await settled(pilot)
        assert words_of_pane(pane)[-1] == "[1] of 1 · articles/moon.txt"
        assert marked(pane, "answer") == ["Sunday"]
        assert app.service.bot is not None
        app.service.bot.index.sync([other])
        app.panes.view.look_at(app.panes.view.cards[1])
        await settled(pilot)
        assert marked(pane, "answer") == ["Monday"]
        assert pane.file == other / "moon.txt"
        app.panes.view.look_at(app.panes.view.cards[0])
        await settled(pilot)
        assert pane.article is None
        assert "The index has no such article any more." in words_of(app)

    drive(app, steps, WIDE)


def sync_again(app: ChatApp) -> None:
    assert app.service.bot is not None
    app.service.bot.index.sync()


def test_markup_escapes_and_directions_of_an_article_are_text(chat: MakeApp, folder: Path) -> None:
    sentence = "A \x1b[31m[red]rocket[/red] \u202eflew\u202c 日本語 שלום."
    write_articles(folder, {"odd.txt": f"[bold]Odd[/]\n\n{sentence}\n"})
    app = chat({"what": Scripted([("odd.txt", sentence)], "日本語")})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "what")
        await pilot.press("tab")
        await settled(pilot)
        as_text = "A \\x1b[31m[red]rocket[/red] flew 日本語 שלום."
        assert as_text in words_of(app)
        assert "[bold]Odd[/]" in words_of(app)
        pane = app.query_one("#article", ArticlePane)
        assert " ".join(marked(pane, "cited")) == as_text.replace("日本語", "").replace("  ", " ")
        assert marked(pane, "answer") == ["日本語"]

    drive(app, steps, WIDE)


class TextAlone(App[None]):
    """Nothing but an article's text."""

    CSS_PATH = ChatApp.CSS_PATH

    def compose(self) -> ComposeResult:
        yield ArticleText()


def test_a_sentence_deep_in_a_megabyte_is_in_view_and_stays_so() -> None:
    text = "".join(f"Sentence {number} says nothing new at all.\n" for number in range(26_000))
    start = text.index("Sentence 20000")
    marked = Marks(Span(start, start + 40), Span(start + 9, start + 14))
    app = TextAlone()

    async def steps() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            shown = app.query_one(ArticleText)
            shown.show(text, marked)
            await settled(pilot)
            assert len(text) > 1_000_000
            assert marked_in(shown, "answer") == ["20000"]
            assert shown.virtual_size.height == 26_001
            await pilot.resize_terminal(30, 20)
            await settled(pilot)
            assert marked_in(shown, "answer") == ["20000"]
            shown.focus()
            await pilot.press("home")
            assert marked_in(shown, "answer") == []

    asyncio.run(steps())


def test_the_card_stays_in_view_when_the_article_takes_half_of_the_room(chat: MakeApp) -> None:
    app = chat({"who": KIM, "when": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, *["who"] * 12)
        view = app.panes.view
        await pilot.press("tab")
        await settled(pilot)
        assert isinstance(app.focused, CitationCard)
        assert app.focused.region.bottom <= view.region.bottom
        assert app.focused.region.y >= view.region.y

    drive(app, steps, (100, 24))


def previewed(pane: ArticlePane) -> tuple[list[str], str, list[str]]:
    """What stands above the text, what is wrong with it, and the lines of the text."""
    problem = pane.query_one(".problem", Static)
    lines = (pane.text.render_line(y).text.strip() for y in range(pane.text.size.height))
    said = str(problem.render()) if problem.display else ""
    return words_of_pane(pane), said, [line for line in lines if line]


async def preview(pilot: Pilot[None], name: str) -> None:
    """Have a file shown, and wait until it is read and, after that, laid out."""
    pilot.app.screen_stack[0].query_one(Prompt).focus()  # the file shown before has it
    await ask(pilot, f"/preview {name}")
    await settled(pilot)


def test_a_file_that_is_not_indexed_is_shown_as_it_would_be_read(
    chat: MakeApp, tmp_path: Path
) -> None:
    app, new = chat({"who": KIM}), tmp_path / "2024-06-19 fog.txt"
    new.write_text("Fog in the bay\n\nBy Ann Lee\n\nFog kept [bold]the boats[/] in port.\n")

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who")
        await preview(pilot, str(new))
        pane = app.query_one("#article", ArticlePane)
        assert previewed(pane) == (
            [
                "path: 2024-06-19 fog.txt",
                "title: Fog in the bay (from the first line)",
                "author: Ann Lee (from the byline)",
                "outlet: none",
                "date: 2024-06-19 (from the file name)",
                "text: 65 characters",
            ],
            "",
            ["Fog in the bay", "By Ann Lee", "Fog kept [bold]the boats[/] in port."],
        )
        assert app.focused is pane.text
        app.browser.focus_answer()
        await settled(pilot)
        assert words_of_pane(pane)[0] == "Two countries sign a pact"

    drive(app, steps, WIDE)


def test_files_of_many_articles_are_listed_and_those_that_cannot_be_read_say_why(
    chat: MakeApp, folder: Path, tmp_path: Path
) -> None:
    app = chat()
    (folder / "all.jsonl").write_text('{"title": "Fog", "text": "Fog."}\n{"text": "The tide."}\n')
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 and no more")

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        pane = app.query_one("#article", ArticlePane)
        await preview(pilot, "all.jsonl")  # as it is called in the index
        assert previewed(pane) == (
            ["all.jsonl gives these articles; all.jsonl#3 is the third"],
            "",
            ["1  Fog · all.jsonl#1", "2  (no title) · all.jsonl#2"],
        )
        await preview(pilot, "all.jsonl#2")
        assert previewed(pane)[2] == ["The tide."]
        await preview(pilot, str(tmp_path / "bad.pdf"))
        head, problem, text = previewed(pane)
        assert (head, text) == (["bad.pdf"], [])
        assert problem.replace("\n", " ").startswith(f"{tmp_path / 'bad.pdf'}: ")
        await preview(pilot, "none.txt")
        assert app.panes.prompt.text == "/preview none.txt"
        assert previewed(pane)[0] == ["bad.pdf"]

    drive(app, steps, WIDE)


def test_a_previewed_file_has_its_own_screen_where_it_is_narrow(
    chat: MakeApp, tmp_path: Path
) -> None:
    app, new = chat(), tmp_path / "fog.txt"
    new.write_text("Fog kept the boats in port.")

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await preview(pilot, str(new))
        assert isinstance(app.screen, ArticleScreen)
        assert previewed(app.screen.pane)[2] == ["Fog kept the boats in port."]

    drive(app, steps, NARROW)
