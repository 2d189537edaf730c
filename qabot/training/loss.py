"""What the reader is trained for: the loss of a batch."""

from __future__ import annotations

import torch
from torch import Tensor

from qabot.training.collating import Batch


def shared_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Negative log likelihood of the answers, normalised over all windows of a question.

    Shared normalisation (Clark & Gardner 2018, "Simple and Effective Multi-Paragraph Reading
    Comprehension", 3.3), with one more option of logit 0 that stands for "no answer here": so the
    scores of windows, and of questions, can be compared. Any gold span counts as the answer.

    Args:
        logits: start and end logits, shape ``(sequences, tokens, 2)``.
    """
    return _side(logits[..., 0], batch.starts, batch) + _side(logits[..., 1], batch.ends, batch)


def _side(logits: Tensor, golds: Tensor, batch: Batch) -> Tensor:
    owners = torch.nn.functional.one_hot(batch.group, batch.groups + 1)[:, :-1]
    members = owners.bool().T  # groups x sequences
    null = torch.zeros(batch.groups, 1)
    spread = logits.float()[None].expand(batch.groups, -1, -1)
    lowest = torch.finfo(torch.float32).min

    def total(allowed: Tensor) -> Tensor:
        chosen = spread.masked_fill(~(members[:, :, None] & allowed[None]), lowest)
        return torch.logsumexp(chosen.flatten(1), dim=1)

    everything = torch.logaddexp(total(batch.text), null[:, 0])
    answerable = (members[:, :, None] & golds[None]).flatten(1).any(1)
    right = torch.where(answerable, total(golds), null[:, 0])
    return (everything - right).mean()
