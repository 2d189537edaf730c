"""Matrices in eight bits for onnxruntime, with the few dimensions that lie far out kept apart.

A product of 8-bit whole numbers takes half the time of one in float32 where the processor has VNNI.
What is multiplied is rounded with one scale for all of it. In a transformer a few dimensions are
ten times as large as the others (Dettmers et al. 2022, "LLM.int8()", section 3), and would leave
them no steps to be told apart by: those are multiplied in float32 (their section 3.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qabot.encoding.graph_draft import GraphDraft
from qabot.types import FloatArray

_LARGEST = 127


@dataclass(frozen=True, slots=True, eq=False)
class EightBits:
    """A matrix that maps a row of ``inputs`` to one of ``outputs``.

    ``values`` are int8, of shape ``(inputs, outputs)``, and times ``scale``, of shape
    ``(outputs,)``, what they stand for; 0 for the inputs named in ``apart``. What those have is in
    ``exact``, float32 of shape ``(len(apart), outputs)``.
    """

    values: npt.NDArray[np.int8]
    scale: FloatArray
    apart: npt.NDArray[np.int64]
    exact: FloatArray

    @classmethod
    def of(cls, matrix: FloatArray, apart: npt.NDArray[Any], bits: int = 8) -> EightBits:
        """A matrix of shape ``(outputs, inputs)``, as torch has it, rounded.

        Args:
            apart: inputs that are kept in float32.
            bits: of a value, 8 at most; the scale of each row is that of the least squared error.
        """
        rest = matrix.astype(np.float32)
        exact = rest[:, apart].T.copy()
        rest[:, apart] = 0.0
        largest = 2 ** (bits - 1) - 1
        scale = best_scale(rest, largest)
        values = np.clip(np.rint(rest / scale[:, None]), -largest, largest).astype(np.int8)
        return cls(np.ascontiguousarray(values.T), scale, apart.astype(np.int64), exact)

    def multiplied(self, draft: GraphDraft, hidden: str, name: str) -> str:
        """Draw the product with a tensor of shape ``(1, tokens, inputs)``."""
        rounded = self._rounded(draft, hidden)
        product = draft.fuse(
            "MatMulIntegerToFloat",
            (
                rounded + ".values",
                draft.constant(name + ".values", self.values),
                rounded + ".scale",
                draft.constant(name + ".scale", self.scale),
                rounded + ".zero",
            ),
            name + ".rounded",
        )
        exact = draft.add(
            "MatMul",
            (rounded + ".apart", draft.constant(name + ".exact", self.exact)),
            name + ".exact product",
        )
        return draft.add("Add", (product, exact), name + ".product")

    def _rounded(self, draft: GraphDraft, hidden: str) -> str:
        """What all matrices with the same inputs apart need of a tensor, drawn once."""
        name = f"{hidden}.eight bits but {'-'.join(map(str, self.apart))}"
        if name + ".mask" in draft.constants:
            return name
        mask = np.ones(len(self.values), dtype=np.float32)
        mask[self.apart] = 0.0
        draft.add(
            "Gather",
            (hidden, draft.constant(name + ".places", self.apart)),
            name + ".apart",
            {"axis": 2},
        )
        kept = draft.add("Mul", (hidden, draft.constant(name + ".mask", mask)), name + ".kept")
        parts = [name + part for part in (".values", ".scale", ".zero")]
        draft.add_parts("DynamicQuantizeLinear", (kept,), parts)
        return name


def best_scale(rows: FloatArray, largest: int) -> FloatArray:
    """For each row the scale, of a few, whose rounding has the least squared error."""
    widest = np.maximum(np.abs(rows).max(axis=1), 1e-12) / np.float32(largest)
    shares = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5) if largest < _LARGEST else (1.0,)
    scales = np.stack([widest * np.float32(share) for share in shares])
    errors = [
        np.square(
            np.clip(np.rint(rows / scale[:, None]), -largest, largest) * scale[:, None] - rows
        ).sum(axis=1)
        for scale in scales
    ]
    best: FloatArray = np.take_along_axis(scales, np.argmin(errors, axis=0)[None], axis=0)[0]
    return best
