"""Lists of all that mentions something."""

from __future__ import annotations

from dataclasses import dataclass

from qabot.types.answers import Citation
from qabot.types.articles import ArticleRef, Span
from qabot.types.retrieval_values import Filters
from qabot.types.serialised import Serialised


@dataclass(frozen=True, slots=True)
class ArticleMentions(Serialised):
    """How often an article prints a phrase, and where first.

    ``first`` is None where only the title does, which counts once unless the text begins with it.
    """

    article: ArticleRef
    count: int
    first: Span | None


@dataclass(frozen=True, slots=True)
class Tally(Serialised):
    """Articles that print a phrase, and how often they do together."""

    articles: int = 0
    mentions: int = 0

    def plus(self, count: int) -> Tally:
        """With one more article that prints it so often."""
        return Tally(self.articles + 1, self.mentions + count)


@dataclass(frozen=True, slots=True)
class Mentions(Serialised):
    """Every article that prints a phrase: newest first, the undated last."""

    phrase: str
    articles: tuple[ArticleMentions, ...]
    filters: Filters = Filters()

    @property
    def total(self) -> Tally:
        """All of them together."""
        return Tally(len(self.articles), sum(found.count for found in self.articles))

    @property
    def by_outlet(self) -> dict[str | None, Tally]:
        """By outlet, the most articles first; None for those that name none."""
        tallies: dict[str | None, Tally] = {}
        for found in self.articles:
            outlet = found.article.outlet
            tallies[outlet] = tallies.get(outlet, Tally()).plus(found.count)
        return dict(sorted(tallies.items(), key=lambda item: -item[1].articles))

    @property
    def by_month(self) -> dict[str | None, Tally]:
        """By month of publication ("2024-06", or "2024" where no more is known), oldest first.

        None for the undated, at the end. Months without a mention are not in it.
        """
        tallies: dict[str | None, Tally] = {}
        for found in self.articles:
            month = found.article.published and found.article.published[: len("2024-06")]
            tallies[month] = tallies.get(month, Tally()).plus(found.count)
        return dict(sorted(tallies.items(), key=lambda item: (item[0] is None, item[0] or "")))


@dataclass(frozen=True, slots=True)
class Event(Serialised):
    """A sentence on a timeline: its day, month or year in ISO 8601, and where it stands.

    ``stated`` tells a date that the sentence gives itself from that of its article.
    """

    date: str
    stated: bool
    citation: Citation


@dataclass(frozen=True, slots=True)
class Timeline(Serialised):
    """Dated sentences that print a phrase, in the order of their dates, one for each event.

    ``total`` counts all events, of which ``events`` are those that a limit left. ``undated`` counts
    the sentences left out because neither they nor their article tell one date.
    """

    phrase: str
    events: tuple[Event, ...]
    total: int
    undated: int
    filters: Filters = Filters()
