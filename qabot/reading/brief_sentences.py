"""Which sentences tell of a topic together: each adds to it, none says what another said.

Maximal marginal relevance (Carbonell & Goldstein 1998): the next sentence is the one that is most
relevant and least like those chosen. Relevant is what is near to the topic, has its words, stands
early, and is like the openings of the articles (centrality; Erkan & Radev 2004, "LexRank").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qabot.english.briefing import CAUSE_WORDS, LEANING_OPENERS
from qabot.english.function_words import PREPOSITIONS
from qabot.questions.kinds import Kind, has_kind
from qabot.questions.words import names, words
from qabot.reading.merging import printed_letters
from qabot.reading.speakers import quote_at
from qabot.reading.told_articles import ToldArticle, ToldSentence
from qabot.store.snapshot import Snapshot
from qabot.text.terms import terms
from qabot.types import FloatArray, Quote
from qabot.types.explanations import ScoredSentence, SentenceReason

_WEIGHTS = {
    "sentence": 0.35,
    "coverage": 0.3,
    "centre": 0.2,
    "place": 0.2,
    "subject": 0.1,
    "leaning": -0.35,
}
"""What speaks for a sentence, by looking at thirty briefs."""
_RELEVANCE = 0.7
"""Share of relevance in the choice (Carbonell & Goldstein's lambda), the rest is for novelty."""
_NEW_TRAIT = 0.08
"""What the first sentence of a kind adds: with a number, a cause, or someone's words."""
_ALIKE = 0.8
"""Cosine from which two sentences say the same."""
_LEAST = 0.25
"""Relevance from which a sentence is on the topic."""
_NEAR = 0.06
"""How far a sentence without the topic's words may be behind the nearest of its article, in cosine:
these are of sentences in their passage, and all alike."""
_SUBJECT_WORDS = 4
"""First words of a sentence, which tell what it is about."""
_OPENING = 2
"""Sentences of an article that are about what it is about, whatever their words."""
_OPENING_MARKS = "“\"‘'„«"
_FEWEST, _MOST_WORDS = 7, 60
_FEWEST_TOLD = 3
"""Sentences of a brief, if the main articles have as many."""


@dataclass(frozen=True, slots=True, eq=False)
class BriefSentence:
    """A sentence that may be part of a brief.

    ``scored.score`` is its relevance, the sum of ``parts``. ``traits`` are what it tells beside
    the fact: "number", "cause", "statement". It ``is_near`` if hardly one of its article is nearer
    to the topic.
    """

    article: ToldArticle
    told: ToldSentence
    scored: ScoredSentence
    parts: Mapping[str, float]
    traits: frozenset[str]
    is_near: bool

    @property
    def text(self) -> str:
        """As it is printed."""
        return self.told.text

    @property
    def leans(self) -> bool:
        """Whether it says little without the sentence before it."""
        return bool(self.parts["leaning"])


@dataclass(frozen=True, slots=True, eq=False)
class RankedBrief:
    """The sentences that a brief was chosen from, the most relevant first."""

    ranked: Sequence[BriefSentence]

    def reasons(self) -> list[SentenceReason]:
        """The sentences with what their relevance is made of."""
        return [
            SentenceReason(number, sentence.scored, sentence.parts)
            for number, sentence in enumerate(self.ranked, start=1)
        ]


def brief_sentences(
    snapshot: Snapshot, articles: Sequence[ToldArticle], topic: FloatArray, middle: FloatArray
) -> list[BriefSentence]:
    """All sentences of the articles, the most relevant first.

    Args:
        topic: unit vector of what is asked.
        middle: unit vector of what the articles have in common.
    """
    quotes = snapshot.quotes_in([article.article_id for article in articles])
    found: list[BriefSentence] = []
    for article in articles:
        nearest = max(float(told.vector @ topic) for told in article.sentences)
        for told in article.sentences:
            quote = quote_at(quotes[article.article_id], told.span)
            traits = frozenset(_traits(told, quote))
            unspoken = _is_unspoken(told, quote, traits)
            scored, parts = _scored(article, told, topic, middle, unspoken=unspoken)
            near = scored.cosine >= nearest - _NEAR
            found.append(BriefSentence(article, told, scored, parts, traits, near))
    return sorted(found, key=lambda sentence: -sentence.scored.score)


def choose(
    ranked: Sequence[BriefSentence], first: Sequence[BriefSentence], most: int
) -> list[BriefSentence]:
    """Up to ``most`` sentences, those that come ``first`` among them, in the order of choice."""
    chosen = list(first[:most])
    while len(chosen) < most:
        gains = ((_gain(one, chosen), one) for one in ranked if _may_follow(one, chosen))
        gain, best = max(gains, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or gain <= 0.0:
            break
        chosen.append(best)
    return chosen + _of_main_articles(ranked, first, chosen, min(most, _FEWEST_TOLD) - len(chosen))


def _of_main_articles(
    ranked: Sequence[BriefSentence],
    first: Sequence[BriefSentence],
    chosen: Sequence[BriefSentence],
    wanted: int,
) -> list[BriefSentence]:
    """So many more sentences of the main articles, which are about the topic; the first ones."""
    main = {one.article.article_id for one in first}
    added: list[BriefSentence] = []
    for one in sorted(ranked, key=lambda sentence: sentence.told.place):
        if len(added) >= wanted:
            break
        if one.article.article_id in main and _is_clear(one, [*chosen, *added]):
            added.append(one)
    return added


def _scored(
    article: ToldArticle,
    told: ToldSentence,
    topic: FloatArray,
    middle: FloatArray,
    *,
    unspoken: bool,
) -> tuple[ScoredSentence, dict[str, float]]:
    """The sentence with its relevance, and what that is made of."""
    cosine, share = float(told.vector @ topic), article.topic.share
    subject = terms(" ".join(told.text.split()[:_SUBJECT_WORDS]))
    coverage = share(set(terms(told.text)))
    values = {
        "sentence": max(cosine, 0.0),
        "coverage": coverage,
        "centre": max(float(told.vector @ middle), 0.0),
        "place": 1.0 / (1 + told.place),
        "subject": float(share(subject) > 0.0),
        "leaning": float(opens_leaning(told.text) or unspoken),
    }
    parts = {name: _WEIGHTS[name] * value for name, value in values.items()}
    scored = ScoredSentence(
        told.passage, told.span, told.text, sum(parts.values()), cosine, coverage, article.whole
    )
    return scored, parts


def opens_leaning(sentence: str) -> bool:
    """Whether a sentence begins with a word that points back, or goes on with what was said."""
    spoken = (word.lower for word in words(sentence) if word.text[0].isalnum())
    first = next(spoken, "")
    return (next(spoken, "") if first in PREPOSITIONS else first) in LEANING_OPENERS


def _is_unspoken(told: ToldSentence, quote: Quote | None, traits: Collection[str]) -> bool:
    """Whether it is a quotation, or a part of one, that does not name who says it."""
    if quote is not None and quote.statement.contains(told.span):
        return True
    return told.text.startswith(tuple(_OPENING_MARKS)) and "statement" not in traits


def _traits(told: ToldSentence, quote: Quote | None) -> Iterator[str]:
    if has_kind(told.text, Kind.NUMBER):
        yield "number"
    if not CAUSE_WORDS.isdisjoint(word.lower for word in words(told.text)):
        yield "cause"
    if quote is not None and told.span.contains(quote.mention):
        mention = quote.mention.shifted(-told.span.start).of(told.text)
        if names(f"x {mention}"):
            yield "statement"


def _may_follow(one: BriefSentence, chosen: Sequence[BriefSentence]) -> bool:
    """Whether a sentence is on the topic, clear behind those chosen, and repeats none of them."""
    on_topic = one.scored.coverage > 0.0 or one.told.place < _OPENING or one.is_near
    return on_topic and one.scored.score >= _LEAST and _is_clear(one, chosen)


def _is_clear(one: BriefSentence, chosen: Sequence[BriefSentence]) -> bool:
    """Whether a sentence can be read behind those chosen, and repeats none of them."""
    length = len(one.text.split())
    if not _FEWEST <= length <= _MOST_WORDS or one.text.rstrip("\"'”’ ").endswith("?"):
        return False
    if one.leans and not any(_follows(one, other) for other in chosen):
        return False
    letters = printed_letters(one.text)
    return all(
        _likeness(one, other) < _ALIKE and printed_letters(other.text) != letters
        for other in chosen
    )


def _gain(one: BriefSentence, chosen: Sequence[BriefSentence]) -> float:
    """What a sentence adds to those chosen."""
    told = frozenset().union(*(other.traits for other in chosen))
    like = max((_likeness(one, other) for other in chosen), default=0.0)
    relevance = one.scored.score + _NEW_TRAIT * len(one.traits - told)
    return _RELEVANCE * relevance - (1.0 - _RELEVANCE) * like


def _likeness(one: BriefSentence, other: BriefSentence) -> float:
    return float(one.told.vector @ other.told.vector)


def _follows(one: BriefSentence, other: BriefSentence) -> bool:
    """Whether a sentence stands right behind another one."""
    return one.article is other.article and one.told.place == other.told.place + 1
