"""The tools and the articles as the protocol hands them out."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from anyio import CapacityLimiter, to_thread
from mcp import MCPError, types
from mcp.server import Server, ServerRequestContext

import qabot
from qabot.errors import QabotError, RequestError
from qabot.mcp_server.article_addresses import ADDRESS_TEMPLATE, address_of, path_at
from qabot.mcp_server.reading_tools import INSTRUCTIONS, TOOLS, ReadingTool
from qabot.mcp_server.tool_calls import all_articles, article_at
from qabot.mcp_server.tool_results import ToolResult, result_schema
from qabot.service.kept_bot import BotUser
from qabot.types import ArticleRef

if TYPE_CHECKING:  # faiss and tantivy take .3 s: a client waits for the greeting
    from qabot.bot import QABot

_AT_ONCE = 2
"""Calls that are worked on at the same time; a question takes one core for a tenth of a second."""
_RESOURCES_A_PAGE = 200
_RESOURCE_CHARACTERS = 200_000
"""Of the text of an article that is handed out as a whole: some 50,000 tokens."""
_PLAIN_TEXT = "text/plain"
_HINTS = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Result = TypeVar("Result")
Context = ServerRequestContext[Any]


class ProtocolHandlers:
    """Answers requests of clients with what a bot finds, on threads that nobody waits for."""

    def __init__(self, bots: BotUser, limiter: CapacityLimiter) -> None:
        self._bots = bots
        self._limiter = limiter

    async def list_tools(
        self, _: Context, __: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        """All tools."""
        return types.ListToolsResult(tools=[_described(tool) for tool in TOOLS.values()])

    async def call_tool(
        self, _: Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """What a tool finds; what is wrong with the call or the index is said to the model."""
        tool = TOOLS.get(params.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"there is no tool {params.name!r}")
        try:
            found = await self._found(lambda bot: tool.call(bot, params.arguments or {}))
        except QabotError as error:
            said = types.TextContent(type="text", text=str(error))
            return types.CallToolResult(content=[said], is_error=True)
        return _written(found)

    async def list_resources(
        self, _: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        """Articles by path, a few hundred at a time; the cursor counts those before."""
        cursor = (params.cursor if params else None) or "0"
        if not (cursor.isascii() and cursor.isdigit()):
            raise MCPError(types.INVALID_PARAMS, f"{cursor!r} is not a cursor that was given")
        begin = int(cursor)
        end = begin + _RESOURCES_A_PAGE
        articles = await self._found_or_refused(all_articles)
        return types.ListResourcesResult(
            resources=[types.Resource(**_resource(article)) for article in articles[begin:end]],
            next_cursor=str(end) if end < len(articles) else None,
        )

    async def list_templates(
        self, _: Context, __: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        """The addresses of articles."""
        template = types.ResourceTemplate(
            uri_template=ADDRESS_TEMPLATE,
            name="article",
            title="An article's text, by its path",
            mime_type=_PLAIN_TEXT,
        )
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(
        self, _: Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """The text of an article."""
        text = await self._found_or_refused(lambda bot: _whole_text(bot, params.uri))
        contents = types.TextResourceContents(uri=params.uri, text=text, mime_type=_PLAIN_TEXT)
        return types.ReadResourceResult(contents=[contents])

    async def _found(self, work: Callable[[QABot], Result]) -> Result:
        """What some work finds; a client that left or cancels does not wait for its end."""
        return await to_thread.run_sync(
            partial(self._bots.use, work), abandon_on_cancel=True, limiter=self._limiter
        )

    async def _found_or_refused(self, work: Callable[[QABot], Result]) -> Result:
        try:
            return await self._found(work)
        except QabotError as error:
            raise MCPError(types.INVALID_PARAMS, str(error)) from error


def protocol_server(bots: BotUser, limiter: CapacityLimiter | None = None) -> Server[Any]:
    """A server of the protocol over one bot, for any transport.

    Args:
        bots: lets calls use the bot.
        limiter: how many calls do at the same time, where others do beside them.
    """
    handlers = ProtocolHandlers(bots, limiter or CapacityLimiter(_AT_ONCE))
    return Server(
        "qabot",
        version=qabot.__version__,
        title="qabot: articles, quoted word for word",
        instructions=INSTRUCTIONS,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
    )


def _described(tool: ReadingTool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=result_schema(tool.arguments),
        output_schema=result_schema(tool.result),
        annotations=_HINTS,
    )


def _written(found: ToolResult) -> types.CallToolResult:
    """The JSON of a result, as text too, for clients that know no other, and its articles."""
    text = json.dumps(found.values, ensure_ascii=False)
    articles = {article.path: article for article in found.articles}.values()
    links = [types.ResourceLink(**_resource(article)) for article in articles]
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text), *links],
        structured_content=found.values,
    )


def _resource(article: ArticleRef) -> dict[str, Any]:
    known = (article.author, article.outlet, article.published)
    return {
        "uri": address_of(article.path),
        "name": article.path,
        "title": article.title or None,
        "description": ", ".join(filter(None, known)) or None,
        "mime_type": _PLAIN_TEXT,
    }


def _whole_text(bot: QABot, address: str) -> str:
    article = article_at(bot, path_at(address))
    if len(article.text) > _RESOURCE_CHARACTERS:
        raise RequestError(
            f"{article.path} has {len(article.text):,} characters, more than the "
            f"{_RESOURCE_CHARACTERS:,} that are given at once; read it in pages with read_article"
        )
    return article.text
