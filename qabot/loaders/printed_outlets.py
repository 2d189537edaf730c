"""The outlet that lines under a headline name beside who wrote and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qabot.english.news_agencies import agency_in

_TOP = 1_500
_TOP_LINES = 6
"""Characters and lines with anything on them in which it stands."""
_LONGEST_LINE = 120
_LONGEST = 60
_MOST_WORDS = 7
_NEWSPAPERS = frozenset(
    "advertiser advocate argus bulletin chronicle citizen courier dispatch echo examiner express"
    " gazette globe guardian herald independent inquirer journal ledger magazine mail mercury"
    " mirror monitor news observer post press record register review sentinel standard star sun"
    " telegraph times tribune weekly".split()
)
"""The words that most newspapers in English end their name with."""
_SMALL = frozenset(("of", "and", "the", "de", "del", "on", "&"))
_BETWEEN = re.compile(r" ?[|·•] ?| [–—-] |, | (?:for|of) (?:the )?(?=[A-Z])")
_WRITTEN_FOR = re.compile(r"(?:special to|exclusive to|for|of|from|in) ", re.IGNORECASE)
_SIGNS = re.compile(r"(?:written |words )?by ", re.IGNORECASE)


def outlet_beside(
    text: str, author: str | None, is_byline: Callable[[str], bool], *, headline: bool
) -> str | None:
    """The outlet in the lines at the top that say who wrote or when, or next to one that does.

    None if there is none, or more than one.

    Args:
        author: whose family name may be one of an outlet's words.
        headline: whether the text begins with the headline, which may be about an outlet.
    """
    lines = _lines(text, is_byline, headline)
    found = {name for line in lines for name in _outlets_in(line)} - set((author or "").split(", "))
    return found.pop() if len(found) == 1 else None


def _lines(text: str, is_byline: Callable[[str], bool], headline: bool) -> Iterator[str]:
    lines = [line for line in map(str.strip, text[:_TOP].split("\n")) if line][: _TOP_LINES + 1]
    lines = [line.strip(" *_") for line in lines[headline:_TOP_LINES]]
    said = [len(line) <= _LONGEST_LINE and is_byline(line) for line in lines]
    for at, line in enumerate(lines):
        if len(line) <= _LONGEST_LINE and any(said[max(at - 1, 0) : at + 2]):
            yield line


def _outlets_in(line: str) -> Iterator[str]:
    """The parts of a line that are called as newspapers are."""
    for part in _BETWEEN.split(line):
        name = _WRITTEN_FOR.sub("", part.strip(" *_"), count=1)
        words = name.split()
        if (
            1 < len(words) <= _MOST_WORDS
            and len(name) <= _LONGEST
            and words[-1].casefold() in _NEWSPAPERS
            and all(word[0].isupper() or word in _SMALL for word in words)
            and not (agency_in(name) or _SIGNS.match(name))
        ):
            yield name
