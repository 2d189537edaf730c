"""The best sentences, read: what retrieval ranked, with what the reader found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qabot.comparing.whole_numbers import whole_number
from qabot.config import Settings
from qabot.protocols import Reader
from qabot.reading.windows import reading_windows
from qabot.text.terms import terms
from qabot.types import SentenceReading
from qabot.types.explanations import ScoredSentence


def read_sentences(
    reader: Reader, question: str, sentences: Sequence[ScoredSentence], settings: Settings
) -> list[ScoredSentence]:
    """The same sentences in the same order, those that were read with their reading.

    A sentence that was read in several windows keeps the best of its readings, and one that
    prints the same elsewhere shares it.
    """
    windows = reading_windows(sentences, settings)
    best: dict[str, SentenceReading] = {}
    found = reader.read(question, [window.input for window in windows])
    for window, readings in zip(windows, found, strict=True):
        for row, reading in zip(window.rows, readings, strict=bool(readings)):
            text = window.passage.sentence_text(row)
            if text not in best or reading.score > best[text].score:
                best[text] = replace(reading, span=whole_number(text, reading.span))
    asked = set(terms(question))
    return [_with_reading(sentence, best.get(sentence.text), asked) for sentence in sentences]


def _with_reading(
    sentence: ScoredSentence, reading: SentenceReading | None, asked: set[str]
) -> ScoredSentence:
    found = set(terms(reading.span.of(sentence.text))) if reading else set()
    return replace(sentence, reading=reading, repeats=bool(found) and found <= asked)
