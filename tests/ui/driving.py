"""The chat over readable doubles, and ways to drive it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widgets import Static

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.questions.followups import Turn
from qabot.service.bot_service import BotService
from qabot.service.bot_source import BotSource
from qabot.sessions.session_store import SessionStore
from qabot.types import (
    Answer,
    ArticleRef,
    Citation,
    CitedSpan,
    Filters,
    Source,
    Span,
    Speaker,
    Verdict,
)
from qabot.ui.app import ChatApp, no_examples
from qabot.ui.outside import Outside
from qabot.ui.prompt.prompt import Prompt
from qabot.ui.title_bar import TitleBar
from tests.coefficient_files import write_coefficients
from tests.service.doubles import WordSource
from tests.ui.steps import settled

SIZE = (100, 30)
DEADLINE = 90.0
"""Seconds after which a test that waits for what never comes fails, and the others go on."""
_NO_FILTERS = Filters()
_OUTSIDE = Outside()


def settings_of_test(index: Path) -> Settings:
    """Coefficients that no new fit changes."""
    return Settings.of(coefficients=write_coefficients(index.with_name("weights.json")))


def chat_over(
    index: Path,
    folder: Path,
    *,
    source: BotSource | None = None,
    store: SessionStore | None = None,
    outside: Outside = _OUTSIDE,
    examples: Callable[[QABot], Sequence[str]] = no_examples,
    config: Path | None = None,
) -> ChatApp:
    """The chat over the readable encoder."""
    source = source or WordSource(index, settings_of_test(index))
    return ChatApp(BotService(source, folder), index, store, outside, examples, config=config)


@dataclass(frozen=True)
class Scripted:
    """An answer to be given: ``sentences`` are cited as (path, text), the first one also ``also``.

    Each is looked up in the index, so that its span is where it stands. The text, and the speaker's
    mention, stand where a sentence last prints them.
    """

    sentences: Sequence[tuple[str, str]] = ()
    text: str = ""
    speaker: Speaker | None = None
    verdict: Verdict = Verdict.ANSWERED
    confidence: float = 0.8
    also: Sequence[tuple[str, str]] = ()
    interpreted: str = ""

    def last_place(self, words: str) -> CitedSpan | None:
        """Where the first sentence that prints these words last does."""
        for number, (_, text) in enumerate(self.sentences, start=1):
            start = text.rfind(words) if words else -1
            if start >= 0:
                return CitedSpan(number, Span(start, start + len(words)))
        return None


class ScriptedBot(QABot):
    """Answers questions as a script says, and no others; it can be held.

    ``dates`` keeps whether each question was to be read for dates.
    ``begun`` is set when a question reaches it, and nothing is answered until ``released`` is.
    """

    def __init__(self, index: Index, script: Mapping[str, Scripted], *, held: bool = False) -> None:
        super().__init__(index)
        self._script = script
        self.begun = threading.Event()
        self.dates: list[bool] = []
        self.released = threading.Event()
        if not held:
            self.released.set()

    def ask_after(
        self,
        question: str,
        history: Sequence[Turn],
        *,
        k: int | None = None,
        cited: Collection[str] = (),
        filters: Filters = _NO_FILTERS,
        id: str | int | None = None,
        dates: bool = True,
        today: date | None = None,
    ) -> Answer:
        self.dates.append(dates)
        self.begun.set()
        assert self.released.wait(30), "nobody released the bot"
        scripted = self._script.get(question, Scripted(verdict=Verdict.NOTHING, confidence=0.1))
        also = tuple(Source(*self._place(*place)) for place in scripted.also)
        return Answer(
            question=question,
            verdict=scripted.verdict,
            confidence=scripted.confidence,
            text=scripted.text,
            speaker=scripted.speaker,
            citations=tuple(
                Citation(number, *self._place(path, text), text, 1.0, also if number == 1 else ())
                for number, (path, text) in enumerate(scripted.sentences, start=1)
            ),
            milliseconds={"total": 1.0},
            filters=filters,
            interpreted=scripted.interpreted,
            span=scripted.last_place(scripted.text),
            mention_span=scripted.last_place(scripted.speaker.mention if scripted.speaker else ""),
        )

    def _place(self, path: str, text: str) -> tuple[ArticleRef, Span]:
        with self.index.snapshot() as snapshot:
            article = snapshot.article_by_path(path)
        assert article is not None, path
        start = article.text.index(text)
        reference = ArticleRef(
            article.path, article.title, article.author, article.published, article.outlet
        )
        return reference, Span(start, start + len(text))


class ScriptedSource(WordSource):
    """Bots that follow a script."""

    def __init__(self, index: Path, script: Mapping[str, Scripted], *, held: bool = False) -> None:
        super().__init__(index, settings_of_test(index))
        self._script = script
        self._held = held

    def open(self) -> QABot:
        return ScriptedBot(super().open().index, self._script, held=self._held)

    def create(self) -> QABot:
        return ScriptedBot(super().create().index, self._script, held=self._held)


def scripted_chat(
    index: Path,
    folder: Path,
    script: Mapping[str, Scripted],
    *,
    held: bool = False,
    outside: Outside = _OUTSIDE,
) -> ChatApp:
    """The chat over a bot that follows a script, its index made from the folder first."""
    source = ScriptedSource(index, script, held=held)
    return chat_over(index, folder, source=source, outside=outside)


def bot_of(app: ChatApp) -> ScriptedBot:
    """The bot that follows a script, once there is one."""
    assert isinstance(app.service.bot, ScriptedBot)
    return app.service.bot


def words_of(node: DOMNode) -> str:
    return "\n".join(str(widget.render()) for widget in node.query(Static) if widget.display)


def shown(app: ChatApp) -> str:
    return f"{app.main.query_one(TitleBar).detail}\n{words_of(app)}"


def drive(
    app: ChatApp,
    steps: Callable[[Pilot[None]], Awaitable[None]],
    size: tuple[int, int] = SIZE,
    *,
    notifications: bool = False,
) -> None:
    async def session() -> None:
        async with app.run_test(size=size, notifications=notifications) as pilot:
            async with asyncio.timeout(DEADLINE):
                await steps(pilot)

    with closing(app.service):
        asyncio.run(session())


async def type_question(pilot: Pilot[None], question: str) -> None:
    """Send a question without waiting for what comes of it."""
    pilot.app.screen_stack[0].query_one(Prompt).text = question
    await pilot.press("enter")


async def ask(pilot: Pilot[None], *questions: str) -> None:
    """Send questions and wait for their answers."""
    for question in questions:
        await type_question(pilot, question)
        await settled(pilot)
