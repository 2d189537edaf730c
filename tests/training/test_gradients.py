"""A batch in parts has the gradients of the whole."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from qabot.training.cases import CaseMaker
from qabot.training.recipe import Recipe
from tests.tiny_model import tiny_tokenizer, write_model
from tests.training.conftest import ASKED, TEXTS, articles, questions

pytestmark = pytest.mark.model

WORDS = (*TEXTS.values(), *(text for text, _, _ in ASKED))
TOKENIZER = tiny_tokenizer(*WORDS)


@pytest.mark.parametrize("parts", [2, 3, 9])
def test_parts_add_up_to_the_whole(tmp_path: Path, parts: int) -> None:
    import torch

    from qabot.training.bases import BundledEncoder
    from qabot.training.collating import collate
    from qabot.training.gradients import Gradients

    base = BundledEncoder(write_model(tmp_path / "model", *WORDS))
    recipe = Recipe(seed=2)
    model = base.untrained(recipe)
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    maker = CaseMaker(articles(), questions(), TOKENIZER, recipe)
    random = Random(1)
    cases = [case for number in range(5) for case in maker.draw(number, random)]
    batch = collate(cases, TOKENIZER, rows_of=8, width_of=16)
    found = []
    for number in (1, parts):
        gradients = Gradients(base, model, trained, number)
        gradients._fast = False  # bfloat16 rounds sums of other rows otherwise
        loss = gradients.put(batch)
        found.append((loss, [weight.grad for weight in trained]))
    (loss, whole), (other, summed) = found
    assert other == pytest.approx(loss, abs=1e-5)
    for one, two in zip(whole, summed, strict=True):
        assert one is not None
        assert two is not None
        assert torch.allclose(one, two, atol=1e-5)
