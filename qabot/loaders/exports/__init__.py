"""Exports of news databases: one file of text -> the articles that were put into it.

Factiva, Nexis and ProQuest each write many articles into one document, one below the other, as
text, RTF, Word, HTML or PDF. What is done here works on the lines of the text, whichever format it
came in. To cite an article under the name, the date or the author of its neighbour would be worse
than to leave it out: what does not stand where its form has it is told, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qabot.errors import LoadError
from qabot.loaders.exports import factiva, nexis, proquest
from qabot.loaders.exports.printed_lines import ExportedStory, ExportForm, Lines, printed_lines
from qabot.types import Article, SkippedFile

__all__ = ["exported", "may_be_export"]

_FORMS = (factiva.FORM, nexis.FORM, proquest.FORM)
_NUMBERED = ("DOCUMENT", "DOKUMENT", "Document ", "Dokument ", "Documento ")
_IN_FIELDS = (
    "Publication title", "Full text", "FULL TEXT", "LENGTH:", "Length:", "NGE:", "nge:",
    "LONGUEUR:", "Longueur:",
)  # fmt: skip
_COUNTED = re.compile(r"[\d.,’' ] words")
"""One of these is in every export that can be split; they are looked for first, since most files
are none."""
_HINT_BYTES = tuple(hint.encode() for hint in (*_NUMBERED, *_IN_FIELDS))


def may_be_export(page: bytes) -> bool:
    """Whether it is worth to look at all the text of a web page, and not only at its article."""
    return any(hint in page for hint in _HINT_BYTES)


def exported(text: str, path: str) -> Iterator[Article | SkippedFile] | None:
    """The articles in an export, each as ``path#number``; None if the text is no export.

    An article that cannot be told from its neighbours is ``path:number`` with the reason, and an
    export of which that is true throughout is one such line.
    """
    if not _may_be_export(text):
        return None
    lines = printed_lines(text)
    fitting = [form for form in _FORMS if form.fits(lines)]
    if not fitting:
        return None
    if len(fitting) > 1:
        names = " and ".join(form.name for form in fitting)
        return iter([_unsplit(path, names, "the forms of both are mixed")])
    return iter(_articles(fitting[0], lines, path))


def _may_be_export(text: str) -> bool:
    return (
        any(map(text.__contains__, _NUMBERED))
        or (" words" in text and _COUNTED.search(text) is not None)
        or ((":" in text or "|" in text) and any(map(text.__contains__, _IN_FIELDS)))
    )


def _articles(form: ExportForm, lines: Lines, path: str) -> list[Article | SkippedFile]:
    found: list[Article | SkippedFile] = []
    reason = "nothing says where an article ends"
    for number, record in enumerate(form.records(lines), start=1):
        try:
            found.append(_article(form.read(record, number == 1), f"{path}#{number}"))
        except LoadError as error:
            reason = str(error)
            told = f"an article of a {form.name} export, but {reason}; save that article by itself"
            found.append(SkippedFile(f"{path}:{number}", told))
    if not any(isinstance(item, Article) for item in found):
        return [_unsplit(path, form.name, reason)]
    return found


def _article(story: ExportedStory, path: str) -> Article:
    return Article(
        path=path,
        text=story.text,
        title=story.title,
        author=story.author,
        published=story.published,
        published_from="export" if story.published else None,
        outlet=story.outlet,
    )


def _unsplit(path: str, name: str, reason: str) -> SkippedFile:
    return SkippedFile(
        path,
        f"looks like an export of {name}, which may hold several articles, but {reason};"
        " export it anew with full texts, or save each article by itself",
    )
