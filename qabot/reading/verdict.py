"""Whether the best sentence answers the question, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from qabot.config import Settings
from qabot.questions.denials import denies_in_any_way
from qabot.questions.fates import fates_in
from qabot.questions.kinds import Kind, has_kind
from qabot.questions.question import Wanted
from qabot.reading.ranking import marginal_feature, reader_feature
from qabot.text.terms import terms
from qabot.types import Verdict
from qabot.types.explanations import ScoredSentence

_WIDEST_LEAD = 5.0
_LEADING = 6
"""Sentences, the first among them, whose articles are compared."""
_MOST_ALIKE = 3
"""Other sentences that give the same answer, above which more say no more."""
_ALIKE = 0.5
"""Share of an answer's terms that another one has to have to give the same."""


def answer_features(
    ranked: Sequence[ScoredSentence],
    retrieved: ScoredSentence,
    kind: Kind,
    *,
    read: bool,
    leans: bool = False,
) -> dict[str, float]:
    """What tells whether the first sentence answers: absolute where ranking is relative.

    Cosines of passage and sentence with the question, coverage of its terms in the sentence, in
    its passage and in the best passage for that, the lead over the next sentence that prints
    something else; of a reader, its log-odds for one span and for any, whether what it found only
    repeats the question, whether the person asked for says it, and whether retrieval had the same
    sentence first; then whether the span that it found is of the kind asked for, how many of the
    leading sentences are of one article, and how many others give the same answer. A follow-up
    shares fewer words with its answer.

    Args:
        ranked: at least one sentence, best first.
        retrieved: the sentence that came first before ranking.
        read: whether a reader looked at them; the model has its features then.
        leans: whether the question is a follow-up.
    """
    best = ranked[0]
    others = (other.score for other in ranked if other.text != best.text)
    features = {
        "passage": best.passage.cosine,
        "sentence": best.cosine,
        "coverage": best.coverage,
        "context": best.context,
        "seen": max(sentence.context for sentence in ranked),
        "kind": float(has_kind(best.text, kind)),
        "lead": min(best.score - next(others, best.score - _WIDEST_LEAD), _WIDEST_LEAD),
        "leans": float(leans),
    }
    if read:
        features |= {
            "reader": reader_feature(best),
            "marginal": marginal_feature(best),
            "agreement": float(best.text == retrieved.text),
            "repeats": float(best.repeats),
            "said": float(best.quote is not None),
            "fits": float(best.reading is not None and has_kind(_answer_in(best), kind)),
            "together": _share_of_its_article(ranked[:_LEADING]),
            "alike": _answers_alike(ranked),
        }
    return features


def _answer_in(sentence: ScoredSentence) -> str:
    return sentence.reading.span.of(sentence.text) if sentence.reading else ""


def _share_of_its_article(leading: Sequence[ScoredSentence]) -> float:
    article = leading[0].stored.article_id
    return sum(one.stored.article_id == article for one in leading) / len(leading)


def _answers_alike(ranked: Sequence[ScoredSentence]) -> float:
    """Other sentences in which much the same was read as in the first: none (0) to many (1)."""
    best, *others = ranked
    answer = set(terms(_answer_in(best)))
    if not answer:
        return 0.0
    alike = sum(
        len(answer.intersection(terms(_answer_in(other)))) >= _ALIKE * len(answer)
        for other in others
        if other.reading is not None and other.text != best.text
    )
    return min(alike, _MOST_ALIKE) / _MOST_ALIKE


def leaves_out_negation(wanted: Wanted, sentence: str) -> bool:
    """Whether the question denies something and the sentence denies nothing.

    Such a sentence says the opposite of what was asked as often as not, and neither embeddings
    nor terms tell the two apart. But why something was not done is often told without a denial:
    "missing the tests through injury".
    """
    asks_why = wanted.kind is Kind.ACCOUNT
    return wanted.denied and not asks_why and not denies_in_any_way(sentence)


def leaves_out_fate(wanted: Wanted, sentence: str) -> bool:
    """Whether a number of dead, saved or hurt is asked for and the sentence tells of none.

    A number of people who were there answers such a question as closely, to a reader.
    """
    return bool(wanted.fates) and wanted.fates.isdisjoint(fates_in(sentence))


def verdict(probability: float, settings: Settings, *, doubtful: bool = False) -> Verdict:
    """The verdict for a confidence; what is doubtful is at most related."""
    if probability >= settings.reading.answered_from and not doubtful:
        return Verdict.ANSWERED
    return Verdict.RELATED if probability >= settings.reading.related_from else Verdict.NOTHING
