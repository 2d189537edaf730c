"""Values that are written as JSON and read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from qabot.errors import QabotError


class Serialised:
    """A value with a form in JSON: its names are those that ``--json`` prints.

    What the form is, a record in ``qabot.types.json_records`` says, and msgspec goes both ways
    between the two. It is loaded when first needed: the command line's help may take .3 s.
    """

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """This as JSON values, with the names that ``--json`` prints."""
        from qabot.types.json_records import record_type

        return record_type(type(self)).of(self).values()

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The value of which :meth:`to_dict` made these; names that are not known are ignored.

        Raises:
            RecordError: something is missing or is not what it should be.
            CitationError: it is an answer that stands in no citation.
        """
        from qabot.types.json_records import record_type

        value: Self = record_type(cls).read(values).value()
        return value

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """What :meth:`to_dict` gives, as a JSON schema (draft 2020-12)."""
        from qabot.types.json_records import record_type

        return record_type(cls).schema()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:
        """For pydantic, and so for a route of FastAPI, this is what :meth:`to_dict` gives."""
        from pydantic_core import core_schema  # who asks has it

        return core_schema.no_info_plain_validator_function(
            cls._validated,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda value: value.to_dict()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: object) -> dict[str, Any]:
        """The schema in one piece: in a larger document, what it refers to would be elsewhere."""
        whole = cls.json_schema()
        written: dict[str, Any] = _without_references(whole, whole.pop("$defs", {}))
        return written

    @classmethod
    def _validated(cls, value: Any) -> Self:
        """The value itself, or what its JSON says.

        Raises:
            ValueError: it is neither.
        """
        if isinstance(value, cls):
            return value
        try:
            return cls.from_dict(value)
        except QabotError as error:
            raise ValueError(str(error)) from error


def _without_references(part: Any, definitions: Mapping[str, Any]) -> Any:
    """A part of a schema with each definition in the place where it is referred to."""
    if isinstance(part, list):
        return [_without_references(one, definitions) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return _without_references(definitions[name], definitions)
    return {name: _without_references(one, definitions) for name, one in part.items()}
