"""How lines look in HTML: roles are classes, and a style sheet gives them their look.

Whatever a line says is escaped, so nothing that an article prints is ever markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from qabot.wording.worded_line import Piece, Role, WordedLine

_ASIDES = {
    Role.SPEAKER: (
        Role.SPEAKER_ROLE,
        Role.MENTION,
        Role.CONFIDENCE,
        Role.FIGURE,
        Role.AGREEMENT,
    ),
    Role.SHORT_ANSWER: (
        Role.SPEAKER_ROLE,
        Role.MENTION,
        Role.CONFIDENCE,
        Role.FIGURE,
        Role.AGREEMENT,
    ),
    Role.WHOLE_SENTENCE: (Role.CONFIDENCE, Role.FIGURE, Role.AGREEMENT),
}
"""What is said beside an answer, in its order."""
_BETWEEN = Markup(" <span class='between'>·</span> ")


def head_html(lines: Iterable[WordedLine], anchor: str = "c") -> Markup:
    """What stands above the cited sentences.

    Args:
        lines: of an answer.
        anchor: what stands before a citation's number in its id, for differing answers to link to.
    """
    return Markup("\n").join(_head(line, anchor) for line in lines)


def sentence_html(line: WordedLine) -> Markup:
    """A cited line without its number; what is the answer in it is marked."""
    return Markup("").join(
        Markup("<mark class='answer'>{}</mark>").format(piece.words)
        if piece.role is Role.ANSWER
        else escape(piece.words)
        for piece in line.only({Role.TEXT, Role.ANSWER})
    )


def line_html(line: WordedLine) -> Markup:
    """Any line: a paragraph of its pieces, its label first."""
    pieces = [*([line.label] if line.label else []), *line.pieces]
    return _element("p", line.role, Markup("").join(map(_span, pieces)))


def role_class(role: Role) -> str:
    """The class of a role in a style sheet."""
    return role.replace("_", "-")


def _head(line: WordedLine, anchor: str) -> Markup:
    if line.role in _ASIDES:
        return _element("div", line.role, Markup(" ").join(_answered(line)))
    if line.role in (Role.RELATED, Role.NOTHING):
        return _element("div", line.role, Markup(" ").join(_unanswered(line)))
    if line.role is Role.DIFFERING:
        return _element("p", line.role, _differing(line, anchor))
    return line_html(line)


def _answered(line: WordedLine) -> Iterator[Markup]:
    """The answer, or that the sentences are it; then what is known of it."""
    words = line.said(Role.ANSWER) or line.said(Role.VERDICT)
    yield _element("p", Role.ANSWER if line.said(Role.ANSWER) else Role.VERDICT, escape(words))
    asides = [piece for role in _ASIDES[line.role] for piece in line.only({role})]
    yield Markup("<p class='asides'>{}</p>").format(_BETWEEN.join(map(_span, asides)))


def _unanswered(line: WordedLine) -> Iterator[Markup]:
    yield _element("p", Role.VERDICT, escape(f"{line.said(Role.VERDICT)}."))
    if instead := line.said(Role.INSTEAD):
        yield _element("p", Role.INSTEAD, escape(f"{instead}:"))


def _differing(line: WordedLine, anchor: str) -> Markup:
    number = line.said(Role.NUMBER)
    return Markup("{} {} <a class='number' href='#{}{}'>[{}]</a>").format(
        _span(Piece(Role.DATE, line.said(Role.DATE).strip())),
        _span(Piece(Role.TEXT, line.said(Role.TEXT))),
        anchor,
        number,
        number,
    )


def _span(piece: Piece) -> Markup:
    return _element("span", piece.role, escape(piece.words))


def _element(tag: str, role: Role, inside: Markup) -> Markup:
    opening = Markup("<{} class='{}'>").format(tag, role_class(role))
    return opening + inside + Markup("</{}>").format(tag)
