"""Passages embedded in eight bits, where the processor has them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from qabot.config import BUNDLED_MODEL
from qabot.encoding import LazyEncoder
from qabot.encoding.bert import BertEncoder
from qabot.encoding.far_out import far_out_of
from qabot.encoding.models import model_fingerprint, model_folder
from qabot.encoding.processor import has_vnni_alone
from qabot.types import PassageEncoding, PassageInput
from tests.tiny_model import write_model

PASSAGES = (
    PassageInput("Apollo 11", ("The rocket landed on the Moon.", "Bread is baked.")),
    PassageInput("", ("The wall fell in 1989.", "Nobody had expected that, he said.")),
    PassageInput("Long", tuple(f"Sentence number {n} goes on and on." for n in range(60))),
)


def folder() -> Path:
    found = model_folder(BUNDLED_MODEL)
    assert found
    return found


def least_cosine(ours: Sequence[PassageEncoding], theirs: Sequence[PassageEncoding]) -> float:
    return min(
        float(cosine)
        for a, b in zip(ours, theirs, strict=True)
        for cosine in (a.vector @ b.vector, *(a.sentence_vectors * b.sentence_vectors).sum(axis=1))
    )


@pytest.mark.model
def test_vectors_are_nearly_those_in_float32() -> None:
    whole = BertEncoder.from_folder(folder())
    quick = BertEncoder.from_folder(folder(), far_out_of(model_fingerprint(folder())))
    nothing_apart = BertEncoder.from_folder(
        folder(), dict.fromkeys(far_out_of(model_fingerprint(folder())) or {}, (0,))
    )
    assert whole and quick and nothing_apart
    exact = whole.encode_passages(PASSAGES)
    assert 0.997 < least_cosine(quick.encode_passages(PASSAGES), exact) < 0.99999
    assert least_cosine(nothing_apart.encode_passages(PASSAGES), exact) < 0.996


@pytest.mark.model
def test_a_vector_is_the_same_whatever_is_encoded_beside_it() -> None:
    quick = BertEncoder.from_folder(folder(), far_out_of(model_fingerprint(folder())))
    assert quick
    together = quick.encode_passages(PASSAGES)
    for passage, found in zip(PASSAGES, together, strict=True):
        (alone,) = quick.encode_passages([passage])
        assert np.array_equal(alone.vector, found.vector)


@pytest.mark.parametrize("pays", [True, False])
def test_it_is_done_where_it_pays(monkeypatch: pytest.MonkeyPatch, pays: bool) -> None:
    monkeypatch.setattr("qabot.encoding.lazy.embeds_fastest_in_eight_bits", lambda: pays)
    encoder = LazyEncoder(BUNDLED_MODEL)
    quick = BertEncoder.from_folder(folder(), far_out_of(model_fingerprint(folder())))
    assert quick
    (made,) = encoder.encode_passages(PASSAGES[:1])
    (rounded,) = quick.encode_passages(PASSAGES[:1])
    assert np.array_equal(made.vector, rounded.vector) is pays


def test_another_model_is_not_rounded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("qabot.encoding.lazy.embeds_fastest_in_eight_bits", lambda: True)
    other = write_model(tmp_path / "model", "moon", "wall")
    assert far_out_of(model_fingerprint(other)) is None
    assert LazyEncoder(str(other))._quick is None


@pytest.mark.parametrize(
    ("flags", "vnni_alone"),
    [
        ("fpu avx2 fma", False),
        ("fpu avx2 avx_vnni", True),
        ("fpu avx512f avx512_vnni avx512_bf16", True),
        ("fpu avx512_vnni amx_tile amx_bf16 amx_int8", False),
    ],
)
def test_what_a_processor_has_is_told_by_its_flags(flags: str, vnni_alone: bool) -> None:
    about = f"processor\t: 0\nmodel name\t: avx512_vnni machine\nflags\t\t: {flags}\nbugs\t\t:\n"
    assert has_vnni_alone(about) is vnni_alone


def test_nothing_is_known_of_a_processor_without_flags() -> None:
    assert not has_vnni_alone("processor\t: 0\nFeatures\t: fp asimd\n")
