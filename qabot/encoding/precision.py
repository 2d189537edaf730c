"""Which way of computing is the fastest on this machine, as measured.

``python tests/benchmarks/networks.py`` measures it again.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from qabot.encoding.graph_draft import GraphDraft, Precision
from qabot.encoding.session import Session

_INNER, _COLUMNS = 64, 16
"""Size of the product that is tried, a multiple of what any processor takes at once."""


@cache
def fastest_precision() -> Precision:
    """In which onnxruntime reads: eight bits where products of bytes are added without overflow.

    Processors that have an instruction for that (AVX512-VNNI, AVX-VNNI, Arm's dot product) take
    half of the time that float32 takes. On other x86 ones onnxruntime adds pairs of products in 16
    bits: wrong, and hardly faster. The largest product that there is tells which it is.
    """
    draft = GraphDraft()
    ones = draft.write("one", 1, np.float32)
    smallest = draft.write("zero", 0, np.uint8)
    whole = draft.add("QuantizeLinear", ("given", ones, smallest), "whole")
    matrix = draft.constant("matrix", np.full((_INNER, _COLUMNS), 127, dtype=np.int8))
    draft.fuse("MatMulIntegerToFloat", (whole, matrix, ones, ones, smallest), "wanted")
    session = Session(draft.model("given", "wanted", _INNER), draft.constants)
    product = session.run(np.full((1, 1, _INNER), 255, dtype=np.float32))
    return "int8" if np.all(product == 255 * 127 * _INNER) else "float32"


def torch_embeds_fastest() -> bool:
    """Whether many passages are embedded by torch rather than by onnxruntime in eight bits.

    A passage of 120 tokens takes 42 ms of a Zen 4 core in torch's float32, 23 in bfloat16 and 16 in
    eight bits; AMX makes bfloat16 three times as fast again.
    """
    import torch

    amx = torch.cpu.get_capabilities().get("amx_bf16", False)
    return torch_device() != "cpu" or bool(amx) or fastest_precision() != "int8"


def torch_device() -> str:
    """Where torch computes."""
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def has_fast_bfloat16() -> bool:
    """Whether the CPU multiplies matrices of bfloat16 faster than of float32."""
    import torch

    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))
