"""Fits which answers differ: ``python -m qabot.evaluation.differing --judged INDEX FILE``.

A file has a judged pair a line: ``question``, ``first`` and ``other`` (``path``, ``start``, ``end``
of the sentences, in code points), and ``differs``: whether both answer the question, each in its
way. Pairs that the index does not find any more, and those that it finds beside them, are left out
and counted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np

from qabot.asking import Asking
from qabot.bot import QABot
from qabot.errors import DatasetError, QabotError
from qabot.evaluation.logistic import Cases, fit, predict
from qabot.evaluation.metrics import auroc
from qabot.reading.agreement import rivals
from qabot.reading.coefficients import COEFFICIENTS, DIFFERING
from qabot.reading.finding import find, group_sentences
from qabot.types.explanations import ScoredSentence

_Place = tuple[str, int, int]
_Pairs = Mapping[tuple[_Place, _Place], bool]


@dataclass(frozen=True, slots=True, eq=False)
class JudgedPair:
    """Features of a pair that was judged, and whether its answers differ."""

    features: Mapping[str, float]
    differs: bool


def read_judged(path: Path) -> dict[str, dict[tuple[_Place, _Place], bool]]:
    """The judged pairs of a file by question: places of the two sentences and the judgement.

    Raises:
        DatasetError: the file is missing, or a line of it is no judged pair.
    """
    judged: dict[str, dict[tuple[_Place, _Place], bool]] = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            places = (_place(row["first"]), _place(row["other"]))
            judged.setdefault(str(row["question"]), {})[places] = bool(row["differs"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatasetError(f"{path} is no file of judged pairs: {error!r}") from error
    return judged


def _place(row: Mapping[str, Any]) -> _Place:
    return str(row["path"]), int(row["start"]), int(row["end"])


def collect_pairs(bot: QABot, judged: Mapping[str, _Pairs]) -> Iterator[JudgedPair]:
    """The judged pairs that the bot finds when it is asked their questions, with their features."""
    settings = bot.index.settings
    for question, pairs in judged.items():
        asked = bot.understand(question, dates=False)
        with bot.index.snapshot() as snapshot:
            task = Asking(snapshot, bot.index.encoder, bot.reader, settings).prepare(asked)
            found = find(task)
        groups = group_sentences(task, found) if found else []
        for rival in rivals(asked.wanted, groups, settings) if groups else ():
            places = (_place_of(groups[0][0]), _place_of(rival.sentence))
            if places in pairs:
                yield JudgedPair(rival.features, pairs[places])


def _place_of(sentence: ScoredSentence) -> _Place:
    return sentence.stored.article.path, sentence.span.start, sentence.span.end


def fit_pairs(pairs: Sequence[JudgedPair]) -> dict[str, float]:
    """Weights of the features, and a bias, by logistic regression.

    Raises:
        DatasetError: there are not both judgements among the pairs.
    """
    if len({pair.differs for pair in pairs}) < 2:
        raise DatasetError("there are not pairs of both kinds; judge more of them")
    weights = fit(_cases(pairs)).tolist()
    return dict(zip(["bias", *pairs[0].features], weights, strict=True))


def _cases(pairs: Sequence[JudgedPair]) -> Cases:
    features = np.array([list(pair.features.values()) for pair in pairs])
    return Cases(features, np.array([pair.differs for pair in pairs], dtype=float))


def report_line(pairs: Sequence[JudgedPair], weights: Mapping[str, float], least: float) -> str:
    """How these weights do on pairs, and on how many of either kind."""
    chances = predict(np.array(list(weights.values())), _cases(pairs))
    differs = np.array([pair.differs for pair in pairs])
    shown = chances >= least
    ranked = auroc(chances[differs].tolist(), chances[~differs].tolist())
    return (
        f"{len(pairs)} pairs, AUROC {ranked:.3f}; from {least:g} on shown: {shown[differs].sum()} "
        f"of {differs.sum()} that differ, {shown[~differs].sum()} of {(~differs).sum()} others"
    )


@click.command()
@click.option(
    "--judged",
    "sources",
    nargs=2,
    multiple=True,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="INDEX FILE",
    help="Judged pairs, and the index that they are of; may be given again.",
)
@click.option("--write", is_flag=True, help="Write the fit to the package's coefficients.json.")
def main(sources: Sequence[tuple[Path, Path]], write: bool) -> None:
    """Fit whether answers that differ are answers to the same question."""
    pairs: list[JudgedPair] = []
    try:
        for index, file in sources:
            bot, judged = QABot.open(index), read_judged(file)
            found = list(collect_pairs(bot, judged))
            click.echo(f"{file}: {len(found)} of {sum(map(len, judged.values()))} pairs found")
            pairs += found
        weights = {name: round(value, 3) for name, value in fit_pairs(pairs).items()}
        click.echo(report_line(pairs, weights, bot.index.settings.reading.differing_from))
    except QabotError as error:
        raise click.ClickException(str(error)) from error
    click.echo(json.dumps(weights, indent=2))
    if write:
        values = json.loads(COEFFICIENTS.read_text(encoding="utf-8"))
        values[DIFFERING] = {
            "made by": "python -m qabot.evaluation.differing --write, with judged pairs",
            "pairs": len(pairs),
            "same thing": weights,
        }
        COEFFICIENTS.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
