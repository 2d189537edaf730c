"""What readers made from other people's models share: finding them, loading them, their limits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabot.encoding.models import cached_folder
from qabot.errors import ModelError
from qabot.types import SentenceReading, Span

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

LONGEST_INPUT = 512
"""Tokens of question and window at most, also for models that set no limit: windows have some 120
tokens, and a longer one costs its length squared."""

UNREAD = -100.0
"""Score of a sentence that the model saw nothing of: finite, and below any real one."""


def unread(sentence: str) -> SentenceReading:
    """The reading of a sentence that the model saw nothing of."""
    return SentenceReading(UNREAD, whole(sentence))


def whole(sentence: str) -> Span:
    """The sentence without white space around it; of a blank one, nothing."""
    end = len(sentence.rstrip())
    return Span(min(len(sentence) - len(sentence.lstrip()), end), end)


def architecture(name: str, *, allow_download: bool) -> str:
    """The class that a model's config.json names, such as "BertForQuestionAnswering".

    Raises:
        ModelError: there is no such model here, or its config.json cannot be read.
    """
    path = _config_file(name, allow_download)
    try:
        names = json.loads(path.read_text(encoding="utf-8"))["architectures"]
        return str(names[0])
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise ModelError(
            f"{path} does not name the architecture of a model; restore it, or give another "
            "--reader"
        ) from error


def loaded_by(name: str, *, allow_download: bool) -> str:
    """What a library is to load a reader by: its folder, or its name if that may be looked up.

    Raises:
        ModelError: there is no such model here.
    """
    folder = Path(name).expanduser()
    if folder.is_dir() or allow_download:
        return str(folder) if folder.is_dir() else name
    cached = cached_folder(name)
    if cached is None:
        raise ModelError(
            f"reader {name} is not on this machine; give its folder, or allow a download with "
            "--allow-download"
        )
    return str(cached)


def _config_file(name: str, allow_download: bool) -> Path:
    folder = Path(loaded_by(name, allow_download=allow_download))
    if folder.is_dir():
        if not (folder / "config.json").is_file():
            raise ModelError(
                f"the folder {name} has no config.json, so it holds no reader; "
                "give the folder of a model"
            )
        return folder / "config.json"
    from huggingface_hub import hf_hub_download  # 0.2 s

    try:
        return Path(hf_hub_download(name, "config.json"))
    except Exception as error:  # each client of the hub has its own errors for "not there"
        raise ModelError(
            f"reader {name} is no folder and cannot be downloaded ({type(error).__name__}); "
            "check its name and the network"
        ) from error


@contextmanager
def loading(name: str) -> Iterator[None]:
    """Whatever a model's files make the libraries raise, as an error that says what to do.

    Raises:
        ModelError: the model cannot be loaded, or cannot read its first sentence.
    """
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    except ModelError:
        raise
    except Exception as error:  # damaged files raise whatever the parser of each comes upon
        raise ModelError(
            f"reader {name} cannot be loaded ({type(error).__name__}: {_first_line(error)}); "
            "fetch its files again, or give another --reader"
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no reason given"])[0][:200]


def check_vocabulary(name: str, model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> None:
    """Hold a tokenizer to its model.

    Raises:
        ModelError: the tokenizer has tokens that the model does not know, or no fast form, which
            alone tells where in the text its tokens stand.
    """
    if not tokenizer.is_fast:
        raise ModelError(
            f"reader {name} has no fast tokenizer (tokenizer.json), which is needed to tell where "
            "an answer stands; give another --reader"
        )
    embeddings: Any = model.get_input_embeddings()
    embedded = int(embeddings.weight.shape[0])
    if len(tokenizer) > embedded:
        raise ModelError(
            f"reader {name} has {len(tokenizer):,} tokens but weights for {embedded:,}; "
            "fetch its files again, or give another --reader"
        )


def longest_input(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> int:
    """Tokens, special ones included, that the model can take at a time."""
    return min(LONGEST_INPUT, int(tokenizer.model_max_length), _positions(model))


def _positions(model: Any) -> int:
    """Positions that the model has vectors for; RoBERTa's kind does not use the first few."""
    for name, module in model.named_modules():
        if name.endswith("position_embeddings") and hasattr(module, "num_embeddings"):
            padding = module.padding_idx
            return int(module.num_embeddings) - (0 if padding is None else int(padding) + 1)
    return LONGEST_INPUT
