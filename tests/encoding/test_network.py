from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from qabot.encoding.bert_graph import Activation
from qabot.encoding.eight_bits import EightBits
from qabot.encoding.mpnet_weights import bert_names
from qabot.encoding.network import BertNetwork
from qabot.types import FloatArray
from tests.test_per_process import in_a_child
from tests.tiny_model import random_weights

IDS = [2, *range(5, 35), 3]


def test_token_types_are_0_where_they_are_left_out() -> None:
    network = BertNetwork(random_weights(20), heads=2, epsilon=1e-12, activation="gelu")
    ids = [2, 7, 3, 9, 3]
    assert network(ids).shape == (5, 8)
    assert np.array_equal(network(ids), network(ids, [0] * 5))
    assert not np.allclose(network(ids), network(ids, [0, 0, 0, 1, 1]))


def test_a_missing_weight_is_named() -> None:
    weights = random_weights(20)
    del weights["encoder.layer.1.attention.self.key.bias"]
    with pytest.raises(KeyError, match=r"layer\.1\.attention\.self\.key\.bias"):
        BertNetwork(weights, 2, 1e-12, "gelu")


def test_several_threads_at_once_get_what_one_gets() -> None:
    network = BertNetwork(random_weights(40), 2, 1e-12, "gelu")
    sequences = [IDS[:length] for length in range(2, 32)]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(network, sequences))
    for found, ids in zip(together, sequences, strict=True):
        assert np.array_equal(found, network(ids))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_computes_the_same() -> None:
    network = BertNetwork(random_weights(40), 2, 1e-12, "gelu")
    before = network(IDS)
    with network._session._loaded.here.lock:  # as if a thread were loading it right now
        assert in_a_child(lambda: str(np.array_equal(network(IDS), before))) == "True"


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "activation"), [("gelu", "gelu"), ("gelu_pytorch_tanh", "gelu_tanh")]
)
def test_the_network_is_transformers_bert(name: str, activation: Activation) -> None:
    import torch
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=50,
        hidden_size=32,
        num_hidden_layers=3,
        num_attention_heads=4,
        intermediate_size=64,
        hidden_act=name,
        layer_norm_eps=1e-6,
        initializer_range=0.4,
    )
    torch.manual_seed(3)
    model = BertModel(config, add_pooling_layer=False).eval()  # type: ignore[no-untyped-call]
    weights = {key: tensor.numpy() for key, tensor in model.state_dict().items()}
    network = BertNetwork(weights, heads=4, epsilon=1e-6, activation=activation)
    ids = [2, *range(5, 45), 3, 11, 12, 3]
    kinds = [0] * 42 + [1] * 3
    with torch.no_grad():
        output = model(torch.tensor([ids]), token_type_ids=torch.tensor([kinds]))
    expected = output.last_hidden_state[0].numpy()
    assert network(ids, kinds) == pytest.approx(expected, abs=1e-4)
    assert np.abs(network(ids) - expected).max() > 0.01


def mpnet() -> tuple[Any, dict[str, FloatArray]]:
    """A small MPNet with random weights, and those by the names that BERT's have."""
    import torch
    from transformers import MPNetConfig, MPNetModel

    config = MPNetConfig(
        vocab_size=50,
        hidden_size=32,
        num_hidden_layers=3,
        num_attention_heads=4,
        intermediate_size=64,
        initializer_range=0.4,
        layer_norm_eps=1e-6,
    )
    torch.manual_seed(3)
    model: Any = MPNetModel(config, add_pooling_layer=False)
    model.eval()
    return model, bert_names({name: each.numpy() for name, each in model.state_dict().items()})


@pytest.mark.model
def test_the_network_is_transformers_mpnet() -> None:
    import torch

    model, weights = mpnet()
    network = BertNetwork(weights, heads=4, epsilon=1e-6, activation="gelu")
    ids = [2, *range(5, 45), 3, 11, *range(4, 50), 4, 9, 3] * 2  # 180: far enough for each class
    with torch.no_grad():
        expected = model(torch.tensor([ids])).last_hidden_state[0].numpy()
    assert network(ids) == pytest.approx(expected, abs=1e-4)


@pytest.mark.model
def test_in_eight_bits_it_is_nearly_the_same() -> None:
    import torch

    model, weights = mpnet()
    apart = np.array([0, 7])
    matrices = {
        name: EightBits.of(weight, apart)
        for name, weight in weights.items()
        if weight.ndim == 2 and name.startswith("encoder.layer")
    }
    kept = {name: weight for name, weight in weights.items() if name not in matrices}
    network = BertNetwork(kept, 4, 1e-6, "gelu", matrices=matrices)
    with torch.no_grad():
        expected = model(torch.tensor([IDS])).last_hidden_state[0].numpy()
    found = network(IDS)
    lengths = np.linalg.norm(found, axis=1) * np.linalg.norm(expected, axis=1)
    assert ((found * expected).sum(axis=1) / lengths).min() > 0.99
