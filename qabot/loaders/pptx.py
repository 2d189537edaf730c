"""Slides (.pptx) -> text, read with lxml: each paragraph of each slide, in order."""

from __future__ import annotations

import io
import re
from typing import Any

from qabot.config import Settings
from qabot.loaders.office import OfficeDocument
from qabot.loaders.safe_xml import parsed
from qabot.loaders.zipped import member_bytes, opened

_SLIDE = re.compile(r"ppt/slides/slide(\d{1,6})\.xml")
_CORE = "docProps/core.xml"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDES = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TITLES = ("title", "ctrTitle")


def parse(data: bytes, path: str, settings: Settings) -> OfficeDocument:
    """The text of slides, without notes; the heading is the first title.

    Raises:
        LoadError: it is damaged, encrypted, or a bomb.
    """
    archive = opened(io.BytesIO(data), settings)
    found = filter(None, map(_SLIDE.fullmatch, archive.namelist()))
    names = [match[0] for match in sorted(found, key=lambda match: int(match[1]))]
    slides = [parsed(member_bytes(archive, name, settings)) for name in names]
    core = parsed(member_bytes(archive, _CORE, settings)) if _CORE in archive.namelist() else None
    stated = {} if core is None else {str(e.tag).rpartition("}")[2]: e.text for e in core}
    return OfficeDocument(
        path=path,
        text="\n\n".join(text for slide in slides for text in _paragraphs(slide)),
        heading=next(filter(None, map(_title, slides)), ""),
        title=stated.get("title"),
        author=stated.get("creator"),
    )


def _title(slide: Any) -> str:
    for shape in slide.iter(f"{_SLIDES}sp"):
        if any(mark.get("type") in _TITLES for mark in shape.iter(f"{_SLIDES}ph")):
            return " ".join(_paragraphs(shape))
    return ""


def _paragraphs(element: Any) -> list[str]:
    texts = (
        "".join(
            " " if part.tag == f"{_DRAWING}br" else part.text or ""
            for part in paragraph.iter(f"{_DRAWING}t", f"{_DRAWING}br")
        )
        for paragraph in element.iter(f"{_DRAWING}p")
    )
    return [text.strip() for text in texts if text.strip()]
