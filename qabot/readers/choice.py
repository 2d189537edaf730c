"""Which reader a name stands for."""

from __future__ import annotations

from pathlib import Path

from qabot.config import NO_READER, TRAINED_READER
from qabot.encoding.models import model_fingerprint, told_if_unreadable
from qabot.errors import ModelError
from qabot.protocols import Reader
from qabot.readers.pretrained import architecture
from qabot.shared_values import SharedValues

_READERS: SharedValues[Reader] = SharedValues()


def load_reader(name: str, *, allow_download: bool = False) -> Reader | None:
    """The reader of that name, ready to read; None for "none", sentence embeddings alone.

    While one is in use, it is given to whoever asks for it, unless its folder changed.

    Args:
        name: "trained", "none", a file of weights that qabot.training wrote, or a model by its
            folder or its name in the hub: one that answers questions or one that ranks, as its
            config.json says.
        allow_download: whether a model that is not on this machine may be fetched.

    Raises:
        ModelError: there is no such model, it is damaged, or it is of another kind.
    """
    if name == NO_READER:
        return None
    folder = Path(name).expanduser()
    with told_if_unreadable(name):
        files = model_fingerprint(folder) if folder.is_dir() else _state(folder)
    return _READERS.get((name, files), lambda: _load(name, allow_download=allow_download))


def _state(file: Path) -> str:
    """What tells whether a file is the same as before; nothing if there is none."""
    if not file.is_file():
        return ""
    state = file.stat()
    return f"{state.st_mtime_ns} {state.st_size}"


def _load(name: str, *, allow_download: bool) -> Reader:
    file = Path(name).expanduser()
    if name == TRAINED_READER or file.is_file():
        from qabot.readers.trained import WEIGHTS, TrainedReader

        return TrainedReader.load(WEIGHTS if name == TRAINED_READER else file)
    kind = architecture(name, allow_download=allow_download)
    if "ForQuestionAnswering" in kind:
        from qabot.readers.question_answering import QuestionAnsweringReader

        return QuestionAnsweringReader.load(name, allow_download=allow_download)
    if kind.endswith("ForSequenceClassification"):
        from qabot.readers.cross_encoder import CrossEncoderReader

        return CrossEncoderReader.load(name, allow_download=allow_download)
    raise ModelError(
        f"reader {name} is a {kind}; give a model for question answering "
        "(...ForQuestionAnswering) or a cross-encoder (...ForSequenceClassification)"
    )
