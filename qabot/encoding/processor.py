"""What this machine multiplies fast."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

_ABOUT = Path("/proc/cpuinfo")
_GPUS = tuple(map(Path, ("/dev/nvidiactl", "/dev/kfd", "/dev/dxg")))
_VNNI = frozenset(("avx512_vnni", "avx_vnni"))
_AMX = "amx_bf16"


def usable_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def embeds_fastest_in_eight_bits() -> bool:
    """Whether a processor with VNNI is the best that there is for passages.

    A passage takes it half the time of torch in bfloat16. With AMX, bfloat16 is faster, and so is
    a GPU. Asked without torch, whose imports take seconds; of systems without ``/proc`` nothing is
    known.
    """
    if not _ABOUT.exists() or any(gpu.exists() for gpu in _GPUS):
        return False
    return has_vnni_alone(_ABOUT.read_text(encoding="utf-8", errors="replace"))


def has_vnni_alone(cpuinfo: str) -> bool:
    """Whether Linux's account of the processors tells of VNNI and of no AMX."""
    flags = re.search(r"^flags\s*:(.*)$", cpuinfo, re.MULTILINE)
    features = set(flags[1].split()) if flags else set()
    return not _VNNI.isdisjoint(features) and _AMX not in features
