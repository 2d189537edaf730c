"""A line of a web page -> the news agencies that it gives as a source, never its own outlet."""

from __future__ import annotations

import re

from qabot.english.news_agencies import agency_in
from qabot.loaders.author_names import without_label
from qabot.loaders.html_outlets import OutletNames

_LONGEST = 60
"""Characters of a line that names agencies and nothing else of weight."""
_BETWEEN = re.compile(r" ?[/|,;+&] ?| and | und | et | y | e | (?:with|mit|avec|con) | - ")
_SOURCE = re.compile(r"(?:quellen?|sources?|fuentes?|fonte|bron) ?: ?", re.IGNORECASE)


def agencies_in(lines: list[str], outlets: OutletNames) -> list[str]:
    """The agencies in lines that begin with one, or with the outlet: "AFP/The Post"."""
    return [name for line in lines for name in _agencies(line, outlets)]


def says_source(line: str) -> bool:
    """Whether a line begins with "by", "source:" or the like."""
    return _SOURCE.match(line) is not None or without_label(line) != line


def _agencies(line: str, outlets: OutletNames) -> list[str]:
    line = _SOURCE.sub("", without_label(line)).strip(" .()")
    first, *rest = _BETWEEN.split(line) if len(line) <= _LONGEST else ("",)
    named = map(agency_in, (first, *rest)) if agency_in(first) or first in outlets else ()
    return [name for name in named if name and name not in outlets]
