"""Filters as conditions on the rows of articles."""

from __future__ import annotations

from qabot.types import Filters


def condition(filters: Filters, path: str) -> tuple[str, dict[str, str]]:
    """SQL over ``articles`` with its values, for all filters but ``paths``; empty without any.

    Reduced dates compare by what both sides have. ``path`` is the expression of an article's path.
    """
    clauses = {
        "since": "substr(published, 1, length(:since)) >= substr(:since, 1, length(published))",
        "until": "substr(published, 1, length(:until)) <= substr(:until, 1, length(published))",
        "outlet": "instr(casefold(outlet), casefold(:outlet)) > 0",
        "author": "instr(casefold(author), casefold(:author)) > 0",
        "path": f"{path} GLOB :path",
    }
    values = {name: value for name in clauses if (value := getattr(filters, name))}
    return " AND ".join(clauses[name] for name in values), values
