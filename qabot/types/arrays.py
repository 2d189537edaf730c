"""Arrays as the parts of qabot hand them to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # numpy takes .15 s to import; the chat's first screen needs the nouns alone
    import numpy as np
    import numpy.typing as npt

FloatArray: TypeAlias = "npt.NDArray[np.float32]"
IdArray: TypeAlias = "npt.NDArray[np.int64]"
