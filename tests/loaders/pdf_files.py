"""Minimal PDF files, built by hand so that no other package is needed to test with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Drawn(NamedTuple):
    """A line and where it stands on its page, in points from the lower left corner."""

    text: str
    baseline: float
    size: float = 11
    left: float = 72


def build_pdf(
    pages: Sequence[Sequence[str]],
    info: str = "",
    characters: Mapping[int, str] | None = None,
    trailer: str = "",
) -> bytes:
    """A PDF with a page per sequence of lines.

    Args:
        info: entries of its information dictionary, as "/Title (Tides) /Author (Ann Lee)".
        characters: code -> what it stands for, as hex digits of UTF-16 (a ToUnicode map).
        trailer: further entries of the trailer.
    """
    drawn = [" ".join(f"({line}) Tj T*" for line in lines) for lines in pages]
    return _document(
        [f"/F1 12 Tf 14 TL 72 720 Td {page}" for page in drawn], info, characters, trailer
    )


def typeset_pdf(
    pages: Sequence[Sequence[Drawn]], info: str = "", characters: Mapping[int, str] | None = None
) -> bytes:
    """A PDF with a page per sequence of lines that are drawn where they say, in this order."""
    drawn = [
        " ".join(f"/F1 {size} Tf 1 0 0 1 {left} {baseline} Tm ({_escaped(text)}) Tj"
                 for text, baseline, size, left in lines)
        for lines in pages
    ]  # fmt: skip
    return _document(drawn, info, characters)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _document(
    pages: Sequence[str],
    info: str,
    characters: Mapping[int, str] | None,
    trailer: str = "",
) -> bytes:
    to_unicode = " /ToUnicode 4 0 R" if characters else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids ["
        + " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
        + "] >>",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica{to_unicode} >>",
        _stream(_character_map(characters or {})),
    ]
    for drawn in pages:
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(_stream(f"BT {drawn} ET"))
    objects.append(f"<< {info} >>")
    return _file(objects, trailer)


def _character_map(characters: Mapping[int, str]) -> str:
    pairs = " ".join(f"<{code:02X}> <{utf16}>" for code, utf16 in characters.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Test def"
        " 1 begincodespacerange <00> <FF> endcodespacerange"
        f" {len(characters)} beginbfchar {pairs} endbfchar endcmap end end"
    )


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: Sequence[str], trailer: str) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    return out + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>\n"
        f"startxref\n{len(out)}\n%%EOF\n"
    ).encode("latin-1")
