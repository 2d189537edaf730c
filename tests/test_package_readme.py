"""The page that shows the rooms of the package shows the rooms that there are."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "qabot"
PAGE = (PACKAGE / "README.md").read_text(encoding="utf-8")


def listed() -> list[str]:
    """Names of rooms in the order of the table."""
    rows = re.findall(r"^\| (`.+?) \|", PAGE, re.MULTILINE)
    names = [name.removesuffix(".py") for row in rows for name in re.findall(r"`([\w.]+)/?`", row)]
    return names


def layers() -> dict[str, int]:
    """The layer of each room, from the top, as the linter of imports has it."""
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    (contract,) = linter["importlinter"]["contracts"]
    return {
        name.strip().removeprefix("qabot."): number
        for number, layer in enumerate(contract["layers"])
        for name in layer.split("|")
    }


def test_every_room_is_listed_in_the_order_of_the_layers() -> None:
    assert set(listed()) == layers().keys()
    assert [layers()[name] for name in listed()] == sorted(layers().values())


def test_every_folder_and_module_of_the_package_is_in_a_layer() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    assert rooms | modules == layers().keys()


def test_every_file_that_is_named_is_there() -> None:
    named = re.findall(r"`((?:[\w.]+/)*(?:[\w.]+/|[\w.]+\.(?:py|json|md)))`", PAGE)
    missing = [
        name
        for name in named
        if not (ROOT if name.startswith("tests/") else PACKAGE).joinpath(name).exists()
        and ("/" in name or not any(PACKAGE.rglob(name)))
    ]
    assert named
    assert missing == []


def test_every_promise_of_an_index_names_tests_that_there_are() -> None:
    page = (ROOT / "index" / "README.md").read_text(encoding="utf-8")
    table = page.partition("| | promised | tested by |")[2].partition("\n\n")[0]
    promises = [row.split(" | ") for row in table.splitlines()[2:]]
    assert len(promises) > 10
    for happens, *_, tested in promises:
        named = re.findall(r"`(tests/[\w/.]+)`", tested)
        assert named, happens
        assert [path for path in named if not (ROOT / path).exists()] == [], happens
