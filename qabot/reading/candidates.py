"""The best sentences, read: what retrieval ranked, with what the reader found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qabot.comparing.whole_numbers import whole_number
from qabot.config import Settings
from qabot.protocols import Reader
from qabot.questions.kinds import Kind
from qabot.reading.coefficients import coefficients
from qabot.reading.ranking import rank
from qabot.reading.time_budget import TimeBudget
from qabot.reading.windows import ReadingWindow, reading_windows
from qabot.text.terms import terms
from qabot.types import SentenceReading
from qabot.types.explanations import ScoredSentence


def read_sentences(
    reader: Reader,
    question: str,
    sentences: Sequence[ScoredSentence],
    settings: Settings,
    budget: TimeBudget,
    *,
    kind: Kind = Kind.OTHER,
) -> list[ScoredSentence]:
    """The same sentences in the same order, those that were read with their reading.

    Windows are read around those that rank first without a reader, as long as there is time; the
    best one always. A sentence that was read in several windows keeps the best of its readings,
    and one that prints the same elsewhere shares it.

    Args:
        kind: what the question asks for.
    """
    model = coefficients(settings.reading.coefficients, with_reader=False).ranking
    windows = reading_windows(rank(sentences, kind, model, read=False), settings)
    best: dict[str, SentenceReading] = {}
    for window, readings in _readings(reader, question, windows, settings, budget):
        for row, reading in zip(window.rows, readings, strict=bool(readings)):
            text = window.passage.sentence_text(row)
            if text not in best or reading.score > best[text].score:
                best[text] = replace(reading, span=whole_number(text, reading.span))
    asked = set(terms(question))
    return [_with_reading(sentence, best.get(sentence.text), asked) for sentence in sentences]


def _readings(
    reader: Reader,
    question: str,
    windows: Sequence[ReadingWindow],
    settings: Settings,
    budget: TimeBudget,
) -> Iterator[tuple[ReadingWindow, tuple[SentenceReading, ...]]]:
    """The windows with what was found in them, until the answer is plain or time is up."""
    first = settings.reading.windows_first
    read, plain = 0, False
    for portion in (windows[:first], windows[first:]):
        found = reader.read(question, [window.input for window in portion])
        for window, readings in zip(portion, found, strict=True):
            yield window, readings
            read += 1
            plain |= any(_log_odds(one) >= settings.reading.plain_from for one in readings)
            if read == len(windows) or (plain and read >= first) or not budget.has_time():
                return


def _log_odds(reading: SentenceReading) -> float:
    """Of there being an answer in the sentence, as well as the reader can tell."""
    return reading.score if reading.marginal is None else reading.marginal


def _with_reading(
    sentence: ScoredSentence, reading: SentenceReading | None, asked: set[str]
) -> ScoredSentence:
    found = set(terms(reading.span.of(sentence.text))) if reading else set()
    return replace(sentence, reading=reading, repeats=bool(found) and found <= asked)
