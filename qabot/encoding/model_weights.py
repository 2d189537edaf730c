"""A model's weights, in memory once however many use them."""

from __future__ import annotations

from pathlib import Path

from qabot.shared_values import SharedValues
from qabot.types import FloatArray


class ModelWeights(dict[str, FloatArray]):
    """Weights by name, shared with whoever loads the same file while someone holds them."""

    @classmethod
    def shared(cls, folder: Path) -> ModelWeights:
        """The weights in a model's folder, not to be changed.

        Raises:
            OSError: there are none.
            safetensors.SafetensorError: they are damaged.
        """
        from safetensors.numpy import load_file

        file = folder / "model.safetensors"
        state = file.stat()
        key = (file, state.st_mtime_ns, state.st_size)
        return _WEIGHTS.get(key, lambda: cls(load_file(file)))


_WEIGHTS: SharedValues[ModelWeights] = SharedValues()
