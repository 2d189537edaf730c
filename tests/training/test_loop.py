"""The training loop with a BERT of two layers that is made here."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from qabot.encoding.network import BertNetwork
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.readers.trained import TrainedReader
from qabot.training.cases import Case, CaseMaker
from qabot.training.recipe import Recipe
from qabot.training.tokenized import Window
from qabot.types import FloatArray, PassageInput
from tests.tiny_model import tiny_tokenizer, write_model
from tests.training.conftest import ASKED, TEXTS, articles, questions

pytestmark = pytest.mark.model  # transformers and torch take seconds to import

WORDS = (*TEXTS.values(), *(text for text, _, _ in ASKED))
TOKENIZER = tiny_tokenizer(*WORDS)
RECIPE = Recipe(epochs=2.0, questions_per_batch=2, learning_rate=1e-2, warmup_steps=2, seed=3)

# Two questions: the first with a window that answers it twice over and one that does not, the
# second with no answer at all. [CLS] and [SEP] are tokens 2 and 3.
CASES = (
    Case([10, 11], (Window([20], [30, 31, 32], ((0, 1), (2, 2))), Window([], [33, 34]))),
    Case([12], (Window([21, 22], [35]),)),
)


def maker(recipe: Recipe = RECIPE) -> CaseMaker:
    return CaseMaker(articles(), questions(), TOKENIZER, recipe)


def values(batch: Any) -> dict[str, Any]:
    names = ("ids", "types", "mask", "text", "starts", "ends", "group")
    return {name: getattr(batch, name).int().tolist() for name in names}


def test_windows_are_laid_out_as_the_reader_lays_them_out() -> None:
    from qabot.training.collating import collate

    batch = collate(CASES, TOKENIZER)
    assert batch.groups == 2
    assert values(batch) == {
        "ids": [
            [2, 10, 11, 3, 20, 30, 31, 32, 3],
            [2, 10, 11, 3, 33, 34, 3, 0, 0],
            [2, 12, 3, 21, 22, 35, 3, 0, 0],
        ],
        "types": [
            [0, 0, 0, 0, 1, 1, 1, 1, 1],
            [0, 0, 0, 0, 1, 1, 1, 0, 0],
            [0, 0, 0, 1, 1, 1, 1, 0, 0],
        ],
        "mask": [[1] * 9, [1] * 7 + [0] * 2, [1] * 7 + [0] * 2],
        "text": [
            [0, 0, 0, 0, 0, 1, 1, 1, 0],
            [0, 0, 0, 0, 1, 1, 0, 0, 0],
            [0, 0, 0, 0, 0, 1, 0, 0, 0],
        ],
        "starts": [[0, 0, 0, 0, 0, 1, 0, 1, 0], [0] * 9, [0] * 9],
        "ends": [[0, 0, 0, 0, 0, 0, 1, 1, 0], [0] * 9, [0] * 9],
        "group": [0, 0, 1],
    }


def logits() -> FloatArray:
    return np.random.default_rng(1).normal(0.0, 2.0, (3, 9, 2)).astype(np.float32)


def odds(found: FloatArray, side: int, places: list[tuple[int, int]]) -> float:
    return sum(math.exp(float(found[row, column, side])) for row, column in places)


FIRST = [(0, 5), (0, 6), (0, 7), (1, 4), (1, 5)]  # where the first question may be answered
SECOND = [(2, 5)]
GOLD = ([(0, 5), (0, 7)], [(0, 6), (0, 7)])  # starts, ends


def test_the_loss_is_shared_by_the_windows_of_a_question() -> None:
    import torch

    from qabot.training.collating import collate
    from qabot.training.loss import shared_loss

    found = logits()
    expected = 0.0
    for side in (0, 1):
        null = 1.0  # exp(0)
        answered = -math.log(odds(found, side, GOLD[side]) / (null + odds(found, side, FIRST)))
        refused = -math.log(null / (null + odds(found, side, SECOND)))
        expected += (answered + refused) / 2
    loss = shared_loss(torch.from_numpy(found), collate(CASES, TOKENIZER))
    assert loss.item() == pytest.approx(expected, rel=1e-5)


def test_the_gradient_is_the_chance_less_the_share_among_the_golds() -> None:
    import torch

    from qabot.training.collating import collate
    from qabot.training.loss import shared_loss

    found = logits()
    expected = np.zeros_like(found)
    for side in (0, 1):
        for places in (FIRST, SECOND):
            for row, column in places:
                chance = odds(found, side, [(row, column)]) / (1.0 + odds(found, side, places))
                expected[row, column, side] = chance / 2
        for row, column in GOLD[side]:
            share = odds(found, side, [(row, column)]) / odds(found, side, GOLD[side])
            expected[row, column, side] -= share / 2
    given = torch.from_numpy(found).requires_grad_()
    shared_loss(given, collate(CASES, TOKENIZER)).backward()  # type: ignore[no-untyped-call]
    assert given.grad is not None
    assert given.grad.numpy() == pytest.approx(expected, abs=1e-6)


def test_a_sure_and_right_reader_has_no_loss() -> None:
    import torch

    from qabot.training.collating import collate
    from qabot.training.loss import shared_loss

    found = torch.full((3, 9, 2), -40.0)
    found[0, 5, 0] = found[0, 6, 1] = 40.0
    assert shared_loss(found, collate(CASES, TOKENIZER)).item() == pytest.approx(0.0, abs=1e-6)
    found[2, 5] = 40.0  # an answer where there is none
    assert shared_loss(found, collate(CASES, TOKENIZER)).item() == pytest.approx(40.0)


def test_a_batch_that_is_filled_up_has_the_same_loss() -> None:
    import torch

    from qabot.training.collating import collate
    from qabot.training.loss import shared_loss

    filled = collate(CASES, TOKENIZER, rows_of=4, width_of=8)
    assert filled.ids.shape == (4, 16)
    assert filled.mask[3].tolist() == [1] + [0] * 15
    assert filled.group.tolist() == [0, 0, 1, 2]
    found = torch.full((4, 16, 2), 7.0)
    found[:3, :9] = torch.from_numpy(logits())
    expected = shared_loss(torch.from_numpy(logits()), collate(CASES, TOKENIZER))
    assert shared_loss(found, filled).item() == pytest.approx(expected.item())


def test_the_seed_decides_the_batches() -> None:
    from qabot.training.loop import batches

    def drawn(recipe: Recipe) -> list[dict[str, Any]]:
        return [values(batch) for batch in batches(maker(recipe), recipe, TOKENIZER)]

    assert drawn(RECIPE) == drawn(RECIPE)
    assert drawn(RECIPE) != drawn(replace(RECIPE, seed=4))


@pytest.mark.parametrize(("epochs", "asked"), [(1.0, 5), (2.0, 10), (0.4, 2), (1.6, 8), (0.0, 0)])
def test_every_question_is_asked_once_an_epoch(epochs: float, asked: int) -> None:
    from qabot.training.loop import batches

    recipe = replace(RECIPE, epochs=epochs, echoes=0.0, negatives=0.0, unanswerable=0.0)
    found = list(batches(maker(recipe), recipe, TOKENIZER))
    assert sum(batch.groups for batch in found) == asked
    questions = [
        tuple(row[: row.index(3)])
        for batch in found
        for row, owner in zip(batch.ids.tolist(), batch.group.tolist(), strict=True)
        if owner < batch.groups
    ]
    whole = asked - asked % 5
    assert all(questions.count(one) >= whole // 5 for one in questions)
    assert len(set(questions)) == min(asked, 5)


def test_a_pool_without_any_case_is_passed_over() -> None:
    from qabot.training.loop import batches

    class Empty(CaseMaker):
        def draw(self, number: int, random: Random) -> list[Case]:
            return []

    empty = Empty(articles(), questions(), TOKENIZER, RECIPE)
    assert list(batches(empty, RECIPE, TOKENIZER)) == []


class CutOff(CaseMaker):
    """Is interrupted at the eighth question: in the second epoch, behind some checkpoints."""

    drawn = 0

    def draw(self, number: int, random: Random) -> list[Case]:
        self.drawn += 1
        if self.drawn == 8:
            raise KeyboardInterrupt
        return super().draw(number, random)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("tiny") / "model", *WORDS)


def trained(
    encoder: Path, maker: CaseMaker, folder: Path, recipe: Recipe = RECIPE
) -> dict[str, FloatArray]:
    from qabot.training.bases import BundledEncoder, named_weights
    from qabot.training.loop import train

    base = BundledEncoder(encoder)
    return named_weights(train(base, maker, TOKENIZER, recipe, folder, each_steps=1))


@pytest.mark.parametrize("dropout", [0.0, 0.5])
def test_a_run_that_was_cut_off_goes_on_where_it_was(
    encoder: Path, tmp_path: Path, dropout: float
) -> None:
    recipe = replace(RECIPE, dropout=dropout)
    whole = trained(encoder, maker(), tmp_path / "whole", recipe)
    with pytest.raises(KeyboardInterrupt):
        cut = CutOff(articles(), questions(), TOKENIZER, recipe)
        trained(encoder, cut, tmp_path / "cut", recipe)
    assert (tmp_path / "cut" / "checkpoint.pt").exists()
    resumed = trained(encoder, maker(), tmp_path / "cut", recipe)
    fresh = trained(encoder, maker(), tmp_path / "fresh", recipe)
    for name, weight in whole.items():
        assert np.array_equal(weight, fresh[name]), name
        assert resumed[name] == pytest.approx(weight, abs=1e-6), name


def test_a_run_that_was_ended_early_goes_on_with_more_steps(encoder: Path, tmp_path: Path) -> None:
    ended = trained(encoder, maker(), tmp_path / "part", replace(RECIPE, steps=2))
    whole = trained(encoder, maker(), tmp_path / "whole")
    assert any(not np.array_equal(weight, whole[name]) for name, weight in ended.items())
    going_on = trained(encoder, maker(), tmp_path / "part")
    for name, weight in whole.items():
        assert going_on[name] == pytest.approx(weight, abs=1e-6), name


def test_a_run_at_the_peak_cools_down_later(encoder: Path, tmp_path: Path) -> None:
    constant = replace(RECIPE, steps=3, cooldown_steps=1)
    trained(encoder, maker(), tmp_path / "part", replace(constant, steps=2, cooldown_steps=0))
    later = trained(encoder, maker(), tmp_path / "part", constant)
    whole = trained(encoder, maker(), tmp_path / "whole", constant)
    for name, weight in whole.items():
        assert later[name] == pytest.approx(weight, abs=1e-6), name


@pytest.mark.parametrize(
    ("cooldown", "steps", "rates"),
    [
        (0, 0, [0.5, 1.0, 1.0, 0.75, 0.5, 0.25, 0.0]),
        (2, 0, [0.5, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0]),
        (2, 5, [0.5, 1.0, 1.0, 1.0, 0.5, 0.0, 0.0]),
    ],
)
def test_the_rate_goes_up_and_down(cooldown: int, steps: int, rates: list[float]) -> None:
    from qabot.training.loop import rate_at

    recipe = replace(RECIPE, cooldown_steps=cooldown, steps=steps)
    assert [rate_at(step, recipe, 6) for step in range(7)] == pytest.approx(rates)


def test_dropout_makes_another_run(encoder: Path, tmp_path: Path) -> None:
    without = trained(encoder, maker(), tmp_path / "without")
    found = trained(encoder, maker(), tmp_path / "with", replace(RECIPE, dropout=0.5))
    assert any(not np.array_equal(weight, found[name]) for name, weight in without.items())


def test_a_checkpoint_of_another_recipe_is_not_used(encoder: Path, tmp_path: Path) -> None:
    other = replace(RECIPE, learning_rate=1e-3, epochs=1.0)
    trained(encoder, maker(), tmp_path / "work")
    again = trained(encoder, maker(other), tmp_path / "work", other)
    alone = trained(encoder, maker(other), tmp_path / "alone", other)
    for name, weight in alone.items():
        assert np.array_equal(weight, again[name]), name


def test_training_changes_what_it_should(encoder: Path, tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    base = load_file(encoder / "model.safetensors")
    found = trained(encoder, maker(), tmp_path)
    assert found.keys() == base.keys() | {"qa_outputs.weight", "qa_outputs.bias"}
    for name, weight in base.items():
        frozen = name.startswith(("embeddings.", "encoder.layer.0."))
        # The keys' bias moves all of a query's scores alike, which a softmax does not show.
        if not name.endswith("key.bias"):
            assert np.array_equal(found[name], weight) is frozen, name
    assert all(np.isfinite(weight).all() for weight in found.values())


def test_onnxruntime_reads_as_torch_was_trained(encoder: Path, tmp_path: Path) -> None:
    """The highest sum of a start and an end logit, by either way."""
    import torch

    from qabot.training.bases import BundledEncoder, named_weights
    from qabot.training.collating import collate
    from qabot.training.loop import train

    model = train(BundledEncoder(encoder), maker(), TOKENIZER, RECIPE, tmp_path)
    weights = named_weights(model)
    text = "The rocket of Apollo 11 reached the moon in 1969."
    tokenizer = ModelTokenizer.from_folder(encoder)
    assert tokenizer is not None
    asked, title, ids = (tokenizer.encode(part)[0] for part in (ASKED[0][0], "Moon", text))
    batch = collate([Case(asked, (Window(title, ids),))], tokenizer)
    with torch.no_grad():
        output: Any = model(
            input_ids=batch.ids, token_type_ids=batch.types, attention_mask=batch.mask
        )
    starts = output.start_logits[batch.text].tolist()
    ends = output.end_logits[batch.text].tolist()
    sums = {(a, b): starts[a] + ends[b] for a in range(len(ids)) for b in range(a, len(ids))}
    first, last = max(sums, key=lambda span: sums[span])

    network = BertNetwork(weights, 4, 1e-12, "gelu_tanh")
    reader = TrainedReader(
        network, weights["qa_outputs.weight"], weights["qa_outputs.bias"], tokenizer
    )
    ((reading,),) = reader.read(ASKED[0][0], [PassageInput("Moon", (text,))])
    assert reading.score == pytest.approx(sums[first, last], abs=1e-4)
    offsets = tokenizer.offsets(text).tolist()
    assert (reading.span.start, reading.span.end) == (offsets[first][0], offsets[last][1])
