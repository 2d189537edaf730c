"""The page on which an article is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from qabot.mcp_server.tool_calls import article_at
from qabot.types import Filters, Span
from qabot.web.pages.article_view import view_of
from qabot.web.pages.visit import Visit
from qabot.wording.highlights import Marks

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot


def reading_page(visit: Visit, bot: QABot) -> Response:
    """An article with a span of it marked, if the address has one."""
    article = article_at(bot, visit.value("path"))
    view = view_of(article, Marks(_span(visit, len(article.text))), part=visit.number("part"))
    return visit.page(
        "article.html",
        view=view,
        characters=len(article.text),
        filters=Filters(paths=(article.path,)),
    )


def _span(visit: Visit, characters: int) -> Span:
    """The span in the address, as much of it as the article has."""
    start = min(visit.number("start") or 0, characters)
    return Span(start, min(max(visit.number("end") or 0, start), characters))
