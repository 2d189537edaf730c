"""How lines look in a terminal, and as plain text in a pipe or a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from qabot.wording.worded_line import Piece, Role, WordedLine

if TYPE_CHECKING:  # rich takes 0.05 s to import: plain text needs none of it
    from rich.console import RenderableType
    from rich.text import Text

_INDENT = Piece(Role.TEXT, "    ")
_BAR_WIDTH = 32
_BESIDE = frozenset({Role.COUNT, Role.DATE, Role.ASSUMED_DATE})
"""Labels that have a column of their own on a terminal."""

_LINES = {
    Role.PARTIAL: "yellow",
    Role.INTERPRETED: "dim",
    Role.WHOLE_SENTENCE: "green",
    Role.RELATED: "yellow",
    Role.NOTHING: "yellow",
    Role.DISAGREEMENT: "yellow",
    Role.FILTERS: "dim",
    Role.DATES: "dim",
    Role.SOURCE: "dim",
    Role.ALSO: "dim",
    Role.OUTDATED: "yellow",
    Role.COPIES: "dim",
    Role.TITLE: "bold",
    Role.NOTE: "dim",
    Role.WARNING: "yellow",
}
_PIECES = {
    Role.ANSWER: "bold green",
    Role.NOTE: "dim",
    Role.AGAINST: "dim",
    Role.NUMBER: "bold cyan",
    Role.PLACE: "cyan",
    Role.LABEL: "bold",
    Role.COUNT: "bold cyan",
    Role.DATE: "bold",
    Role.ASSUMED_DATE: "dim",
}


def plain(line: WordedLine) -> str:
    """A line as it is printed into a pipe."""
    return "".join(piece.words for piece in (*_label(line), *_arranged(line)))


def plain_lines(lines: Iterable[WordedLine]) -> list[str]:
    """Lines as they are printed into a pipe, each citation after an empty one."""
    return [plain(line) for line in _spaced(lines)]


def rich_text(line: WordedLine) -> Text:
    """A line with its colours."""
    from rich.text import Text

    if line.label is None:
        return _body(line)
    return Text.assemble(*map(_styled, _label(line)), _body(line))


def rich_lines(
    lines: Iterable[WordedLine], *, in_columns: bool = False
) -> Iterator[RenderableType]:
    """What a console prints; ``in_columns`` wraps between words and beside what stands before."""
    for is_plot, group in groupby(_spaced(lines), lambda line: line.share is not None):
        if is_plot:
            yield _plot(group)
            continue
        for line in group:
            yield _wrapped(line) if in_columns else rich_text(line)


def _wrapped(line: WordedLine) -> RenderableType:
    """A line that is wrapped in the column that its words begin in."""
    from qabot.wording.hanging_text import HangingText

    if line.label is not None and line.label.role in _BESIDE:
        return _row(line)
    return HangingText(rich_text(line), _words_from(line))


def _words_from(line: WordedLine) -> int:
    """How many characters stand before a line's words: its label, its number, or blanks."""
    if line.label is not None:
        return sum(len(piece.words) for piece in _label(line))
    words = plain(line)
    if line.role is Role.CITED:
        return words.index(" ") + 1
    return len(words) - len(words.lstrip())


def _spaced(lines: Iterable[WordedLine]) -> Iterator[WordedLine]:
    """The lines, with an empty one before each citation that stands by itself."""
    for line in lines:
        if line.role is Role.CITED and line.label is None:
            yield WordedLine(Role.GAP)
        yield line


def _label(line: WordedLine) -> tuple[Piece, ...]:
    if line.label is None:
        return ()
    gap = " " if line.label.role is Role.NUMBER else "  "
    return line.label, Piece(Role.TEXT, gap)


def _body(line: WordedLine) -> Text:
    from rich.text import Text

    # a label has its own colour, so what is beside it takes the line's
    return Text.assemble(*map(_styled, _arranged(line)), style=_LINES.get(line.role, ""))


def _styled(piece: Piece) -> tuple[str, str]:
    return piece.words, "" if piece.words.isspace() else _PIECES.get(piece.role, "")


def _arranged(line: WordedLine) -> tuple[Piece, ...]:
    """The pieces in their order, with what stands between them."""
    arrange = _ARRANGEMENTS.get(line.role)
    return tuple(arrange(line)) if arrange else line.pieces


