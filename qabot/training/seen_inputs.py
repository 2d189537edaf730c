"""What the matrices of a network are given, seen while it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qabot.types import FloatArray, IdArray

if TYPE_CHECKING:  # 1.5 s, and what was seen is counted and rounded without it
    import torch
    from torch import Tensor, nn

_LAYERS = "encoder.layer."


@dataclass(slots=True, eq=False)
class SeenInputs:
    """What a matrix was given.

    ``widest`` is the largest size of each input, shape ``(inputs,)``, and ``products`` the sum of
    the products of each two, shape ``(inputs, inputs)``.
    """

    widest: FloatArray
    products: npt.NDArray[np.float64]

    @classmethod
    def none(cls, inputs: int) -> SeenInputs:
        """Before anything was seen."""
        return cls(np.zeros(inputs, dtype=np.float32), np.zeros((inputs, inputs)))

    def add(self, rows: FloatArray) -> None:
        """Take account of some more, shape ``(rows, inputs)``."""
        self.widest = np.maximum(self.widest, np.abs(rows).max(axis=0))
        self.products += rows.T.astype(np.float64) @ rows

    def farthest(self, count: int) -> IdArray:
        """The numbers of those inputs that were largest, in order."""
        places: IdArray = np.sort(np.argsort(-self.widest)[:count]).astype(np.int64)
        return places


def inputs_seen(model: nn.Module, read: Callable[[], None]) -> dict[str, SeenInputs]:
    """What each matrix of the layers is given, by the name of its weights from "encoder" on.

    Args:
        read: lets the model read something.
    """
    import torch
    from torch import nn

    found: dict[str, SeenInputs] = {}

    def watch(name: str, module: nn.Module) -> torch.utils.hooks.RemovableHandle:
        def look(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            rows = given[0].flatten(0, -2).numpy()
            found.setdefault(name, SeenInputs.none(rows.shape[1])).add(rows)

        return module.register_forward_pre_hook(look)

    hooks = [
        watch(f"{name[name.index(_LAYERS) :]}.weight", module)
        for name, module in model.named_modules()
        if isinstance(module, nn.Linear) and _LAYERS in name
    ]
    with torch.no_grad():
        read()
    for hook in hooks:
        hook.remove()
    return found
