from __future__ import annotations

import math

import numpy as np
import pytest

from qabot.encoding.network import Activation, BertNetwork, gelu, gelu_tanh
from tests.tiny_model import random_weights

X = np.linspace(-12, 12, 97, dtype=np.float32)


def test_the_exact_gelu() -> None:
    expected = [value * 0.5 * (1 + math.erf(value / math.sqrt(2))) for value in X.tolist()]
    assert gelu(X) == pytest.approx(np.array(expected), abs=2e-6)


def test_the_gelu_by_tanh() -> None:
    inner = [math.sqrt(2 / math.pi) * (value + 0.044715 * value**3) for value in X.tolist()]
    expected = [0.5 * x * (1 + math.tanh(i)) for x, i in zip(X.tolist(), inner, strict=True)]
    assert gelu_tanh(X) == pytest.approx(np.array(expected), abs=2e-6)
    assert gelu_tanh(X).dtype == np.float32


def test_gelu_of_large_values_is_finite() -> None:
    far = np.array([-1e4, -100.0, 0.0, 100.0, 1e4], dtype=np.float32)
    for activation in (gelu, gelu_tanh):
        assert activation(far) == pytest.approx([0.0, 0.0, 0.0, 100.0, 1e4])


def test_activations_leave_their_argument_alone() -> None:
    before = X.copy()
    gelu(X), gelu_tanh(X)
    assert np.array_equal(X, before)


def test_token_types_are_0_where_they_are_left_out() -> None:
    network = BertNetwork(random_weights(20), heads=2, epsilon=1e-12, activation=gelu)
    ids = [2, 7, 3, 9, 3]
    assert network(ids).shape == (5, 8)
    assert np.array_equal(network(ids), network(ids, [0] * 5))
    assert not np.allclose(network(ids), network(ids, [0, 0, 0, 1, 1]))


def test_sequences_that_are_packed_do_not_see_each_other() -> None:
    network = BertNetwork(random_weights(20), heads=2, epsilon=1e-12, activation=gelu)
    sequences, kinds = [[3, 4, 5], [6], [5, 4, 3, 2]], [[0, 0, 1], [0], [0, 1, 1, 1]]
    for found, ids, types in zip(network.packed(sequences, kinds), sequences, kinds, strict=True):
        assert found == pytest.approx(network(ids, types), abs=1e-5)


@pytest.mark.model
@pytest.mark.parametrize(("name", "activation"), [("gelu", gelu), ("gelu_pytorch_tanh", gelu_tanh)])
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
