"""What requests of the API bring, over what the tools of assistants take, and how it is read."""

from __future__ import annotations

from datetime import date
from functools import cache
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request

from qabot.errors import RequestError
from qabot.mcp_server.article_addresses import LONGEST_PATH
from qabot.mcp_server.tool_arguments import QuestionArguments, ToolArguments
from qabot.retrieval.filters import parse_day

_Place = Annotated[
    Annotated[int, Meta(ge=0)] | None, Meta(description="In code points of the article's text.")
]
_JSON = "application/json"

Arguments = TypeVar("Arguments", bound=ToolArguments)


class AskArguments(QuestionArguments, frozen=True, kw_only=True):
    """A question, and how dates in it are taken."""

    dates: Annotated[
        bool, Meta(description="Whether “last week” chooses or prefers articles by date.")
    ] = True
    today: Annotated[
        str | None,
        Meta(
            description="Day from which “last week” is counted, YYYY-MM-DD.",
            extra_json_schema={"format": "date"},
        ),
    ] = None

    @property
    def day(self) -> date | None:
        """The day that ``today`` names.

        Raises:
            FilterError: it is none.
        """
        return None if self.today is None else parse_day(self.today, "today")


class SpanArguments(ToolArguments, frozen=True, kw_only=True):
    """An article, and the span of its text that is wanted; by default all of it."""

    path: Annotated[
        str, Meta(max_length=LONGEST_PATH, description="Path of the article, as answers give it.")
    ]
    start: _Place = None
    end: _Place = None


def query_arguments(arguments: type[Arguments], request: Request) -> Arguments:
    """What stands in an address: in its query, and in its path where that has a part for it.

    Raises:
        RequestError: something is missing, unknown, given twice, or not what it should be.
    """
    values = _single_values(request.query_params, repeatable_names(arguments))
    twice = values.keys() & request.path_params
    if twice:
        raise RequestError(f"{min(twice)} stands in the path; do not give it again")
    return arguments.read(values | request.path_params)


async def body_arguments(arguments: type[Arguments], request: Request) -> Arguments:
    """What the body of a request has as JSON.

    Raises:
        RequestError: something is missing, unknown, or not what it should be.
        HTTPException: the body says that it is no JSON.
    """
    kind = request.headers.get("content-type", _JSON).partition(";")[0].strip().lower()
    if kind != _JSON:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the body has to be {_JSON}")
    try:
        return msgspec.json.decode(await request.body(), type=arguments)
    except msgspec.DecodeError as error:
        raise RequestError(f"this cannot be called so: {error}") from error


@cache
def repeatable_names(arguments: type[ToolArguments]) -> frozenset[str]:
    """Names that an address may give several times, one for each value of a list."""
    properties = argument_properties(arguments).items()
    return frozenset(name for name, schema in properties if schema.get("type") == "array")


def argument_properties(arguments: type[ToolArguments]) -> dict[str, dict[str, Any]]:
    """The JSON schema of each argument; what may be left out is not null instead."""
    _, parts = msgspec.json.schema_components([arguments])
    found: dict[str, dict[str, Any]] = parts[arguments.__name__]["properties"]
    return {name: _without_null(schema) for name, schema in found.items()}


def _single_values(query: QueryParams, repeatable: frozenset[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in query:
        given = query.getlist(name)
        if name not in repeatable and len(given) > 1:
            raise RequestError(f"{name} is given {len(given)} times; give it once")
        values[name] = given if name in repeatable else given[0]
    return values


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" not in schema:
        return schema
    kinds: list[dict[str, Any]] = schema["anyOf"]
    (kind,) = (one for one in kinds if one != {"type": "null"})
    kept = {name: value for name, value in schema.items() if name not in ("anyOf", "default")}
    return kept | kind
