"""Training cases: a question with windows that hold its answer, or do not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import numpy as np

from qabot.encoding.tokenizer import ModelTokenizer
from qabot.readers.trained import QUESTION_TOKENS, TEXT_TOKENS, TITLE_TOKENS
from qabot.reading.windows import window
from qabot.text.sentences import sentences
from qabot.training.echoes import SentenceSearch
from qabot.training.perturbing import perturbed, pools
from qabot.training.recipe import Recipe
from qabot.training.squad import TrainingArticle, TrainingQuestion
from qabot.types import Span

_WINDOW_TOKENS = 72
"""What a window aims at: a sentence with a neighbour or two."""
_ECHOES = 4
"""Sentences of an article that share most with a question, of which one is drawn."""
_RIVALS = 12
"""The same of all other articles."""
_PERTURBED = 0.6
"""Share of the further cases without an answer that have the question changed."""


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
        self.counts: list[int] = np.diff(edges).tolist()
        self.tokens = [set(self.ids[first:last]) for first, last in pairwise(self.edges)]
        self.title = tokenizer.encode(article.title)[0][:TITLE_TOKENS]
        titled = bool(article.title) and self.sentences[0].of(self.text) == article.title
        self.body = int(titled)
        """Number of the first sentence that is not the title."""

    def sentence_at(self, position: int) -> int:
        """Number of the sentence that a code point stands in."""
        return max(0, bisect_right(self._starts, position) - 1)

    def window(
        self,
        centre: int,
        budget: int,
        golds: Sequence[Span] = (),
        without: Collection[int] = (),
    ) -> Window:
        """The window around a sentence, with those answers that lie inside it.

        It ends before the sentences that it is to be ``without``, the centre not among them.
        """
        counts = [
            budget + 1 if number in without else count for number, count in enumerate(self.counts)
        ]
        chosen = window(counts, centre, budget)
        first = self.edges[chosen[0]]
        last = min(self.edges[chosen[-1] + 1], first + TEXT_TOKENS)
        spans = [self._tokens(gold) for gold in golds]
        inside = tuple(
            (start - first, end - first) for start, end in spans if first <= start <= end < last
        )
        return Window(self.title, self.ids[first:last], inside)

    def sentences_at(self, spans: Iterable[Span]) -> set[int]:
        """Numbers of the sentences that some spans touch."""
        return {
            number
            for span in spans
            for number in range(self.sentence_at(span.start), self.sentence_at(span.end - 1) + 1)
        }

    def _tokens(self, span: Span) -> tuple[int, int]:
        first = int(np.searchsorted(self.ends, span.start, side="right"))
        last = int(np.searchsorted(self.starts, span.end)) - 1
        return first, last


class CaseMaker:
    """Draws cases for questions; what it draws depends on the random numbers alone.

    Each question is asked of a window with its answer. Beside it are, as often as the recipe says,
    a window of the same article that shares the question's words and ends before the answer, and
    one of another article that shares them; neither prints the answer. A share of
    ``recipe.unanswerable`` more cases have no answer: either such a window alone, or the right one
    under a question that was changed (:mod:`qabot.training.perturbing`). A question that
    its article does not answer is asked of the sentence that seems to, beside another one that
    shares its words; other articles may answer it, so they are left out.

    Args:
        beside: how many of the questions, the last ones, only go beside the others: of an epoch
            they have ``recipe.beside``, drawn anew for each.
    """

    def __init__(
        self,
        articles: Mapping[str, TrainingArticle],
        questions: Sequence[TrainingQuestion],
        tokenizer: ModelTokenizer,
        recipe: Recipe,
        beside: int = 0,
    ) -> None:
        self.questions = questions
        self._articles = [TokenizedArticle(article, tokenizer) for article in articles.values()]
        self._numbers = {path: number for number, path in enumerate(articles)}
        self._search = SentenceSearch([article.tokens for article in self._articles])
        self._tokenizer = tokenizer
        self._recipe = recipe
        self._exchange = pools(questions)
        self._main = len(questions) - beside
        self._drawn_beside = min(beside, round(self._main * recipe.beside / (1 - recipe.beside)))

    @property
    def per_epoch(self) -> int:
        """Questions asked in an epoch."""
        return self._main + self._drawn_beside

    def epoch(self, random: Random) -> list[int]:
        """Numbers of the questions of an epoch, in the order in which they are asked."""
        order = list(range(self._main))
        order += random.sample(range(self._main, len(self.questions)), self._drawn_beside)
        random.shuffle(order)
        return order

    def draw(self, number: int, random: Random) -> list[Case]:
        """The cases of one question, none if its answer crosses the edge of every window."""
        question = self.questions[number]
        asked = self._question(question.text)
        if question.near is not None:
            return [Case(asked, self._misleading(question, asked, random))]
        positive = self._positive(question, random)
        if not positive.golds:
            return []
        windows = [positive]
        if random.random() < self._recipe.echoes:
            windows += self._echo(question, asked, random)
        if random.random() < self._recipe.negatives:
            windows += self._rival(question, asked, random)
        cases = [Case(asked, tuple(windows))]
        if random.random() < self._recipe.unanswerable:
            cases += self._null(question, positive, random)
        return cases

    def _article(self, question: TrainingQuestion) -> TokenizedArticle:
        return self._articles[self._numbers[question.article]]

    def _question(self, text: str) -> list[int]:
        return self._tokenizer.encode(text)[0][:QUESTION_TOKENS]

    def _positive(self, question: TrainingQuestion, random: Random) -> Window:
        article = self._article(question)
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

    def _misleading(
        self, question: TrainingQuestion, asked: list[int], random: Random
    ) -> tuple[Window, ...]:
        assert question.near is not None
        article = self._article(question)
        budget = random.randint(_WINDOW_TOKENS // 2, _WINDOW_TOKENS + 24)
        near = article.window(article.sentence_at(question.near.start), budget)
        return near, *self._echo(question, asked, random)

    def _echo(self, question: TrainingQuestion, asked: list[int], random: Random) -> list[Window]:
        """A window of the same article that shares the question's words, without the answer."""
        article = self._article(question)
        golds = article.sentences_at([*question.answers, *filter(None, [question.near])])
        found = [
            (article, sentence)
            for sentence in self._search.within(self._numbers[question.article], asked)
            if sentence not in golds and sentence >= article.body
        ]
        return self._drawn(question, found[:_ECHOES], golds, random)

    def _rival(self, question: TrainingQuestion, asked: list[int], random: Random) -> list[Window]:
        """A window of another article that shares the question's words, without the answer."""
        own = self._numbers[question.article]
        found = [
            (self._articles[number], sentence)
            for number, sentence in self._search.elsewhere(own, asked, _RIVALS)
        ]
        return self._drawn(question, found, (), random)

    def _drawn(
        self,
        question: TrainingQuestion,
        found: list[tuple[TokenizedArticle, int]],
        without: Collection[int],
        random: Random,
    ) -> list[Window]:
        """The window around one of the sentences, those further up more often, if any will do."""
        own = self._article(question)
        texts = [span.of(own.text) for span in question.answers]
        while found:
            place = min(random.randrange(len(found)), random.randrange(len(found)))
            article, centre = found.pop(place)
            drawn = article.window(centre, _WINDOW_TOKENS, without=without)
            if drawn.text and not self._prints(drawn, texts):
                return [drawn]
        return []

    def _prints(self, window: Window, texts: Sequence[str]) -> bool:
        """Whether a window prints one of the texts, whatever the case."""
        printed = _run(window.text)
        return any(_run(self._tokenizer.encode(text)[0]) in printed for text in texts)

    def _null(self, question: TrainingQuestion, positive: Window, random: Random) -> list[Case]:
        if random.random() < _PERTURBED:
            changed = perturbed(question, self._exchange, random)
            if changed is not None:
                window = Window(positive.title, positive.text)
                return [Case(self._question(changed), (window,))]
        asked = self._question(question.text)
        found = self._rival(question, asked, random) or self._echo(question, asked, random)
        return [Case(asked, (window,)) for window in found]


def _run(tokens: Sequence[int]) -> str:
    return f" {' '.join(map(str, tokens))} "
