"""Which articles the next question is put to."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from qabot.errors import QabotError
from qabot.service.bot_service import BotService
from qabot.types import Filters
from qabot.ui.command_runner import Actions
from qabot.ui.commands import Choices
from qabot.ui.surface import Surface

_NAMES = ("since", "until", "outlet", "author", "path")
_MOST_CHOICES = 1_000


class FilterChoice:
    """Holds the filters; chips, the list of articles and the prompt's completions follow them."""

    def __init__(
        self,
        surface: Surface,
        service: BotService,
    ) -> None:
        self._app = surface.app
        self._service = service
        self._notices = surface.notices
        self._chips = surface.panes.chips
        self._sidebar = surface.panes.sidebar
        self._prompt = surface.panes.prompt
        self.filters = Filters()
        self.reads_dates = True
        """Whether dates in questions choose articles."""

    @property
    def actions(self) -> Actions:
        """What can be done about filters, by name."""
        return {
            "filter": self.narrow,
            "clear_filters": self.clear,
            "switch_dates": self.switch_dates,
        }

    def choose(self, filters: Filters) -> None:
        """Put the questions from now on to these articles."""
        if filters != self.filters:
            self.filters = filters
            self._sidebar.show_filters(filters)
            self._app.call_later(self._show_chips, filters)

    async def _show_chips(self, filters: Filters) -> None:
        await self._chips.show_filters(filters)
        if self._app.focused is None:  # it was on a chip that is gone
            self._prompt.focus()

    def pick(self, paths: tuple[str, ...]) -> None:
        """Put questions to the picked articles alone."""
        self.choose(replace(self.filters, paths=paths))

    def narrow(self, name: str, value: str) -> None:
        """Put questions to fewer articles: ``name`` is a field of the filters.

        Raises:
            FilterError: the value makes no sense, alone or with the other filters.
        """
        from qabot.retrieval.filters import parse_filters

        values = {known: getattr(self.filters, known) for known in _NAMES} | {name: value}
        parsed = parse_filters("/", **values)
        self.choose(replace(self.filters, **{name: getattr(parsed, name)}))
        self._app.run_worker(self._say_how_many(self.filters), exclusive=True, group="count")

    def clear(self) -> None:
        """Put questions to all articles again."""
        self.choose(Filters())

    def switch_dates(self) -> None:
        """Take “last week” in later questions as words, or as a choice of articles again."""
        self.reads_dates = not self.reads_dates
        now = "choose articles again" if self.reads_dates else "are words from now on"
        self._notices.say(f"dates in questions {now}")

    def offer_choices(self) -> None:
        """Let the prompt complete to what the open index has."""
        self._app.run_worker(self._offer_choices(), exclusive=True, group="choices")

    async def _offer_choices(self) -> None:
        try:
            self._prompt.offer(await asyncio.to_thread(self._choices))
        except QabotError:
            return  # said when something is asked

    def _choices(self) -> Choices:
        bot = self._service.bot
        if bot is None:
            return {}
        with bot.index.snapshot() as snapshot:
            years = snapshot.years()
            return {
                "since": years,
                "until": years,
                "outlet": snapshot.outlets(_MOST_CHOICES),
                "author": snapshot.authors(_MOST_CHOICES),
            }

    async def _say_how_many(self, filters: Filters) -> None:
        try:
            left = await asyncio.to_thread(self._count, filters)
        except QabotError:
            return  # said when something is asked
        if left is None:
            return
        if left:
            noun = "article" if left == 1 else "articles"
            self._notices.say(f"{left:,} {noun} to ask")
        else:
            self._notices.say("no article is left; /clear asks all again", "warning")

    def _count(self, filters: Filters) -> int | None:
        bot = self._service.bot
        if bot is None:
            return None
        with bot.index.snapshot() as snapshot:
            return snapshot.article_count(filters)
