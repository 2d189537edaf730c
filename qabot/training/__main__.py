"""Trains the reader: ``python -m qabot.training --data DIR``."""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import asdict, fields, replace
from pathlib import Path

import click

from qabot.config import BUNDLED_MODEL
from qabot.encoding.models import model_fingerprint, model_folder
from qabot.encoding.network import Weights
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.readers import weights
from qabot.readers.trained import WEIGHTS
from qabot.training.cases import CaseMaker
from qabot.training.mining import mine
from qabot.training.recipe import Recipe
from qabot.training.squad import read_squad


@click.command()
@click.option(
    "--data",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of .json files in SQuAD's format.",
)
@click.option(
    "--work",
    type=click.Path(path_type=Path),
    default=Path("reader-training"),
    show_default=True,
    help="Where the index of the training articles and the checkpoints go.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=WEIGHTS,
    help="The weights to write; the package's own by default.",
)
@click.option("--set", "changes", multiple=True, metavar="NAME=VALUE", help="Change the recipe.")
def main(data: Path, work: Path, output: Path, changes: tuple[str, ...]) -> None:
    """Train the reader on the CPU, for hours; a run that was cut off goes on where it was.

    Run it in the background with its log in a file. Only data that may be trained on belongs in
    the folder.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    recipe = _recipe(changes)
    folder = model_folder(BUNDLED_MODEL)
    tokenizer = folder and ModelTokenizer.from_folder(folder)
    assert folder and tokenizer
    files = sorted(data.glob("*.json"))
    if not files:
        raise click.ClickException(f"no .json file in {data}")
    articles, questions = read_squad(files)
    ranked = mine(articles, questions, work, os.cpu_count() or 1)
    maker = CaseMaker(articles, questions, ranked, tokenizer, recipe)
    from qabot.training.loop import named_weights, train  # seconds of imports

    model = train(folder, maker, tokenizer, recipe, work)
    _write(output, named_weights(model), folder, recipe, files)
    click.echo(f"{output}: {output.stat().st_size / 1e6:.1f} MB")


def _write(
    output: Path, trained: Weights, encoder: Path, recipe: Recipe, files: list[Path]
) -> None:
    from safetensors.numpy import load_file

    base = load_file(encoder / "model.safetensors")
    about = {"recipe": asdict(recipe), "data": [file.name for file in files]}
    weights.write(output, weights.pack(trained, base), model_fingerprint(encoder), about)


def _recipe(changes: tuple[str, ...]) -> Recipe:
    """The default recipe with some values changed."""
    recipe = Recipe()
    kinds = {field.name: type(getattr(recipe, field.name)) for field in fields(Recipe)}
    for change in changes:
        name, _, value = change.partition("=")
        if name not in kinds:
            raise click.ClickException(f"no {name!r} in the recipe; it has {', '.join(kinds)}")
        recipe = replace(recipe, **{name: kinds[name](value)})
    return recipe


if __name__ == "__main__":
    sys.exit(main())
