"""What all records have in common: from a value to JSON and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, ClassVar, Self, TypeVar

import msgspec

from qabot.errors import FilterError, RecordError

Default = TypeVar("Default")


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The form of a value in JSON: fields in the order in which they are printed.

    A field that has its plain default is not printed. Fields are read off the value's attributes
    of the same names, and a value is made of the record's attributes (fields or properties) that
    are called as its own fields.
    """

    noun: ClassVar[Any]
    """The type that this is a record of."""

    @classmethod
    def of(cls, value: object) -> Self:
        """The record of a value."""
        return msgspec.convert(cls.attributes(value), cls, from_attributes=True)

    @classmethod
    def attributes(cls, value: Any) -> object:
        """What the fields are read off: the value, or names in JSON with parts of it."""
        return value

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Self:
        """The record that JSON values are of.

        Raises:
            RecordError: something is missing or is of another type.
        """
        try:
            return msgspec.convert(values, cls)
        except msgspec.ValidationError as error:
            raise RecordError(f"no {cls.noun.__name__} can be read from this: {error}") from error

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """The JSON schema of what :meth:`values` gives."""
        return msgspec.json.schema(cls)

    def values(self) -> dict[str, Any]:
        """The record as JSON values."""
        values: dict[str, Any] = msgspec.to_builtins(self)
        return values

    def value(self) -> Any:
        """The value that this is a record of.

        Raises:
            RecordError: the parts do not make one.
        """
        try:
            names = (field.name for field in fields(self.noun) if hasattr(self, field.name))
            return self.noun(**{name: _value(getattr(self, name)) for name in names})
        except (TypeError, ValueError, FilterError) as error:
            raise RecordError(f"no {self.noun.__name__} can be read from this: {error}") from error


def printed(default: Callable[[], Default]) -> Default:
    """A field that is always printed, but need not be there to be read."""
    field: Default = msgspec.field(default_factory=lambda: default())
    return field


def _value(part: Any) -> Any:
    if isinstance(part, Record):
        return part.value()
    if isinstance(part, list):
        return tuple(map(_value, part))
    return part
