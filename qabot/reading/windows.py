"""Windows: the few sentences around one, which is what the reader reads at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qabot.config import Settings
from qabot.text.normalise import normalise
from qabot.types import PassageInput, Span, StoredPassage
from qabot.types.explanations import ScoredSentence


def window(counts: Sequence[int], centre: int, budget: int) -> range:
    """Numbers of the sentences around ``centre`` that fit a budget of tokens, without a gap.

    The centre is always in it. Sentences are added in turn before it (they name what its pronouns
    stand for) and after it, until neither neighbour fits.

    Args:
        counts: tokens of each sentence.
        centre: number of the sentence that the window is for.
        budget: tokens that the window may have.
    """
    first, last = centre, centre
    left = budget - counts[centre]
    grown = True
    while grown:
        grown = False
        if first > 0 and counts[first - 1] <= left:
            first -= 1
            left -= counts[first]
            grown = True
        if last + 1 < len(counts) and counts[last + 1] <= left:
            last += 1
            left -= counts[last]
            grown = True
    return range(first, last + 1)


@dataclass(frozen=True, slots=True, eq=False)
class ReadingWindow:
    """Sentences of a passage that are read together; ``rows`` are their numbers in it."""

    passage: StoredPassage
    rows: range

    @property
    def input(self) -> PassageInput:
        """What the reader sees: the article's title and the sentences."""
        texts = tuple(self.passage.sentence_text(row) for row in self.rows)
        return PassageInput(self.passage.article.title, texts)

    @property
    def places(self) -> list[tuple[int, Span]]:
        """Article and span of each sentence."""
        return [(self.passage.article_id, self.passage.sentences[row]) for row in self.rows]


def reading_windows(sentences: Sequence[ScoredSentence], settings: Settings) -> list[ReadingWindow]:
    """Windows around the best sentences, at most ``settings.reading.windows_read``.

    A sentence that an earlier window holds gets none of its own, nor does one that prints the
    same as a sentence before it.
    """
    windows: list[ReadingWindow] = []
    covered: set[tuple[int, Span]] = set()
    printed: set[str] = set()
    for sentence in sentences:
        if len(windows) == settings.reading.windows_read:
            break
        text = normalise(sentence.text).casefold()
        if (sentence.stored.article_id, sentence.span) in covered or text in printed:
            continue
        counts = [len(span) for span in sentence.stored.sentences]
        centre = sentence.stored.sentences.index(sentence.span)
        rows = window(counts, centre, settings.reading.window_characters)
        windows.append(ReadingWindow(sentence.stored, rows))
        covered.update(windows[-1].places)
        printed.add(text)
    return windows
