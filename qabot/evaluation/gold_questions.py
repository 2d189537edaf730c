"""Questions with what is known about their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabot.types import Span


@dataclass(frozen=True, slots=True)
class Gold:
    """A piece of an article that annotators marked; ``text`` is the article's text at ``span``."""

    article: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with what is known about its answer.

    ``history`` are the user's earlier questions, oldest first. ``relevant`` maps articles to
    their grade (0: judged and found irrelevant). ``evidence`` is the whole statement where
    ``answers`` only name its speaker. ``sentences`` are all that answer, ``accept`` right wordings
    that no article prints, ``speaker`` is whoever said what is asked for, and ``kind`` tells what
    is asked for, or how it is.
    """

    id: str
    text: str
    answerable: bool
    answers: tuple[Gold, ...] = ()
    history: tuple[str, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=dict)
    evidence: Gold | None = None
    kind: str | None = None
    sentences: tuple[Gold, ...] = ()
    accept: tuple[str, ...] = ()
    speaker: str | None = None

    @property
    def places(self) -> tuple[Gold, ...]:
        """What a citation has to overlap to be right: the evidence if there is any."""
        if self.evidence is not None:
            return (self.evidence,)
        return (*self.sentences, *self.answers)

    @property
    def wordings(self) -> tuple[str, ...]:
        """Right short answers, as the articles print them and otherwise."""
        printed = (gold.text for gold in self.answers)
        return (*printed, *self.accept, *((self.speaker,) if self.speaker else ()))

    @property
    def articles(self) -> frozenset[str]:
        """The articles that hold an answer or are relevant."""
        marked = {gold.article for gold in (*self.answers, *self.places)}
        return frozenset(marked | {name for name, grade in self.relevant.items() if grade > 0})
