"""A request for a page, with all that it is answered from, and how it is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from qabot.errors import IndexOpening, QabotError
from qabot.service.bot_service import BotService
from qabot.types import Filters
from qabot.web.bot_work import with_bot
from qabot.web.page_templates import render
from qabot.web.pages.page_filters import read_filters
from qabot.web.pages.page_memory import PageMemory
from qabot.web.pages.page_words import page_words
from qabot.web.problem_details import problem_of
from qabot.web.web_context import WebContext
from qabot.wording.progress_words import progress_words

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot

THEMES = ("light", "dark")
THEME_COOKIE = "qabot-theme"
_OPENING = "opening the index …"
_COMPARING = "comparing the index with its folders …"
_DIGITS = 15
"""Digits of the longest number that is taken for one."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request; ``sent`` is what a form sent with it."""

    request: Request
    memory: PageMemory
    sent: Mapping[str, str] = field(default_factory=dict)

    @property
    def context(self) -> WebContext:
        """The service and the sessions."""
        context: WebContext = self.request.app.state.context
        return context

    @property
    def filters(self) -> Filters:
        """The filters in the address.

        Raises:
            FilterError: one of them makes no sense.
        """
        return read_filters(self.request.query_params)

    @property
    def own_address(self) -> str:
        """The address that was asked for."""
        url = self.request.url
        return f"{url.path}?{url.query}" if url.query else url.path

    @property
    def progress(self) -> tuple[str, float] | None:
        """How far the index is, in words and as a share; None while nothing is done about it."""
        service, moved = self.context.service, self.memory.watch.progress
        if not (service.syncing or service.opening):
            return None
        if moved is None:
            return (_COMPARING if service.bot else _OPENING), 0.0
        return progress_words(moved), moved.share

    def value(self, name: str) -> str:
        """A parameter of the address, empty where it is missing."""
        return self.request.query_params.get(name, "").strip()

    def number(self, name: str) -> int | None:
        """A parameter that is a whole number, None where it is missing or none."""
        value = self.value(name)
        is_number = value.isascii() and value.isdigit() and len(value) <= _DIGITS
        return int(value) if is_number else None

    def page(self, template: str, *, status: int = 200, **values: Any) -> Response:
        """A page out of a template, with what stands on every page."""
        return HTMLResponse(render(template, **self._common(), **values), status)

    def _common(self) -> dict[str, Any]:
        theme = self.request.cookies.get(THEME_COOKIE, "")
        return {
            "progress": self.progress,
            "own_address": self.own_address,
            "place": self.request.url.path,
            "theme": theme if theme in THEMES else "",
            "say": page_words(),
        }


Answering = Callable[[Visit], Response]
Asking = Callable[[Visit, "QABot"], Response]
Handler = Callable[[Request], Awaitable[Response]]


def visited(memory: PageMemory, answer: Answering) -> Handler:
    """The handler of a page that needs no index; it is made on a thread."""

    async def handle(request: Request) -> Response:
        visit = await _visit(request, memory)
        return await _told(visit, to_thread.run_sync(answer, visit))

    return handle


def asked(memory: PageMemory, answer: Asking) -> Handler:
    """The handler of a page that the bot is asked for, in turn with all other requests."""

    async def handle(request: Request) -> Response:
        visit = await _visit(request, memory)
        return await _told(visit, with_bot(request, partial(answer, visit)))

    return handle


def go_to(place: str) -> Response:
    """Send the browser to another address, which it asks for with GET."""
    return RedirectResponse(place, 303)


async def _visit(request: Request, memory: PageMemory) -> Visit:
    sent = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
    return Visit(request, memory, sent)


async def _told(visit: Visit, answer: Awaitable[Response]) -> Response:
    """The page, or one that says why there is none."""
    try:
        return await answer
    except IndexOpening:
        return visit.page("coming.html", status=503)
    except QabotError as error:
        _open_again(visit.context.service)
        problem = problem_of(error)
        page = visit.page("failure.html", status=problem.status, failure=problem.detail)
        page.headers.update(problem.headers)
        return page


def _open_again(service: BotService) -> None:
    """Try it for the next request where the index could not be opened: it may be mended by then."""
    if service.bot is None and not service.opening:
        service.open()
