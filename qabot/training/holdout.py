"""The everyday questions kept from training, as data sets to fit and to measure on.

``python -m qabot.training.holdout --everyday FILE --judged FILE --texts ROOT OUTPUT``
"""

from __future__ import annotations

import json
import logging
import sys
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from qabot.training.everyday import Everyday, held_out, read_everyday
from qabot.training.recipe import Recipe
from qabot.training.squad import TrainingQuestion

_PATH = click.Path(exists=True, path_type=Path)
_LOGGER = logging.getLogger(__name__)

Places = Mapping[str, Sequence[Mapping[str, Any]]]
"""Article and span of each sentence that answers, by the question's id."""


@click.command()
@click.option("--everyday", multiple=True, required=True, type=_PATH, help="JSON lines of them.")
@click.option("--follow-ups", "follow_ups", type=_PATH, help="The same of those with a history.")
@click.option("--judged", type=_PATH, help="Sentences that were judged to answer, JSON lines.")
@click.option("--texts", multiple=True, required=True, type=_PATH, help="Where the folders lie.")
@click.argument("output", type=click.Path(path_type=Path))
def main(
    everyday: tuple[Path, ...],
    follow_ups: Path | None,
    judged: Path | None,
    texts: tuple[Path, ...],
    output: Path,
) -> None:
    """Write a data set into OUTPUT for each folder that has articles held out.

    Its corpus is a link to the whole folder, so that the questions are asked against all of it.
    """
    logging.basicConfig(level=logging.INFO)
    found = read_everyday(everyday, texts)
    kept = found.of_articles(held_out(found.articles, Recipe().held_out))
    for name, folder in kept.folders.items():
        evidence = judged_places(judged, folder) if judged else {}
        write_dataset(kept, name, output / f"held-out-{name}", evidence=evidence)
    if follow_ups:
        leaning = read_everyday([follow_ups], texts)
        histories = _histories(follow_ups)
        for name, folder in leaning.folders.items():
            evidence = judged_places(judged, folder) if judged else {}
            write_dataset(leaning, name, output / f"follow-ups-{name}", histories, evidence)


def _histories(file: Path) -> dict[str, list[str]]:
    """The questions before each one, by its id."""
    lines = map(json.loads, filter(str.strip, file.read_text(encoding="utf-8").split("\n")))
    return {line["id"]: line["history"] for line in lines}


def judged_places(file: Path, folder: Path) -> Places:
    """The sentences of a folder's articles that were judged to answer a question.

    A line has ``id``, ``folder``, ``article``, ``start``, ``end`` (half-open code points) and
    ``crc32`` of the article's UTF-8; one that does not fit its article is left out, and logged.
    """
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for line in filter(str.strip, file.read_text(encoding="utf-8").split("\n")):
        place = json.loads(line)
        if place["folder"] != folder.name:
            continue
        article = folder / place["article"]
        if not article.is_file() or zlib.crc32(article.read_bytes()) != place["crc32"]:
            _LOGGER.warning("%s: %s is another article", file.name, place["article"])
            continue
        found[place["id"]].append({name: place[name] for name in ("article", "start", "end")})
    return found


def write_dataset(
    kept: Everyday,
    name: str,
    output: Path,
    histories: Mapping[str, Sequence[str]] | None = None,
    evidence: Places | None = None,
) -> None:
    """The questions over one of the folders, as ``qabot eval`` reads them."""
    questions = [one for one in kept.questions if one.article.startswith(f"{name}/")]
    if not questions:
        return
    output.mkdir(parents=True, exist_ok=True)
    if not (output / "corpus").exists():
        (output / "corpus").symlink_to(kept.folders[name].resolve(), target_is_directory=True)
    records = [
        _record(kept, one, (evidence or {}).get(one.id, ()))
        | ({"history": histories[one.id]} if histories else {})
        for one in questions
    ]
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    (output / "questions.jsonl").write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")
    click.echo(f"{output}: {len(questions)} questions")


def _record(
    kept: Everyday, question: TrainingQuestion, evidence: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    text = kept.articles[question.article].text
    path = question.article.partition("/")[2]
    answers = [
        {"article": path, "start": one.start, "end": one.end, "text": one.of(text)}
        for one in question.answers
    ]
    return {
        "id": question.id,
        "question": question.text,
        "answerable": bool(answers or evidence),
        "answers": answers,
        "evidence": [*evidence],
    }


if __name__ == "__main__":
    sys.exit(main())
