"""No two modules of the package, and no two classes in it, have the same name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest

from tests.parsed_package import parsed_modules

pytestmark = pytest.mark.xdist_group("package")


def shared(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Names that stand for several places, out of (name, place)."""
    places: dict[str, list[str]] = defaultdict(list)
    for name, place in named:
        places[name].append(place)
    return {name: found for name, found in places.items() if len(found) > 1}


def test_module_names_are_unique() -> None:
    named = [
        (module.path.stem, module.path.as_posix())
        for module in parsed_modules()
        if module.path.stem not in {"__init__", "__main__"}
    ]
    assert shared(named) == {}


def test_class_names_are_unique() -> None:
    named = [
        (name, module.path.as_posix()) for module in parsed_modules() for name in module.classes
    ]
    assert shared(named) == {}
