"""What one attempt at a question came to, and the answer that is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabot.dates.stated import stated_dates
from qabot.questions.asked_dates import AskedDates
from qabot.questions.question import Question
from qabot.reading.explaining import ReadingTrace
from qabot.reading.outcome import Outcome
from qabot.reading.task import ReadingTask
from qabot.retrieval.context import weighted_terms
from qabot.retrieval.hybrid import combined, dense_weight
from qabot.types import Answer, Filters, ScoredPassage, UnderstoodDates, Verdict
from qabot.types.retrieval_values import published_within


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """What an attempt at a question came to, and what it read.

    ``question`` is the one that was answered: a follow-up that is none is answered alone.
    ``seconds`` has the ``total`` and its parts.
    """

    question: Question
    task: ReadingTask
    outcome: Outcome
    dates: tuple[UnderstoodDates, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def passages(self) -> list[ScoredPassage]:
        """The passages that were read, best first."""
        return self.task.passages

    @property
    def is_answered(self) -> bool:
        """Whether it is sure enough to be an answer."""
        return self.outcome.verdict is Verdict.ANSWERED

    @property
    def is_partial(self) -> bool:
        """Whether there may be a better one: passages wait to be embedded, or time ran out."""
        return self.task.snapshot.lexical_only or self.task.budget.ran_out

    def tells_of(self, dates: AskedDates) -> bool:
        """Whether an answer from articles of other dates is about these.

        The passage that its first sentence stands in states such a date; an undated article, such
        as one of an encyclopedia, is given the benefit of the doubt.
        """
        if not self.is_answered:
            return False
        published, period = self.outcome.citations[0].article.published, dates.period
        stated = stated_dates(self._around, published)
        return published is None or any(
            published_within(one.name, period.since, period.until) for one in stated
        )

    @property
    def _around(self) -> str:
        """The passages that the first sentence of an answer stands in."""
        first = self.outcome.citations[0]
        around = [
            scored.passage.text
            for scored in self.passages
            if scored.passage.article == first.article and scored.passage.span.overlaps(first.span)
        ]
        return " ".join(around) or first.text

    @property
    def trace(self) -> ReadingTrace:
        """What was considered, to be explained later."""
        settings = self.task.settings
        weight = dense_weight(self.task.snapshot, settings)
        return ReadingTrace(
            question=self.question.standalone,
            query=self.task.wanted.query,
            earlier=weighted_terms(self.question.earlier, settings),
            passages=self.passages,
            bonuses=[
                scored.score - combined(scored.dense, scored.lexical, weight)
                for scored in self.passages
            ],
            chosen_by=self.outcome.chosen_by,
            ranking=self.outcome.ranking,
            engine=self.task.snapshot.engine,
        )

    def answer(self, question: str, filters: Filters, id: str | int | None) -> Answer:
        """The answer to a question as it was typed, among the articles that filters left."""
        outcome, standalone = self.outcome, self.question.standalone
        return Answer(
            question=question,
            verdict=outcome.verdict,
            confidence=outcome.confidence,
            text=outcome.text,
            speaker=outcome.speaker,
            citations=outcome.citations,
            milliseconds={part: 1000 * value for part, value in self.seconds.items()},
            considered=tuple(self.passages),
            filters=filters,
            id=id,
            interpreted=standalone if standalone != self.question.text else "",
            dates=self.dates,
            partial=self.is_partial,
            out_of_time=self.task.budget.ran_out,
            agreement=outcome.agreement,
            span=outcome.span,
            mention_span=outcome.mention_span,
            brief=outcome.brief,
            resolved=outcome.resolved,
            role=outcome.role,
            affirms=outcome.affirms,
            items=outcome.items,
            unmet=outcome.unmet,
            trace=self.trace,
        )
