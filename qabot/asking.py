"""A question put to one state of an index, with the dates that its words ask for."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from qabot.config import Settings
from qabot.dates.stated import stated_dates
from qabot.protocols import Encoder, Reader
from qabot.questions.asked_dates import (
    AskedDates,
    asked_dates,
    asked_event,
    asks_for_newest,
    without,
)
from qabot.questions.followups import Interpretation
from qabot.reading.answering import Reading, read
from qabot.reading.event_dates import event_date
from qabot.reading.explaining import Attempt
from qabot.reading.leads import read_leads
from qabot.retrieval.context import preferring, vector_in_context, weighted_terms
from qabot.retrieval.filters import published_within
from qabot.retrieval.hybrid import search
from qabot.retrieval.preference import DatePreference
from qabot.store.snapshot import Snapshot
from qabot.types import DateUse, Filters, ScoredPassage, Source, Span, UnderstoodDates, Verdict

_NO_PREFERENCE = DatePreference()


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What was found, what it was found with, and how dates were understood."""

    reading: Reading
    attempt: Attempt
    dates: tuple[UnderstoodDates, ...] = ()

    @property
    def passages(self) -> list[ScoredPassage]:
        """The passages that were read, best first."""
        return self.attempt.passages


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """One question to one snapshot; ``seconds`` adds up what encoding and reading take.

    ``cited`` are paths of articles that come a little higher if the question leans on others.
    """

    snapshot: Snapshot
    encoder: Encoder
    reader: Reader | None
    settings: Settings
    asked: Interpretation
    filters: Filters
    cited: Collection[str] = ()
    seconds: dict[str, float] = field(default_factory=lambda: {"encode": 0.0, "read": 0.0})

    def answer(self, today: date | None) -> Asked:
        """Answer with the dates in the question as of ``today``; None leaves them words.

        Dates that filters already set are not looked for in the question.
        """
        if today is None:
            return self._attempt(self.filters)
        newest = asks_for_newest(self.asked.question)
        preference = DatePreference(newest=newest is not None)
        dates, event = self._dates(today)
        if dates is None:
            found = self._attempt(self.filters, preference)
        elif dates.decides:
            found = self._of(dates, preference, event)
        else:
            found = self._preferring(dates, preference)
        if newest is None:
            return found
        apart = len({scored.passage.article.published for scored in found.passages} - {None}) > 1
        use = DateUse.PREFERRED if apart else DateUse.UNUSED
        return replace(found, dates=(*found.dates, self._understood(newest, use)))

    def _dates(self, today: date) -> tuple[AskedDates | None, Source | None]:
        """The dates in the question, and the sentence that dates an event it counts from."""
        if self.filters.since or self.filters.until:
            return None, None
        question = self.asked.question
        if dates := asked_dates(question, today):
            return dates, None
        asked = asked_event(question)
        event = event_date(self.snapshot, asked.name, self.filters) if asked else None
        if asked is None or event is None:
            return None, None
        period = asked.period(event.period)
        return AskedDates(asked.span, period, decides=True, strict=False), event.source

    def _of(self, dates: AskedDates, preference: DatePreference, event: Source | None) -> Asked:
        """Ask the articles of these dates; all, if there are none or another one tells of them."""
        period = dates.period
        filters = replace(self.filters, since=period.since, until=period.until)
        found = self._attempt(filters, preference, dates.span)
        use = DateUse.ONLY if found.passages else DateUse.EMPTY
        if use is DateUse.EMPTY:
            found = self._attempt(self.filters, preference)
        elif self._may_be_told_elsewhere(dates, found):
            others = self._attempt(self.filters, preference)
            if _tells_of(dates, others):
                found, use = others, DateUse.UNANSWERED
        return replace(found, dates=(self._understood(dates.span, use, dates, event),))

    def _may_be_told_elsewhere(self, dates: AskedDates, found: Asked) -> bool:
        """Whether a topic of history was asked for, and articles of its time do not answer."""
        topic = without(self.asked.question, dates.span)
        unanswered = found.reading.verdict is not Verdict.ANSWERED
        return bool(topic) and unanswered and not dates.strict

    def _preferring(self, dates: AskedDates, preference: DatePreference) -> Asked:
        """Ask all articles, those of these dates a little higher."""
        period = dates.period
        preference = replace(preference, since=period.since, until=period.until)
        found = self._attempt(self.filters, preference)
        helped = any(map(preference.holds, found.passages))
        use = DateUse.PREFERRED if helped else DateUse.UNUSED
        return replace(found, dates=(self._understood(dates.span, use, dates),))

    def _understood(
        self,
        span: Span,
        use: DateUse,
        dates: AskedDates | None = None,
        event: Source | None = None,
    ) -> UnderstoodDates:
        since = dates.period.since if dates else None
        until = dates.period.until if dates else None
        return UnderstoodDates(span.of(self.asked.question), span, since, until, use, event)

    def _attempt(
        self,
        filters: Filters,
        preference: DatePreference = _NO_PREFERENCE,
        left_out: Span | None = None,
    ) -> Asked:
        """Search and read; a phrase that the filters stand for is left out of the question."""
        question, query = self.asked.question, self.asked.query
        topic = without(question, left_out) if left_out else question
        query = topic if topic and query == question else query
        settings, earlier = self.settings, self.asked.earlier
        with self._timed("encode"):
            vector = vector_in_context(self.encoder, query, earlier, settings)
        passages = search(
            self.snapshot, query, vector, preference.passages(settings.reading.passages_read),
            filters, settings, weighted_terms(earlier, settings),
        )  # fmt: skip
        passages = preference.apply(passages, settings)
        if self.asked.is_followup:
            cited = self.snapshot.names_of(tuple(self.cited))
            passages = preferring(passages, cited, settings.follow_ups.cited)
        passages = passages[: settings.reading.passages_read]
        with self._timed("read"):
            reading = (
                read(
                    self.snapshot,
                    topic,
                    vector,
                    passages,
                    settings,
                    self.reader,
                    filters,
                    newest=preference.newest,
                )
                if topic or not passages
                else read_leads(self.snapshot, passages, settings)
            )
        return Asked(reading, Attempt(topic, query, vector, passages, filters))

    @contextmanager
    def _timed(self, part: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[part] += time.perf_counter() - started


def _tells_of(dates: AskedDates, found: Asked) -> bool:
    """Whether an answer from articles of other dates is about these.

    The passage that its first sentence stands in states such a date; an undated article, such as
    one of an encyclopedia, is given the benefit of the doubt.
    """
    if found.reading.verdict is not Verdict.ANSWERED:
        return False
    first = found.reading.citations[0]
    published = first.article.published
    around = [
        scored.passage.text
        for scored in found.passages
        if scored.passage.article == first.article and scored.passage.span.overlaps(first.span)
    ]
    stated = stated_dates(" ".join(around) or first.text, published)
    period = dates.period
    return published is None or any(
        published_within(one.name, period.since, period.until) for one in stated
    )
