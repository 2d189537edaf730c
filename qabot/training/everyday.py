"""Training questions as people ask them, over folders of articles: JSON lines.

Each line has ``question``, ``id``, ``folder``, ``article`` (its path in the folder) and ``answers``
(half-open code points of the file). One that its article does not answer has no answers, and
``near``: the sentence that a careless reader takes. That a line fits its article is told by the
``text`` of each span, or by ``crc32`` of the article's UTF-8 where no text is repeated.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qabot.loaders.text import headline
from qabot.training.squad import TrainingArticle, TrainingQuestion
from qabot.types import Span

_LOGGER = logging.getLogger(__name__)
_CENT = 100


@dataclass(frozen=True, slots=True)
class Everyday:
    """Articles by path, with the questions over them, and the folders that they lie in.

    The path of an article begins with the name of its folder: ``bbc-news/sport/001.txt``.
    """

    articles: dict[str, TrainingArticle] = field(default_factory=dict)
    questions: list[TrainingQuestion] = field(default_factory=list)
    folders: dict[str, Path] = field(default_factory=dict)

    def of_articles(self, paths: Iterable[str]) -> Everyday:
        """Some of the articles with the questions over them."""
        chosen = {path: self.articles[path] for path in self.articles.keys() & frozenset(paths)}
        kept = [question for question in self.questions if question.article in chosen]
        return Everyday(dict(sorted(chosen.items())), kept, self.folders)


def read_everyday(files: Sequence[Path], roots: Sequence[Path]) -> Everyday:
    """The questions of some files; a line that does not fit its article is left out, and logged.

    Args:
        roots: where the folders that the lines name may lie; the first that has one counts.
    """
    found = Everyday()
    asked: set[str] = set()
    for file in files:
        lines = [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
        for number, line in enumerate(lines, start=1):
            problem = _add(found, asked, line, roots)
            if problem:
                _LOGGER.warning("%s line %d left out: %s", file.name, number, problem)
    return found


def held_out(paths: Iterable[str], cents: int) -> frozenset[str]:
    """About so many of a hundred articles, the same ones each time, whatever others there are."""
    return frozenset(path for path in paths if zlib.crc32(path.encode()) % _CENT < cents)


def _add(found: Everyday, asked: set[str], line: str, roots: Sequence[Path]) -> str:
    """Take up a line; what is wrong with it, "" if nothing is."""
    try:
        values = json.loads(line)
        folder = _folder(values["folder"], roots)
        path = f"{folder.name}/{values['article']}"
        if path not in found.articles:
            text = (folder / values["article"]).read_bytes().decode("utf-8")
            found.articles[path] = TrainingArticle(path, headline(text), text)
        text = found.articles[path].text
        if "crc32" in values and zlib.crc32(text.encode()) != values["crc32"]:
            return f"{values['article']} is another article"
        question = _question(values, path, text)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return f"{type(error).__name__}: {error}"
    key = question.text.casefold()
    if key in asked:
        return "asked before"
    asked.add(key)
    found.folders[folder.name] = folder
    found.questions.append(question)
    return ""


def _folder(name: str, roots: Sequence[Path]) -> Path:
    for root in roots:
        if (root / name).is_dir():
            return root / name
    raise ValueError(f"no folder {name}")


def _question(values: Mapping[str, Any], path: str, text: str) -> TrainingQuestion:
    marked = [*values["answers"], *filter(None, [values.get("near")])]
    if bool(values["answers"]) is not values["answerable"] or not marked:
        raise ValueError("neither answers nor what misleads, or both")
    spans = []
    for one in marked:
        span = Span(one["start"], one["end"])
        if one.get("article", values["article"]) != values["article"]:
            continue  # another article answers, too: it is not cut into windows of this one
        printed = span.of(text)
        if one.get("text", printed) != printed or not printed.strip():
            raise ValueError(f"{one.get('text', span)!r} is not there")
        spans.append(span)
    if not spans:
        raise ValueError("no answer in its own article")
    answers = tuple(sorted(set(spans))) if values["answerable"] else ()
    near = None if answers else spans[0]
    return TrainingQuestion(values["id"], values["question"], path, answers, near)
