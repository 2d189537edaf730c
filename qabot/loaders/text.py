"""Plain text: the article's text is the decoded file itself, not a character changed."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.loaders.bylines import signed
from qabot.loaders.decoding import decode
from qabot.loaders.header_lines import header_of
from qabot.loaders.metadata import article
from qabot.types import Article

_LONGEST_HEADLINE = 120
_HEAD = 2_000
"""Characters, blank lines among them, within which a headline has to begin."""
_FIRST_LINE = re.compile(r"([^\r\n]+)(?:\r\n|\n|\r)([^\r\n]?)")
_SENTENCE_END = re.compile(r"[.!?\u2026:;,][\"'\u201d\u2019\xbb)\]]*$")  # quotes may close it


def parse(data: bytes, path: str) -> Article:
    """The article in a text file; lines "Key: value" at its top are read, and stay in the text.

    Raises:
        LoadError: the bytes are not text.
    """
    text = decode(data)
    header = header_of(text)
    if header is None:
        found, rest = Article(path=path, text=text), text
    else:
        found = article(path, text, header.values, published_from="header lines")
        rest = text[: header.start] if text[: header.start].strip() else text[header.end :]
    if not found.title and (title := headline(rest)):
        origins = replace(found.origins, title="first line")
        found = replace(found, title=title, origins=origins)
    return signed(found, headline=header is None)


def headline(text: str) -> str:
    """The first line with anything on it if it looks like a headline, else "".

    A headline has at most 120 characters and a line break after it, does not end as a sentence
    does (but may be a question, or trail off, with a blank line below), and is not the first line
    of wrapped prose (the next one would go on in lower case).
    """
    match = _FIRST_LINE.match(text[:_HEAD].lstrip())
    if not match or match[2].islower():
        return ""
    line = match[1].strip()
    if len(line) > _LONGEST_HEADLINE:
        return ""
    asks = not match[2] and line.endswith(("?", "...", "\u2026"))
    return line if asks or not _SENTENCE_END.search(line) else ""
