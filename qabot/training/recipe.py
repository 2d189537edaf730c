"""All numbers of a training run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """What decides a run, given the data; the weights record it."""

    epochs: float = 3.0
    """Times that each question is asked."""
    steps: int = 0
    """Steps after which the run ends, although the rate may not be down yet; all of them if 0."""
    questions_per_batch: int = 28
    """About 50 sequences of 80 tokens."""
    learning_rate: float = 2e-4
    """Its peak, after the warm-up."""
    warmup_steps: int = 80
    """Steps up to the peak."""
    cooldown_steps: int = 0
    """Last steps of the run, in which the rate falls to 0 on a line, and stays at its peak until
    then; if 0, it falls from the warm-up on. Such a run can be made longer later: what was done at
    the peak is the same (Hägele et al. 2024)."""
    weight_decay: float = 0.01
    """Of AdamW, on matrices only."""
    clip_norm: float = 1.0
    """Longest gradient."""
    dropout: float = 0.0
    """Share of activations and of attention left out at each step; 0 costs a short run least."""
    layers: int = 0
    """Layers of an MPNet that are kept, from the lowest; all of them if 0."""
    frozen_layers: int = 1
    """Layers of the encoder, from the lowest, that stay as they are, as its embeddings do."""
    beside: float = 0.4
    """Share that files in SQuAD's format have of an epoch, where there are everyday questions."""
    echoes: float = 1.0
    """Windows of the same article beside each one with the answer, on average."""
    negatives: float = 0.6
    """Windows of other articles beside each one with the answer, on average."""
    nearness: int = 0
    """1 draws such windows also from the sentences whose vectors are nearest to the question."""
    unanswerable: float = 0.2
    """Share of further cases that have no answer at all."""
    held_out: int = 12
    """Of a hundred everyday articles, those kept from training to fit confidence on."""
    parts: int = 1
    """Parts of a batch that are computed side by side, each by one thread."""
    start: str = ""
    """File of weights to go on from; the bare encoder with a new head if it is empty."""
    seed: int = 1
    """Decides order, windows and the head's first weights."""
