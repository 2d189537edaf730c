"""Which encoding bytes are in that are not UTF-8 and do not say what they are.

By chardet: it reads all of 70 texts of a sentence or two, in 17 languages and the encodings that
were theirs before Unicode; charset-normalizer, which stood here, 49.
"""

from __future__ import annotations

import codecs
import re

from qabot.types.articles import INDEXED

_WESTERN = ("cp1252", "iso8859-1", "iso8859-15", "ascii")
_LATIN = ("cp1252", "cp1250", "iso8859-2")
"""What most files of the Latin alphabet are in that are older than Unicode."""
_LOOKED_FOR = (
    "utf-8 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 iso8859-1 iso8859-2"
    " iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-15 koi8-r koi8-u cp437 cp850 cp852"
    " cp866 mac-roman mac-cyrillic shift_jis cp932 euc-jp gb18030 big5 big5hkscs euc_kr cp949"
).split()
"""What files are in; in the many others that there are no file is met, but any few bytes are."""
_OLD = re.compile(r"(?:cp|ibm)(?:437|7\d\d|8\d\d|1125)|mac.*|hp.*|kz.*")
"""Encodings of DOS and the old Macintosh: by chance any text is in one of them."""
_OLD_LETTERS = re.compile(rb"[a-z][\x81-\x84\x86-\x90\x98\x99\x9b\x9d\x9f]")
"""What shows them: in newer ones these bytes are no small letters."""
_WESTERN_LETTERS = [
    bytes([number])
    for number in range(0x80, 0x100)
    if bytes([number]).decode("cp1252", "replace").isalpha()
]
"""Bytes that are letters in cp1252, and in most others of eight bits."""
_FEW_LETTERS = 0.2
"""Share of bytes that are such up to which most letters are those of ASCII: in Polish, Czech or
Turkish they are 0.1, in Russian 0.8."""
_DETECTOR_BYTES = 200_000
"""Bytes given to the detector."""
_ESCAPES = re.compile(rb"\x1b(?:\$[@AB]|\$\([CD]|\$\)C|\([IJ])")
_KOREAN = b"\x1b$)C"
_LOOKED_AT = 8_000
"""Bytes, or characters, of the beginning that tell UTF-16."""
_TEXT_OF_ANY_SCRIPT = re.compile(
    "[\t\n\r -~\xa0-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u1e00-\u1fff\u2010-\u2027\u2030-"
    "\u205e\u20a0-\u20bf\u2100-\u214f\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)
_EAST_ASIAN = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]")
_LEAST_CHARACTERS = 20
"""Characters of East Asia from which text needs no space to be told: half of any two bytes are."""
_NOT_IN_BYTES = bytes({*range(0x20)} - set(b"\t\n\v\f\r\x1b"))
"""Bytes that are in no text of one byte a character, nor in others that extend ASCII."""
_MOSTLY = 0.95
_LEAST_PROOF = 4
"""Letters that have to be there until it is taken for told which of two alphabets they are of."""
_LEAST_BYTES = 12
"""Bytes that have to be there for an encoding that is seldom used."""
_SHARE_OF_UTF_8 = 0.2
"""Share of the bytes above 0x7F that are in lines of valid UTF-8 from which a file is such, with
lines of another encoding between: by chance no more than a line of one character is."""
_SYMBOL_IN_WORD = re.compile(
    r"(?<=[^\W\d_])[¡¢£¤¥¦¨©¬®¯±²³¶¸¹¼½¾¿](?=[^\W\d_])|(?<=[a-z])[¹¶¬¯¼¾](?!\w)"
    r"|(?<!\w)[¹¶¬¯¼¾©£](?=[a-z])"
)
"""What a letter of another alphabet is read as: "Wa³êsa"."""


_MIXED_SCRIPTS = re.compile("[a-z][\u0370-\u06ff](?=[a-z\\W])|\\b[\u0370-\u06ff][a-z]")
"""A letter of another script in a word of Latin ones: no language has them."""
_CONTROLS_OF_LATIN_2 = re.compile("[\x80-\x9f]")


def escaped_text(data: bytes) -> str | None:
    """The text of bytes in ISO-2022, in which all are ASCII; None if it is none."""
    if b"\x1b" not in data or not _ESCAPES.search(data) or not data.isascii():
        return None
    return _strictly(data, "iso2022_kr" if _KOREAN in data else "iso2022_jp_ext")


def unmarked_utf_16(data: bytes) -> str | None:
    """The kind of UTF-16 that bytes are in without a mark ("utf-16-le"); None if they are in none.

    Most text has line breaks, spaces or digits, in which every second byte is zero; Chinese and
    Japanese has punctuation with a byte that is a control character elsewhere.
    """
    head = data[:_LOOKED_AT]
    in_bytes = len(head.translate(None, _NOT_IN_BYTES)) == len(head)
    return None if in_bytes else _likely_utf_16(data)


def _likely_utf_16(data: bytes) -> str | None:
    if len(data) % 2:
        return None
    head = data[:_LOOKED_AT]
    shares = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head.decode(encoding, "replace")
        shares[encoding] = len(_TEXT_OF_ANY_SCRIPT.findall(text)) / max(len(text), 1)
    best = max(shares, key=shares.__getitem__)
    text = head.decode(best, "replace")
    is_text = any(mark in text for mark in " \n") or len(_EAST_ASIAN.findall(text)) >= max(
        _LEAST_CHARACTERS, _MOSTLY * len(text)
    )
    return best if is_text and shares[best] >= _MOSTLY else None


def guessed_text(data: bytes) -> str:
    """The text of bytes that are not valid UTF-8; "" if that cannot be told."""
    strays = _strays(data)
    if strays is None:
        return _in_one(data)
    encoding = _encoding_of(strays, data)
    texts = ((line, _strictly(line, "utf-8")) for line in data.splitlines(keepends=True))
    return "".join(_stray(line, encoding) if text is None else text for line, text in texts)


