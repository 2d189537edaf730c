"""Answers and lists to take elsewhere: Markdown with footnotes, JSON, plain text.

Runs of white space in the text of articles become one space, and control characters are made
visible. JSON alone holds it to the letter. The table for spreadsheets, which has an answer's
citations only, is :mod:`qabot.wording.citation_table`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeAlias

from qabot.types import Answer, Citation
from qabot.wording.answer_lines import answer_lines, citation_lines, head_lines
from qabot.wording.common_words import one_line
from qabot.wording.found_lists import FoundList
from qabot.wording.markdown_style import escaped, footnote, head_blocks, list_blocks, quotation
from qabot.wording.terminal_style import plain_lines

Exported: TypeAlias = Answer | FoundList
Writer = Callable[[Sequence[Exported], str], str]

_SLUG_LENGTH = 60


def to_markdown(said: Sequence[Exported], title: str = "") -> str:
    """Questions as headings, answers in bold, cited sentences as quotes with footnotes; lists.

    Footnotes are numbered through all the answers and stand at the end.
    """
    cited = (one.citations if isinstance(one, Answer) else () for one in said)
    first = accumulate(map(len, cited), initial=1)
    blocks = [f"# {escaped(title)}"] if title else []
    notes: list[str] = []
    for one, number in zip(said, first, strict=False):
        blocks.append(f"## {escaped(_asked(one))}")
        if isinstance(one, FoundList):
            blocks += list_blocks(one.lines)
            continue
        blocks += head_blocks(head_lines(one))
        for label, citation in enumerate(one.citations, start=number):
            sentence, *about = citation_lines(citation)
            blocks.append(quotation(sentence, label))
            notes.append(f"[^{label}]: {escaped(footnote(about))}")
    return "\n\n".join([*blocks, *notes]) + "\n"


def to_json(said: Sequence[Exported], title: str = "") -> str:
    """The title and each answer with the names that ``qabot ask --json`` prints; then lists."""
    answers = [one.to_dict() for one in said if isinstance(one, Answer)]
    lists = [{"asked": one.asked, **one.values} for one in said if isinstance(one, FoundList)]
    values = {"title": title, "answers": answers} | ({"lists": lists} if lists else {})
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def to_text(said: Sequence[Exported], title: str = "") -> str:
    """Each question with its answer, or list, as the command line prints it into a pipe."""
    blocks = [one_line(title)] if title else []
    for one in said:
        lines = answer_lines(one) if isinstance(one, Answer) else one.lines
        blocks.append("\n".join([one_line(_asked(one)), "", *plain_lines(lines)]))
    return "\n\n\n".join(blocks) + "\n"


FORMATS: dict[str, tuple[str, Writer]] = {
    "markdown": (".md", to_markdown),
    "json": (".json", to_json),
    "text": (".txt", to_text),
}
"""What can be exported, each with its suffix and what writes it."""


def _asked(one: Exported) -> str:
    return one.question if isinstance(one, Answer) else one.asked


def file_name(title: str, form: str) -> str:
    """A file name for an export, of letters that every file system takes."""
    slug = re.sub(r"\W+", "-", title.lower())[:_SLUG_LENGTH].strip("-")
    return "-".join(filter(None, ("qabot", slug))) + FORMATS[form][0]


def with_footnote(citation: Citation) -> str:
    """The sentence, to the letter, with its footnote under it."""
    words = one_line(footnote(citation_lines(citation)))
    return f"{citation.text}\n[{citation.number}] {words}"
