"""Models of one layer, small enough to be made in a test, with weights that make them readable.

Word embeddings are set by hand and the layer adds nothing, so what a token scores depends on the
token alone: "answer words" score high, all others low.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

WORDS = "who wrote hamlet shakespeare did in london he slept title the a long word ##s . , ? 16 é"


def save_tokenizer(folder: Path, longest: int = 64, words: str = WORDS) -> Any:
    """A lower-casing WordPiece tokenizer of these words, saved as BERT's."""
    from transformers import BertTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words.split()]
    tokenizer = BertTokenizer(
        vocab={word: number for number, word in enumerate(vocabulary)}, model_max_length=longest
    )
    tokenizer.save_pretrained(folder)
    return tokenizer


def save_question_answering(
    folder: Path, start: Iterable[str] = ("shakespeare",), end: Iterable[str] = ("shakespeare",)
) -> Path:
    """A BERT whose spans start at the words of ``start`` (score 5) and end at those of ``end``."""
    from transformers import BertForQuestionAnswering

    tokenizer = save_tokenizer(folder)
    model = BertForQuestionAnswering(_config("BertConfig", len(tokenizer)))
    _silence(model.bert)
    features = _features(model.bert, tokenizer, (start, end))
    _read_out(model.qa_outputs, features)
    model.save_pretrained(folder)
    return folder


def save_plain_question_answering(folder: Path) -> Path:
    """The same as a DistilBERT, which knows no token types."""
    from transformers import DistilBertForQuestionAnswering

    tokenizer = save_tokenizer(folder)
    model = DistilBertForQuestionAnswering(_config("DistilBertConfig", len(tokenizer)))
    _silence(model.distilbert)
    features = _features(model.distilbert, tokenizer, (["shakespeare"], ["shakespeare"]))
    _read_out(model.qa_outputs, features)
    model.save_pretrained(folder)
    return folder


def save_cross_encoder(folder: Path, labels: int = 1) -> Path:
    """A BERT with random but fixed weights that gives a pair ``labels`` scores."""
    import torch
    from transformers import BertForSequenceClassification

    tokenizer = save_tokenizer(folder)
    torch.manual_seed(0)
    config = _config("BertConfig", len(tokenizer), num_labels=labels, initializer_range=0.5)
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def _config(kind: str, vocabulary: int, **values: Any) -> Any:
    import transformers

    if kind == "DistilBertConfig":
        sizes = {"dim": 32, "hidden_dim": 32, "n_layers": 1, "n_heads": 2}
    else:
        sizes = {
            "hidden_size": 32,
            "intermediate_size": 32,
            "num_hidden_layers": 1,
            "num_attention_heads": 2,
        }
    return getattr(transformers, kind)(
        vocab_size=vocabulary, max_position_embeddings=64, **sizes, **values
    )


def _silence(encoder: Any) -> None:
    """All weights zero but those of the norms: each layer hands on what it gets."""
    import torch

    with torch.no_grad():
        for name, weight in encoder.named_parameters():
            if "norm" not in name.lower():
                weight.zero_()


def _features(encoder: Any, tokenizer: Any, words: Iterable[Iterable[str]]) -> int:
    """Give the words of each group a feature of their own, and count the groups."""
    import torch

    table = encoder.get_input_embeddings().weight
    groups = list(words)
    with torch.no_grad():
        for feature, group in enumerate(groups):
            for word in group:
                table[tokenizer.convert_tokens_to_ids(word), feature] = 1.0
    return len(groups)


def _read_out(head: Any, features: int) -> None:
    """The head passes the features on, and prefers none of them at the special tokens."""
    import torch

    with torch.no_grad():
        head.weight.zero_()
        head.bias.zero_()
        for feature in range(features):
            head.weight[feature, feature] = 1.0
