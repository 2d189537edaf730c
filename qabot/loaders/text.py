"""Plain text: the article's text is the decoded file itself, not a character changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qabot.loaders.bylines import is_byline, masthead, signed
from qabot.loaders.clippings import clippings
from qabot.loaders.decoding import decode
from qabot.loaders.header_lines import header_of
from qabot.loaders.metadata import article, is_url
from qabot.types import Article, Origins, SkippedFile

_BY_HEADLINE = Origins(title="first line")
_BY_MASTHEAD = Origins(title="third line", outlet="first line")
_LONGEST_HEADLINE = 120
_HEAD = 2_000
"""Characters, blank lines among them, within which a headline has to begin."""
_FIRST_LINE = re.compile(r"([^\r\n]+)(?:\r\n|\n|\r)([^\r\n]*)")
_RELEASED = re.compile(
    r"\W{0,3}(?:for (?:immediate )?release|(?:press|news|media) release|pressemitteilung"
    r"|embargoed\b.{0,80}|communiqué de presse)\W{0,3}[ \t\r]*\n\s*"
    r"(?:(?:(?:media |press )?contacts?|kontakt)\b[^\n]{0,200}[ \t\r]*\n\s*)?",
    re.IGNORECASE,
)
"""What stands above the headline of a press release: that it is one, and whom to ask."""
_SENTENCE_END = re.compile(r"[.!?\u2026:;,][\"'\u201d\u2019\xbb)\]]*$")  # quotes may close it


def parse(data: bytes, path: str) -> Article:
    """The article in a text file.

    Raises:
        LoadError: the bytes are not text.
    """
    return article_in(decode(data), path)


def clippings_in(text: str, path: str) -> Iterator[Article | SkippedFile] | None:
    """The articles that somebody pasted into one text; None if it is one."""
    return clippings(text, path, article_in)


def article_in(text: str, path: str) -> Article:
    """The article that a text is; what lines at its top say of it stays in the text.

    Such are lines "Key: value", and the article's address as the first.
    """
    address, rest = _address_on_top(text)
    header = header_of(rest)
    if header is None:
        outlet, title = masthead(rest) or (None, headline(rest))
        origins = _BY_MASTHEAD if outlet else _BY_HEADLINE if title else Origins()
        found = Article(path, text, title=title, outlet=outlet, url=address, origins=origins)
        return signed(found, headline=True)
    found = article(path, text, header.values, published_from="header lines")
    rest = rest[: header.start] if rest[: header.start].strip() else rest[header.end :]
    if not found.title and (title := headline(rest)):
        found = replace(found, title=title, origins=replace(found.origins, title="first line"))
    return signed(replace(found, url=found.url or address), headline=False)


def _address_on_top(text: str) -> tuple[str | None, str]:
    """The web address that is the first line, and the text behind it; else all of the text."""
    first = text[:_HEAD].lstrip()
    if not first.startswith("http") or not (match := _FIRST_LINE.match(first)):
        return None, text
    address = match[1].strip()
    return (
        (address, text[text.index(address) + len(address) :]) if is_url(address) else (None, text)
    )


def headline(text: str) -> str:
    """The first line with anything on it if it looks like a headline, else "".

    A headline has at most 120 characters and a line break after it, does not end as a sentence
    does (but may be a question, or trail off, with a blank line below), and is not the first line
    of wrapped prose (the next one would go on in lower case, and be no byline).
    """
    match = _FIRST_LINE.match(_RELEASED.sub("", text[:_HEAD].lstrip(), count=1))
    if not match or (match[2][:1].islower() and not is_byline(match[2])):
        return ""
    line = match[1].strip()
    if len(line) > _LONGEST_HEADLINE:
        return ""
    asks = not match[2] and line.endswith(("?", "...", "\u2026"))
    return line if asks or not _SENTENCE_END.search(line) else ""
