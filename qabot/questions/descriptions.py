"""Whether a question asks what someone or something is: "who is X?", "what is X?"."""

from __future__ import annotations

import re

from qabot.english.function_words import ARTICLES, FUNCTION_WORDS, PREPOSITIONS
from qabot.english.given_names import GIVEN_NAMES
from qabot.questions.words import Word, words

_IS = r"(?:['’]?s|\s+(?:is|was|are|were))\s+(?=\S)"
_WHO_IS = re.compile(rf"\W*who{_IS}", re.IGNORECASE)
_WHAT_IS = re.compile(rf"\W*what{_IS}", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])\s+[a-z]")
"""It is asked for someone or something of what is named; "Sotheby's" alone is a name."""
_ASKING_ON = frozenset("exactly roughly actually really anyway please again then basically".split())
"""Words that end a question and are of no name: "what is podcasting, exactly?"."""
_LONGEST_NAME = 3
"""Words of a name that is printed in small letters."""
_LONGEST_THING = 4
_GOES_ON = frozenset(
    "being boiling brewing burning changing coming cooking doing falling going growing happening"
    " making missing moving rising trending working".split()
)
"""What things do: "what is falling" does not ask what falling is, as "what is phishing" does."""


def described_in(question: str) -> str:
    """Who or what a question asks to be told of, as it is printed there, without its article.

    Empty where it asks for a name or a value: "Who is the mayor?", "What is the capital of Peru?".
    """
    who, what = _WHO_IS.match(question), _WHAT_IS.match(question)
    asked = who or what
    if asked is None:
        return ""
    named = [
        word for word in words(question) if word.start >= asked.end() and word.text[0].isalnum()
    ]
    while named and named[-1].lower in _ASKING_ON:
        named.pop()
    if not named or _POSSESSIVE.search(question, named[0].start):
        return ""
    if not (_is_name(named) if who else _is_thing(named)):
        return ""
    kept = [word for word in named if word.lower not in ARTICLES] or named
    return question[kept[0].start : named[-1].end]


def _is_name(named: list[Word]) -> bool:
    """Whether the words are a person's name, and not someone of theirs ("Ada Kerr's lawyer")."""
    if all(word.text[0].isupper() for word in named):
        return True
    return len(named) <= _LONGEST_NAME and named[0].lower in GIVEN_NAMES and len(named) > 1


def _is_thing(named: list[Word]) -> bool:
    """Whether the words are the name of a thing: few, of no other thing, and without a verb."""
    kept = [word for word in named if word.lower not in ARTICLES]
    if not kept or len(kept) > _LONGEST_THING:
        return False
    if any(word.lower in FUNCTION_WORDS | PREPOSITIONS for word in kept):
        return False
    last = kept[-1]
    if len(kept) == 1 and last.lower.endswith("ing"):
        return last.lower not in _GOES_ON
    return last.is_name or not last.lower.endswith(("ing", "ed", "en"))
