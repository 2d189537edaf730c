"""The training loop: batches, the schedule, checkpoints."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import torch
from transformers import PreTrainedModel

from qabot.encoding.tokenizer import ModelTokenizer
from qabot.training.bases import Base
from qabot.training.cases import Case, CaseMaker
from qabot.training.collating import Batch, collate
from qabot.training.gradients import Gradients
from qabot.training.recipe import Recipe

_LOGGER = logging.getLogger(__name__)
_POOL = 16
"""Batches drawn at a time and sorted by length, so that little of them is padding."""
_REPORT_STEPS = 20
_ROWS, _WIDTH = 8, 16
"""Batches are filled up to multiples of these: torch prepares for each shape of a product anew,
which took as long as the products (1.2 s a step, .6 s since)."""


def batches(maker: CaseMaker, recipe: Recipe, tokenizer: ModelTokenizer) -> Iterator[Batch]:
    """All batches of a run, in an order that the seed decides."""
    random = Random(recipe.seed)
    left = int(recipe.epochs * maker.per_epoch)
    while left > 0:
        order = maker.epoch(random)[:left]
        left -= len(order)
        size = recipe.questions_per_batch
        for begin in range(0, len(order), size * _POOL):
            pool = [
                case
                for number in order[begin : begin + size * _POOL]
                for case in maker.draw(number, random)
            ]
            pool.sort(key=lambda case: case.longest)
            parts = _cut(pool, _POOL)
            random.shuffle(parts)
            for part in parts:
                yield collate(part, tokenizer, rows_of=_ROWS, width_of=_WIDTH)


def _cut(pool: Sequence[Case], parts: int) -> list[Sequence[Case]]:
    size = max(1, -(-len(pool) // parts))  # a pool may hold nothing: no answer fits a window
    return [pool[start : start + size] for start in range(0, len(pool), size)]


def train(
    base: Base,
    maker: CaseMaker,
    tokenizer: ModelTokenizer,
    recipe: Recipe,
    folder: Path,
    *,
    each_steps: int = 50,
) -> PreTrainedModel:
    """Fine-tune a base as a reader; a run that was cut off goes on.

    Products are in bfloat16 where the CPU multiplies it fast, weights always in float32.

    Args:
        folder: where checkpoints go; the one there is resumed from if its recipe is the same.
        each_steps: steps from one checkpoint to the next.
    """
    torch.manual_seed(recipe.seed)
    model = base.untrained(recipe)
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [w for w in trained if w.ndim > 1], "weight_decay": recipe.weight_decay},
            {"params": [w for w in trained if w.ndim <= 1], "weight_decay": 0.0},
        ],
        lr=recipe.learning_rate,
        fused=True,
    )
    total = _steps(recipe, maker.per_epoch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: rate_at(step, recipe, total)
    )
    gradients = Gradients(base, model, trained, recipe.parts)
    done = _resume(folder / "checkpoint.pt", recipe, model, optimizer, schedule)
    model.train()
    losses: list[float] = []
    started = time.perf_counter()
    drawn = islice(batches(maker, recipe, tokenizer), recipe.steps or None)
    for step, batch in enumerate(drawn, start=1):
        if step <= done:
            continue
        losses.append(gradients.put(batch))
        torch.nn.utils.clip_grad_norm_(trained, recipe.clip_norm)
        optimizer.step()
        schedule.step()
        if step % _REPORT_STEPS == 0:
            mean = sum(losses[-100:]) / len(losses[-100:])
            each = (time.perf_counter() - started) / (step - done)
            _LOGGER.info("step %d of %d, loss %.3f, %.2f s a step", step, total, mean, each)
        if step % each_steps == 0:
            _save(folder / "checkpoint.pt", recipe, step, model, optimizer, schedule)
    model.eval()  # type: ignore[no-untyped-call]
    return model


def _steps(recipe: Recipe, questions: int) -> int:
    asked = int(recipe.epochs * questions)
    whole, rest = divmod(asked, questions)
    each = recipe.questions_per_batch * _POOL
    steps = whole * -(-questions // each) + -(-rest // each)
    return steps * _POOL


def rate_at(step: int, recipe: Recipe, total: int) -> float:
    """Share of the peak learning rate: linear up to 1, and down to 0 at the end.

    Args:
        total: steps of a run over all its epochs.
    """
    if step < recipe.warmup_steps:
        return (step + 1) / recipe.warmup_steps
    if recipe.cooldown_steps:
        end, falling = recipe.steps or total, recipe.cooldown_steps
    else:
        end, falling = total, total - recipe.warmup_steps
    return min(1.0, max(0.0, (end - step) / max(1, falling)))


def _save(path: Path, recipe: Recipe, step: int, *parts: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {"recipe": asdict(recipe), "step": step, "random": torch.get_rng_state()}
    state |= {str(number): part.state_dict() for number, part in enumerate(parts)}
    torch.save(state, path.with_suffix(".partial"))
    path.with_suffix(".partial").replace(path)


def _resume(path: Path, recipe: Recipe, *parts: Any) -> int:
    """Steps that the checkpoint holds; 0 where there is none, or one of another recipe.

    A run may go on further than it was meant to, and cool down then.
    """
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    end = {"steps": recipe.steps, "cooldown_steps": recipe.cooldown_steps}
    if {**state["recipe"], **end} != asdict(recipe):
        _LOGGER.info("%s was made by another recipe; starting again", path)
        return 0
    for number, part in enumerate(parts):
        part.load_state_dict(state[str(number)])
    torch.set_rng_state(state["random"])  # dropout goes on as it would have
    _LOGGER.info("resumed at step %d", state["step"])
    return int(state["step"])
