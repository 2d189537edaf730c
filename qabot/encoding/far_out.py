"""Which inputs of an encoder's matrices lie far out, so that they are not rounded to eight bits.

``python -m qabot.training.far_inputs`` finds them. Those of the bundled encoder come with qabot.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

FAR_OUT = Path(__file__).with_name("far_out.json")

Places = Mapping[str, Sequence[int]]
"""Numbers of inputs, by the name of the matrix in the encoder's weights."""


def far_out_of(fingerprint: str) -> Places | None:
    """Those of the model with that fingerprint; None if they are not known."""
    known = json.loads(FAR_OUT.read_text(encoding="utf-8"))
    places: Places = known["inputs"]
    return places if known["model"] == fingerprint else None
