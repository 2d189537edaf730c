"""The pages of ``qabot serve``: asking, reading, lists, and saved sessions."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from qabot.service.bot_service import BotService
from qabot.web.pages.answer_page import answer_page, why_page
from qabot.web.pages.begin_page import begin_page, examples_page
from qabot.web.pages.exports import (
    export_about,
    export_articles,
    export_mentions,
    export_passages,
    export_timeline,
)
from qabot.web.pages.index_pages import bring_in_step, tell_progress
from qabot.web.pages.index_watch import IndexWatch
from qabot.web.pages.list_pages import (
    about_page,
    articles_page,
    mentions_page,
    passages_page,
    timeline_page,
)
from qabot.web.pages.page_memory import PageMemory
from qabot.web.pages.reading_page import reading_page
from qabot.web.pages.session_pages import (
    delete_session,
    export_session,
    rename_session,
    session_page,
    sessions_page,
)
from qabot.web.pages.small_answers import choose_theme
from qabot.web.pages.visit import asked, visited

__all__ = ["page_routes"]


def page_routes(service: BotService) -> list[BaseRoute]:
    """All pages of a service, for ``make_application``; they share what they keep."""
    memory = PageMemory(IndexWatch(service))
    return [
        Route("/", visited(memory, begin_page)),
        Route("/examples", asked(memory, examples_page)),
        Route("/ask", asked(memory, answer_page)),
        Route("/why", asked(memory, why_page)),
        Route("/article", asked(memory, reading_page)),
        Route("/articles", asked(memory, articles_page)),
        Route("/about", asked(memory, about_page)),
        Route("/search", asked(memory, passages_page)),
        Route("/mentions", asked(memory, mentions_page)),
        Route("/timeline", asked(memory, timeline_page)),
        Route("/sessions", visited(memory, sessions_page)),
        Route("/sessions/{session:int}", asked(memory, session_page)),
        Route("/sessions/{session:int}/export", visited(memory, export_session)),
        Route("/articles/export", asked(memory, export_articles)),
        Route("/about/export", asked(memory, export_about)),
        Route("/search/export", asked(memory, export_passages)),
        Route("/mentions/export", asked(memory, export_mentions)),
        Route("/timeline/export", asked(memory, export_timeline)),
        Route("/sessions/{session:int}/rename", visited(memory, rename_session), methods=["POST"]),
        Route("/sessions/{session:int}/delete", visited(memory, delete_session), methods=["POST"]),
        Route("/theme", visited(memory, choose_theme)),
        Route("/sync", visited(memory, bring_in_step), methods=["POST"]),
        Route("/progress", tell_progress),
    ]
