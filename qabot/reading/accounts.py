"""Answers to why, how and what: never a lone noun, nor only words that the question has."""

from __future__ import annotations

import re

from qabot.english.function_words import (
    ARTICLES,
    AUXILIARY,
    BE,
    FUNCTION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from qabot.questions.kinds import Kind
from qabot.questions.question import Wanted
from qabot.text.terms import terms
from qabot.types import Span

_WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_WHAT = re.compile(r"\W*what\b(?!.*\bor\b)", re.IGNORECASE | re.DOTALL)
_MEANT = re.compile(r"\W*what (?:do|does|did)\b.*\bmean by\b", re.IGNORECASE | re.DOTALL)
_SMALL = FUNCTION_WORDS | AUXILIARY | PREPOSITIONS | SUBORDINATORS
_LEADING = (PREPOSITIONS | SUBORDINATORS | AUXILIARY | PRONOUNS) - {"not", "never"}
_FINITE = BE | frozenset("has have had will would could should must".split())
_LONGEST_BARE = 3
"""Words up to which a phrase without a word that leads on gives no reason and tells no event."""


def account_answer(sentence: str, read: Span, wanted: Wanted) -> Span:
    """What was read, or the clause around it where that is too little to answer the question.

    Too little is what only repeats the question, any part of a sentence where it is asked what
    someone meant by something, and a lone noun or bare phrase ("knee injury") where it is asked
    why, how, what happened, or what something is. "Coach Ada Kerr" is told what "coach" she is by
    the words before.
    """
    printed = read.of(sentence)
    if _repeats(printed, wanted) or _MEANT.match(wanted.text):
        return clause_around(sentence, read)
    account = wanted.kind is Kind.ACCOUNT
    if account and (_is_bare(printed) or _without_subject(sentence, read)):
        return clause_around(sentence, read)
    if wanted.describes and _is_name(printed):
        return clause_around(sentence, read)
    if not wanted.describes or " " in printed or any(map(str.isdigit, printed)):
        return read
    phrase = _with_words_before(sentence, read)
    return phrase if phrase != read else clause_around(sentence, read)


def clause_around(sentence: str, span: Span) -> Span:
    """The part of a sentence between semicolons that a span stands in; else the sentence."""
    start = sentence.rfind("; ", 0, span.start) + 1
    end = sentence.find("; ", span.end)
    start += len(sentence[start:]) - len(sentence[start:].lstrip())
    return Span(start, len(sentence) if end < 0 else end)


def _repeats(printed: str, wanted: Wanted) -> bool:
    """Whether all that means something in a phrase is in a question that asks for an account."""
    if not (wanted.kind is Kind.ACCOUNT or wanted.describes or _WHAT.match(wanted.text)):
        return False
    own = {term for word in _content(printed) for term in terms(word)}
    return own <= set(terms(wanted.text))


def _is_bare(printed: str) -> bool:
    """Whether a phrase is a few words without one that leads to a reason: "by", "because"."""
    words = [word.lower() for word in _WORD.findall(printed) if word.lower() not in ARTICLES]
    return len(words) <= _LONGEST_BARE and _LEADING.isdisjoint(words)


def _without_subject(sentence: str, read: Span) -> bool:
    """Whether a phrase goes on in the middle of a clause, from a participle behind its noun on.

    "waiting for the ferry were told" of "People waiting for the ferry were told".
    """
    printed, before = read.of(sentence), sentence[: read.start].split()
    first = _WORD.match(printed)
    if first is None or not before or not first.group().islower():
        return False
    last = before[-1].lower()
    inside = {word.lower() for word in _WORD.findall(printed)}
    return (
        first.group().endswith(("ing", "ed"))
        and last.isalpha()
        and last not in _SMALL
        and not inside.isdisjoint(_FINITE)
    )


def _is_name(printed: str) -> bool:
    """Whether a phrase is nothing but a name, which says of no one and nothing what that is."""
    content = _content(printed)
    return len(content) > 1 and all(word[0].isupper() for word in content)


def _content(printed: str) -> list[str]:
    return [word for word in _WORD.findall(printed) if word.lower() not in _SMALL]


def _with_words_before(sentence: str, noun: Span) -> Span:
    """A noun before a name with what stands before it: "Legendary Dutch coach" of "coach"."""
    if not sentence[noun.end :].lstrip()[:1].isupper():
        return noun
    start = noun.start
    for word in reversed([word for word in _WORD.finditer(sentence) if word.end() < noun.start]):
        if sentence[word.end() : start].strip() or word.group().lower() in _SMALL:
            break
        start = word.start()
    return Span(start, noun.end)
