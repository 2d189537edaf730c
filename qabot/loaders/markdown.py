"""Markdown -> plain text: what a reader of the rendered page would read, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qabot.loaders import frontmatter
from qabot.loaders.decoding import decode
from qabot.loaders.metadata import article
from qabot.types import Article

if TYPE_CHECKING:
    pass

_LINE_BREAK_TAGS = ("<br>", "<br/>", "<br />")


def parse(data: bytes, path: str) -> Article:
    """The article in a Markdown file.

    Its title is the front matter's, else its first level-1 heading; that heading is not repeated
    in the text.

    Raises:
        LoadError: the bytes are not text.
    """
    values, body = frontmatter.split(decode(data))
    blocks = list(_blocks(_parser().parse(body)))
    heading = next((text for tag, text in blocks if tag == "h1"), "")
    found = article(path, "", {"title": heading} | values, published_from="front matter")
    if heading and " ".join(heading.split()) == found.title:
        blocks.remove(("h1", heading))
    return _with_text(found, "\n\n".join(text for _, text in blocks))
