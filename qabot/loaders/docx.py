"""Word documents (.docx) -> text, by mammoth.

mammoth rather than python-docx: it follows what a reader sees (text inserted under review, text
boxes, footnotes, content controls, all of which ``paragraph.text`` leaves out), and is a quarter of
the size. It makes HTML, which is read like any other.
"""

from __future__ import annotations

import io
import re

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.html import visible_text
from qabot.loaders.metadata import plain
from qabot.loaders.safe_xml import parsed
from qabot.loaders.zipped import member_bytes, opened
from qabot.types import Article

_CORE = "docProps/core.xml"
_NOTE_MARKS = '//sup[a[contains(@id, "note-ref-")]] | //a[contains(@href, "note-ref-")] | //img'
"""mammoth's "[1]" in the text and its arrow back from the note."""

_CELL = re.compile(r"<(/?)t[dh]\b")
"""A cell of a table, whose paragraphs are to stand on one line; what is text has &lt; for <."""


def parse(data: bytes, path: str, settings: Settings) -> Article:
    """The article in a Word document; footnotes come last.

    It has no date: a document states when its file was made, often as a copy of an older one.

    Raises:
        LoadError: it is damaged, or a bomb.
    """
    archive = opened(io.BytesIO(data), settings)
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            parsed(member_bytes(archive, name, settings))
    # Deferred: mammoth takes 0.15 s to import, and most folders have no Word documents.
    import mammoth

    try:
        page = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=mammoth.images.img_element(lambda image: {}),
            include_embedded_style_map=False,
        )
    except OSError:
        raise LoadError("damaged, or not what its suffix says; save or fetch it anew") from None
    text = visible_text(_CELL.sub(r"<\1cell", page.value), without=_NOTE_MARKS)
    core = parsed(member_bytes(archive, _CORE, settings)) if _CORE in archive.namelist() else None
    stated = {} if core is None else {str(e.tag).rpartition("}")[2]: e.text for e in core}
    title = plain(stated.get("title")) or ""
    return Article(
        path=path,
        text=text.removeprefix(f"{title}\n\n") if title else text,
        title=title,
        author=plain((stated.get("creator") or "").replace(";", ", ")),
        language=plain(stated.get("language")),
    )
