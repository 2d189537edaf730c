"""Bytes of a text file -> str, nothing else changed (only a byte order mark goes)."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from qabot.errors import LoadError
from qabot.loaders.encoding_guesses import (
    escaped_text,
    guessed_text,
    likely_encoding,
    unmarked_utf_16,
)

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
_SIGNED = tuple(_SIGNATURES)
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What the web calls an encoding -> what it means by it (WHATWG Encoding Standard)."""
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))
_HEAD = 8_000
"""Bytes looked at to tell binary from text, as git does."""
_MOST_CONTROLS = 0.02
"""Share of control characters; random bytes have 0.1, text nearly none."""
_PIECE = 256_000
"""Bytes of a large file that are looked at in one go."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text that the bytes stand for.

    By byte order mark; else as UTF-8 if it is valid; else in the encoding that the file declares
    for itself; else line by line as UTF-8 with strays between, or as a detector finds.

    Raises:
        LoadError: the bytes are not text, or in no encoding that can be told.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    _refuse_signature(data)
    if unmarked := unmarked_utf_16(data):
        return data.decode(unmarked, "replace")
    if escaped := escaped_text(data):
        return escaped
    refuse_binary(data)
    text = _strictly(data, "utf-8")
    if text is None and declared:
        text = _strictly(data, _WEB_NAMES.get(declared.lower(), declared))
    return _guessed(data) if text is None else text


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
    _refuse_signature(head)
    if unmarked := unmarked_utf_16(head):
        return unmarked
    refuse_binary(head)
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = b""
    try:
        while chunk := file.read(_PIECE):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return likely_encoding(chunk) or "cp1252"
    finally:
        file.seek(0)
    return "utf-8"


def refuse_binary(data: bytes) -> None:
    """Raise if the bytes are not text in an encoding that extends ASCII.

    A zero byte tells that, but for one here and there in what is valid UTF-8.

    Raises:
        LoadError: with what they look like.
    """
    _refuse_signature(data)
    head = data[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    has_zeros = b"\0" in head and _strictly(data, "utf-8") is None
    if has_zeros or controls > _MOST_CONTROLS * len(head):
        raise LoadError("looks binary, not text")


def _refuse_signature(data: bytes) -> None:
    if not data.startswith(_SIGNED):
        return
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise LoadError(f"looks binary, not text: {kind}")


def _decode_marked(data: bytes, encoding: str) -> str:
    text = _strictly(data, encoding)
    if text is not None:
        return text
    if encoding == "utf-8":
        return _guessed(data)
    raise LoadError(f"begins as {encoding.upper()[:6]} but is not; save it as UTF-8")


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (ValueError, LookupError):  # the former of what is no text, or a name with a NUL in it
        return None


def _guessed(data: bytes) -> str:
    text = guessed_text(data)
    if not text:
        raise LoadError("text in an unknown encoding; save it as UTF-8")
    return text
