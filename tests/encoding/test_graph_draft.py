"""Products in a graph, and the graph as bytes."""

from __future__ import annotations

import numpy as np
import pytest

from qabot.encoding import onnx_messages
from qabot.encoding.graph_draft import ByteProducts, FloatProducts, GraphDraft, quantise
from qabot.encoding.session import Session
from qabot.types import FloatArray
from tests.encoding.test_network import in_eight_bits

MATRIX = np.random.default_rng(1).normal(0, 1, (32, 64)).astype(np.float32)


def test_a_matrix_of_whole_numbers_has_a_scale_for_each_row() -> None:
    matrix = np.array([[1.27, -0.5, 0.004], [0, 0, 0], [-254, 3, 1]], dtype=np.float32)
    whole, scales = quantise(matrix)
    assert whole.tolist() == [[127, -50, 0], [0, 0, 0], [-127, 2, 0]]
    assert scales[[0, 2]] == pytest.approx([0.01, 2.0])


def run(draft: GraphDraft, given: FloatArray, wanted: str) -> FloatArray:
    """The product of one sequence's tokens, shape ``(tokens, columns)``."""
    product: FloatArray = Session(draft.model("given", wanted, 64), draft.constants).run(
        given[None]
    )[0]
    return product


def relative_errors(found: FloatArray, expected: FloatArray) -> FloatArray:
    """Mean error of each token, of its mean size."""
    errors: FloatArray = np.abs(found - expected).mean(axis=1) / np.abs(expected).mean(axis=1)
    return errors


def test_a_product_in_float32() -> None:
    tokens = np.random.default_rng(2).normal(0, 1, (3, 64)).astype(np.float32)
    draft = GraphDraft()
    (product,) = FloatProducts(draft).add("given", {"matrix": MATRIX})
    assert run(draft, tokens, product) == pytest.approx(tokens @ MATRIX.T, abs=1e-4)


@in_eight_bits
def test_large_tokens_cost_small_ones_nothing() -> None:
    """With one scale for all of them, a thousandth of the largest would become 0."""
    tokens = np.random.default_rng(2).normal(0, 1, (4, 64)).astype(np.float32)
    tokens *= np.array([[1000], [1], [0.001], [0]], dtype=np.float32)
    draft = GraphDraft()
    (product,) = ByteProducts(draft).add("given", {"matrix": MATRIX})
    found = run(draft, tokens, product)
    assert relative_errors(found[:3], (tokens @ MATRIX.T)[:3]).max() < 0.02
    assert found[3].tolist() == [0.0] * 32


@in_eight_bits
def test_after_an_activation_all_bits_are_for_what_it_gives() -> None:
    """Twice as exact as with half of the numbers for values that it never has."""
    tokens = np.random.default_rng(2).uniform(-0.17, 3, (8, 64)).astype(np.float32)
    bias = np.arange(32, dtype=np.float32)
    draft = GraphDraft()
    products = ByteProducts(draft)
    product, left = products.add_activated("given", "matrix", MATRIX, bias)
    found = run(draft, tokens, product) + left
    exact = tokens @ quantised(MATRIX).T + bias
    draft = GraphDraft()
    (product,) = ByteProducts(draft).add("given", {"matrix": MATRIX})
    coarser = run(draft, tokens, product) + bias
    assert np.abs(found - exact).mean() < 0.7 * np.abs(coarser - exact).mean()


def quantised(matrix: FloatArray) -> FloatArray:
    whole, scales = quantise(matrix)
    return whole * scales[:, None]


def test_a_node_as_bytes() -> None:
    written = onnx_messages.node("Abs", ("a",), "b", {"axis": -1, "size": 0.5})
    axis = b"\x0a\x04axis\x18" + b"\xff" * 9 + b"\x01\xa0\x01\x02"
    size = b"\x0a\x04size\x15" + b"\x00\x00\x00\x3f" + b"\xa0\x01\x01"
    assert written == (
        b"\x0a\x01a\x12\x01b\x22\x03Abs"
        + b"\x2a%c" % len(axis)
        + axis
        + b"\x2a%c" % len(size)
        + size
        + b"\x3a\x00"
    )
