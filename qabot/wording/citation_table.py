"""The citations of an answer as a table in CSV, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io

from qabot.types import Answer, Citation
from qabot.wording.common_words import one_line

COLUMNS = ("number", "path", "title", "outlet", "published", "start", "end", "text")
_BEGINS_A_FORMULA = ("=", "+", "-", "@")


def to_csv(answer: Answer) -> str:
    """A line of names, then a line for each citation; what an article does not say is empty.

    ``start`` and ``end`` are those of the article's text. In ``text``, as in each cell, runs of
    white space are one space and control characters are made visible; JSON has it to the letter.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(citation) for citation in answer.citations)
    return table.getvalue()


def _row(citation: Citation) -> tuple[str | int, ...]:
    article = citation.article
    return (
        citation.number,
        _cell(article.path),
        _cell(article.title),
        _cell(article.outlet),
        _cell(article.published),
        citation.start,
        citation.end,
        _cell(citation.text),
    )


def _cell(text: str | None) -> str:
    """Text that a spreadsheet shows and never computes: an apostrophe stands before a formula."""
    words = one_line(text or "")
    return f"'{words}" if words.startswith(_BEGINS_A_FORMULA) else words
