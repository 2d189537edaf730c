"""Puts a question to the articles: what answers, explanations and evaluation stand on."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from qabot.attempt import Attempt
from qabot.config import Settings
from qabot.protocols import Encoder, Reader
from qabot.questions.asked_dates import AskedDates
from qabot.questions.question import Question, Wanted
from qabot.reading.answering import read
from qabot.reading.citing import with_stale
from qabot.reading.event_dates import DatedEvent, event_date
from qabot.reading.joining import joined
from qabot.reading.task import ReadingTask
from qabot.reading.time_budget import TimeBudget
from qabot.retrieval.context import preferring, vector_in_context, weighted_terms
from qabot.retrieval.hybrid import search
from qabot.retrieval.preference import DatePreference
from qabot.retrieval.verbatim import printing_first
from qabot.store.snapshot import Snapshot
from qabot.types import (
    DateUse,
    Filters,
    FloatArray,
    ScoredPassage,
    Source,
    Span,
    UnderstoodDates,
)

_NO_FILTERS = Filters()
_NO_PREFERENCE = DatePreference()
_FURTHER = 3
"""Times as many passages are found as are read, so that those of articles cited before come up."""


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """Puts questions to one state of an index.

    ``cited`` are paths of articles that come higher if the question leans on others, each with the
    share of that which it gets, up to 1.
    """

    snapshot: Snapshot
    encoder: Encoder
    reader: Reader | None
    settings: Settings
    filters: Filters = _NO_FILTERS
    cited: Mapping[str, float] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=lambda: {"encode": 0.0, "read": 0.0})
    """What encoding and reading took, all tries together."""
    budget: TimeBudget = field(default_factory=TimeBudget)
    """For all tries together; encoding, for which a model may have to be loaded, is not counted."""
    vectors: dict[tuple[str, ...], FloatArray] = field(default_factory=dict)
    """By what is searched for, with the earlier questions: unit vectors of shape ``(dim,)``."""
    called: list[dict[str, float]] = field(default_factory=list)
    """``cited`` by what the articles are called now, once it was needed."""

    def attempt(self, question: Question) -> Attempt:
        """Answer a question; one that may lean on others or not, whichever way is surer.

        Dates in it choose or prefer articles, unless the filters already set some. What is asked
        besides is answered, too, if the first is and there is time.
        """
        made = self._alone_or_not(question)
        if question.further is not None and made.is_answered and self.budget.has_time():
            further = self._alone_or_not(question.further)
            if further.is_answered:
                made = replace(made, outcome=joined(made.outcome, further.outcome))
        return replace(made, outcome=with_stale(self.snapshot, made.outcome))

    def _alone_or_not(self, question: Question) -> Attempt:
        """What is surer: the question after those before it, or as if it were the first.

        One that takes no words from them is not tried after them if it is sure as the first.
        """
        if question.alone is None:
            return self._dated(question)
        ways = [question, question.alone] if question.carried else [question.alone, question]
        made = [self._dated(ways[0])]
        if self.budget.has_time() and (question.carried or not self._is_sure(made[0])):
            made.append(self._dated(ways[1]))
        return max(made, key=lambda one: (one.outcome.confidence, one.question.leans))

    def _is_sure(self, made: Attempt) -> bool:
        return made.is_answered and made.outcome.confidence >= self.settings.follow_ups.alone

    def _cited(self) -> dict[str, float]:
        """The articles that were cited before as they are called now, with their shares."""
        if not self.called:
            current = [
                (name, share)
                for path, share in self.cited.items()
                for name in self.snapshot.names_of((path,))
            ]
            self.called.append(dict(current))
        return self.called[0]

    def seconds_of(self, total: float) -> dict[str, float]:
        """The whole time with its parts; what is neither encoding nor reading is searching."""
        encode, read = self.seconds["encode"], self.seconds["read"]
        return {"total": total, "encode": encode, "search": total - encode - read, "read": read}

    def prepare(self, question: Question) -> ReadingTask:
        """What there is to read for a question, whatever dates are in it."""
        return self._prepare(question, question.wanted, self.filters, _NO_PREFERENCE)

    def _dated(self, question: Question) -> Attempt:
        """Answer with the dates in the question."""
        preference = DatePreference(newest=question.newest is not None)
        dates, event = self._dates(question)
        if dates is None:
            made = self._read(question, self.filters, preference)
        elif dates.decides:
            made = self._of(question, dates, preference, event)
        else:
            made = self._preferring(question, dates, preference)
        if question.newest is None:
            return made
        apart = len({scored.passage.article.published for scored in made.passages} - {None}) > 1
        use = DateUse.PREFERRED if apart else DateUse.UNUSED
        return replace(made, dates=(*made.dates, _understood(question, question.newest, use)))

    def _dates(self, question: Question) -> tuple[AskedDates | None, Source | None]:
        """The dates in the question, and the sentence that dates an event it counts from."""
        if self.filters.since or self.filters.until:
            return None, None
        asked = question.event
        event = self._event_date(asked.words) if asked else None
        if asked is None or event is None:
            return question.dates, None
        period = asked.period(event.period)
        return AskedDates(asked.span, period, decides=True, strict=False), event.source

    def _of(
        self,
        question: Question,
        dates: AskedDates,
        preference: DatePreference,
        event: Source | None,
    ) -> Attempt:
        """Ask the articles of these dates; all, if there are none or another one tells of them."""
        period = dates.period
        filters = replace(self.filters, since=period.since, until=period.until)
        made = self._read(question, filters, preference, question.undated)
        use = DateUse.ONLY if made.passages else DateUse.EMPTY
        if use is DateUse.EMPTY:
            made = self._read(question, self.filters, preference)
        elif self._may_be_of_history(made, question, dates):
            others = self._read(question, self.filters, preference)
            if others.tells_of(dates):
                made, use = others, DateUse.UNANSWERED
        return replace(made, dates=(_understood(question, dates.span, use, dates, event),))

    def _event_date(self, words: Sequence[str]) -> DatedEvent | None:
        return event_date(self.snapshot, words, self.filters, self.budget)

    def _may_be_of_history(self, made: Attempt, question: Question, dates: AskedDates) -> bool:
        """Whether articles of any time are to be asked as well, and there is time for it."""
        asked = not made.is_answered and _is_of_history(question, dates)
        return asked and self.budget.has_time()

    def _preferring(
        self, question: Question, dates: AskedDates, preference: DatePreference
    ) -> Attempt:
        """Ask all articles, those of these dates a little higher."""
        period = dates.period
        preference = replace(preference, since=period.since, until=period.until)
        made = self._read(question, self.filters, preference)
        helped = any(map(preference.holds, made.passages))
        use = DateUse.PREFERRED if helped else DateUse.UNUSED
        return replace(made, dates=(_understood(question, dates.span, use, dates),))

    def _read(
        self,
        question: Question,
        filters: Filters,
        preference: DatePreference,
        wanted: Wanted | None = None,
    ) -> Attempt:
        """Search and read; ``wanted`` leaves out a phrase that the filters stand for."""
        task = self._prepare(question, wanted or question.wanted, filters, preference)
        with self._timed("read"):
            return Attempt(question, task, read(task))

    def _prepare(
        self, question: Question, wanted: Wanted, filters: Filters, preference: DatePreference
    ) -> ReadingTask:
        """Search, and put what the question's dates and earlier answers prefer higher.

        A follow-up is searched as it was typed, with the questions before it, and its sentences
        are compared with what it means.
        """
        settings, top_k = self.settings, self.settings.reading.passages_read
        vector = self._vector(question, wanted.query)
        passages = self._passages(question, wanted, vector, filters, preference)
        searched = wanted.query, vector
        passages = printing_first(
            self.snapshot, wanted.printed, searched, passages[:top_k], filters, settings
        )
        meant = wanted.text if question.leans and wanted.brief is None else wanted.query
        return ReadingTask(
            self.snapshot,
            wanted,
            self._vector(question, meant or wanted.query),
            passages[:top_k],
            _at_hand(question, wanted, filters, passages),
            settings,
            self.reader,
            preference.newest,
            question.leans,
            self.budget,
        )

    def _passages(
        self,
        question: Question,
        wanted: Wanted,
        vector: FloatArray,
        filters: Filters,
        preference: DatePreference,
    ) -> list[ScoredPassage]:
        """What is found, by the scores of the search and what is added to them, best first."""
        settings, top_k = self.settings, self.settings.reading.passages_read
        cited = self._cited() if question.leans else {}
        found = max(preference.passages(top_k), _FURTHER * top_k if cited else top_k)
        passages = search(
            self.snapshot, wanted.query, vector, found, filters, settings,
            weighted_terms(question.earlier, settings), _counting_most(cited, filters),
        )  # fmt: skip
        passages = preference.apply(passages, settings)
        bonus = settings.follow_ups.cited / max(question.own, 1)
        return preferring(passages, cited, bonus)

    def _vector(self, question: Question, query: str) -> FloatArray:
        """The vector of a query after the earlier ones, made once for all that is tried with it."""
        texts = (query, *question.earlier)
        if texts not in self.vectors:
            before = self.seconds["encode"]
            with self._timed("encode"):
                self.vectors[texts] = vector_in_context(
                    self.encoder, query, question.earlier, self.settings
                )
            self.budget.extend(self.seconds["encode"] - before)
        return self.vectors[texts]

    @contextmanager
    def _timed(self, part: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[part] += time.perf_counter() - started


def _at_hand(
    question: Question, wanted: Wanted, filters: Filters, passages: Sequence[ScoredPassage]
) -> Filters:
    """The filters; where a follow-up asks of "this article", those that leave the one it means."""
    asks = question.leans and wanted.brief is not None and not wanted.brief.topic
    if not asks or filters or not passages:
        return filters
    return replace(filters, paths=(passages[0].passage.article.path,))


def _counting_most(cited: Mapping[str, float], filters: Filters) -> Filters | None:
    """The filters that leave the articles which count most of those cited, where any were.

    None where the user picked articles: those alone are searched.
    """
    if not cited or filters.paths:
        return None
    most = max(cited.values())
    return replace(filters, paths=tuple(sorted(path for path in cited if cited[path] == most)))


def _is_of_history(question: Question, dates: AskedDates) -> bool:
    """Whether another article may tell of a topic at these dates, long after."""
    return question.undated is not None and bool(question.undated.text) and not dates.strict


def _understood(
    question: Question,
    span: Span,
    use: DateUse,
    dates: AskedDates | None = None,
    event: Source | None = None,
) -> UnderstoodDates:
    since = dates.period.since if dates else None
    until = dates.period.until if dates else None
    return UnderstoodDates(span.of(question.standalone), span, since, until, use, event)
