"""Lines of a text, and what tells them apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b

from qabot.types import Span

_LINE = re.compile(r"\S[^\r\n]*")


def lines(text: str) -> Iterator[tuple[Span, int]]:
    """Each line that prints anything, without white space around it, and its hash.

    Lines that differ in case and spacing alone have one hash (64 bits).
    """
    for match in _LINE.finditer(text):
        words = match[0].split()
        digest = blake2b(" ".join(words).casefold().encode("utf-8", "replace"), digest_size=8)
        start = match.start()
        span = Span(start, start + len(match[0].rstrip()))
        yield span, int.from_bytes(digest.digest(), "little")


def runs_without(
    text: str, sentences: Sequence[Span], left_out: Collection[int]
) -> list[Sequence[Span]]:
    """The sentences between the lines that are left out (by hash), each run without a gap.

    A sentence is left out if such lines hold all of it; where that is every one, none is.
    """
    if not left_out:
        return [sentences]
    dropped = [span for span, digest in lines(text) if digest in left_out]
    runs: list[list[Span]] = [[]]
    for sentence in sentences:
        if not _is_held(text, sentence, dropped):
            runs[-1].append(sentence)
        elif runs[-1]:
            runs.append([])
    kept = [run for run in runs if run]
    return list(kept) or [sentences]


def _is_held(text: str, sentence: Span, dropped: Sequence[Span]) -> bool:
    """Whether dropped lines print all that a sentence does."""
    place = sentence.start
    for line in dropped:
        if line.end <= place:
            continue
        if text[place : line.start].strip():
            return False
        place = max(place, line.end)
        if place >= sentence.end:
            return True
    return not text[place : sentence.end].strip()
