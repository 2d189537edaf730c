"""The training loop: batches, the loss, the schedule, checkpoints."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import torch
from safetensors.numpy import load_file
from torch import Tensor
from transformers import BertForQuestionAnswering

from qabot.encoding.models import model_fingerprint
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.encoding.transformer import has_fast_bfloat16
from qabot.readers import weights
from qabot.training.cases import Case, CaseMaker
from qabot.training.recipe import Recipe
from qabot.types import FloatArray

_LOGGER = logging.getLogger(__name__)
_POOL = 16
"""Batches drawn at a time and sorted by length, so that little of them is padding."""
_REPORT_STEPS = 20
_ROWS, _WIDTH = 8, 16
"""Batches are filled up to multiples of these: torch prepares for each shape of a product anew,
which took as long as the products (1.2 s a step, .6 s since)."""


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
    encoder: Path,
    maker: CaseMaker,
    tokenizer: ModelTokenizer,
    recipe: Recipe,
    folder: Path,
    *,
    each_steps: int = 50,
) -> BertForQuestionAnswering:
    """Fine-tune the encoder in a folder as a reader; a run that was cut off goes on.

    Products are in bfloat16 where the CPU multiplies it fast, weights always in float32.

    Args:
        folder: where checkpoints go; the one there is resumed from if its recipe is the same.
        each_steps: steps from one checkpoint to the next.
    """
    torch.manual_seed(recipe.seed)
    model = untrained(encoder, recipe)
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
        optimizer, lambda step: _rate(step, recipe.warmup_steps, total)
    )
    fast = has_fast_bfloat16()
    done = _resume(folder / "checkpoint.pt", recipe, model, optimizer, schedule)
    model.train()
    losses: list[float] = []
    started = time.perf_counter()
    drawn = islice(batches(maker, recipe, tokenizer), recipe.steps or None)
    for step, batch in enumerate(drawn, start=1):
        if step <= done:
            continue
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast):
            logits = _logits(model, batch)
        loss = shared_loss(logits, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, recipe.clip_norm)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if step % _REPORT_STEPS == 0:
            mean = sum(losses[-100:]) / len(losses[-100:])
            each = (time.perf_counter() - started) / (step - done)
            _LOGGER.info("step %d of %d, loss %.3f, %.2f s a step", step, total, mean, each)
        if step % each_steps == 0:
            _save(folder / "checkpoint.pt", recipe, step, model, optimizer, schedule)
    model.eval()  # type: ignore[no-untyped-call]
    return model


def untrained(encoder: Path, recipe: Recipe) -> BertForQuestionAnswering:
    """The encoder with a new span head; its embeddings and lowest layers stay as they are.

    GELU by its tanh form, as in the first of the readers. Eager attention: with bfloat16 a step
    takes .37 s on a CPU with AMX, with the fused one .65, and .9 in float32 with either.
    """
    model = BertForQuestionAnswering.from_pretrained(
        encoder,
        hidden_act="gelu_pytorch_tanh",
        hidden_dropout_prob=recipe.dropout,
        attention_probs_dropout_prob=recipe.dropout,
        attn_implementation="eager",
    )
    model.bert.embeddings.requires_grad_(False)
    for layer in model.bert.encoder.layer[: recipe.frozen_layers]:
        layer.requires_grad_(False)
    torch.nn.init.normal_(model.qa_outputs.weight, std=0.02)
    torch.nn.init.zeros_(model.qa_outputs.bias)
    if recipe.start:
        _load(model, Path(recipe.start), encoder)
    return model


def _load(model: BertForQuestionAnswering, path: Path, encoder: Path) -> None:
    """Put the weights of an earlier run into the model."""
    base = load_file(encoder / "model.safetensors")
    found = weights.read(path, base, model_fingerprint(encoder))
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            tensor.copy_(torch.from_numpy(found[name.removeprefix("bert.")]))


def named_weights(model: BertForQuestionAnswering) -> dict[str, FloatArray]:
    """All weights, by the names that the encoder's own file has for them."""
    return {
        name.removeprefix("bert."): weight.numpy() for name, weight in model.state_dict().items()
    }


def _logits(model: BertForQuestionAnswering, batch: Batch) -> Tensor:
    output = model(input_ids=batch.ids, token_type_ids=batch.types, attention_mask=batch.mask)
    return torch.stack([output.start_logits, output.end_logits], dim=-1)


def _steps(recipe: Recipe, questions: int) -> int:
    asked = int(recipe.epochs * questions)
    whole, rest = divmod(asked, questions)
    each = recipe.questions_per_batch * _POOL
    steps = whole * -(-questions // each) + -(-rest // each)
    return steps * _POOL


def _rate(step: int, warmup: int, total: int) -> float:
    """Linear up to 1 and down to 0."""
    if step < warmup:
        return (step + 1) / warmup
    return max(0.0, (total - step) / max(1, total - warmup))


def _save(path: Path, recipe: Recipe, step: int, *parts: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {"recipe": asdict(recipe), "step": step, "random": torch.get_rng_state()}
    state |= {str(number): part.state_dict() for number, part in enumerate(parts)}
    torch.save(state, path.with_suffix(".partial"))
    path.with_suffix(".partial").replace(path)


def _resume(path: Path, recipe: Recipe, *parts: Any) -> int:
    """Steps that the checkpoint holds; 0 where there is none, or one of another recipe."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    if {**state["recipe"], "steps": recipe.steps} != asdict(recipe):  # a run may go on further
        _LOGGER.info("%s was made by another recipe; starting again", path)
        return 0
    for number, part in enumerate(parts):
        part.load_state_dict(state[str(number)])
    torch.set_rng_state(state["random"])  # dropout goes on as it would have
    _LOGGER.info("resumed at step %d", state["step"])
    return int(state["step"])