def _short_answer(line: WordedLine) -> Iterator[Piece]:
    yield from line.only({Role.ANSWER})
    if role := line.said(Role.SPEAKER_ROLE):
        yield Piece(Role.TEXT, f", {role}")
    aside = f" ({mention})" if (mention := line.said(Role.MENTION)) else ""
    yield Piece(Role.NOTE, f"{aside}  ({sure_words(line)})")


def sure_words(line: WordedLine) -> str:
    """How sure an answer is: in words, by its figure, and how many articles say so."""
    agreed = f" · {agreed}" if (agreed := line.said(Role.AGREEMENT)) else ""
    return f"{line.said(Role.CONFIDENCE)}, {line.said(Role.FIGURE)}{agreed}"


def _whole_sentence(line: WordedLine) -> Iterator[Piece]:
    yield Piece(Role.VERDICT, f"{line.said(Role.VERDICT)}  ({sure_words(line)})")


def _unanswered(line: WordedLine) -> Iterator[Piece]:
    yield Piece(Role.VERDICT, unanswered_words(line))


def unanswered_words(line: WordedLine) -> str:
    """The verdict as a sentence, with what is shown instead."""
    instead = f" {instead}:" if (instead := line.said(Role.INSTEAD)) else ""
    return f"{line.said(Role.VERDICT)}.{instead}"


def _differing(line: WordedLine) -> Iterator[Piece]:
    yield Piece(Role.NOTE, f"  {line.said(Role.DATE)}  ")
    yield from line.only({Role.TEXT})
    yield Piece(Role.PLACE, f"  [{line.said(Role.NUMBER)}]")


def _in_brackets(line: WordedLine) -> Iterator[Piece]:
    yield Piece(Role.TEXT, f"({line.words})")


def _cited(line: WordedLine) -> Iterator[Piece]:
    yield Piece(Role.NUMBER, f"[{line.said(Role.NUMBER)}] ")
    yield from line.only({Role.TEXT, Role.ANSWER})


def _source(line: WordedLine) -> Iterator[Piece]:
    by = ", ".join(map(line.said, _said(line, (Role.AUTHOR, Role.OUTLET, Role.PUBLISHED))))
    words = " · ".join(filter(None, (line.said(Role.TITLE), by, line.said(Role.PATH))))
    also = "also: " if line.role is Role.ALSO else ""
    yield from _indented(line, f"{also}{words}")


def _said(line: WordedLine, roles: Iterable[Role]) -> list[Role]:
    return [role for role in roles if line.said(role)]


def _aside(line: WordedLine) -> Iterator[Piece]:
    yield from _indented(line, line.words)


def _indented(line: WordedLine, words: str) -> Iterator[Piece]:
    """Under a citation's sentence, but for what a label makes room for."""
    if line.label is None:
        yield _INDENT
    yield Piece(Role.TEXT, words)


_ARRANGEMENTS = {
    Role.SPEAKER: _short_answer,
    Role.SHORT_ANSWER: _short_answer,
    Role.WHOLE_SENTENCE: _whole_sentence,
    Role.RELATED: _unanswered,
    Role.NOTHING: _unanswered,
    Role.DIFFERING: _differing,
    Role.FILTERS: _in_brackets,
    Role.CITED: _cited,
    Role.SOURCE: _source,
    Role.ALSO: _source,
    Role.ENTRY: _source,
    Role.OUTDATED: _aside,
    Role.COPIES: _aside,
}


def _row(line: WordedLine) -> RenderableType:
    """A line beside its label, folded in its own column."""
    from rich.table import Table
    from rich.text import Text

    assert line.label is not None
    row = Table.grid(padding=(0, 2, 0, 0))
    row.add_column(width=len(line.label.words))
    row.add_column(overflow="fold")
    row.add_row(Text(*_styled(line.label)), _body(line))
    return row


def _plot(lines: Iterable[WordedLine]) -> RenderableType:
    """A bar for each line, the longest as wide as the plot."""
    from rich.bar import Bar
    from rich.table import Table
    from rich.text import Text

    plot = Table.grid(padding=(0, 1, 0, 0))
    for line in lines:
        label = line.label.words if line.label else ""
        bar = Bar(1.0, 0, line.share or 0.0, width=_BAR_WIDTH, color="cyan")
        plot.add_row(Text(f"  {label}"), bar, Text(line.words, style="dim"))
    return plot
