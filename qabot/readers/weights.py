"""The reader's weights as they ship: what training changed in the encoder, in eight bits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qabot.encoding.bert_graph import Weights
from qabot.errors import ModelError
from qabot.types import FloatArray

VERSION = "1"
_DELTA, _SCALE = ".delta", ".scale"

Packed = dict[str, npt.NDArray[Any]]


def pack(trained: Weights, base: Weights) -> Packed:
    """Matrices as their difference from the base, 8 bits with a scale for each row; the rest whole.

    What equals the base is left out.
    """
    packed: Packed = {}
    for name, weight in trained.items():
        original = base.get(name)
        if original is not None and np.array_equal(weight, original):
            continue
        if original is None or weight.ndim == 1:
            packed[name] = weight
            continue
        delta = weight - original
        scale = np.maximum(np.abs(delta).max(axis=1, keepdims=True), 1e-12) / np.float32(127.0)
        packed[name + _DELTA] = np.rint(delta / scale).astype(np.int8)
        packed[name + _SCALE] = scale
    return packed


def unpack(packed: Mapping[str, npt.NDArray[Any]], base: Weights) -> dict[str, FloatArray]:
    """The inverse of :func:`pack`, but for rounding; weights of both, by name."""
    weights = dict(base)
    for name, tensor in packed.items():
        if name.endswith(_DELTA):
            own = name.removesuffix(_DELTA)
            weights[own] = base[own] + tensor * packed[own + _SCALE]
        elif not name.endswith(_SCALE):
            weights[name] = tensor
    return weights


def write(path: Path, packed: Packed, base_fingerprint: str, about: Mapping[str, Any]) -> None:
    """One safetensors file, with what it was trained on and how in its header."""
    from safetensors.numpy import save_file

    header = {"version": VERSION, "base": base_fingerprint, "about": json.dumps(about)}
    save_file(packed, path, header)


def read(path: Path, base: Weights, base_fingerprint: str) -> dict[str, FloatArray]:
    """Weights of the reader, by name.

    Raises:
        ModelError: they are missing, damaged, of another version or for another encoder.
    """
    from safetensors import SafetensorError, safe_open

    again = "install qabot again, or ask without it: --reader none"
    try:
        with safe_open(path, "numpy") as file:
            header = file.metadata() or {}
            packed = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise ModelError(f"the reader's weights {path} cannot be read ({error}); {again}") from None
    if header.get("version") != VERSION:
        raise ModelError(
            f"the reader's weights {path} are of version {header.get('version')}, this qabot reads "
            f"version {VERSION}; {again}"
        )
    if header.get("base") != base_fingerprint:
        raise ModelError(
            f"the reader's weights {path} were trained on another encoder than the one installed; "
            f"{again}"
        )
    try:
        return unpack(packed, base)
    except (KeyError, ValueError) as error:
        raise ModelError(f"the reader's weights {path} are incomplete ({error}); {again}") from None
