"""Answers to take elsewhere: Markdown with footnotes, JSON, plain text.

Runs of white space in the text of articles become one space, and control characters are made
visible. JSON alone holds it to the letter. The table for spreadsheets, which has an answer's
citations only, is :mod:`qabot.wording.citation_table`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from qabot.types import Answer, Citation
from qabot.wording.answer_lines import answer_lines, citation_lines, head_lines
from qabot.wording.common_words import one_line
from qabot.wording.markdown_style import escaped, footnote, head_blocks, quotation
from qabot.wording.terminal_style import plain_lines

Writer = Callable[[Sequence[Answer], str], str]

_SLUG_LENGTH = 60


def to_markdown(answers: Sequence[Answer], title: str = "") -> str:
    """Questions as headings, answers in bold, cited sentences as quotes with footnotes.

    Footnotes are numbered through all the answers and stand at the end.
    """
    first = accumulate((len(answer.citations) for answer in answers), initial=1)
    blocks = [f"# {escaped(title)}"] if title else []
    notes: list[str] = []
    for answer, number in zip(answers, first, strict=False):
        blocks += [f"## {escaped(answer.question)}", *head_blocks(head_lines(answer))]
        for label, citation in enumerate(answer.citations, start=number):
            cited, *about = citation_lines(citation)
            blocks.append(quotation(cited, label))
            notes.append(f"[^{label}]: {escaped(footnote(about))}")
    return "\n\n".join([*blocks, *notes]) + "\n"


def to_json(answers: Sequence[Answer], title: str = "") -> str:
    """The title and each answer with the names that ``qabot ask --json`` prints."""
    values = {"title": title, "answers": [answer.to_dict() for answer in answers]}
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def to_text(answers: Sequence[Answer], title: str = "") -> str:
    """Each question with its answer as ``qabot ask`` prints it into a pipe."""
    blocks = [one_line(title)] if title else []
    for answer in answers:
        blocks.append(
            "\n".join([one_line(answer.question), "", *plain_lines(answer_lines(answer))])
        )
    return "\n\n\n".join(blocks) + "\n"


FORMATS: dict[str, tuple[str, Writer]] = {
    "markdown": (".md", to_markdown),
    "json": (".json", to_json),
    "text": (".txt", to_text),
}
"""What can be exported, each with its suffix and what writes it."""


def file_name(title: str, form: str) -> str:
    """A file name for an export, of letters that every file system takes."""
    slug = re.sub(r"\W+", "-", title.lower())[:_SLUG_LENGTH].strip("-")
    return "-".join(filter(None, ("qabot", slug))) + FORMATS[form][0]


def with_footnote(citation: Citation) -> str:
    """The sentence, to the letter, with its footnote under it."""
    words = one_line(footnote(citation_lines(citation)))
    return f"{citation.text}\n[{citation.number}] {words}"
