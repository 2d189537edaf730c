"""Plain text: the article's text is the decoded file itself, not a character changed."""

from __future__ import annotations

import re

from qabot.loaders.bylines import signed
from qabot.loaders.decoding import decode
from qabot.types import Article, Origins

_LONGEST_HEADLINE = 120
_HEAD = 2_000
"""Characters, blank lines among them, within which a headline has to begin."""
_FIRST_LINE = re.compile(r"([^\r\n]+)(?:\r\n|\n|\r)([^\r\n]?)")
_SENTENCE_END = re.compile(r"[.!?\u2026:;,][\"'\u201d\u2019\xbb)\]]*$")  # quotes may close it


def parse(data: bytes, path: str) -> Article:
    """The article in a text file.

    Raises:
        LoadError: the bytes are not text.
    """
    text = decode(data)
    title = headline(text)
    origins = Origins(title="first line" if title else None)
    return signed(Article(path=path, text=text, title=title, origins=origins), headline=True)


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
