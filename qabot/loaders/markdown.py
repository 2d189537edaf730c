"""Markdown -> plain text: what a reader of the rendered page would read, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from qabot.loaders import frontmatter, joplin, note_syntax
from qabot.loaders.bylines import signed
from qabot.loaders.decoding import decode
from qabot.loaders.field_names import KNOWN_KEYS, same_name
from qabot.loaders.header_lines import header_of
from qabot.loaders.html import visible_text
from qabot.loaders.metadata import article, plain
from qabot.types import Article

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def parse(data: bytes, path: str) -> Article:
    """The article in a Markdown file.

    Without front matter, lines "Key: value" or, as in Logseq, "key:: value" at its top are taken
    for it; what Joplin writes below a note goes before them. Links between notes, comments and
    queries are as a reader of the note sees them.

    Its title is the front matter's, else its first level-1 heading; that heading is not repeated
    in the text. Blocks (a heading, a paragraph, an item of a list, a table, code) are separated by
    a blank line; the rows of a table are lines, its cells separated by " | ".

    Raises:
        LoadError: the bytes are not text, or something of Joplin's that is no note.
    """
    text = decode(data).replace("\0", "")
    place, values, body = _noted(text) or _stated(text)
    blocks = list(_blocks(_parser().parse(note_syntax.as_read(body))))
    heading = next((block for block in blocks if block[0] == "h1"), ("h1", ""))
    linked = {key: note_syntax.linked_text(value) for key, value in values.items()}
    found = article(path, "", linked, published_from=place)
    headline = plain(heading[1]) or ""
    if headline and (found.title or headline) == headline:
        blocks.remove(heading)
    repeated = any(plain(block) == found.title for _, block in blocks[:1])
    text = "\n\n".join(text for _, text in blocks).replace("\xad", "")  # invisible hyphens
    if headline and not found.title:
        origins = replace(found.origins, title="first heading")
        found = replace(found, title=headline, origins=origins)
    return signed(replace(found, text=text), headline=repeated)


def _noted(text: str) -> tuple[str, dict[str, Any], str] | None:
    """The same of a note that Joplin exported; None of any other text."""
    note = joplin.note_of(text)
    return ("note", note.stated(), note.body) if note else None


def _stated(text: str) -> tuple[str, dict[str, Any], str]:
    """Where the top of a note says something, what it says, and the text without it."""
    values, body = frontmatter.split(text)
    if values:
        return "front matter", values, body
    properties, rest = note_syntax.page_properties(body)
    if any(same_name(key) in KNOWN_KEYS for key in properties):
        return "page properties", dict(properties), rest
    if header := header_of(body):
        return "header lines", dict(header.values), body[: header.start] + body[header.end :]
    return "front matter", values, body


@cache
def _parser() -> MarkdownIt:
    # Deferred: markdown-it-py takes 0.09 s to import, and most folders have no Markdown.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])


def _blocks(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """Tag and text of each block that has text, in order; a table is one block."""
    tag = ""
    rows: list[list[str]] = []
    for token in tokens:
        text = ""
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            text = "\n".join(" | ".join(row) for row in rows)
            rows = []
        elif token.type == "inline" and rows:
            rows[-1].append(_inline(token.children or ()))
        else:
            text = _text(token)
        tag = token.tag or tag  # an inline token has none: it stands in the block opened before it
        if text.strip():
            yield tag, text


def _text(token: Token) -> str:
    if token.type == "inline":
        return _inline(token.children or ()).strip()
    if token.type == "fence" and note_syntax.is_query(token.info):
        return ""
    if token.type in ("fence", "code_block"):
        return token.content.rstrip("\n")
    return visible_text(token.content) if token.type == "html_block" else ""


def _inline(tokens: Iterable[Token]) -> str:
    """The text of a paragraph's tokens: no emphasis, no tags, of links and images their text."""
    parts = []
    for token in tokens:
        if token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
        elif token.type == "html_inline":
            parts.append("\n" if token.content.lower().startswith("<br") else "")
        elif token.type == "image":
            parts.append(_inline(token.children or ()))
        else:
            parts.append(token.content)
    return "".join(parts)
