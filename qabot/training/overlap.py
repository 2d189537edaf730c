"""Texts that share a run of words with texts that the reader is measured on: not to train on."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qabot.training.squad import TrainingArticle

_RUN = 11
"""Words in a row that two texts do not share by chance."""
_WORD = re.compile(r"\w+")

Runs = npt.NDArray[np.uint64]
"""Hashes of all runs of words, sorted."""


def overlapping(articles: Mapping[str, TrainingArticle], folders: Iterable[Path]) -> frozenset[str]:
    """Paths of the articles that share eleven words in a row with a text in one of the folders."""
    kept = runs(text for folder in folders for text in _texts(folder))
    return frozenset(path for path, one in articles.items() if _share(runs([one.text]), kept))


def runs(texts: Iterable[str]) -> Runs:
    """The runs of eleven words of some texts, without case and punctuation."""
    found = [_hashes(text) for text in texts]
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.uint64)


def _hashes(text: str) -> Runs:
    """A polynomial hash of each run, modulo 2**64."""
    words = _WORD.findall(text.casefold())
    codes = np.array([zlib.crc32(word.encode()) * 0x9E3779B1 + 1 for word in words], np.uint64)
    if len(codes) < _RUN:
        return np.empty(0, np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(codes, _RUN)
    factors = np.array([pow(0x9E3779B97F4A7C15, place, 2**64) for place in range(_RUN)], np.uint64)
    return np.asarray((windows * factors).sum(axis=1, dtype=np.uint64))


def _share(some: Runs, others: Runs) -> bool:
    places = np.searchsorted(others, some)
    inside = places < len(others)
    return bool((others[places[inside]] == some[inside]).any())


def _texts(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*.txt")):
        yield file.read_bytes().decode("utf-8", "replace")
