"""A model's weights, read from the disk when they are used, in memory once for all processes."""

from __future__ import annotations

import mmap
from math import prod
from pathlib import Path

import numpy as np

from qabot.types import FloatArray

_TYPES = {
    "F16": np.float16, "F32": np.float32, "F64": np.float64, "I32": np.int32, "I64": np.int64,
}  # fmt: skip
"""Those that models of text have and numpy knows, by the names of safetensors."""
_LENGTH_BYTES = 8
"""A file begins with how long its header is, in so many bytes."""


def mapped_weights(folder: Path) -> dict[str, FloatArray]:
    """The weights in a model's folder by name, not to be changed.

    They are mapped, not read: an answer uses a few rows of the table of words, which is half of the
    file, and reading it all took a tenth of ``qabot ask``. As for any program that runs, the file
    may be replaced meanwhile, but not be written over.

    Raises:
        OSError: there are none.
        safetensors.SafetensorError: they are damaged.
        KeyError: they are of a type that numpy does not know.
    """
    from safetensors import safe_open

    path = folder / "model.safetensors"
    with safe_open(path, "numpy") as checked:  # that tensors fill the file, one after the other
        slices = {name: checked.get_slice(name) for name in checked.offset_keys()}
        forms = {name: (_TYPES[of.get_dtype()], of.get_shape()) for name, of in slices.items()}
    with path.open("rb") as file:
        position = _LENGTH_BYTES + int.from_bytes(file.read(_LENGTH_BYTES), "little")
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    weights: dict[str, FloatArray] = {}
    for name, (kind, shape) in forms.items():
        flat = np.frombuffer(content, kind, prod(shape), position)
        weights[name] = np.require(flat.reshape(shape), requirements="A")
        position += flat.nbytes
    return weights
