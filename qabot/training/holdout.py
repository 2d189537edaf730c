"""The everyday questions kept from training, as data sets to fit and to measure on.

``python -m qabot.training.holdout --everyday FILE --follow-ups FILE --texts ROOT OUTPUT``
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from qabot.training.everyday import Everyday, held_out, read_everyday
from qabot.training.recipe import Recipe
from qabot.training.squad import TrainingQuestion

_PATH = click.Path(exists=True, path_type=Path)


@click.command()
@click.option("--everyday", multiple=True, required=True, type=_PATH, help="JSON lines of them.")
@click.option("--follow-ups", "follow_ups", type=_PATH, help="The same of those with a history.")
@click.option("--texts", multiple=True, required=True, type=_PATH, help="Where the folders lie.")
@click.argument("output", type=click.Path(path_type=Path))
def main(
    everyday: tuple[Path, ...], follow_ups: Path | None, texts: tuple[Path, ...], output: Path
) -> None:
    """Write a data set into OUTPUT for each folder that has articles held out.

    Its corpus is a link to the whole folder, so that the questions are asked against all of it.
    """
    logging.basicConfig(level=logging.INFO)
    found = read_everyday(everyday, texts)
    kept = found.of_articles(held_out(found.articles, Recipe().held_out))
    for name in kept.folders:
        write_dataset(kept, name, output / f"held-out-{name}")
    if follow_ups:
        leaning = read_everyday([follow_ups], texts)
        histories = _histories(follow_ups)
        for name in leaning.folders:
            write_dataset(leaning, name, output / f"follow-ups-{name}", histories)


def _histories(file: Path) -> dict[str, list[str]]:
    """The questions before each one, by its id."""
    lines = map(json.loads, filter(str.strip, file.read_text(encoding="utf-8").split("\n")))
    return {line["id"]: line["history"] for line in lines}


def write_dataset(
    kept: Everyday, name: str, output: Path, histories: Mapping[str, Sequence[str]] | None = None
) -> None:
    """The questions over one of the folders, as ``qabot eval`` reads them."""
    questions = [one for one in kept.questions if one.article.startswith(f"{name}/")]
    if not questions:
        return
    output.mkdir(parents=True, exist_ok=True)
    if not (output / "corpus").exists():
        (output / "corpus").symlink_to(kept.folders[name].resolve(), target_is_directory=True)
    records = [
        _record(kept, one) | ({"history": histories[one.id]} if histories else {})
        for one in questions
    ]
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    (output / "questions.jsonl").write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")
    click.echo(f"{output}: {len(questions)} questions")


def _record(kept: Everyday, question: TrainingQuestion) -> dict[str, Any]:
    text = kept.articles[question.article].text
    path = question.article.partition("/")[2]
    answers = [
        {"article": path, "start": one.start, "end": one.end, "text": one.of(text)}
        for one in question.answers
    ]
    return {
        "id": question.id,
        "question": question.text,
        "answerable": bool(answers),
        "answers": answers,
    }


if __name__ == "__main__":
    sys.exit(main())
