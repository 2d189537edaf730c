"""Training cases: a question with windows that hold its answer, or do not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from random import Random
from typing import TypeAlias

from qabot.encoding.tokenizer import ModelTokenizer
from qabot.protocols import Encoder
from qabot.readers.trained import QUESTION_TOKENS, TEXT_TOKENS
from qabot.training.echoes import SentenceSearch
from qabot.training.nearness import Near, near_sentences
from qabot.training.perturbing import perturbed, pools
from qabot.training.recipe import Recipe
from qabot.training.squad import TrainingArticle, TrainingQuestion
from qabot.training.tokenized import TokenizedArticle, Window

_WINDOW_TOKENS = 72
"""What a window aims at: a sentence with a neighbour or two."""
_ECHOES = 4
"""Sentences of an article that share most with a question, of which one is drawn."""
_RIVALS = 12
"""The same of all other articles."""
_PERTURBED = 0.6
"""Share of the further cases without an answer that have the question changed."""


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


Place: TypeAlias = tuple[TokenizedArticle, int]
"""A sentence of an article, by its number."""


class CaseMaker:
    """Draws cases for questions; what it draws depends on the random numbers alone.

    Each question is asked of a window with its answer. Beside it are, as often as the recipe says,
    windows of the same article that end before the answer, and of other articles, near the question
    by the words that they share or, with an encoder, by their vectors; none prints the answer. A
    share of
    ``recipe.unanswerable`` more cases have no answer: either such a window alone, or the right one
    under a question that was changed (:mod:`qabot.training.perturbing`). A question that
    its article does not answer is asked of the sentence that seems to, beside another one that
    shares its words; other articles may answer it, so they are left out.

    Args:
        beside: how many of the questions, the last ones, only go beside the others: of an epoch
            they have ``recipe.beside``, drawn anew for each.
        encoder: finds what is near the other questions in meaning.
    """

    def __init__(
        self,
        articles: Mapping[str, TrainingArticle],
        questions: Sequence[TrainingQuestion],
        tokenizer: ModelTokenizer,
        recipe: Recipe,
        beside: int = 0,
        encoder: Encoder | None = None,
    ) -> None:
        self.questions = questions
        self._articles = [TokenizedArticle(article, tokenizer) for article in articles.values()]
        self._numbers = {path: number for number, path in enumerate(articles)}
        self._search = SentenceSearch([article.tokens for article in self._articles])
        self._tokenizer = tokenizer
        self._recipe = recipe
        self._exchange = pools(questions)
        self._main = len(questions) - beside
        self._nearest = self._near(encoder) if encoder else {}
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
        windows += self._echo(question, asked, random, _count(self._recipe.echoes, random))
        windows += self._rival(question, asked, random, _count(self._recipe.negatives, random))
        cases = [Case(asked, tuple(windows))]
        if random.random() < self._recipe.unanswerable:
            cases += self._null(question, positive, random)
        return cases

    def _near(self, encoder: Encoder) -> dict[str, Near]:
        asked = self.questions[: self._main]
        among = {question.article: self._article(question) for question in asked}
        return near_sentences(among, asked, encoder, _RIVALS)

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

    def _echo(
        self, question: TrainingQuestion, asked: list[int], random: Random, count: int = 1
    ) -> list[Window]:
        """Windows of the same article that are near the question, without the answer."""
        article = self._article(question)
        golds = article.sentences_at([*question.answers, *filter(None, [question.near])])
        own = self._numbers[question.article]
        nearest = self._nearest.get(question.text)
        shared, near = (
            [
                (article, sentence)
                for sentence in ranked
                if sentence not in golds and sentence >= article.body
            ][:_ECHOES]
            for ranked in (self._search.within(own, asked), nearest.within if nearest else ())
        )
        return self._drawn(question, _alternating(shared, near), golds, random, count)

    def _rival(
        self, question: TrainingQuestion, asked: list[int], random: Random, count: int = 1
    ) -> list[Window]:
        """Windows of other articles that are near the question, without the answer."""
        own = self._numbers[question.article]
        nearest = self._nearest.get(question.text)
        shared = [
            (self._articles[number], sentence)
            for number, sentence in self._search.elsewhere(own, asked, _RIVALS)
        ]
        near = [
            (self._articles[self._numbers[path]], sentence)
            for path, sentence in (nearest.elsewhere if nearest else ())
        ]
        return self._drawn(question, _alternating(shared, near), (), random, count)

    def _drawn(
        self,
        question: TrainingQuestion,
        found: list[Place],
        without: Collection[int],
        random: Random,
        count: int,
    ) -> list[Window]:
        """Windows around so many of the sentences, those further up more often, if any will do."""
        own = self._article(question)
        texts = [span.of(own.text) for span in question.answers]
        drawn: list[Window] = []
        while found and len(drawn) < count:
            place = min(random.randrange(len(found)), random.randrange(len(found)))
            article, centre = found.pop(place)
            one = article.window(centre, _WINDOW_TOKENS, without=without)
            if one.text and one not in drawn and not self._prints(one, texts):
                drawn.append(one)
        return drawn

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


def _count(share: float, random: Random) -> int:
    """A whole number that is ``share`` on average."""
    return int(share) + (random.random() < share % 1)


def _alternating(first: Sequence[Place], second: Sequence[Place]) -> list[Place]:
    """The places of both by turns, each once."""
    turns = chain.from_iterable(zip_longest(first, second))
    return list(dict.fromkeys(place for place in turns if place is not None))


def _run(tokens: Sequence[int]) -> str:
    return f" {' '.join(map(str, tokens))} "
