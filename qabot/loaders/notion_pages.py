"""Pages that Notion exports as HTML: their properties stand in a table above the text."""

from __future__ import annotations

from typing import Any

_TABLES = (
    '//article[contains(concat(" ", @class, " "), " page ")]'
    '//table[contains(concat(" ", @class, " "), " properties ")]'
)
PROPERTIES = "page properties"


def taken_properties(tree: Any) -> dict[str, str]:
    """What the table of properties says, which is taken out of the page; empty without one."""
    values: dict[str, str] = {}
    for table in tree.xpath(_TABLES):
        for row in table.iter("tr"):
            name, value = _words(row.find("th")), _words(row.find("td"))
            if name and value:
                values.setdefault(name, value.removeprefix("@"))
        table.getparent().remove(table)
    return values


def _words(cell: Any) -> str:
    return "" if cell is None else " ".join(" ".join(cell.itertext()).split())
