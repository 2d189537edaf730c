"""Averages the weights of two runs: ``python -m qabot.training.averaging FIRST SECOND``.

Runs that begin at the same encoder end in one basin of the loss, and the mean of their weights
reads better than either: Wortsman et al. 2022, "Model soups".
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from qabot.config import BUNDLED_MODEL
from qabot.encoding.bert_graph import Weights
from qabot.encoding.models import model_fingerprint, model_folder
from qabot.readers import weights
from qabot.readers.trained import WEIGHTS
from qabot.types import FloatArray


def average(first: Weights, second: Weights, share: float) -> dict[str, FloatArray]:
    """Each weight ``share`` of the way from the first to the second; equal ones stay exact."""
    return {
        name: (first[name] + share * (weight - first[name])).astype(weight.dtype)
        for name, weight in second.items()
    }


@click.command()
@click.argument("first", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("second", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--share", default=0.6, show_default=True, help="How far the mean is to SECOND.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=WEIGHTS,
    help="The weights to write; the package's own by default.",
)
def main(first: Path, second: Path, share: float, output: Path) -> None:
    """Write the mean of two files of weights; its header keeps the headers of both."""
    from safetensors.numpy import load_file

    folder = model_folder(BUNDLED_MODEL)
    assert folder
    base, fingerprint = load_file(folder / "model.safetensors"), model_fingerprint(folder)
    one, other = (weights.read(path, base, fingerprint) for path in (first, second))
    mean = average(one, other, share)
    about = {"share": share, "mean of": [_about(first), _about(second)]}
    weights.write(output, weights.pack(mean, base), fingerprint, about)
    click.echo(f"{output}: {output.stat().st_size / 1e6:.1f} MB")


def _about(path: Path) -> Any:
    from safetensors import safe_open

    with safe_open(path, "numpy") as file:
        about = json.loads(file.metadata()["about"])
    recipe = about.get("recipe", {})
    if recipe.get("start"):
        recipe["start"] = Path(recipe["start"]).name
    return about


if __name__ == "__main__":
    sys.exit(main())
