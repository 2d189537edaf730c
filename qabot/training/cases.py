"""Training cases: a question with windows that hold its answer, or do not."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from qabot.encoding.tokenizer import ModelTokenizer
from qabot.readers.trained import QUESTION_TOKENS, TEXT_TOKENS, TITLE_TOKENS
from qabot.reading.windows import window
from qabot.text.sentences import sentences
from qabot.training.perturbing import perturbed, pools
from qabot.training.recipe import Recipe
from qabot.training.squad import TrainingArticle, TrainingQuestion
from qabot.types import Span

_WINDOW_TOKENS = 72
"""What a window aims at: a sentence with a neighbour or two."""


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of an article as the reader sees it.

    ``golds`` are the token spans (first and last, inclusive, counted in ``text``) that answer.
    """

    title: list[int]
    text: list[int]
    golds: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A question and its windows; no gold in any of them means that null is the answer."""

    question: list[int]
    windows: tuple[Window, ...]

    @property
    def longest(self) -> int:
        """Tokens of its longest sequence, special ones included."""
        longest = max(len(window.title) + len(window.text) for window in self.windows)
        return 3 + len(self.question) + longest


class TokenizedArticle:
    """An article, tokenised and cut into sentences once."""

    def __init__(self, article: TrainingArticle, tokenizer: ModelTokenizer) -> None:
        self.text = article.text
        self.ids, offsets = tokenizer.encode(article.text)
        self.starts, self.ends = offsets[:, 0], offsets[:, 1]
        self.sentences = sentences(article.text)
        self._starts = [sentence.start for sentence in self.sentences]
        edges = np.searchsorted(self.starts, [*self._starts, len(article.text) + 1])
        self.edges: list[int] = edges.tolist()
        self.counts = np.diff(edges).tolist()
        self.title = tokenizer.encode(article.title)[0][:TITLE_TOKENS]

    def sentence_at(self, position: int) -> int:
        """Number of the sentence that a code point stands in."""
        return max(0, bisect_right(self._starts, position) - 1)

    def window(self, centre: int, budget: int, golds: Sequence[Span] = ()) -> Window:
        """The window around a sentence, with those answers that lie inside it."""
        chosen = window(self.counts, centre, budget)
        first = self.edges[chosen[0]]
        last = min(self.edges[chosen[-1] + 1], first + TEXT_TOKENS)
        spans = [self._tokens(gold) for gold in golds]
        inside = tuple(
            (start - first, end - first) for start, end in spans if first <= start <= end < last
        )
        return Window(self.title, self.ids[first:last], inside)

    def covers(self, centre: int, budget: int, texts: Sequence[str]) -> bool:
        """Whether the window around a sentence prints one of the texts, whatever the case."""
        chosen = window(self.counts, centre, budget)
        start, end = self.sentences[chosen[0]].start, self.sentences[chosen[-1]].end
        printed = self.text[start:end].casefold()
        return any(text.casefold() in printed for text in texts)

    def _tokens(self, span: Span) -> tuple[int, int]:
        first = int(np.searchsorted(self.ends, span.start, side="right"))
        last = int(np.searchsorted(self.starts, span.end)) - 1
        return first, last


class CaseMaker:
    """Draws cases for questions; what it draws depends on the random numbers alone.

    Each question is asked of a window with its answer, beside ``recipe.negatives`` windows on
    average that retrieval ranked high and that do not print the answer. A share of
    ``recipe.unanswerable`` more cases have no answer: either a high-ranked window without it, or
    the right window under a question that was changed (:mod:`qabot.training.perturbing`).
    """

    def __init__(
        self,
        articles: Mapping[str, TrainingArticle],
        questions: Sequence[TrainingQuestion],
        ranked: Path,
        tokenizer: ModelTokenizer,
        recipe: Recipe,
    ) -> None:
        self.questions = questions
        self._articles = {
            path: TokenizedArticle(article, tokenizer) for path, article in articles.items()
        }
        self._tokenizer = tokenizer
        self._recipe = recipe
        with ranked.open(encoding="utf-8") as lines:
            self._ranked = [json.loads(line)["ranked"] for line in lines]
        self._exchange = pools(questions)

    def draw(self, number: int, random: Random) -> list[Case]:
        """The cases of one question, none if its answer crosses the edge of every window."""
        question = self.questions[number]
        asked = self._question(question.text)
        positive = self._positive(question, random)
        if not positive.golds:
            return []
        windows = [positive]
        if random.random() < self._recipe.negatives:
            windows += self._negative(number, random)
        cases = [Case(asked, tuple(windows))]
        if random.random() < self._recipe.unanswerable:
            cases += self._null(number, positive, random)
        return cases

    def _question(self, text: str) -> list[int]:
        return self._tokenizer.encode(text)[0][:QUESTION_TOKENS]

    def _positive(self, question: TrainingQuestion, random: Random) -> Window:
        article = self._articles[question.article]
        gold = random.choice(question.answers)
        centre = article.sentence_at(gold.start)
        beside = centre + random.choice((-1, 0, 0, 0, 0, 1))
        budget = random.randint(_WINDOW_TOKENS // 2, _WINDOW_TOKENS + 24)
        for number in (beside, centre):
            if 0 <= number < len(article.sentences):
                found = article.window(number, budget, question.answers)
                if found.golds:
                    return found
        return article.window(centre, TEXT_TOKENS, question.answers)

    def _negative(self, number: int, random: Random) -> list[Window]:
        """One of the windows that retrieval ranks high, those further up more often."""
        question = self.questions[number]
        texts = [span.of(self._articles[question.article].text) for span in question.answers]
        ranked = self._ranked[number]
        for _ in range(6):
            if not ranked:
                break
            place = min(random.randrange(len(ranked)), random.randrange(len(ranked)))
            path, start, _ = ranked[place]
            article = self._articles[path]
            centre = article.sentence_at(start)
            if not article.covers(centre, _WINDOW_TOKENS, texts):
                return [article.window(centre, _WINDOW_TOKENS)]
        return []

    def _null(self, number: int, positive: Window, random: Random) -> list[Case]:
        question = self.questions[number]
        if random.random() < 0.6:
            changed = perturbed(question, self._exchange, random)
            if changed is not None:
                window = Window(positive.title, positive.text)
                return [Case(self._question(changed), (window,))]
        asked = self._question(question.text)
        return [Case(asked, (window,)) for window in self._negative(number, random)]
