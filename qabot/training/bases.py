"""What a reader is trained from: the bundled encoder, or an MPNet, which is larger."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import torch
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertForQuestionAnswering, MPNetForQuestionAnswering, PreTrainedModel

from qabot.encoding.models import model_fingerprint
from qabot.encoding.mpnet_weights import bert_name, bert_names
from qabot.readers import weights
from qabot.readers.whole_weights import BITS, packed_whole
from qabot.training.collating import Batch, by_length
from qabot.training.recipe import Recipe
from qabot.training.rounding import rounded
from qabot.training.seen_inputs import inputs_seen
from qabot.types import FloatArray

_APART = 16
"""Inputs of each matrix that are kept in 16 bits."""
_PLACES = 256
"""Positions that a question and a window can take, rounded up."""
_LATIN = re.compile(r"(?:##)?[\x21-\x7eß-ÿœ£€¥°½¼¾²³–—‘’“”…•·×÷§©®]+")
"""Tokens that English texts are made of."""
_UNUSED = "[unused"
_SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}


class Base(Protocol):
    """A model to begin from, and how a reader made of it is written."""

    def untrained(self, recipe: Recipe) -> PreTrainedModel:
        """The model with a new head for spans; its embeddings and lowest layers do not change."""

    def logits(self, model: PreTrainedModel, batch: Batch) -> Tensor:
        """Start and end logits, shape ``(sequences, tokens, 2)``."""

    def write(
        self, path: Path, model: PreTrainedModel, seen: Iterable[Batch], about: Mapping[str, Any]
    ) -> None:
        """Write the reader's weights; ``seen`` are a few batches as it reads them."""


class BundledEncoder:
    """The encoder that comes with qabot; what changed in it is written.

    GELU by its tanh form, as in the first of the readers. Eager attention: with bfloat16 a step
    takes .37 s on a CPU with AMX, with the fused one .65, and .9 in float32 with either.

    Args:
        folder: of the encoder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._weights = load_file(folder / "model.safetensors")

    def untrained(self, recipe: Recipe) -> PreTrainedModel:
        """The encoder with a new head, or what a file of weights has of both."""
        model = BertForQuestionAnswering.from_pretrained(
            self._folder,
            hidden_act="gelu_pytorch_tanh",
            hidden_dropout_prob=recipe.dropout,
            attention_probs_dropout_prob=recipe.dropout,
            attn_implementation="eager",
        )
        _prepare(model, model.bert, recipe)
        if recipe.start:
            found = weights.read(Path(recipe.start), self._weights, model_fingerprint(self._folder))
            with torch.no_grad():
                for name, tensor in model.state_dict().items():
                    tensor.copy_(torch.from_numpy(found[name.removeprefix("bert.")]))
        return model

    def logits(self, model: PreTrainedModel, batch: Batch) -> Tensor:
        """Start and end logits, shape ``(sequences, tokens, 2)``."""
        return _stacked(
            model(input_ids=batch.ids, token_type_ids=batch.types, attention_mask=batch.mask)
        )

    def write(
        self, path: Path, model: PreTrainedModel, seen: Iterable[Batch], about: Mapping[str, Any]
    ) -> None:
        """Write the differences from the encoder, in eight bits."""
        packed = weights.pack(named_weights(model), self._weights)
        weights.write(path, packed, model_fingerprint(self._folder), about)


class MPNetBase:
    """MPNet (Song et al. 2020), whose vocabulary is BERT's behind four tokens of its own.

    All of it is written, in few bits. There is no going on from such a file: ``start`` is a
    checkpoint of another run.

    Args:
        folder: of the MPNet, as transformers saves it.
        encoder: folder of the bundled encoder, whose tokenizer the reader has.
    """

    def __init__(self, folder: Path, encoder: Path) -> None:
        self._folder = folder
        self._encoder = encoder
        self._numbers = _vocabulary(encoder)
        own = _vocabulary(folder)
        tokens = sorted(self._numbers, key=self._numbers.__getitem__)
        self._ids = torch.tensor([own[_SPECIAL.get(token, token)] for token in tokens])

    def untrained(self, recipe: Recipe) -> PreTrainedModel:
        """The lowest layers with a new head, or with the weights of a checkpoint."""
        config = json.loads((self._folder / "config.json").read_text(encoding="utf-8"))
        model = MPNetForQuestionAnswering.from_pretrained(
            self._folder,
            num_hidden_layers=recipe.layers or config["num_hidden_layers"],
            hidden_dropout_prob=recipe.dropout,
            attention_probs_dropout_prob=recipe.dropout,
        )
        _prepare(model, model.mpnet, recipe)
        if recipe.start:
            model.load_state_dict(torch.load(recipe.start, weights_only=True)["0"])
        return model

    def logits(self, model: PreTrainedModel, batch: Batch) -> Tensor:
        """Start and end logits, shape ``(sequences, tokens, 2)``."""
        return _stacked(model(input_ids=self._ids[batch.ids], attention_mask=batch.mask))

    def write(
        self, path: Path, model: PreTrainedModel, seen: Iterable[Batch], about: Mapping[str, Any]
    ) -> None:
        """Write all weights in few bits, but for what lies far out."""

        def read() -> None:
            for batch in seen:
                for _, alone in by_length(batch, len(batch.ids)):  # nothing that only fills up
                    self.logits(model, alone)

        found = named_weights(model)
        matrices = {
            bert_name(name): rounded(found[name], inputs, BITS, _APART)
            for name, inputs in inputs_seen(model, read).items()
        }
        words = "embeddings.word_embeddings.weight"
        found[words] = found[words][self._ids.numpy()]
        kept = sorted(number for token, number in self._numbers.items() if _is_english(token))
        config: Any = model.config
        header = {
            "version": weights.WHOLE,
            "base": model_fingerprint(self._encoder),
            "heads": str(config.num_attention_heads),
            "epsilon": str(config.layer_norm_eps),
            "about": json.dumps(about),
        }
        named = bert_names(found)
        places = "embeddings.position_embeddings.weight"
        named[places] = named[places][:_PLACES]
        packed = packed_whole(named, matrices, kept, self._numbers["[UNK]"])
        weights.write_tensors(path, packed, header)


def named_weights(model: PreTrainedModel) -> dict[str, FloatArray]:
    """All weights, by the names that the base's own file has for them."""
    prefix = f"{model.base_model_prefix}."
    return {
        name.removeprefix(prefix): weight.numpy() for name, weight in model.state_dict().items()
    }


def _prepare(model: PreTrainedModel, base: Any, recipe: Recipe) -> None:
    """Hold what does not change, and begin with a head that knows nothing."""
    base.embeddings.requires_grad_(False)
    for layer in base.encoder.layer[: recipe.frozen_layers]:
        layer.requires_grad_(False)
    head: Any = model.qa_outputs
    nn.init.normal_(head.weight, std=0.02)
    nn.init.zeros_(head.bias)


def _stacked(output: Any) -> Tensor:
    return torch.stack([output.start_logits, output.end_logits], dim=-1)


def _is_english(token: str) -> bool:
    return _LATIN.fullmatch(token) is not None and not token.startswith(_UNUSED)


def _vocabulary(folder: Path) -> dict[str, int]:
    """The number of each token."""
    numbers: dict[str, int] = Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab()
    return numbers
