"""Trains the reader: ``python -m qabot.training --everyday FILE --data DIR``."""

from __future__ import annotations

import logging
import sys
from dataclasses import asdict, fields, replace
from itertools import islice
from pathlib import Path

import click

from qabot.config import BUNDLED_MODEL
from qabot.encoding.lazy import LazyEncoder
from qabot.encoding.models import model_folder
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.readers.trained import WEIGHTS
from qabot.training.cases import CaseMaker
from qabot.training.everyday import Everyday, held_out, read_everyday
from qabot.training.overlap import overlapping
from qabot.training.recipe import Recipe
from qabot.training.squad import read_squad

_LOGGER = logging.getLogger(__name__)
_ENCODED_AT_ONCE = 32
"""Passages."""
_SEEN = 4
"""Batches by which it is told which inputs of a matrix lie far out."""
_PATH = click.Path(exists=True, path_type=Path)


@click.command()
@click.option("--everyday", multiple=True, type=_PATH, help="JSON lines of everyday questions.")
@click.option("--texts", multiple=True, type=_PATH, help="Where the folders lie that they name.")
@click.option(
    "--data", multiple=True, type=_PATH, help="File in SQuAD's format, or folder of .json."
)
@click.option(
    "--apart-from",
    multiple=True,
    type=_PATH,
    help="Folder of texts to measure on; articles that share 11 words in a row are left out.",
)
@click.option(
    "--base",
    type=_PATH,
    help="Folder of an MPNet to train in place of the bundled encoder, which is smaller.",
)
@click.option(
    "--work",
    type=click.Path(path_type=Path),
    default=Path("reader-training"),
    show_default=True,
    help="Where the checkpoints go.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=WEIGHTS,
    help="The weights to write; the package's own by default.",
)
@click.option("--set", "changes", multiple=True, metavar="NAME=VALUE", help="Change the recipe.")
def main(
    everyday: tuple[Path, ...],
    texts: tuple[Path, ...],
    data: tuple[Path, ...],
    apart_from: tuple[Path, ...],
    base: Path | None,
    work: Path,
    output: Path,
    changes: tuple[str, ...],
) -> None:
    """Train the reader on the CPU, for hours; a run that was cut off goes on where it was.

    Run it in the background with its log in a file. Name only data that may be trained on.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    recipe = _recipe(changes)
    folder = model_folder(BUNDLED_MODEL)
    tokenizer = folder and ModelTokenizer.from_folder(folder)
    assert folder and tokenizer
    files = [file for path in data for file in (sorted(path.glob("*.json")) or [path])]
    if not files and not everyday:
        raise click.ClickException("nothing to train on; name --everyday or --data")
    main_part = training_part(read_everyday(everyday, texts), recipe)
    articles, beside = read_squad(files)
    spoilt = overlapping(main_part.articles | articles, apart_from)
    _LOGGER.info("%d articles share words with what is measured on: %s", len(spoilt), spoilt)
    main_part = main_part.of_articles(main_part.articles.keys() - spoilt)
    beside = [question for question in beside if question.article not in spoilt]
    _LOGGER.info("%d everyday questions, %d beside them", len(main_part.questions), len(beside))
    maker = CaseMaker(
        main_part.articles | articles,
        [*main_part.questions, *beside],
        tokenizer,
        recipe,
        beside=len(beside) if main_part.questions else 0,
        encoder=LazyEncoder(BUNDLED_MODEL, _ENCODED_AT_ONCE) if recipe.nearness else None,
    )
    # seconds of imports
    from qabot.training.bases import BundledEncoder, MPNetBase
    from qabot.training.loop import batches, train

    begun = MPNetBase(base, folder) if base else BundledEncoder(folder)
    model = train(begun, maker, tokenizer, recipe, work)
    started = replace(recipe, start=Path(recipe.start).name)  # where it lay is nobody's business
    about = {"recipe": asdict(started), "data": [file.name for file in (*everyday, *files)]}
    output.parent.mkdir(parents=True, exist_ok=True)
    seen = islice(batches(maker, recipe, tokenizer), _SEEN)
    begun.write(output, model, seen, about)
    click.echo(f"{output}: {output.stat().st_size / 1e6:.1f} MB")


def training_part(questions: Everyday, recipe: Recipe) -> Everyday:
    """The questions over the articles that are not held out; those are not read at all."""
    kept = questions.articles.keys() - held_out(questions.articles, recipe.held_out)
    return questions.of_articles(kept)


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
