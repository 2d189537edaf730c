"""Values that are written as JSON and read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self


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
