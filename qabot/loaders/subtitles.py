"""Subtitles and transcripts (.srt, .vtt): what is said, without the times at which it is."""

from __future__ import annotations

import re

from qabot.errors import LoadError
from qabot.loaders.decoding import decode
from qabot.types import Article

_TIMES = re.compile(r"[\d:.,]{5,15}[ \t]+-->[ \t]+[\d:.,]{5,15}(?:[ \t].*)?")
_VOICE = re.compile(r"<v(?:\.[\w.-]{1,60})?[ \t]+([^<>\n]{1,200})>")
_TAG = re.compile(r"<[^<>\n]{1,200}>|\{\\[^{}\n]{1,60}\}")
_ENDS_A_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]{0,3}$")
_MARKS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&lrm;": "", "&rlm;": ""}


def parse(data: bytes, path: str) -> Article:
    """The article in a file of subtitles; a paragraph ends where a cue ends a sentence.

    Who speaks, where a cue tells it, stands before a colon. A line that is repeated in the next
    cue, as subtitles that roll have it, is there once.

    Raises:
        LoadError: the bytes are not text, or there are no times in it.
    """
    paragraphs: list[str] = []
    line_before, speaker, is_open, found = "", "", False, False
    for block in decode(data).replace("\r\n", "\n").split("\n\n"):
        lines = block.strip("\n").split("\n")
        times = next((n for n, line in enumerate(lines) if _TIMES.fullmatch(line.strip())), None)
        if times is None:
            continue
        found = True
        for line in filter(None, map(_spoken, lines[times + 1 :])):
            if line == line_before:
                continue
            line_before = line
            name, colon, words = line.partition(": ")
            if is_open:
                same = colon and name == speaker  # who went on speaking
                paragraphs[-1] += f" {words if same else line}"
            else:
                paragraphs.append(line)
            speaker = name if colon else speaker
            is_open = not _ENDS_A_SENTENCE.search(line)
    if not found:
        raise LoadError("no subtitles: there are no times in it")
    return Article(path=path, text="\n".join(paragraphs))


def _spoken(line: str) -> str:
    line = _TAG.sub("", _VOICE.sub(r"\1: ", line))
    for mark, sign in _MARKS.items():
        line = line.replace(mark, sign)
    return line.strip()
