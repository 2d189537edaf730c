"""Whether a text is English, by its script and its function words.

An own rule and no library: the question is one of yes or no about one language, asked for every
window that is read, so that a small package of counts would cost more than the answer is worth.
"""

from __future__ import annotations

import re

from qabot.english.function_words import ALSO_ENGLISH, ONLY_ENGLISH
from qabot.english.other_languages import OTHER_LANGUAGES

_WORD = re.compile(r"[^\W\d_]+")
_NOT_LATIN = re.compile(
    "[\u0370-\u1dff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\ua71f\ua800-\uab2f\uac00-\uff20]"
)
_CHARACTERS = 500
"""Of a longer text, no more is looked at."""
_FOREIGN_WORDS = 12
"""From so many words that are no names, a text has to show English function words."""
_ENGLISH_SHARE = 0.08
"""Share of them that it needs: of windows of two to four BBC sentences, under .01 have less."""


def is_english(text: str) -> bool:
    """Whether a window of some sentences is English, as far as can be told.

    Text of names and figures alone counts as English: any reader can read them.
    """
    text = text[:_CHARACTERS]
    words = _WORD.findall(text)
    if _is_other_script(text, words):
        return False
    english, others = _function_words(words)
    if others > english:
        return False
    plain = [word for word in words if word.islower()]
    if len(plain) < _FOREIGN_WORDS:
        return True
    least = _ENGLISH_SHARE * len(plain)
    return english >= least or english + sum(word in ALSO_ENGLISH for word in plain) >= least


def is_english_question(question: str) -> bool:
    """Whether a question may be English: only one that is clearly in another language is not.

    That is one in another script, or with function words of other languages and none of English.
    """
    text = question[:_CHARACTERS]
    words = _WORD.findall(text)
    english, others = _function_words(words)
    return not (_is_other_script(text, words) or (others and not english))


def _is_other_script(text: str, words: list[str]) -> bool:
    """Whether most letters are of another script than ours."""
    if text.isascii():
        return False
    return 2 * len(_NOT_LATIN.findall(text)) > sum(map(len, words))


def _function_words(words: list[str]) -> tuple[int, int]:
    """How many are English, and how many of another language.

    Those of others count in lower case, or as the first word: "Die Welt" and "El País" are names.
    """
    english = sum(word.lower() in ONLY_ENGLISH for word in words)
    others = sum(word in OTHER_LANGUAGES for word in words)
    if words and words[0] not in OTHER_LANGUAGES and words[0].lower() in OTHER_LANGUAGES:
        others += 1
    return english, others
