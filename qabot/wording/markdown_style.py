"""How lines look in Markdown, with footnotes.

Text from articles is escaped so that Markdown shows it and never obeys it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qabot.wording.common_words import one_line
from qabot.wording.terminal_style import plain, sure_words, unanswered_words
from qabot.wording.worded_line import Role, WordedLine

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|$#^]")
_OPENING = re.compile(r"^(?=[-+=:])|^(\d{1,9})(?=[.)])")
"""What begins a list, an underline or a definition where it opens a line."""
_UNDER = (Role.SOURCE, Role.ALSO, Role.PASSAGE, Role.NOTE)
"""Lines of a list that belong to the entry before."""
_PLACES = (Role.OUTLET, Role.TITLE, Role.AUTHOR, Role.PUBLISHED, Role.PATH, Role.PLACE)


def escaped(text: str) -> str:
    """One line of Markdown that renders as this text (CommonMark, GitHub's tables and footnotes).

    An exclamation mark at the end is escaped too: what follows may be the bracket of a footnote.
    """
    line = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    line = _OPENING.sub(r"\1\\", line)
    return f"{line[:-1]}\\!" if line.endswith("!") else line


def head_blocks(lines: Iterable[WordedLine]) -> Iterator[str]:
    """What stands above the cited sentences, a paragraph each; differing answers are in one."""
    differing = []
    for line in lines:
        if line.role in (Role.DISAGREEMENT, Role.DIFFERING):
            differing.append(escaped(plain(line)))
            continue
        if differing:
            yield "  \n".join(differing)
            differing = []
        yield _block(line)
    if differing:
        yield "  \n".join(differing)


def list_blocks(lines: Iterable[WordedLine]) -> Iterator[str]:
    """A list: its titles and notes as paragraphs, whatever else it has as bullets.

    What belongs to the line before, such as a source, stands under it in the same bullet.
    """
    items: list[str] = []
    for line in lines:
        words = _item(line)
        if line.role in (Role.TITLE, Role.NOTE, Role.WARNING) and line.label is None:
            yield from _bullets(items)
            items = []
            yield f"**{escaped(words)}**" if line.role is Role.TITLE else f"*{escaped(words)}*"
        elif line.role in _UNDER and items:
            items[-1] += f"  \n  {escaped(words)}"
        elif words and line.role is not Role.GAP:
            items.append(escaped(words))
    yield from _bullets(items)


def _item(line: WordedLine) -> str:
    """A line of a list; a sentence comes without its number, to which no footnote belongs."""
    if line.role is not Role.CITED:
        return one_line(plain(line))
    label = line.label.words if line.label else ""
    return one_line(f"{label} {sentence(line)}")


def _bullets(items: Iterable[str]) -> Iterator[str]:
    """All items as one block, if there are any."""
    if block := "\n".join(f"- {item}" for item in items):
        yield block


def quotation(line: WordedLine, label: int) -> str:
    """A cited sentence with the mark of its footnote."""
    return f"> {escaped(sentence(line))}[^{label}]"


def sentence(line: WordedLine) -> str:
    """What a cited line prints, without its number."""
    return "".join(piece.words for piece in line.only({Role.TEXT, Role.ANSWER}))


def footnote(lines: Iterable[WordedLine]) -> str:
    """Where a citation stands, and where else; then what else is said of it. Not escaped."""
    said = [line for line in lines if line.role is not Role.CITED]
    places = [_place(line) for line in said if line.role in (Role.SOURCE, Role.ALSO)]
    notes = [
        line.words for role in (Role.COPIES, Role.OUTDATED) for line in said if line.role is role
    ]
    return "; ".join(["; also ".join(places), *notes])


def _block(line: WordedLine) -> str:
    if line.role in (Role.RELATED, Role.NOTHING):
        return escaped(unanswered_words(line))
    if line.role is Role.WHOLE_SENTENCE:
        return f"{line.said(Role.VERDICT)} ({sure_words(line)})"
    if line.role in (Role.SPEAKER, Role.SHORT_ANSWER):
        role = f", {escaped(role)}" if (role := line.said(Role.SPEAKER_ROLE)) else ""
        printed = line.said(Role.MENTION) if line.role is Role.SHORT_ANSWER else ""
        aside = f" ({escaped(printed)})" if printed else ""
        return f"**{escaped(line.said(Role.ANSWER))}**{role}{aside} ({sure_words(line)})"
    return f"*{escaped(line.words)}*"


def _place(line: WordedLine) -> str:
    said = {role: line.said(role) for role in _PLACES}
    if title := said[Role.TITLE]:
        said[Role.TITLE] = f"“{title}”"
    return ", ".join(filter(None, said.values()))