def _strays(data: bytes) -> bytes | None:
    """The lines that are not valid UTF-8 in what else is; None if it is not that as a whole."""
    lines = data.splitlines(keepends=True)
    strays = b"".join(line for line in lines if _strictly(line, "utf-8") is None)
    among, all_high = _high_bytes(strays), _high_bytes(data)
    return strays if all_high - among >= _SHARE_OF_UTF_8 * all_high else None


def _encoding_of(strays: bytes, data: bytes) -> str:
    """The encoding of lines between others of UTF-8: in it they have the letters of those."""
    known = dict.fromkeys((likely_encoding(strays) or "cp1252", *_LATIN))
    return min(known, key=lambda encoding: len(_untold(strays, encoding, data)))


def _untold(strays: bytes, encoding: str, data: bytes) -> set[str]:
    """The characters of such lines in an encoding that are not in the lines of UTF-8."""
    return {*strays.decode(encoding, "replace")} - {*data.decode("utf-8", "ignore")}


def likely_encoding(data: bytes) -> str:
    """The encoding of bytes that are not valid UTF-8; "" if it cannot be told."""
    if _is_broken_utf_8(data):
        return "utf-8"
    letters = sum(map(data.count, _WESTERN_LETTERS))
    found = _detected(data)
    unproven = not found or (_OLD.fullmatch(found) and not _OLD_LETTERS.search(data))
    if letters <= _FEW_LETTERS * len(data) and unproven:
        return "cp1252"
    if found in _WESTERN:
        return "cp1252"
    shown = data[:_DETECTOR_BYTES].decode(found, "replace") if found else ""
    if _MIXED_SCRIPTS.search(shown):
        return "mac-roman" if _OLD_LETTERS.search(data) else "cp1252"
    if found == "cp1250" and _SYMBOL_IN_WORD.search(shown) and _is_latin_2(data):
        return "iso8859-2"
    return found


def _is_latin_2(data: bytes) -> bool:
    """Whether it has no symbol within a word in ISO-8859-2, nor a control character."""
    text = data[:_DETECTOR_BYTES].decode("iso8859-2")
    return not _SYMBOL_IN_WORD.search(text) and not _CONTROLS_OF_LATIN_2.search(text)


def doubt_about(data: bytes) -> str | None:
    """What to say of bytes in whose encoding letters may be others; None where that is certain."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    if _strictly(data, "utf-8") is not None or b"\0" in data[:_LOOKED_AT]:
        return None
    strays = _strays(data)
    encoding = likely_encoding(data) if strays is None else _encoding_of(strays, data)
    if strays is not None and not _untold(strays, encoding, data):
        return None
    data = data if strays is None else strays
    if encoding == "utf-8":
        return None
    if encoding not in _LATIN:
        rare = _high_bytes(data) < min(_LEAST_BYTES, _FEW_LETTERS * len(data))
        return _guess_words(encoding) if rare or _OLD.fullmatch(encoding) else None
    shown = data.decode(encoding, "replace")
    others = (data.decode(other, "replace") for other in _LATIN if other != encoding)
    doubted = any(_may_be_meant(other, shown) for other in others)
    return _guess_words(encoding) if doubted or _SYMBOL_IN_WORD.search(shown) else None


def _may_be_meant(other: str, shown: str) -> bool:
    """Whether another reading has other letters, too few to tell them and no symbol for one."""
    pairs = zip(other, shown, strict=True)
    differing = sum(a != b and a.isalpha() and b.isalpha() for a, b in pairs)
    return 0 < differing < _LEAST_PROOF and not _SYMBOL_IN_WORD.search(other)


def _guess_words(encoding: str) -> str:
    return (
        f"{INDEXED}its encoding is a guess ({_name(encoding)}) and letters with accents may be"
        " others; save it as UTF-8"
    )


def _name(encoding: str) -> str:
    return encoding.replace("cp125", "Windows-125").replace("iso8859", "ISO-8859")


def _in_one(data: bytes) -> str:
    encoding = likely_encoding(data)
    if encoding in ("utf-8", "cp1252"):
        return data.decode(encoding, "replace")
    if not encoding and (unmarked := _likely_utf_16(data)):
        return data.decode(unmarked, "replace")
    return _strictly(data, encoding) or ""


def _stray(line: bytes, encoding: str) -> str:
    """A line in a file of UTF-8 that is not, whatever is broken in it."""
    return line.decode("utf-8" if _is_broken_utf_8(line) else encoding, "replace")


def _is_broken_utf_8(data: bytes) -> bool:
    """Whether it is UTF-8 but for some bytes: by chance that does not happen."""
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    return len(lenient) - len(lenient.encode("ascii", "ignore")) - broken > 4 * broken


def _high_bytes(data: bytes) -> int:
    return len(data) - len(data.decode("ascii", "ignore"))


def _detected(data: bytes) -> str:
    """Name of the codec that chardet finds; "" if none.

    Only lines with bytes above 0x7F say anything, so only these are looked at.
    """
    # Deferred: chardet takes 0.1 s to import with what it knows, and nearly every file is UTF-8.
    from chardet import detect

    telling = bytearray()
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            telling += line[: _DETECTOR_BYTES - len(telling)]
        if len(telling) >= _DETECTOR_BYTES:
            break
    found = detect(
        bytes(telling),
        max_bytes=_DETECTOR_BYTES,
        include_encodings=_LOOKED_FOR,
    )
    return _codec(found["encoding"] or "")


def _codec(name: str) -> str:
    """What Python calls an encoding; "" if it has none of that name."""
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
