"""A BERT small enough to be made in a test: random weights, whole words as tokens."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np

from qabot.encoding.tokenizer import ModelTokenizer
from qabot.types import FloatArray

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


def vocabulary(*texts: str) -> dict[str, int]:
    """Ids of the special tokens, then of the words and marks in the texts, in lower case."""
    words = dict.fromkeys(re.findall(r"\w+|[^\w\s]", " ".join(texts).lower()))
    return {token: number for number, token in enumerate((*SPECIAL, *words))}


def tiny_tokenizer(*texts: str) -> ModelTokenizer:
    """A WordPiece tokenizer to which each word of the texts is one token."""
    return ModelTokenizer(_definition(*texts), longest=254)


def _definition(*texts: str) -> str:
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    tokenizer = Tokenizer(WordPiece(vocabulary(*texts), unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer.to_str()


def random_weights(
    words: int, *, width: int = 8, layers: int = 2, seed: int = 0
) -> dict[str, FloatArray]:
    """Weights of a BERT without its pooler, by transformers' names."""
    random = np.random.default_rng(seed)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (words, width),
        "embeddings.position_embeddings.weight": (512, width),
        "embeddings.token_type_embeddings.weight": (2, width),
        "embeddings.LayerNorm.weight": (width,),
        "embeddings.LayerNorm.bias": (width,),
    }
    for number in range(layers):
        prefix = f"encoder.layer.{number}."
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            shapes[f"{prefix}attention.{part}.weight"] = (width, width)
            shapes[f"{prefix}attention.{part}.bias"] = (width,)
        shapes[f"{prefix}intermediate.dense.weight"] = (2 * width, width)
        shapes[f"{prefix}intermediate.dense.bias"] = (2 * width,)
        shapes[f"{prefix}output.dense.weight"] = (width, 2 * width)
        shapes[f"{prefix}output.dense.bias"] = (width,)
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes[f"{prefix}{part}.weight"] = (width,)
            shapes[f"{prefix}{part}.bias"] = (width,)
    return {
        name: random.normal(0.0, 0.5, shape).astype(np.float32) for name, shape in shapes.items()
    }


def write_model(folder: Path, *texts: str, width: int = 32) -> Path:
    """A model folder that transformers loads: config, random weights, tokenizer."""
    from safetensors.numpy import save_file

    words = len(vocabulary(*texts))
    folder.mkdir(parents=True)
    config = {
        "model_type": "bert",
        "architectures": ["BertModel"],
        "vocab_size": words,
        "hidden_size": width,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "intermediate_size": 2 * width,
        "max_position_embeddings": 512,
        "type_vocab_size": 2,
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 256}', encoding="utf-8")
    (folder / "tokenizer.json").write_text(_definition(*texts), encoding="utf-8")
    weights = random_weights(words, width=width)
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    return folder


def write_mpnet(folder: Path, *texts: str, width: int = 32, layers: int = 3) -> Path:
    """The same for an MPNet: BERT's vocabulary behind four tokens of its own."""
    import torch
    from tokenizers import Tokenizer
    from transformers import MPNetConfig, MPNetModel

    torch.manual_seed(0)
    tokens = ["<s>", "<pad>", "</s>", "<unk>", *vocabulary(*texts), "<mask>"]
    config = MPNetConfig(
        vocab_size=len(tokens),
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=4,
        intermediate_size=2 * width,
        initializer_range=0.4,
    )
    MPNetModel(config).save_pretrained(folder)
    definition = json.loads(_definition(*texts))
    definition["model"]["vocab"] = {token: number for number, token in enumerate(tokens)}
    Tokenizer.from_str(json.dumps(definition)).save(str(folder / "tokenizer.json"))
    return folder
