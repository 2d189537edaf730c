"""MPNet's weights by the names of BERT's, which differs from it in little else."""

from __future__ import annotations

from qabot.encoding.bert_graph import Weights
from qabot.types import FloatArray

_NAMES = {
    ".attention.attn.q.": ".attention.self.query.",
    ".attention.attn.k.": ".attention.self.key.",
    ".attention.attn.v.": ".attention.self.value.",
    ".attention.attn.o.": ".attention.output.dense.",
    ".attention.LayerNorm.": ".attention.output.LayerNorm.",
}
_PLACES = "embeddings.position_embeddings.weight"
_FIRST_PLACE = 2
"""MPNet's positions begin behind the number of its padding token."""


def bert_names(weights: Weights) -> dict[str, FloatArray]:
    """Weights of transformers' ``MPNetModel``, all or some, by the names that BERT's have."""
    found = {bert_name(name): weight for name, weight in weights.items()}
    if _PLACES in found:
        found[_PLACES] = found[_PLACES][_FIRST_PLACE:]
    return found


def bert_name(name: str) -> str:
    """What BERT calls the weight of this name."""
    for own, bert in _NAMES.items():
        name = name.replace(own, bert)
    return name
