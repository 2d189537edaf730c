"""Tokens with their places in the text."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from qabot.shared_values import SharedValues
from qabot.types import IdArray


class ModelTokenizer:
    """Token offsets by the model's own fast tokenizer, without its truncation and padding.

    ``longest`` is how many tokens of text the model can take.
    """

    def __init__(self, definition: str, longest: int) -> None:
        from tokenizers import Tokenizer

        self._backend = Tokenizer.from_str(definition)
        self._backend.no_truncation()
        self._backend.no_padding()
        self.longest = longest

    @classmethod
    def from_folder(cls, folder: Path) -> ModelTokenizer | None:
        """The tokenizer of a model folder; None if only the model makes it, or it is damaged."""
        files = folder / "tokenizer.json", folder / "sentence_bert_config.json"
        try:
            states = [file.stat() for file in files]
            key = folder, *((state.st_mtime_ns, state.st_size) for state in states)
            return _TOKENIZERS.get(key, lambda: cls._read(*files))
        except Exception:  # tokenizers raises no other class
            return None

    @classmethod
    def _read(cls, definition: Path, limits: Path) -> ModelTokenizer:
        longest = int(json.loads(limits.read_text(encoding="utf-8"))["max_seq_length"])
        tokenizer = cls(definition.read_text(encoding="utf-8"), longest)
        tokenizer.longest -= tokenizer._backend.num_special_tokens_to_add(False)
        return tokenizer

    @property
    def size(self) -> int:
        """How many tokens there are; their ids go from 0."""
        return int(self._backend.get_vocab_size())

    def offsets(self, text: str) -> IdArray:
        """Code points of each token, shape ``(tokens, 2)``, ascending."""
        return self.encode(text)[1]

    def encode(self, text: str) -> tuple[list[int], IdArray]:
        """Ids of the tokens, no special ones, and their code points, shape ``(tokens, 2)``."""
        encoding = self._backend.encode(text, add_special_tokens=False)
        return encoding.ids, np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)

    def whole_input(self, text: str) -> list[int]:
        """Ids of all that the model is given for a text: special tokens, and what fits of it."""
        encoding = self._backend.encode(text, add_special_tokens=False)
        encoding.truncate(self.longest)
        ids: list[int] = self._backend.post_process(encoding).ids
        return ids

    def special(self, token: str) -> int:
        """Id of a special token, such as "[SEP]".

        Raises:
            KeyError: the model has no such token.
        """
        number = self._backend.token_to_id(token)
        if number is None:
            raise KeyError(token)
        return int(number)


_TOKENIZERS: SharedValues[ModelTokenizer] = SharedValues()
"""The reader's is the encoder's: to make one out of its file takes 20 ms."""
