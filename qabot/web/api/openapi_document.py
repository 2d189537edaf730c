"""The description of the API by OpenAPI 3.1, made of what reads its requests and writes answers."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import Any

import msgspec

import qabot
from qabot.mcp_server.tool_arguments import ToolArguments
from qabot.types.json_records.report_records import IndexStatusRecord, SyncReportRecord
from qabot.web.api.api_arguments import argument_properties
from qabot.web.api.api_operations import OPERATIONS, ApiOperation, ArticleSpan
from qabot.web.event_stream import EVENTS, STREAM_TYPE
from qabot.web.problem_details import PROBLEM_TYPE

_JSON = "application/json"
_SCHEMAS = "#/components/schemas/{name}"
_ALWAYS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.REQUEST_URI_TOO_LONG,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
"""Problems that every request may meet."""
_ABOUT = (
    "Answers of qabot: every word of them is copied from an article, and compared with it. Places "
    "are half-open, in code points of the article's text. Send the token of the address that qabot "
    "serve printed as a bearer token."
)
_JSON_TEXT = {"type": "string", "contentMediaType": _JSON}
_SYNC = (
    "Events: progress, with how far it is; then one of done, with the report that qabot index "
    "--json prints, opened, with a status, or failed, with a problem; idle if nothing was done."
)


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong (RFC 9457), in the words of the command line."""

    title: str
    status: int
    detail: str


@cache
def openapi_document() -> dict[str, Any]:
    """The whole description, as JSON values."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "qabot", "version": qabot.__version__, "description": _ABOUT},
        "security": [{"token": []}],
        "paths": {operation.path: _methods(operation) for operation in OPERATIONS}
        | {"/api/sync": _sync()},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": _components(),
        },
    }


def _methods(operation: ApiOperation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "summary": operation.summary,
        "description": operation.description,
        "responses": _responses(_content(_JSON, _reference(operation.result)), _others(operation)),
    }
    asked: dict[str, Any] = {"operationId": operation.name, "parameters": _parameters(operation)}
    methods: dict[str, dict[str, Any]] = {"get": told | asked}
    if operation.posted:
        body = {"required": True, "content": _content(_JSON, _reference(operation.arguments))}
        methods["post"] = told | {"operationId": f"post_{operation.name}", "requestBody": body}
        other = _problems([HTTPStatus.UNSUPPORTED_MEDIA_TYPE])
        methods["post"]["responses"] = told["responses"] | other
    return methods


def _sync() -> dict[str, Any]:
    event = {
        "type": "object",
        "properties": {"event": {"type": "string", "enum": list(EVENTS)}, "data": _JSON_TEXT},
        "required": ["event", "data"],
    }
    stream = _content(STREAM_TYPE, event)
    return {
        "get": {
            "operationId": "follow_sync",
            "summary": "Follow what is being done to the index",
            "description": _SYNC,
            "responses": _responses(stream, ()),
        },
        "post": {
            "operationId": "begin_sync",
            "summary": "Bring the index in step with its folders",
            "description": f"It goes on where the client leaves. {_SYNC}",
            "responses": _responses(stream, (HTTPStatus.CONFLICT,)),
        },
    }


def _parameters(operation: ApiOperation) -> list[dict[str, Any]]:
    """All arguments, those that are needed first."""
    required = _required(operation.arguments)
    parameters = [
        {
            "name": name,
            "in": "path" if f"{{{name}}}" in operation.path else "query",
            "required": name in required,
            "description": schema.get("description", ""),
            "schema": {key: value for key, value in schema.items() if key != "description"},
        }
        for name, schema in argument_properties(operation.arguments).items()
    ]
    return sorted(parameters, key=lambda parameter: not parameter["required"])


def _required(arguments: type[ToolArguments]) -> frozenset[str]:
    return frozenset(field.name for field in msgspec.structs.fields(arguments) if field.required)


def _others(operation: ApiOperation) -> tuple[HTTPStatus, ...]:
    return (HTTPStatus.NOT_FOUND,) if operation.result is ArticleSpan else ()


def _responses(content: dict[str, Any], others: tuple[HTTPStatus, ...]) -> dict[str, Any]:
    return {"200": {"description": "It is there.", "content": content}} | _problems(
        [*_ALWAYS, *others]
    )


def _problems(statuses: list[HTTPStatus]) -> dict[str, Any]:
    content = _content(PROBLEM_TYPE, _reference(ProblemDetails))
    return {
        str(int(status)): {"description": status.phrase, "content": content}
        for status in sorted(statuses)
    }


def _content(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {kind: {"schema": schema}}


def _reference(record: type[msgspec.Struct]) -> dict[str, str]:
    return {"$ref": _SCHEMAS.format(name=record.__name__)}


def _components() -> dict[str, Any]:
    posted = [operation.arguments for operation in OPERATIONS if operation.posted]
    given = [operation.result for operation in OPERATIONS]
    named = [*posted, *given, SyncReportRecord, IndexStatusRecord, ProblemDetails]
    _, components = msgspec.json.schema_components(named, ref_template=_SCHEMAS)
    return dict(components)
