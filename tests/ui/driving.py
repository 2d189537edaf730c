"""The chat over readable doubles, and ways to drive it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widgets import Static
from textual.worker import WorkerCancelled

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.questions.followups import Turn
from qabot.sync.telling import Progress
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
from qabot.ui.app import ChatApp
from qabot.ui.prompt import Prompt
from qabot.ui.title_bar import TitleBar
from tests.coefficient_files import write_coefficients
from tests.doubles import WordEncoder

SIZE = (100, 30)
_NO_FILTERS = Filters()


class DoubleApp(ChatApp):
    """The app over the readable encoder, with coefficients that no new fit changes."""

    def settings_of_test(self) -> Settings:
        return Settings.of(coefficients=write_coefficients(self._index.with_name("weights.json")))

    def open_index(self) -> QABot:
        return QABot(Index.open(self._index, self.settings_of_test(), encoder=WordEncoder()))

    def resume_index(self, progress: Progress) -> QABot:
        index = Index.create(self._index, self.settings_of_test(), encoder=WordEncoder())
        index.sync(progress=progress)
        return QABot(index)

    def build_index(self, progress: Progress) -> QABot:
        index = Index.create(self._index, self.settings_of_test(), encoder=WordEncoder())
        index.sync([self._folder], progress=progress)
        return QABot(index)


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


class ScriptedApp(DoubleApp):
    """The app over a bot that follows a script, its index made from the folder first."""

    def __init__(
        self, index: Path, folder: Path, script: Mapping[str, Scripted], *, held: bool = False
    ) -> None:
        super().__init__(index, folder)
        self._script = script
        self._held = held
        self.bots: list[ScriptedBot] = []

    def open_index(self) -> QABot:
        index = Index.open(self._index, self.settings_of_test(), encoder=WordEncoder())
        self.bots.append(ScriptedBot(index, self._script, held=self._held))
        return self.bots[-1]

    def build_index(self, progress: Progress) -> QABot:
        super().build_index(progress)
        return self.open_index()


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
            await steps(pilot)

    asyncio.run(session())


async def settled(pilot: Pilot[None]) -> None:
    """Until no worker runs and no message waits."""
    for _ in range(4):
        for worker in list(pilot.app.workers):
            with suppress(WorkerCancelled):  # by a newer one of its kind
                await worker.wait()
        await pilot.pause()


async def type_question(pilot: Pilot[None], question: str) -> None:
    """Send a question without waiting for what comes of it."""
    pilot.app.screen_stack[0].query_one(Prompt).text = question
    await pilot.press("enter")


async def ask(pilot: Pilot[None], *questions: str) -> None:
    """Send questions and wait for their answers."""
    for question in questions:
        await type_question(pilot, question)
        await settled(pilot)
