"""The articles that the files in ``questions/`` ask about, out of their sources.

``python -m qabot.training.texts --gum CONLLU --reuters FILE --wikinews FILE OUTPUT`` writes
``OUTPUT/gum``, ``OUTPUT/reuters`` and ``OUTPUT/wikinews``, a text file for each article; training
finds them with ``--texts OUTPUT``.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

_PATH = click.Path(exists=True, path_type=Path)
_TEXT = re.compile(r"^# text = (.*)$", re.MULTILINE)
_TITLE = re.compile(r"^# meta::title = (.*)$", re.MULTILINE)
_LINK = re.compile(r"\{\{w\|(?:[^{}|]*\|)?([^{}|]*)\}\}|\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_TEMPLATE = re.compile(r"\{\{?[^{}]*\}\}|\[\[File:[^\[\]]*\]\]|<[^<>]*>|'{2,}")

_BROKEN_MARKUP = re.compile(r"\{\{|\}\}|\[\[|\]\]")
"""Of a template or link that is not whole in the source; what is around it is not either."""
_SENTENCE_ENDS = (".", '"', "”", "?", "!")


@click.command()
@click.option("--gum", type=_PATH, help="Folder of GUM's .conllu files (its dep/).")
@click.option("--reuters", type=_PATH, help="Reuters-21578 in BEIR's form: JSON lines, gzipped.")
@click.option("--wikinews", type=_PATH, help="Wikinews with its sources: JSON lines.")
@click.argument("output", type=click.Path(path_type=Path))
def main(gum: Path | None, reuters: Path | None, wikinews: Path | None, output: Path) -> None:
    """Write the articles of GUM, Reuters-21578 and Wikinews into folders of OUTPUT."""
    if gum:
        _write(output / "gum", gum_texts(gum))
    if reuters:
        _write(output / "reuters", reuters_texts(reuters))
    if wikinews:
        _write(output / "wikinews", wikinews_texts(wikinews))


def gum_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each document: its title and its paragraphs, a blank line between them."""
    for file in sorted(folder.glob("GUM_*.conllu")):
        source = file.read_text(encoding="utf-8")
        paragraphs: list[list[str]] = []
        for sentence in source.strip().split("\n\n"):
            printed = _TEXT.search(sentence)
            if printed is None:
                continue
            if "# newpar" in sentence or not paragraphs:
                paragraphs.append([])
            paragraphs[-1].append(printed.group(1))
        title = _TITLE.search(source)
        text = "\n\n".join(map(" ".join, paragraphs))
        if title and not text.startswith(title.group(1)):
            text = f"{title.group(1)}\n\n{text}"
        yield file.stem.removeprefix("GUM_"), text


def reuters_texts(file: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each story; a headline in capitals gets ordinary letters."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            title = story["title"].strip()
            title = title.capitalize() if title.isupper() else title
            yield f"r{story['_id']}", f"{title}\n\n{story['text'].strip()}"


def wikinews_texts(file: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each article, its links as they are read and without its templates."""
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            article = json.loads(line)
            paragraphs = "\n".join(article["text"]).split("\n")
            kept = [" ".join(_without_markup(paragraph).split()) for paragraph in paragraphs]
            yield f"w{number:03}", "\n\n".join([article["title"], *filter(_is_prose, kept)])


def _without_markup(paragraph: str) -> str:
    read = _LINK.sub(lambda link: link.group(1) or link.group(2) or "", paragraph)
    return _TEMPLATE.sub("", read)


def _is_prose(paragraph: str) -> bool:
    """Whether it is a paragraph of the article, whole, and no caption, date or notice."""
    if _BROKEN_MARKUP.search(paragraph):
        return False
    return " " in paragraph and paragraph.endswith(_SENTENCE_ENDS)


def _write(folder: Path, texts: Iterator[tuple[str, str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for name, text in texts:
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        written += 1
    click.echo(f"{folder}: {written} articles")


if __name__ == "__main__":
    sys.exit(main())
