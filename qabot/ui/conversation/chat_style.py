"""How lines look in the chat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from textual.content import Content

from qabot.ui.article.article_place import ArticlePlace
from qabot.wording.ages import published_words
from qabot.wording.answer_lines import source_line
from qabot.wording.common_words import one_line
from qabot.wording.worded_line import Role, WordedLine

_SOURCES_SHOWN = 3
_MUTED = "$foreground-muted"
_ANSWERED = (Role.SPEAKER, Role.SHORT_ANSWER, Role.WHOLE_SENTENCE)
_MARKS = {Role.RELATED: "≈", Role.NOTHING: "∅"}
"""Verdicts differ in words and mark as well as in colour."""
_FIELDS = {Role.LABEL: _MUTED, Role.PATH: "bold"}
_REASONS = {Role.TITLE: "bold", Role.NOTE: "dim", Role.AGAINST: "dim"}


def headline(lines: Iterable[WordedLine], *, figure: bool) -> Iterator[Content]:
    """What an answer comes to; ``figure`` shows the number behind the confidence."""
    said = list(lines)
    filters = "".join(line.words for line in said if line.role is Role.FILTERS)
    for line in said:
        if line.role in _ANSWERED:
            yield from _short_answer(line, filters, figure=figure)
        elif line.role in _MARKS:
            yield from _unanswered(line, figure=figure)
        elif line.role is Role.PARTIAL:
            yield Content.styled(f"◐ {line.words}", "$text-warning")
        elif line.role is Role.DISAGREEMENT:
            yield Content.styled(line.words, "yellow")
        elif line.role is Role.DIFFERING:
            yield _differing(line)
        elif line.role is not Role.FILTERS:  # those stand beside the short answer, or in it
            yield Content.styled(line.words, _MUTED)


def card(lines: Iterable[WordedLine], today: date) -> Iterator[Content]:
    """A cited sentence, its source, and the first places where else it stands."""
    for role, group in groupby(lines, key=lambda line: line.role):
        if role is Role.ALSO:
            yield from _places(list(group), today)
            continue
        for line in group:
            yield _about(line, today)


def reason(line: WordedLine) -> Content:
    """What speaks for a sentence."""
    style = _REASONS.get(line.role, "")
    parts = ((piece.words, _REASONS.get(piece.role, style)) for piece in line.pieces)
    return Content.assemble(*parts)


def article_heading(place: ArticlePlace, today: date) -> Content:
    """What stands above an article: its title, its source, and which citation it is of."""
    line = source_line(place.article)
    number = place.citation.number if place.citation and place.count else 0
    which = f"[{number}] of {place.count} · " if number else ""
    lines = (
        Content.styled(_title(line), "bold"),
        Content.styled(_origin(line, today), _MUTED),
        Content.styled(f"{which}{line.said(Role.PATH)}", _MUTED),
    )
    return Content("\n").join(line for line in lines if line)


def fields_heading(lines: Iterable[WordedLine]) -> Content:
    """What stands above a file that is shown as it is read: a field a line."""
    rows = (
        Content.assemble(*((one.words, _FIELDS.get(one.role, "")) for one in line.pieces))
        for line in lines
    )
    return Content("\n").join(rows)


def listed(lines: Iterable[WordedLine], today: date) -> Iterator[Content]:
    """Lines of a list: articles with title and origin, sentences, and what is said of them."""
    for role, group in groupby(lines, key=lambda line: line.role):
        if role is Role.ALSO:
            yield from _places(list(group), today)
            continue
        for line in group:
            yield from _LISTED.get(role, _said)(line, today)


def source_words(line: WordedLine, today: date) -> str:
    """Title, author and outlet, and date with its age, on one line; the path if untitled."""
    also = "also: " if line.role is Role.ALSO else ""
    return also + " · ".join(filter(None, (_title(line), _origin(line, today))))


def _title(line: WordedLine) -> str:
    return one_line(line.said(Role.TITLE) or line.said(Role.PATH))


def _origin(line: WordedLine, today: date) -> str:
    """Author and outlet, and the date with its age."""
    by = ", ".join(filter(None, map(line.said, (Role.AUTHOR, Role.OUTLET))))
    published = published_words(line.said(Role.PUBLISHED), today)
    return one_line(" · ".join(filter(None, (by, published))))


def _short_answer(line: WordedLine, filters: str, *, figure: bool) -> Iterator[Content]:
    """Name or answer on a line of its own, then what is known of it."""
    if answer := line.said(Role.ANSWER):
        role = f"  {role}" if (role := line.said(Role.SPEAKER_ROLE)) else ""
        yield Content.assemble((answer, "bold $text-accent"), role)
    sure = line.said(Role.CONFIDENCE) + _figure(line, figure=figure)
    aside = line.said(Role.MENTION) or line.said(Role.INSTEAD)
    asides = filter(None, (aside, sure, line.said(Role.AGREEMENT), filters))
    yield Content.styled(" · ".join(asides), _MUTED)


def _unanswered(line: WordedLine, *, figure: bool) -> Iterator[Content]:
    """The verdict, and what is shown instead."""
    number, verdict = _figure(line, figure=figure), f"{_MARKS[line.role]} {line.said(Role.VERDICT)}"
    instead = line.said(Role.INSTEAD)
    yield Content.styled(f"{verdict}{'' if instead else number}.", "bold")
    if instead:
        yield Content.styled(f"{instead}{number}:", _MUTED)


def _figure(line: WordedLine, *, figure: bool) -> str:
    number = line.said(Role.FIGURE)
    return f" ({number})" if figure and number else ""


def _differing(line: WordedLine) -> Content:
    when, number = f"  {line.said(Role.DATE)}  ", f"  [{line.said(Role.NUMBER)}]"
    return Content.assemble((when, "dim"), line.said(Role.TEXT), (number, "cyan"))


def _places(lines: Sequence[WordedLine], today: date) -> Iterator[Content]:
    for line in lines[:_SOURCES_SHOWN]:
        yield Content.styled(source_words(line, today), _MUTED)
    if len(lines) > _SOURCES_SHOWN:
        yield Content.styled(f"and {len(lines) - _SOURCES_SHOWN} more", _MUTED)


def _about(line: WordedLine, today: date) -> Content:
    if line.role is Role.CITED:
        return _cited(line)
    if line.role is Role.OUTDATED:
        return Content.styled(f"! {line.words}", "$text-warning")
    words = source_words(line, today) if line.role is Role.SOURCE else line.words
    return Content.styled(words, _MUTED)


def _cited(line: WordedLine) -> Content:
    number = (f"[{line.said(Role.NUMBER)}] ", _MUTED)
    words = ((one.words, "bold" if one.role is Role.ANSWER else "") for one in line.pieces[1:])
    return Content.assemble(number, *words)


def _entry(line: WordedLine, today: date) -> Iterator[Content]:
    """The title, and what is known of the article, with how often it prints the phrase."""
    label = line.label.words.strip() if line.label else ""
    counts = line.label is not None and line.label.role is Role.COUNT
    rank = f"{label} " if label and not counts else ""
    yield Content.assemble((rank, _MUTED), (_title(line), "bold"))
    often = f"{label}×" if counts else ""
    said = " · ".join(filter(None, (often, _origin(line, today) or line.said(Role.PATH))))
    yield Content.styled(said, _MUTED)


def _dated(line: WordedLine, today: date) -> Iterator[Content]:
    """A sentence behind its date; one that only the article has is muted."""
    if line.label is None:
        yield _cited(line)
        return
    stated = line.label.role is Role.DATE
    words = "".join(piece.words for piece in line.pieces[1:])
    date_style = "bold $text-accent" if stated else _MUTED
    yield Content.assemble((f"{line.label.words.strip()}  ", date_style), words)


def _bar(line: WordedLine, today: date) -> Iterator[Content]:
    label = line.label.words if line.label else ""
    bar = "█" * round(_BAR_CELLS * (line.share or 0)) or ("▏" if line.share else "")
    words = f" {line.words}" if line.words else ""
    yield Content.assemble((f"{label:8} ", _MUTED), (bar, "$accent"), (words, _MUTED))


def _said(line: WordedLine, today: date) -> Iterator[Content]:
    yield Content.styled(line.words, _LINES_LISTED.get(line.role, ""))


def _from(line: WordedLine, today: date) -> Iterator[Content]:
    yield Content.styled(source_words(line, today), _MUTED)


_BAR_CELLS = 32
_LISTED = {
    Role.ENTRY: _entry,
    Role.CITED: _dated,
    Role.SOURCE: _from,
    Role.BAR: _bar,
}
_LINES_LISTED = {Role.TITLE: "bold", Role.NOTE: _MUTED, Role.WARNING: "$text-warning"}
