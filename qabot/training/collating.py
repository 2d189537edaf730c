"""Cases as tensors, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from qabot.encoding.tokenizer import ModelTokenizer
from qabot.training.cases import Case


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Sequences of one length (padded), shape ``(sequences, tokens)``, and whose they are.

    ``group`` numbers the question of each sequence, rows that only fill up come after the last;
    ``text`` marks the tokens that may answer;
    ``starts`` and ``ends`` mark the gold ones.
    """

    ids: Tensor
    types: Tensor
    mask: Tensor
    text: Tensor
    starts: Tensor
    ends: Tensor
    group: Tensor
    groups: int


def collate(
    cases: Sequence[Case], tokenizer: ModelTokenizer, *, rows_of: int = 1, width_of: int = 1
) -> Batch:
    """``[CLS] question [SEP] title text [SEP]`` for each window of the cases.

    Filled up to multiples of ``rows_of`` sequences and ``width_of`` tokens.
    """
    first, between = tokenizer.special("[CLS]"), tokenizer.special("[SEP]")
    rows = _rounded(sum(len(case.windows) for case in cases), rows_of)
    width = _rounded(max(case.longest for case in cases), width_of)
    ids, types, mask = (torch.zeros(rows, width, dtype=torch.long) for _ in range(3))
    text, starts, ends = (torch.zeros(rows, width, dtype=torch.bool) for _ in range(3))
    group = torch.full((rows,), len(cases))
    mask[:, 0] = 1  # of rows that only fill up; attention to nothing at all is no number
    row = 0
    for number, case in enumerate(cases):
        head = [first, *case.question, between]
        for window in case.windows:
            sequence = [*head, *window.title, *window.text, between]
            place = len(head) + len(window.title)
            ids[row, : len(sequence)] = torch.tensor(sequence)
            types[row, len(head) : len(sequence)] = 1
            mask[row, : len(sequence)] = 1
            text[row, place : place + len(window.text)] = True
            for start, end in window.golds:
                starts[row, place + start] = True
                ends[row, place + end] = True
            group[row] = number
            row += 1
    return Batch(ids, types, mask, text, starts, ends, group, len(cases))


def _rounded(size: int, step: int) -> int:
    return -(-size // step) * step


def split(batch: Batch, parts: int) -> Iterator[Batch]:
    """The batch in so many parts at most, each of some of the questions with their windows."""
    if parts == 1:
        yield batch
        return
    each = -(-batch.groups // parts)
    for first in range(0, batch.groups, each):
        groups = min(each, batch.groups - first)
        rows = (batch.group >= first) & (batch.group < first + groups)
        part = _rows(batch, rows)
        yield replace(part, group=part.group - first, groups=groups)


def by_length(batch: Batch, parts: int) -> Iterator[tuple[Tensor, Batch]]:
    """Some rows at a time, those of a length together and cut to it, with their numbers."""
    for rows in batch.mask.sum(1).argsort().chunk(parts):
        yield rows, _rows(batch, rows)


def _rows(batch: Batch, rows: Tensor) -> Batch:
    """Some rows of a batch, as wide as the longest of them; all of its questions."""
    width = int(batch.mask[rows].sum(1).max())
    ids, types, mask, text, starts, ends = (
        values[rows, :width]
        for values in (batch.ids, batch.types, batch.mask, batch.text, batch.starts, batch.ends)
    )
    return Batch(ids, types, mask, text, starts, ends, batch.group[rows], batch.groups)
