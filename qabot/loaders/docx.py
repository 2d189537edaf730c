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
from qabot.loaders.office import OfficeDocument
from qabot.loaders.problems import DAMAGED
from qabot.loaders.safe_xml import parsed
from qabot.loaders.zipped import member_bytes, opened

_CORE = "docProps/core.xml"
_NOTE_MARKS = '//sup[a[contains(@id, "note-ref-")]] | //a[contains(@href, "note-ref-")] | //img'
"""mammoth's "[1]" in the text and its arrow back from the note."""

_CELL = re.compile(r"<(/?)t[dh]\b")
"""A cell of a table, whose paragraphs are to stand on one line; what is text has &lt; for <."""

_STYLES = "p[style-name='Title'] => h1:fresh\np.Title => h1:fresh"
"""What mammoth has to know besides: it reads a title as any paragraph."""
_HEADING = re.compile(r"<h[1-3]\b[^>]*>(.*?)</h[1-3]>", re.DOTALL)


def parse(data: bytes, path: str, settings: Settings) -> OfficeDocument:
    """The text of a Word document; footnotes come last.

    Its date is that of a line under its heading, never when its file was made, often as a copy of
    an older one.

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
            style_map=_STYLES,
        )
    except (OSError, ValueError):  # the latter where there is no document in it
        raise LoadError(DAMAGED) from None
    text = visible_text(_CELL.sub(r"<\1cell", page.value), without=_NOTE_MARKS)
    core = parsed(member_bytes(archive, _CORE, settings)) if _CORE in archive.namelist() else None
    stated = {} if core is None else {str(e.tag).rpartition("}")[2]: e.text for e in core}
    heading = _HEADING.search(page.value)
    return OfficeDocument(
        path=path,
        text=text,
        heading=visible_text(heading[1], without=_NOTE_MARKS) if heading else "",
        title=stated.get("title"),
        author=(stated.get("creator") or "").replace(";", ", "),
        language=stated.get("language"),
    )
