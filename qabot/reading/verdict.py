"""Whether the best sentence answers the question, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.config import Settings
from qabot.questions.kinds import Kind, has_kind
from qabot.reading.ranking import reader_feature
from qabot.reading.selection import ScoredSentence
from qabot.types import Verdict

_PLAIN = r"no|not|never|none|nobody|nothing|neither|nor|cannot"
_NEGATED = re.compile(rf"\b(?:{_PLAIN})\b|n['’]t\b", re.IGNORECASE)
_DENYING = re.compile(
    rf"\b(?:{_PLAIN}|without|hardly|unable|unlikely|unwilling|lack\w*|fail\w*|refus\w*|reject\w*"
    r"|den(?:y|ies|ied|ying|ial)|against|oppos\w*|invalid|impossib\w*|false)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What a sentence may deny with; a question has to do it plainly to count."""
_FATES = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"die[ds]?|dying|dead|deaths?|kill\w*|fatal\w*|perish\w*|drown\w*|murder\w*|slain|toll"
        r"|victims?|bod(?:y|ies)|(?:lost|claim\w*|cost) (?:\w+ ){0,4}lives|lives (?:were )?lost",
        r"surviv\w*|rescu\w*|saved|alive",
        r"injur\w*|wound\w*|hurt|hospitali[sz]ed",
    )
)
"""What may become of people, each in all the words that tell it."""
_WIDEST_LEAD = 5.0


def answer_features(
    ranked: Sequence[ScoredSentence], retrieved: ScoredSentence, kind: Kind, *, read: bool
) -> dict[str, float]:
    """What tells whether the first sentence answers: absolute where ranking is relative.

    Cosines of passage and sentence with the question, coverage of its terms in the sentence, in
    its passage and in the best passage for that, the lead over the next sentence that prints
    something else; of a reader, its log-odds and whether retrieval had the same sentence first.

    Args:
        ranked: at least one sentence, best first.
        retrieved: the sentence that came first before ranking.
        read: whether a reader looked at them; the model has its features then.
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
    }
    if read:
        features |= {
            "reader": reader_feature(best),
            "agreement": float(best.text == retrieved.text),
        }
    return features


def leaves_out_negation(question: str, sentence: str) -> bool:
    """Whether the question denies something and the sentence denies nothing.

    Such a sentence says the opposite of what was asked as often as not, and neither embeddings
    nor terms tell the two apart.
    """
    return bool(_NEGATED.search(question)) and not _DENYING.search(sentence)


def leaves_out_fate(question: str, kind: Kind, sentence: str) -> bool:
    """Whether a number of dead, saved or hurt is asked for and the sentence tells of none.

    A number of people who were there answers such a question as closely, to a reader.
    """
    asked = [words for words in _FATES if kind is Kind.NUMBER and words.search(question)]
    return bool(asked) and not any(words.search(sentence) for words in asked)


def verdict(probability: float, settings: Settings, *, doubtful: bool = False) -> Verdict:
    """The verdict for a confidence; what is doubtful is at most related."""
    if probability >= settings.reading.answered_from and not doubtful:
        return Verdict.ANSWERED
    return Verdict.RELATED if probability >= settings.reading.related_from else Verdict.NOTHING
