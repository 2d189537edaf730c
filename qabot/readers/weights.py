"""The reader's weights as they ship: what training changed in the encoder, in eight bits."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qabot.encoding.bert_graph import Weights
from qabot.errors import ModelError
from qabot.types import FloatArray

VERSION, WHOLE = "1", "2"
"""Differences from the bundled encoder, or weights as a whole (:mod:`.whole_weights`)."""
_AGAIN = "install qabot again, or ask without it: --reader none"
_DELTA, _SCALE = ".delta", ".scale"
_CHECKSUM = "crc32"
"""What the header calls the checksum of all else (.02 s for 70 MB); qabot 0.2 wrote none."""

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
            weights[own] = np.multiply(tensor, packed[own + _SCALE])
            weights[own] += base[own]
        elif not name.endswith(_SCALE):
            weights[name] = tensor
    return weights


def write(path: Path, packed: Packed, base_fingerprint: str, about: Mapping[str, Any]) -> None:
    """One safetensors file, with what it was trained on and how in its header."""
    header = {"version": VERSION, "base": base_fingerprint, "about": json.dumps(about)}
    write_tensors(path, packed, header)


def write_tensors(path: Path, packed: Packed, header: Mapping[str, str]) -> None:
    """Tensors by name in one safetensors file, under a header with the checksum of both."""
    from safetensors.numpy import save

    # save_file of safetensors 0.8 makes files that no other user may read
    path.write_bytes(save(packed, {**header, _CHECKSUM: _checksum(packed, header)}))


def read(path: Path, base: Weights, base_fingerprint: str) -> dict[str, FloatArray]:
    """Weights of the reader, by name.

    Raises:
        ModelError: they are missing, damaged, of another version or for another encoder.
    """
    header, packed = read_tensors(path, base_fingerprint)
    if header["version"] != VERSION:
        raise ModelError(f"the reader's weights {path} are not made from the bundled encoder")
    try:
        return unpack(packed, base)
    except (KeyError, ValueError) as error:
        raise incomplete(path, error) from None


def read_tensors(path: Path, base_fingerprint: str) -> tuple[dict[str, str], Packed]:
    """The header and the tensors of a file of weights.

    Raises:
        ModelError: they are missing, damaged, of another version or for another encoder.
    """
    from safetensors import SafetensorError, safe_open

    try:
        path.open("rb").close()  # safe_open says of a file of another user's that there is none
        with safe_open(path, "numpy") as file:
            header = file.metadata() or {}
            packed = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise ModelError(
            f"the reader's weights {path} cannot be read ({error}); {_AGAIN}"
        ) from None
    if header.get("version") not in (VERSION, WHOLE):
        raise ModelError(
            f"the reader's weights {path} are of version {header.get('version')}, this qabot reads "
            f"versions {VERSION} and {WHOLE}; {_AGAIN}"
        )
    if header.get(_CHECKSUM, found := _checksum(packed, header)) != found:
        raise ModelError(f"the reader's weights {path} are damaged; {_AGAIN}")
    if header.get("base") != base_fingerprint:
        raise ModelError(
            f"the reader's weights {path} were trained on another encoder than the one installed; "
            f"{_AGAIN}"
        )
    return header, packed


def _checksum(packed: Packed, header: Mapping[str, str]) -> str:
    """Of the header but for the checksum, and of each tensor with its name, type and shape."""
    kept = {name: value for name, value in header.items() if name != _CHECKSUM}
    crc = zlib.crc32(json.dumps(kept, sort_keys=True).encode())
    for name, tensor in sorted(packed.items()):
        crc = zlib.crc32(f"{name} {tensor.dtype.str} {tensor.shape}".encode(), crc)
        crc = zlib.crc32(np.ascontiguousarray(tensor).data, crc)
    return f"{crc:08x}"


def incomplete(path: Path, error: Exception) -> ModelError:
    """What to say of weights of which a part is missing, or does not fit."""
    said = " ".join(str(error).split())
    return ModelError(f"the reader's weights {path} are incomplete ({said}); {_AGAIN}")
