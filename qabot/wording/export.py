"""Answers to take elsewhere: Markdown with footnotes, JSON, plain text.

Text from articles is escaped so that Markdown shows it and never obeys it; runs of white space in
it become one space, and control characters are made visible. JSON alone holds it to the letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from qabot.types import Answer, Citation, Source, Speaker, Verdict
from qabot.wording.render import (
    OUTDATED,
    PARTIAL,
    agreement_words,
    answer_lines,
    confidence_words,
    copies_words,
    date_words,
    differing_lines,
    filter_words,
    visible,
)

Writer = Callable[[Sequence[Answer], str], str]

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|$#^]")
_OPENING = re.compile(r"^(?=[-+=:])|^(\d{1,9})(?=[.)])")
"""What begins a list, an underline or a definition where it opens a line."""
_SLUG_LENGTH = 60

_HEADINGS = {
    Verdict.RELATED: "No direct answer found. The closest sentences:",
    Verdict.NOTHING: "These articles say nothing about that.",
}


def to_markdown(answers: Sequence[Answer], title: str = "") -> str:
    """Questions as headings, answers in bold, cited sentences as quotes with footnotes.

    Footnotes are numbered through all the answers and stand at the end.
    """
    first = accumulate((len(answer.citations) for answer in answers), initial=1)
    blocks = [f"# {escaped(title)}"] if title else []
    notes: list[str] = []
    for answer, number in zip(answers, first, strict=False):
        blocks += [f"## {escaped(answer.question)}", *_summary(answer)]
        for label, citation in enumerate(answer.citations, start=number):
            blocks.append(f"> {escaped(citation.text)}[^{label}]")
            notes.append(f"[^{label}]: {escaped(footnote(citation))}")
    return "\n\n".join([*blocks, *notes]) + "\n"


def to_json(answers: Sequence[Answer], title: str = "") -> str:
    """The title and each answer with the names that ``qabot ask --json`` prints."""
    values = {"title": title, "answers": [answer.to_dict() for answer in answers]}
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def to_text(answers: Sequence[Answer], title: str = "") -> str:
    """Each question with its answer as ``qabot ask`` prints it into a pipe."""
    blocks = [_one_line(title)] if title else []
    for answer in answers:
        lines = [_one_line(answer.question), ""]
        lines += [line.plain for line in answer_lines(answer)]
        blocks.append("\n".join(lines))
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


def footnote(citation: Citation) -> str:
    """Outlet, headline, author, date, path and offsets of a citation, and where else it stands."""
    places = [_place(Source(citation.article, citation.span)), *map(_place, citation.also)]
    notes = ["; also ".join(places)]
    if citation.copies:
        notes.append(copies_words(citation.copies))
    if citation.outdated:
        notes.append(OUTDATED)
    return "; ".join(notes)


def with_footnote(citation: Citation) -> str:
    """The sentence, to the letter, with its footnote under it."""
    return f"{citation.text}\n[{citation.number}] {_one_line(footnote(citation))}"


def escaped(text: str) -> str:
    """One line of Markdown that renders as this text (CommonMark, GitHub's tables and footnotes).

    An exclamation mark at the end is escaped too: what follows may be the bracket of a footnote.
    """
    line = _SPECIAL.sub(r"\\\g<0>", _one_line(text))
    line = _OPENING.sub(r"\1\\", line)
    return f"{line[:-1]}\\!" if line.endswith("!") else line


def _summary(answer: Answer) -> Iterator[str]:
    """What ``answer_lines`` says above the citations."""
    if answer.partial:
        yield f"*{PARTIAL}*"
    if answer.interpreted:
        yield f"*read as: {escaped(answer.interpreted)}*"
    if answer.verdict is Verdict.ANSWERED:
        yield _headline(answer)
        differing = [escaped(line.plain) for line in differing_lines(answer)]
        if differing:
            yield "  \n".join(differing)
    else:
        yield _HEADINGS[answer.verdict]
    if answer.filters:
        yield f"*only articles {escaped(filter_words(answer.filters))}*"
    for words in filter(None, map(date_words, answer.dates)):
        yield f"*{escaped(words)}*"


def _headline(answer: Answer) -> str:
    agreed = f" · {agreement_words(answer)}" if agreement_words(answer) else ""
    words = f"({confidence_words(answer.confidence)}, {answer.confidence:.0%}{agreed})"
    if answer.speaker is not None:
        return f"{_named(answer.speaker)} {words}"
    if answer.text == answer.citations[0].text:
        return f"Answered {words}"
    return f"**{escaped(answer.text)}** {words}"


def _named(speaker: Speaker) -> str:
    role = f", {escaped(speaker.role)}" if speaker.role else ""
    return f"**{escaped(speaker.name)}**{role}"


def _place(source: Source) -> str:
    article, span = source.article, source.span
    parts = (
        article.outlet,
        f"“{article.title}”" if article.title else "",
        article.author,
        article.published,
        article.path,
        f"characters {span.start}–{span.end}",
    )
    return ", ".join(filter(None, parts))


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())
