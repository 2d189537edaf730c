"""Notes of Joplin: Markdown with what the program knows of it below, in a folder or an archive.

Notebooks, tags and attached files are written in the same form, and are no notes.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.decoding import decode
from qabot.loaders.limits import check_article_size
from qabot.loaders.problems import DAMAGED, skipping_record
from qabot.types import Article, SkippedFile

_KIND = "\ntype_: "
_NOTE = "1"
_ENCRYPTED = "\nencryption_applied: 1"
_LONGEST_TAIL = 4_000
"""Characters of what the program knows of a note."""
_LINE = re.compile(r"(?P<key>[a-z_]{2,40}):(?: (?P<value>.*))?")
_ID = re.compile(r"[0-9a-f]{32}")
_SUFFIX = ".md"


@dataclass(frozen=True, slots=True)
class JoplinItem:
    """What Joplin wrote into a file: a note if ``is_note``, else a notebook, a tag or the like."""

    title: str
    body: str
    values: dict[str, str]

    @property
    def is_note(self) -> bool:
        """Whether it is one."""
        return self.values["type_"] == _NOTE

    def stated(self) -> dict[str, str]:
        """What is known of the article in a note, by the names that front matter has for it."""
        found = {"title": self.title, "url": self.values.get("source_url", "")}
        return found | {"author": self.values.get("author", "")}


def item_of(text: str) -> JoplinItem | None:
    """The item that a file is; None if it has not the form of one."""
    if _KIND not in text[-_LONGEST_TAIL:]:
        return None
    above, _, tail = text.rstrip().replace("\r\n", "\n").rpartition("\n\n")
    if not above:  # an item without a title
        above, tail = "", text.strip()
    matches = [_LINE.fullmatch(line) for line in tail.split("\n")]
    values = {match["key"]: match["value"] or "" for match in matches if match}
    if None in matches or not _ID.fullmatch(values.get("id", "")) or "type_" not in values:
        return None
    title, _, body = above.partition("\n")
    return JoplinItem(title.strip(), body.strip("\n"), values)


def note_of(text: str) -> JoplinItem | None:
    """The note that a file is; None if Joplin did not write it.

    Raises:
        LoadError: it is encrypted, or something else of Joplin's than a note.
    """
    found = item_of(text)
    if found is None:
        return None
    if _ENCRYPTED in text[-_LONGEST_TAIL:]:
        raise LoadError("encrypted; export it from Joplin, where it can be read")
    if not found.is_note:
        raise LoadError("no note: what Joplin keeps of a notebook, a tag or an attached file")
    return found


def archived(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The notes of an archive (.jex), each as ``path#id``.

    Raises:
        LoadError: it is none, is damaged or holds no notes.
    """
    found = False
    try:
        with tarfile.open(fileobj=file, mode="r:") as archive:
            for member in archive:
                name = member.name.rpartition("/")[2]
                if not member.isreg() or "resources/" in member.name or not name.endswith(_SUFFIX):
                    continue
                inner = f"{path}#{name.removesuffix(_SUFFIX)}"
                check_article_size(member.size, settings)
                unpacked = archive.extractfile(member)
                data = unpacked.read() if unpacked else b""
                item = item_of(decode(data))
                if item is None or item.is_note:
                    found = True
                    yield from skipping_record(inner, _parsed(data, inner))
    except tarfile.TarError:
        raise LoadError(DAMAGED) from None
    if not found:
        raise LoadError("no notes in it")


def _parsed(data: bytes, path: str) -> Iterator[Article]:
    from qabot.loaders.markdown import parse  # which asks this module of each note

    article = parse(data, path)
    if not article.text.strip():
        raise LoadError("no text")
    yield article
