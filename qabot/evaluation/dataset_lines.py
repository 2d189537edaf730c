"""JSON lines, read strictly: a wrong value is named with its file and line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qabot.errors import DatasetError


@dataclass(frozen=True, slots=True)
class DatasetRecord:
    """A JSON object, and the file and line that it stands on.

    The getters return a value of the kind they name, or raise :meth:`problem`.
    """

    path: Path
    line: int
    values: Mapping[str, Any]

    def problem(self, what: str) -> DatasetError:
        """The error for something wrong with this record."""
        return DatasetError(f"{self.path} line {self.line}: {what}; correct or delete the line")

    def text(self, key: str) -> str:
        """A string with something in it."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.problem(f'"{key}" is not a text')
        return value

    def text_if_any(self, key: str) -> str | None:
        """A string with something in it; None if the key is not there."""
        return self.text(key) if key in self.values else None

    def text_or_nothing(self, key: str) -> str:
        """A string, perhaps empty; "" if the key is not there."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self.problem(f'"{key}" is not a text')
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.values.get(key)
        if not isinstance(value, bool):
            raise self.problem(f'"{key}" is not true or false')
        return value

    def number(self, key: str) -> int:
        """A whole number."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.problem(f'"{key}" is not a whole number')
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings; empty if the key is not there."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.problem(f'"{key}" is not a list of texts')
        return tuple(value)

    def record(self, key: str) -> DatasetRecord | None:
        """An object; None if the key is not there."""
        if key not in self.values:
            return None
        if not isinstance(self.values[key], dict):
            raise self.problem(f'"{key}" is not an object')
        return DatasetRecord(self.path, self.line, self.values[key])

    def records(self, key: str) -> list[DatasetRecord]:
        """A list of objects; empty if the key is not there."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.problem(f'"{key}" is not a list of objects')
        return [DatasetRecord(self.path, self.line, item) for item in value]


def json_lines(path: Path) -> Iterator[DatasetRecord]:
    """The objects of a JSON lines file; blank lines are passed over.

    Raises:
        DatasetError: the file cannot be read, or a line is not a JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path} cannot be read as UTF-8 text; put it there") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except ValueError as error:
            raise DatasetError(
                f"{path} line {number} is not JSON ({error}); correct or delete the line"
            ) from error
        if not isinstance(values, dict):
            raise DatasetError(f"{path} line {number} is not an object; correct or delete it")
        yield DatasetRecord(path, number, values)
