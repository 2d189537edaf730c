"""Mail: a message in a file (.eml), or many (.mbox).

Parsed by the standard library's email package. Header values are decoded here, because it raises
or loses text where a charset is unknown or a lie; a body goes the way of other files' bytes.
mailbox is not used: it wants a file on the disk, and reads through all of it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from qabot.config import Settings
from qabot.english.people import NO_AUTHORS, NOT_PEOPLE, ORGANISATION_WORDS
from qabot.errors import LoadError, LoadRefused
from qabot.loaders.decoding import decode
from qabot.loaders.html import visible_text
from qabot.loaders.limits import article_bytes
from qabot.loaders.mail_replies import HIDDEN, QUOTED, is_forwarded, own_words, without_buttons
from qabot.loaders.metadata import iso_date, plain
from qabot.loaders.problems import DAMAGED, skipping_record
from qabot.loaders.records import TakenIds
from qabot.types import Article, Origins, SkippedFile

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

_SEPARATOR = re.compile(rb"From \S.*[12]\d{3}(?: [+-]\d{4})?\s*")
"""The line before a message: who, and when. A line of prose that begins so has no year at its end,
or stands after ">"."""
_QUOTED_SEPARATOR = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_OF_A_NEWSLETTER = re.compile(
    r"(?P<author>[^\W\d_][^,@<>]{1,60}) (?:from|at|via) (?P<outlet>[^\W_][^,@<>]{1,60})"
)
"""Whose a newsletter is: "Ann Lee from Low Tide"."""
_NO_PERSONS = NOT_PEOPLE | NO_AUTHORS | ORGANISATION_WORDS
_FILLING = re.compile("(?:[\u034f\u200b-\u200d\u2007\u2060\ufeff\xad][ \xa0]{0,4}){3,}")
"""What newsletters fill the line beside their subject with: nothing that can be seen."""
_NESTED = "a mail whose headers nest without end; save or export it anew"
_SEVEN_BITS = ("iso-2022-", "hz-", "utf-7")
"""Encodings whose bytes are ASCII: valid as UTF-8, but not what is meant."""


def parse(data: bytes, path: str) -> Article:
    """The article in a message: its text, or the text of its HTML; attachments are left out.

    Raises:
        LoadError: the body is not text.
    """
    return message_article(message_of(data), path)


def messages(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The messages of a mailbox, each as ``path#Message-ID``, or its number if it has none.

    Raises:
        LoadError: it is no mailbox.
    """
    names = TakenIds("as message")
    number = 0
    for number, data in enumerate(_messages(file, article_bytes(settings)), start=1):
        yield from skipping_record(f"{path}:{number}", _message(data, path, number, names))
    if not number:
        raise LoadError("no text")


def _message(data: bytes | None, path: str, number: int, names: TakenIds) -> Iterator[Article]:
    """The article in one message of a mailbox."""
    if data is None:
        raise LoadRefused("a message over the limit; raise --max-file-mb")
    message = message_of(data)
    name = header(message, "Message-ID").strip("<> ") or str(number)
    found = message_article(message, f"{path}#{names.take(name, number)}")
    if not found.text.strip():
        raise LoadError("no text")
    yield found


def _messages(file: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The bytes of each message, ``None`` for one that has more than ``most``."""
    lines: list[bytes] | None = None
    size = 0
    begins = True
    while line := file.readline(most):
        if begins and _SEPARATOR.fullmatch(line):
            if lines is not None:
                yield _joined(lines) if size <= most else None
            lines, size = [], 0
        elif lines is None:
            if line.strip():
                raise LoadError('not a mailbox: it does not begin with a "From " line')
        else:
            size += len(line)
            if size <= most:
                lines.append(line)
        begins = not line.strip()
    if lines is not None:
        yield _joined(lines) if size <= most else None


def _joined(lines: list[bytes]) -> bytes:
    return _QUOTED_SEPARATOR.sub(b"", b"".join(lines))


def message_of(data: bytes) -> EmailMessage:
    """The message that the bytes hold.

    Raises:
        LoadError: its headers nest without end.
    """
    # Deferred: 0.06 s, and most folders have no mail.
    from email import message_from_bytes
    from email.policy import default

    try:
        return message_from_bytes(data, policy=default)
    except RecursionError:
        raise LoadError(_NESTED) from None


def message_article(message: EmailMessage, path: str) -> Article:
    """The article in a message.

    Raises:
        LoadError: its headers nest without end, or its parts are none.
    """
    from email.utils import getaddresses

    try:
        senders = getaddresses([header(message, "From")])
    except RecursionError:  # brackets in brackets
        raise LoadError(_NESTED) from None
    published = _date(header(message, "Date"))
    sender = plain([name or address for name, address in senders])
    newsletter = _OF_A_NEWSLETTER.fullmatch(sender or "")
    outlet = sender if not newsletter and _is_outlet(sender or "") else None
    return Article(
        path=path,
        text=_text(message),
        title=plain(header(message, "Subject")) or "",
        author=newsletter["author"] if newsletter else None if outlet else sender,
        outlet=newsletter["outlet"] if newsletter else outlet,
        published=published,
        published_from="mail" if published else None,
        language=plain(header(message, "Content-Language")),
        origins=Origins(
            title='header "Subject"', author='header "From"', published='header "Date"'
        ),
    )


def _is_outlet(sender: str) -> bool:
    """Whether a name is that of a paper or a newsroom, and of no one person."""
    # Deferred: 5 ms, and few folders have mail.
    from qabot.english.given_names import GIVEN_NAMES

    words = sender.casefold().split()
    named = words[:1] == ["the"] or not _NO_PERSONS.isdisjoint(words)
    return len(words) > 1 and named and GIVEN_NAMES.isdisjoint(words)


def header(message: EmailMessage, name: str) -> str:
    """The value of a header, decoded, on one line; empty if there is none."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    raw = (value for key, value in message.raw_items() if key.lower() == name.lower())
    value = str(next(raw, "")).encode("utf-8", "surrogateescape")
    printed = decode(b" ".join(value.split()))
    try:
        parts = decode_header(printed)
    except HeaderParseError:  # base64 that is none
        return printed
    return "".join(
        part if isinstance(part, str) else decode(part, charset) for part, charset in parts
    )


def _part_text(part: MIMEPart) -> str:
    """The text of a part, whatever its charset says."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or ""
    if charset.startswith(_SEVEN_BITS):
        try:
            return data.decode(charset)
        except (ValueError, LookupError):
            pass
    return decode(data, charset or None)


def _text(message: EmailMessage) -> str:
    """What the message shows; without what it quotes of others, unless it hands that on."""
    try:
        part = message.get_body(("plain", "html"))
    except AttributeError:  # said to have parts, which is not so
        raise LoadError(DAMAGED) from None
    if part is None:
        return ""
    text = _part_text(part)
    forwarded = is_forwarded(header(message, "Subject"))
    if part.get_content_subtype() == "html":
        shown = visible_text(text, without=HIDDEN if forwarded else f"{HIDDEN} | {QUOTED}")
        return without_buttons(_FILLING.sub("", shown)).strip() or visible_text(text)
    text = text.replace("\r\n", "\n").strip()
    if forwarded:
        return text
    own = own_words(text)
    return without_buttons(own).strip() or own


def _date(printed: str) -> str | None:
    """The day that the header prints, in the sender's time."""
    from email.utils import parsedate_to_datetime

    try:
        return iso_date(parsedate_to_datetime(printed))
    except (ValueError, OverflowError):  # a year of twenty digits is the latter
        return iso_date(printed)
