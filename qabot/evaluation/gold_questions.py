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
    ``answers`` only name its speaker.
    """

    id: str
    text: str
    answerable: bool
    answers: tuple[Gold, ...] = ()
    history: tuple[str, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=dict)
    evidence: Gold | None = None
    kind: str | None = None

    @property
    def places(self) -> tuple[Gold, ...]:
        """What a citation has to overlap to be right: the evidence if there is any."""
        return self.answers if self.evidence is None else (self.evidence,)

    @property
    def articles(self) -> frozenset[str]:
        """The articles that hold an answer or are relevant."""
        marked = {gold.article for gold in (*self.answers, *self.places)}
        return frozenset(marked | {name for name, grade in self.relevant.items() if grade > 0})
