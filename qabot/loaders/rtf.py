"""Rich Text Format -> text, by striprtf (one file, no dependencies)."""

from __future__ import annotations

import re

from qabot.errors import LoadError
from qabot.loaders.office import OfficeDocument
from qabot.loaders.problems import DAMAGED

_STATED = re.compile(rb"\{\\(title|author) ([^{}]{1,2000})\}")
"""Groups of the document's information; no others are named so."""
_INFORMATION_WITHIN = 100_000
"""Bytes at the top of a file in which they stand, after tables of fonts and styles."""


def parse(data: bytes, path: str) -> OfficeDocument:
    """The text of an RTF file.

    Its date is that of a line under its heading, never when its file was made, often as a copy of
    an older one.

    Raises:
        LoadError: it is not RTF, or damaged.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise LoadError("not RTF; open it in an office program and save it anew")
    stated = {
        match[1].decode(): _plain_text(b"{\\rtf1 " + match[2] + b"}")
        for match in _STATED.finditer(data[:_INFORMATION_WITHIN])
    }
    text = re.sub(r"\n{3,}", "\n\n", _plain_text(data).replace("\xad", "")).strip()
    return OfficeDocument(
        path=path, text=text, title=stated.get("title"), author=stated.get("author")
    )


def _plain_text(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("latin-1"), errors="replace"
        )
    except (OverflowError, ValueError, LookupError):  # numbers that no character has
        raise LoadError(DAMAGED) from None
    return text
