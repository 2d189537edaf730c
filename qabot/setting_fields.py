"""What the fields of settings state: the ranges of numbers, and names for all parts at once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_type_hints

from qabot.errors import SettingsError

_PREFIXES = {"follow_ups": "followup_", "field": "field_"}
"""What the flat names of the settings of a part begin with."""


@dataclass(frozen=True, slots=True)
class Between:
    """The range that a number has to be in, its ends included."""

    least: float
    most: float = float("inf")

    def holds(self, value: float) -> bool:
        """Whether the value is in the range; nothing that is no number is."""
        return self.least <= value <= self.most

    def __str__(self) -> str:
        if self.most == float("inf"):
            return f"at least {self.least:g}"
        return f"between {self.least:g} and {self.most:g}"


@dataclass(frozen=True, slots=True)
class Above:
    """The range of a number that has to be above a bound, which is not included."""

    bound: float
    below: float = float("inf")

    def holds(self, value: float) -> bool:
        """Whether the value is in the range; nothing that is no number is."""
        return self.bound < value < self.below

    def __str__(self) -> str:
        return f"above {self.bound:g}"


@cache
def stated_ranges(whole: type) -> dict[tuple[str, str], tuple[Between | Above, ...]]:
    """By part and name, the ranges that the types of the fields of a class's parts state."""
    return {
        (part, name): getattr(stated, "__metadata__", ())
        for part, kind in get_type_hints(whole).items()
        for name, stated in get_type_hints(kind, include_extras=True).items()
    }


@cache
def flat_names(whole: type[Any]) -> dict[str, tuple[str, str]]:
    """By flat name, the part of a class that a field is in and its name there."""
    return {
        _PREFIXES.get(part.name, "") + one.name: (part.name, one.name)
        for part in fields(whole)
        for one in fields(get_type_hints(whole)[part.name])
    }


def check_ranges(settings: Any) -> None:
    """See that every number is in the range that its field states.

    Raises:
        SettingsError: one is not.
    """
    for (part, name), ranges in stated_ranges(settings.__class__).items():
        value = getattr(getattr(settings, part), name)
        for allowed in ranges:
            if not allowed.holds(value):
                raise SettingsError(f"{name} is {value}; it must be {allowed}")


def values_by_part(settings: Any, values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By part and field, the values that are given by flat names, or by dotted ones with the part.

    Args:
        settings: what the values are for; each has to be of the kind of the one that is there.

    Raises:
        SettingsError: a name is not a setting, or its value is of another kind.
    """
    places = flat_names(settings.__class__)
    dotted = {f"{part}.{name}": (part, name) for part, name in places.values()}
    unknown = sorted(values.keys() - places.keys() - dotted.keys())
    if unknown:
        raise SettingsError(f"no such setting: {', '.join(unknown)}")
    parts: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        part, name = places.get(key) or dotted[key]
        kind = type(getattr(getattr(settings, part), name))
        if type(value) is not kind and not (kind is float and type(value) is int):
            raise SettingsError(f"{key} is {value!r}; it must be of type {kind.__name__}")
        parts.setdefault(part, {})[name] = value
    return parts
