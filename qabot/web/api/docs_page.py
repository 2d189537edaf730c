"""The description of the API as a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from qabot.web.api.openapi_document import openapi_document
from qabot.web.page_templates import render


@dataclass(frozen=True, slots=True)
class DescribedParameter:
    """A parameter as a row of a table."""

    name: str
    required: bool
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class DescribedMethod:
    """A method of an address with all that may be sent to it."""

    method: str
    path: str
    summary: str
    description: str
    parameters: list[DescribedParameter]
    body: str | None
    result: str | None


@cache
def docs_page(address: str) -> str:
    """The page, with an example for a server at this address."""
    document = openapi_document()
    return render(
        "api_docs.html",
        about=document["info"]["description"],
        version=document["info"]["version"],
        address=address,
        methods=list(_methods(document["paths"])),
        records=_records(document["components"]["schemas"]),
    )


def _methods(paths: dict[str, Any]) -> Iterator[DescribedMethod]:
    for path, methods in paths.items():
        for method, told in methods.items():
            content = told["responses"]["200"]["content"]
            body = told.get("requestBody", {}).get("content", {})
            yield DescribedMethod(
                method.upper(),
                path,
                told["summary"],
                told["description"],
                [_parameter(one) for one in told.get("parameters", ())],
                _record_name(body),
                _record_name(content),
            )


def _parameter(told: dict[str, Any]) -> DescribedParameter:
    return DescribedParameter(
        told["name"], told["required"], _kind(told["schema"]), told["description"]
    )


def _records(schemas: dict[str, Any]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (
            name,
            schema.get("description", ""),
            [(field, _kind(kind)) for field, kind in schema.get("properties", {}).items()],
        )
        for name, schema in schemas.items()
    ]


def _record_name(content: dict[str, Any]) -> str | None:
    for media in content.values():
        reference: str = media["schema"].get("$ref", "")
        return reference.rpartition("/")[2] or None
    return None


def _kind(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if "prefixItems" in schema:
        return f"list of {' and '.join(map(_kind, schema['prefixItems']))}"
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    bounds = " ".join(
        f"{sign} {schema[name]:,}"
        for name, sign in (("minimum", "≥"), ("maximum", "≤"))
        if name in schema
    )
    return f"{schema.get('type', 'any')} {bounds}".strip()
