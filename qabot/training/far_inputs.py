"""Finds what of the bundled encoder is not rounded: ``python -m qabot.training.far_inputs DIR``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
import torch
from transformers import BertModel

from qabot.config import BUNDLED_MODEL
from qabot.encoding.far_out import FAR_OUT
from qabot.encoding.models import model_fingerprint, model_folder
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.training.seen_inputs import inputs_seen

_APART = 8
"""Of each matrix. Cosines to float32 are .9993 then, and without .9946; with 16 they are .9994."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--articles", default=200, show_default=True, help="How many are looked at.")
def main(folder: Path, articles: int) -> None:
    """Look at what the encoder's matrices are given for the text files of a folder."""
    place = model_folder(BUNDLED_MODEL)
    tokenizer = place and ModelTokenizer.from_folder(place)
    assert place and tokenizer
    model = BertModel.from_pretrained(place, attn_implementation="eager").train(False)
    files = sorted(folder.rglob("*.txt"))
    chosen = files[:: max(1, len(files) // articles)]

    def read_all() -> None:
        for file in chosen:
            text = file.read_text(encoding="utf-8", errors="replace")
            model(torch.tensor([tokenizer.whole_input(text)]))

    seen = inputs_seen(model, read_all)
    inputs = {name: one.farthest(_APART).tolist() for name, one in sorted(seen.items())}
    about = {
        "made by": f"python -m qabot.training.far_inputs, on {len(chosen)} files of {folder.name}",
        "model": model_fingerprint(place),
        "inputs": inputs,
    }
    FAR_OUT.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    click.echo(f"{FAR_OUT.name}: {_APART} inputs of {len(inputs)} matrices each")


if __name__ == "__main__":
    sys.exit(main())
