"""Sessions and lists as files to take elsewhere: Markdown with footnotes, JSON or text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from qabot.errors import QabotError
from qabot.questions.list_requests import ListKind, ListRequest, list_request
from qabot.service.listed_articles import ListedArticle, matching
from qabot.sessions.session_store import SavedExchange
from qabot.web.pages.visit import Visit
from qabot.wording.export import FORMATS, Exported, file_name
from qabot.wording.found_lists import FoundList, articles_list, find_list
from qabot.wording.worded_line import Role, line

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot

_MEDIA = {"markdown": "text/markdown", "json": "application/json", "text": "text/plain"}
_NAMES = {
    ListKind.ABOUT: "articles about",
    ListKind.MENTIONS: "mentions of",
    ListKind.SEARCH: "passages on",
    ListKind.TIMELINE: "timeline of",
}


def export_about(visit: Visit, bot: QABot) -> Response:
    """The articles about a topic."""
    return _found(visit, bot, ListKind.ABOUT)


def export_passages(visit: Visit, bot: QABot) -> Response:
    """The passages nearest to some words."""
    return _found(visit, bot, ListKind.SEARCH)


def export_mentions(visit: Visit, bot: QABot) -> Response:
    """All articles that print a phrase."""
    return _found(visit, bot, ListKind.MENTIONS)


def export_timeline(visit: Visit, bot: QABot) -> Response:
    """Dated sentences that print a phrase."""
    return _found(visit, bot, ListKind.TIMELINE)


def export_articles(visit: Visit, bot: QABot) -> Response:
    """Articles by path, those of them in which the words are found."""
    filters, words = visit.filters, visit.value("q")
    with bot.index.snapshot() as snapshot:
        listed = [ListedArticle.of(article) for article in snapshot.article_refs(filters)]
    found = [one.article for one in matching(listed, words)]
    name = f"articles {words}".strip()
    return as_file(visit, [articles_list(name, found, filters)], name)


def exported_exchanges(bot: QABot | None, exchanges: Sequence[SavedExchange]) -> list[Exported]:
    """What was answered, as it was; lists, which are not saved, as they are now.

    Args:
        bot: finds them; None where there is no index.
    """
    said = [_exported(bot, exchange) for exchange in exchanges]
    return [one for one in said if one is not None]


def as_file(visit: Visit, said: Sequence[Exported], title: str) -> Response:
    """What was said as a file of the format in the address.

    Raises:
        HTTPException: there is no such format.
    """
    form = visit.value("format")
    if form not in FORMATS:
        raise HTTPException(404)
    _, write = FORMATS[form]
    # half of a surrogate pair is written as JSON escapes it
    text = write(said, title).encode("utf-8", "backslashreplace")
    response = Response(text, media_type=f"{_MEDIA[form]}; charset=utf-8")
    name = file_name(title, form).encode("ascii", "ignore").decode()
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _found(visit: Visit, bot: QABot, kind: ListKind) -> Response:
    request = ListRequest(kind, visit.value("q"))
    asked = f"{_NAMES[kind]} {request.words}"
    return as_file(visit, [find_list(bot, request, visit.filters, asked)], asked)


def _exported(bot: QABot | None, exchange: SavedExchange) -> Exported | None:
    if exchange.answer is not None or exchange.failure is not None:
        return exchange.answer
    request = list_request(exchange.question)
    if request is None:
        return None
    if bot is None:
        return _problem(exchange, "there is no index to make this list of")
    try:
        return find_list(bot, request, exchange.filters, exchange.question)
    except QabotError as error:
        return _problem(exchange, str(error))


def _problem(exchange: SavedExchange, words: str) -> FoundList:
    """In place of a list, why it is missing."""
    return FoundList(exchange.question, (line(Role.WARNING, words),), {"problem": words})
