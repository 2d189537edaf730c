"""A reader trained from an MPNet that is made here, written, and read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qabot.readers.trained import load_network
from qabot.training.cases import CaseMaker
from qabot.training.recipe import Recipe
from tests.tiny_model import tiny_tokenizer, write_model, write_mpnet
from tests.training.conftest import ASKED, TEXTS, articles, questions

pytestmark = pytest.mark.model

WORDS = (*TEXTS.values(), *(text for text, _, _ in ASKED))
TOKENIZER = tiny_tokenizer(*WORDS)
RECIPE = Recipe(
    epochs=8.0, questions_per_batch=2, learning_rate=3e-3, warmup_steps=2, layers=2, parts=2
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("bases")
    encoder = write_model(folder / "encoder", *WORDS)
    return write_mpnet(folder / "mpnet", *WORDS), encoder


def test_a_reader_of_an_mpnet_reads_as_it_was_trained(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    from qabot.training.bases import MPNetBase
    from qabot.training.loop import batches, train

    base = MPNetBase(*folders)
    maker = CaseMaker(articles(), questions(), TOKENIZER, RECIPE)
    model = train(base, maker, TOKENIZER, RECIPE, tmp_path)
    batch = next(batches(maker, RECIPE, TOKENIZER))
    path = tmp_path / "reader.safetensors"
    base.write(path, model, [batch], {"recipe": {"layers": 2}})

    network, head, bias = load_network(path, folders[1])
    logits = base.logits(model, batch)
    lengths = [int(length) for length in batch.mask.sum(1) if length > 1]
    pairs = [
        (network(ids[:length].tolist()) @ head.T + bias, wanted[:length].detach().numpy())
        for ids, wanted, length in zip(batch.ids, logits, lengths, strict=False)
    ]
    found, wanted = (
        np.concatenate([part.ravel() for part in each]) for each in zip(*pairs, strict=True)
    )
    assert np.corrcoef(found, wanted)[0, 1] > 0.95


def test_only_the_lowest_layers_are_kept(folders: tuple[Path, Path]) -> None:
    from qabot.training.bases import MPNetBase, named_weights

    model = MPNetBase(*folders).untrained(Recipe(layers=2, frozen_layers=1))
    layers = {name.split(".")[2] for name in named_weights(model) if "encoder.layer." in name}
    assert layers == {"0", "1"}
    still = {name for name, weight in model.named_parameters() if not weight.requires_grad}
    assert {name.split(".")[1] for name in still} == {"embeddings", "encoder"}
    assert not any("layer.1." in name for name in still)


def test_a_run_can_go_on_from_a_checkpoint_of_another(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    from dataclasses import replace

    from qabot.training.bases import MPNetBase, named_weights
    from qabot.training.loop import train

    base = MPNetBase(*folders)
    maker = CaseMaker(articles(), questions(), TOKENIZER, RECIPE)
    recipe = replace(RECIPE, steps=2)
    first = named_weights(train(base, maker, TOKENIZER, recipe, tmp_path, each_steps=2))
    start = str(tmp_path / "checkpoint.pt")
    begun = named_weights(base.untrained(replace(recipe, start=start)))
    for name, weight in first.items():
        assert np.array_equal(begun[name], weight), name
