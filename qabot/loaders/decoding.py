"""Bytes of a text file -> str, nothing else changed (only a byte order mark goes)."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from qabot.errors import LoadError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = {
    b"%PDF-": "a PDF; rename it to .pdf",
    b"PK\x03\x04": "a ZIP archive or an office document; rename it to .zip or .docx",
    b"\xd0\xcf\x11\xe0": "an office document; export it as text",
    b"{\\rtf": "RTF; rename it to .rtf",
    b"\x1f\x8b": "gzip; unpack it",
    b"BZh": "bzip2; unpack it",
    b"\xfd7zXZ": "xz; unpack it",
    b"\x28\xb5\x2f\xfd": "zstd; unpack it",
    b"\x7fELF": "a program",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"SQLite format 3": "an SQLite database",
}
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What the web calls an encoding -> what it means by it (WHATWG Encoding Standard)."""
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))
_HEAD = 8_000
"""Bytes looked at to tell binary from text, as git does."""
_MOST_CONTROLS = 0.02
"""Share of control characters; random bytes have 0.1, text nearly none."""
_FEW_HIGH_BYTES = 0.03
"""Share of bytes above 0x7F up to which a text that is not UTF-8 is taken for cp1252.

Curly quotes and pound signs in English make 0.001 to 0.02; Polish, Czech or Turkish letters 0.06
and up, Cyrillic 0.8. So few bytes tell a statistical detector nothing: charset-normalizer reads
the pound sign of a BBC article as half-width Japanese, and gets 19 % of 300 articles in cp1252
wrong."""
_DETECTOR_BYTES = 256_000
"""Bytes given to charset-normalizer, which takes 1.5 s for 20 MB."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text that the bytes stand for.

    By byte order mark; else as UTF-8 if it is valid; else in the encoding that the file declares
    for itself; else as UTF-8 with a few broken bytes, cp1252 or what charset-normalizer finds.

    Raises:
        LoadError: the bytes are not text, or in no encoding that can be told.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    refuse_binary(data)
    text = _strictly(data, "utf-8")
    if text is None and declared:
        text = _strictly(data, _WEB_NAMES.get(declared.lower(), declared))
    return _guess(data) if text is None else text


def stream_encoding(file: BinaryIO) -> str:
    """The encoding in which a file too large for :func:`decode` is to be read; goes back to 0.

    By byte order mark; UTF-8 if all of it is valid; else what the first part that is not says.

    Raises:
        LoadError: the bytes are not text.
    """
    head = file.read(_HEAD)
    file.seek(0)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return "utf-8-sig" if encoding == "utf-8" else encoding[: len("utf-16")]
    refuse_binary(head)
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = b""
    try:
        while chunk := file.read(_DETECTOR_BYTES):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _likely_encoding(chunk) or "cp1252"
    finally:
        file.seek(0)
    return "utf-8"


def refuse_binary(data: bytes) -> None:
    """Raise if the bytes are not text in an encoding that extends ASCII.

    Raises:
        LoadError: with what they look like.
    """
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise LoadError(f"looks binary, not text: {kind}")
    head = data[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if b"\0" in head or controls > _MOST_CONTROLS * len(head):
        raise LoadError("looks binary, not text")


def _decode_marked(data: bytes, encoding: str) -> str:
    text = _strictly(data, encoding)
    if text is not None:
        return text
    if encoding == "utf-8":
        return _guess(data)
    raise LoadError(f"begins as {encoding.upper()[:6]} but is not; save it as UTF-8")


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _guess(data: bytes) -> str:
    """The text of bytes that are not valid UTF-8 and do not say what they are."""
    encoding = _likely_encoding(data)
    if encoding in ("utf-8", "cp1252"):
        return data.decode(encoding, "replace")
    text = _strictly(data, encoding)
    if text is None:
        raise LoadError("text in an unknown encoding; save it as UTF-8")
    return text


def _likely_encoding(data: bytes) -> str:
    """The encoding of bytes that are not valid UTF-8; "" if it cannot be told."""
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    characters = len(lenient) - len(lenient.encode("ascii", "ignore")) - broken
    if characters > 4 * broken:  # UTF-8 cut or pasted badly: by chance this does not happen
        return "utf-8"
    high_bytes = len(data) - len(data.decode("ascii", "ignore"))
    return "cp1252" if high_bytes <= _FEW_HIGH_BYTES * len(data) else _detect(data)


def _detect(data: bytes) -> str:
    """Name of the encoding that charset-normalizer finds, cp1252 if it does no worse; "" if none.

    Only lines with bytes above 0x7F say anything, so only these are looked at.
    """
    # Deferred: charset-normalizer takes 0.04 s to import, and nearly every file is UTF-8.
    from charset_normalizer import from_bytes

    telling = bytearray()
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            telling += line[: _DETECTOR_BYTES - len(telling)]
        if len(telling) >= _DETECTOR_BYTES:
            break
    matches = from_bytes(bytes(telling))
    best = matches.best()
    if best is None:
        return ""
    equals = [match.encoding for match in matches if match.chaos <= best.chaos]
    return "cp1252" if "cp1252" in equals else best.encoding
