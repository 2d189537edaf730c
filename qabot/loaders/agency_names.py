"""A line of a web page -> the news agencies that it gives as a source, never its own outlet."""

from __future__ import annotations

import re

from qabot.english.news_agencies import agency_in, also_called
from qabot.english.people import NEWSROOM_WORDS
from qabot.loaders.author_names import without_label
from qabot.loaders.html_outlets import OutletNames

_LONGEST = 60
"""Characters of a line that names agencies and nothing else of weight."""
_INITIALS = 4
"""Letters of an editor's initials beside an agency: "kj/dpa"."""
_BETWEEN = re.compile(r" ?[/|,;+&] ?| and | und | et | y | e | (?:with|mit|avec|con) | - ")
_SOURCE = re.compile(r"(?:quellen?|sources?|fuentes?|fonte|bron) ?: ?", re.IGNORECASE)


def agencies_in(lines: list[str], outlets: OutletNames) -> list[str]:
    """The agencies in lines that begin with one, or with the outlet or newsroom: "AFP/The Post"."""
    return [name for line in lines for name in _agencies(line, outlets)]


def says_source(line: str) -> bool:
    """Whether a line begins with "by", "source:" or the like."""
    return _SOURCE.match(line) is not None or without_label(line) != line


def _agencies(line: str, outlets: OutletNames) -> list[str]:
    line = _SOURCE.sub("", without_label(line)).strip(" .()")
    parts = _BETWEEN.split(line) if len(line) <= _LONGEST else []
    if not all(_may_begin(part, outlets) for part in parts[:1]):
        return []
    return [name for name in map(agency_in, parts) if name and not _is_own(name, outlets)]


def _may_begin(part: str, outlets: OutletNames) -> bool:
    """Whether an agency may stand behind it: another, the outlet, its newsroom, initials."""
    is_newsroom = part.casefold() in NEWSROOM_WORDS
    return bool(agency_in(part)) or part in outlets or is_newsroom or len(part) <= _INITIALS


def _is_own(agency: str, outlets: OutletNames) -> bool:
    return any(name in outlets for name in also_called(agency))
