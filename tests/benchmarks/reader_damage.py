"""Damage to a reader's weights, one at a time, and what they read then.

Run: python tests/benchmarks/reader_damage.py [--trials 200] [--seed 1] [--reader FILE]

A copy of the file, the one that ships unless another is named, is changed in one way: a bit, twenty
bits, 4 KB of zeros, random bytes, another page, cut, emptied, removed, lengthened; in every second
trial within its header. Or a part of a tensor becomes random bytes under the right checksum
("agreed"). The reader has to be refused with qabot's own error in a line, or to read two windows as
the sound one does, but for damage under the right checksum: that may read otherwise. Anything else
is a violation, and exit status 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
from safetensors import safe_open

from qabot.errors import ModelError
from qabot.readers.trained import WEIGHTS, TrainedReader
from qabot.readers.weights import write_tensors
from qabot.types import PassageInput, SentenceReading
from tests.benchmarks.damage import KINDS, damaged

QUESTION = "Where is the lantern kept?"
WINDOWS = (
    PassageInput("Lanterns", ("The lantern is kept in Porto, Ada Byrne said.", "It is old.")),
    PassageInput("Bells", ("A bell was moved to Kelso in 1932.",)),
)
_HEADER = 40_000
"""About as many bytes as the header of the file that ships."""


def harm(sound: bytes, kind: str, random: Random, *, header: bool) -> bytes:
    """The bytes of the file after damage of some kind, within its header or anywhere."""
    if not header or kind in ("cut", "empty", "longer"):
        return damaged(sound, kind, random)
    return damaged(sound[:_HEADER], kind, random) + sound[_HEADER:]


def agree(file: Path, sound: Path, random: Random) -> None:
    """Write the tensors again, a part of one made of random bytes, with the checksum of that."""
    with safe_open(sound, "numpy") as weights:
        header = weights.metadata()
        packed = {name: weights.get_tensor(name) for name in weights.keys()}  # noqa: SIM118
    name = random.choice(sorted(packed))
    data = damaged(packed[name].tobytes(), "garbage", random)
    packed[name] = np.frombuffer(data, packed[name].dtype).reshape(packed[name].shape)
    write_tensors(file, packed, header)


def readings(file: Path) -> list[tuple[SentenceReading, ...]]:
    """What the reader of a file finds in the windows."""
    return list(TrainedReader.load(file).read(QUESTION, WINDOWS))


def outcome(file: Path, expected: list[tuple[SentenceReading, ...]]) -> str:
    """REFUSED, SAME, OTHER, or the exception."""
    try:
        found = readings(file)
    except ModelError as error:
        return "REFUSED" if "\n" not in str(error) else f"LINES {error}"
    except BaseException as error:
        return f"EXCEPTION {type(error).__name__}: {error}"
    return "SAME" if found == expected else "OTHER"


def main() -> int:
    """Run the trials, print how they ended by kind of damage, and tell of violations."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    random, sound, expected = Random(options.seed), options.reader, readings(options.reader)
    data = sound.read_bytes()
    counts: Counter[tuple[str, str]] = Counter()
    violations = 0
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "reader.safetensors"
        for trial in range(options.trials):
            kind = KINDS[trial // 2 % len(KINDS)]
            file.unlink(missing_ok=True)
            if kind == "agreed":
                agree(file, sound, random)
            elif kind != "removed":
                file.write_bytes(harm(data, kind, random, header=bool(trial % 2)))
            said = outcome(file, expected)
            word = said.partition(" ")[0]
            counts[kind, word] += 1
            allowed = ("REFUSED", "SAME", "OTHER") if kind == "agreed" else ("REFUSED", "SAME")
            if word not in allowed:
                violations += 1
                print(f"trial {trial}: {kind}: {said}", flush=True)
    for (kind, word), count in sorted(counts.items()):
        print(f"{kind:12} {word:10} {count:6}")
    print(f"{options.trials} trials, {violations} violations")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
