"""What is said, line by line, before it has a look: words with roles.

Everything that is printed or shown is a list of these. How a role looks, and what stands between
the pieces of an answer, is for a style to say: ``terminal_style``, ``markdown_style`` and the
chat's.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum, auto


class Role(StrEnum):
    """What a line, or a piece of one, is for."""

    # lines of an answer
    PARTIAL = auto()
    """That it was found by words alone."""
    INTERPRETED = auto()
    """How a follow-up was read."""
    SPEAKER = auto()
    """Who said it, in full, and how sure that is."""
    SHORT_ANSWER = auto()
    WHOLE_SENTENCE = auto()
    """That the first sentence is the answer, or in a brief all of them."""
    RELATED = auto()
    """That there is no answer, and what is shown instead."""
    NOTHING = auto()
    """That the articles do not say, or that there is none to ask."""
    DISAGREEMENT = auto()
    """That articles differ."""
    DIFFERING = auto()
    """What one of them gives."""
    FILTERS = auto()
    """Which articles were asked."""
    DATES = auto()
    """How words of time were understood."""
    # lines of a citation
    CITED = auto()
    """A sentence out of an article."""
    SOURCE = auto()
    """The article that it is out of."""
    ALSO = auto()
    """Another place that prints the same."""
    OUTDATED = auto()
    """That the index has the sentence no more."""
    COPIES = auto()
    """The articles that are the same story."""
    # lines of lists, reports and reasons
    TITLE = auto()
    """What a list or a part of it is about; as a piece, an article's title."""
    ENTRY = auto()
    """One of a list."""
    BAR = auto()
    """One of a plot, as long as its share."""
    PASSAGE = auto()
    """A retrieved piece of an article."""
    REPORT = auto()
    """What was done, or is the case."""
    NOTE = auto()
    """What is said on the side."""
    WARNING = auto()
    """What asks for the reader's eye."""
    REASON = auto()
    """What speaks for a sentence."""
    GAP = auto()
    """Nothing: an empty line between two parts."""
    # pieces
    TEXT = auto()
    """Words that have no further role."""
    ANSWER = auto()
    """The short answer, above the sentences and inside them."""
    SPEAKER_ROLE = auto()
    MENTION = auto()
    """How the speaker is printed."""
    CONFIDENCE = auto()
    FIGURE = auto()
    """The number behind the confidence."""
    AGREEMENT = auto()
    VERDICT = auto()
    INSTEAD = auto()
    """What is shown where there is no answer."""
    NUMBER = auto()
    """A citation's number, or a rank."""
    LABEL = auto()
    """What a row is about."""
    DATE = auto()
    ASSUMED_DATE = auto()
    """A date that only the article has, not the sentence."""
    COUNT = auto()
    AUTHOR = auto()
    OUTLET = auto()
    PUBLISHED = auto()
    PATH = auto()
    PLACE = auto()
    """The characters of an article that are cited."""
    AGAINST = auto()
    """What speaks against a sentence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; nothing in them steers a terminal."""

    role: Role
    words: str


@dataclass(frozen=True, slots=True)
class WordedLine:
    """One line: its role and its pieces.

    A ``label`` stands beside it, and is blank on the lines that belong to the one before. ``share``
    is from 0 to 1, the length of a bar.
    """

    role: Role
    pieces: tuple[Piece, ...] = ()
    label: Piece | None = None
    share: float | None = None

    @property
    def words(self) -> str:
        """All its words in a row."""
        return "".join(piece.words for piece in self.pieces)

    def said(self, role: Role) -> str:
        """The words of its first piece of a role; empty if it has none."""
        return next((piece.words for piece in self.pieces if piece.role is role), "")

    def only(self, roles: Collection[Role]) -> tuple[Piece, ...]:
        """Its pieces of these roles, in the order of the line."""
        return tuple(piece for piece in self.pieces if piece.role in roles)


def line(role: Role, words: str = "", *pieces: tuple[Role, str]) -> WordedLine:
    """A line that begins with words without a further role."""
    first = (Piece(Role.TEXT, words),) if words else ()
    return WordedLine(role, (*first, *(Piece(*piece) for piece in pieces if piece[1])))


GAP = WordedLine(Role.GAP)
"""An empty line."""
