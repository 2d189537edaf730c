"""The best sentences, read: what retrieval ranked, with what the reader found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qabot.comparing.whole_numbers import whole_number
from qabot.config import Settings
from qabot.protocols import Reader
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
) -> list[ScoredSentence]:
    """The same sentences in the same order, those that were read with their reading.

    A sentence that was read in several windows keeps the best of its readings, and one that
    prints the same elsewhere shares it. The best window is always read.
    """
    windows = reading_windows(sentences, settings)
    best: dict[str, SentenceReading] = {}
    for window, readings in _readings(reader, question, windows, budget):
        for row, reading in zip(window.rows, readings, strict=bool(readings)):
            text = window.passage.sentence_text(row)
            if text not in best or reading.score > best[text].score:
                best[text] = replace(reading, span=whole_number(text, reading.span))
    asked = set(terms(question))
    return [_with_reading(sentence, best.get(sentence.text), asked) for sentence in sentences]


def _readings(
    reader: Reader, question: str, windows: Sequence[ReadingWindow], budget: TimeBudget
) -> Iterator[tuple[ReadingWindow, tuple[SentenceReading, ...]]]:
    """The windows with what was found in them, while there is time."""
    found = reader.read(question, [window.input for window in windows])
    for number, (window, readings) in enumerate(zip(windows, found, strict=True), start=1):
        yield window, readings
        if number < len(windows) and not budget.has_time():
            return


def _with_reading(
    sentence: ScoredSentence, reading: SentenceReading | None, asked: set[str]
) -> ScoredSentence:
    found = set(terms(reading.span.of(sentence.text))) if reading else set()
    return replace(sentence, reading=reading, repeats=bool(found) and found <= asked)
