"""What a sentence prints beside a name that tells who or what it is.

"Microsoft founder Bill Gates", "Ana Ruiz, the harbour's pilot,", "Lit Idol is a talent contest".
Attribution has rules of its own (:mod:`qabot.speech.apposition`), which are stricter: there a
wrong role would be put on what somebody said, here the sentence is only shown as what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qabot.english.describing import NAMED_THINGS, ONCE, is_somebody
from qabot.english.function_words import (
    ADVERBS,
    ARTICLES,
    AUXILIARY,
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
)
from qabot.english.past_forms import BASE_FORMS
from qabot.english.people import ROLES
from qabot.english.saying import VERBS
from qabot.english.titles import COURTESY_TITLES, SHORT_RANKS
from qabot.text.phrases import phrase_pattern
from qabot.types import Span

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:[.&/’'-][^\W_]+)*['’]?|[^\w\s]")
PLAIN = 3.0
"""From this plainness on a sentence tells who or what something is for sure."""
_MOST_BEFORE = 9
"""Words of a description before a name."""
_LONGEST = 160
"""Characters of a description."""
_STOPS = (
    AUXILIARY
    | PRONOUNS
    | SUBORDINATORS
    | RELATIVES
    | PREPOSITIONS
    | DETERMINERS
    | ADVERBS
    | frozenset("alongside up down out off".split())
) - frozenset("former then one first two".split())
_JOINING = frozenset("and or but nor".split())
_BEFORE_VERBS = frozenset("to will would can could may might must should did does do not".split())
_IS = re.compile(r"\s+(?:is|was|are|were|became|remains)\s+(?=(\S+))")
_BESIDE = re.compile(r"(?:,|\s+[-–—])\s+(?:(?:aged\s+)?\d{1,3},\s+)?(?=(\S+))")
_END = re.compile(r"[,;:!?()]|\.(?=\s|$)|\s[-–—]\s")
_END_LENGTH = 3
"""Characters that are looked at to tell an end."""
_OF = re.compile(rf"\b(?:{'|'.join(sorted(PREPOSITIONS))}|and)\s+(?:the\s+)?$", re.IGNORECASE)
_NEAR = 20
_BY_SURNAME = 1.5
_TWICE = 0.5
"""What a description on both sides of a name is plainer by."""
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = frozenset(',.;:!?()"“”-–—')
_BELONGS = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Description:
    """Where a sentence tells who or what something is, and how plainly: more is better."""

    span: Span
    plainness: float
    joined: bool = False
    """Whether only a comma or a dash stands between the name and it."""


def description_in(sentence: str, name: str, *, person: bool) -> Description | None:
    """What a sentence prints beside a name, by the full name if it can; None if nothing.

    Args:
        person: whether it is someone's. A surname alone is described by what stands behind it then:
            "Mr Ruiz, the pilot,".
    """
    found = [*_descriptions(sentence, name, person)]
    if person and " " in name:
        behind = _behind_surname(sentence, name.split()[-1])
        found += [replace(one, plainness=one.plainness - _BY_SURNAME) for one in behind]
    return max(found, key=lambda one: one.plainness, default=None)


def beside(
    sentence: str, name: Span, *, person: bool
) -> tuple[Description | None, Description | None]:
    """What a sentence prints before a name and behind it that describes it."""
    return _before(sentence, name.start, person), _behind(sentence, name)


def _behind_surname(sentence: str, surname: str) -> Iterator[Description]:
    for match in _printed(sentence, surname):
        found = _behind(sentence, match)
        if found is not None:
            yield found


def _printed(sentence: str, name: str) -> Iterator[Span]:
    """Where a sentence prints a name, as one."""
    for match in phrase_pattern(name).finditer(sentence):
        if match.group()[0].isupper():
            yield Span(*match.span())


def _descriptions(sentence: str, name: str, person: bool) -> Iterator[Description]:
    for place in _printed(sentence, name):
        before, behind = beside(sentence, place, person=person)
        if before and behind and behind.joined and before.plainness >= PLAIN:
            whole = Span(before.span.start, behind.span.end)
            yield Description(whole, behind.plainness + _TWICE)
        else:
            yield from filter(None, (before, behind))


# -- before the name -------------------------------------------------------------------------------


def _before(sentence: str, end: int, person: bool) -> Description | None:
    """The noun phrase that a name closes: "Labour's election chief", without its article."""
    tokens = list(_TOKEN.finditer(sentence, max(0, end - _LONGEST), end))
    while tokens and tokens[-1].group().lower() in COURTESY_TITLES | SHORT_RANKS:
        tokens.pop()
    if not tokens:
        return None
    if tokens[-1].group() == ",":
        return _headed(sentence, tokens[:-1], end)
    if not _is_head(tokens[-1].group()):
        return None
    first = _phrase_begins(tokens, len(tokens), person)
    verb = first > 0 and tokens[first - 1].group().lower() in _BEFORE_VERBS | RELATIVES
    first += verb  # "to honour US literary critic Harold Bloom"
    if first >= len(tokens):
        return None
    told = _tells_plainly([token.group() for token in tokens[first:]])
    plain = PLAIN if told else PLAIN - 0.5
    span = Span(tokens[first].start(), tokens[-1].end())
    return Description(span, plain + 0.1 * min(len(tokens) - first, 4))


def _tells_plainly(phrase: Sequence[str]) -> bool:
    """Whether a noun phrase surely says who or what something is: "former France centre"."""
    last = phrase[-1].lower()
    if is_somebody(phrase[-1]) or last in NAMED_THINGS or phrase[0].lower() in ONCE:
        return True
    return any(word.lower() in ROLES for word in phrase) or phrase[-2:] == ["number", "one"]


def _phrase_begins(tokens: Sequence[re.Match[str]], stop: int, person: bool) -> int:
    """Number of the first token of the noun phrase that ends before ``stop``.

    What is "of" something belongs to it where that makes a name or an office of it: "Republic of
    Ireland manager", "director of rugby".
    """
    first = stop
    while first > max(0, stop - _MOST_BEFORE) and not _ends_phrase(tokens, first - 1, first < stop):
        first -= 1
    if first < 2 or first == stop:
        return first
    joint, owner = tokens[first - 1].group(), tokens[first - 2].group()
    if joint == "and" and is_somebody(owner):
        return _phrase_begins(tokens, first - 1, person)
    named = owner[0].isupper() and tokens[first].group()[0].isupper()
    if joint == "of" and (named or (person and owner.lower() in ROLES)):
        return min(first - 2, _phrase_begins(tokens, first - 1, person))
    return first


def _ends_phrase(tokens: Sequence[re.Match[str]], number: int, inside: bool) -> bool:
    """Whether a token before a noun is none of its phrase: a mark, a small word, a verb.

    Args:
        inside: whether a word of the phrase stands behind it.
    """
    word = tokens[number].group()
    lower = word.lower()
    if not word[0].isalnum() or lower in _STOPS or lower in _JOINING or lower in TIMES:
        return True
    if lower in BASE_FORMS or VERBS.get(lower, ("", "base", 0))[1] != "base":
        return True
    before = tokens[number - 1].group().lower() if number else ""
    if word.islower() and _is_participle(lower):
        return inside and number > 0 and before not in DETERMINERS | PREPOSITIONS | {",", "and"}
    return word.islower() and lower.endswith("ly")


def _headed(sentence: str, tokens: Sequence[re.Match[str]], start: int) -> Description | None:
    """What stands between commas before a name: "A senator from Kansas, Sam Brownback, is"."""
    name_ends = _END.search(sentence, start, start + _LONGEST)
    if name_ends is None or name_ends.group() != "," or not tokens:
        return None
    first = len(tokens)
    while first > 0 and tokens[first - 1].group() not in _MARKS:
        first -= 1
    opening = {token.group().lower() for token in tokens[first : first + 1]}
    printed = [token.group() for token in tokens[first:]]
    words = [word.lower() for word in printed]
    if not words or len(words) > 2 * _MOST_BEFORE or not (AUXILIARY | RELATIVES).isdisjoint(words):
        return None
    head = next((at for at, word in enumerate(printed) if is_somebody(word)), None)
    if head is None or not (opening <= ARTICLES or head + 1 == len(words)):
        return None
    if any(VERBS.get(word, ("", "base", 0))[1] != "base" or word in BASE_FORMS for word in words):
        return None
    return Description(Span(tokens[first].start(), tokens[-1].end()), 3.2)


def _is_participle(word: str) -> bool:
    return word.islower() and word.endswith(("ed", "ing"))


def _is_head(word: str) -> bool:
    """Whether a noun before a name can say what that is, and is not a verb."""
    lower = word.lower()
    if is_somebody(word) or lower in NAMED_THINGS:
        return True
    plural = lower.endswith("s") and not lower.endswith(("ss", "us"))
    return word.islower() and len(word) > 2 and not plural and not _is_participle(lower)


# -- behind the name -------------------------------------------------------------------------------


def _behind(sentence: str, name: Span) -> Description | None:
    """What a verb of being or a comma joins to a name: "is a poet", ", the harbour's pilot,"."""
    told = _IS.match(sentence, name.end)
    if told:
        of_another = _OF.search(sentence, max(0, name.start - _NEAR), name.start) is not None
        return None if of_another else _complement(sentence, told.end(), told[1])
    beside = _BESIDE.match(sentence, name.end)
    return _apposition(sentence, beside.end(), beside[1]) if beside else None


def _complement(sentence: str, start: int, first: str) -> Description | None:
    if first.lower() not in ARTICLES | {"one"} and not _BELONGS.search(first):
        return None
    span = _phrase(sentence, start)
    if span is None:
        return None
    somebody = any(is_somebody(word) for word in span.of(sentence).split())
    return Description(span, PLAIN + (0.2 if somebody else 0.05))


def _apposition(sentence: str, start: int, first: str) -> Description | None:
    span = _phrase(sentence, start)
    if span is None:
        return None
    words = _WORD.findall(span.of(sentence))
    head = first.strip("\"'“‘").lower()
    closed = sentence[span.end : span.end + 1] != "" or span.end == len(sentence)
    if head in RELATIVES:
        told = VERBS.get(words[1].lower(), ("", "", 0))[2] > 1 if len(words) > 1 else True
        return None if told or len(words) < 3 else Description(span, 2.0)
    clause = words[: next((at for at, word in enumerate(words) if word in RELATIVES), len(words))]
    if any(word in AUXILIARY or VERBS.get(word, ("", "", 0))[1] == "past" for word in clause):
        return None
    if not closed or not any(_tells(word) for word in words):
        return None
    if head in ARTICLES | {"one"}:
        return Description(span, 4.0, joined=True)
    if head in _STOPS | _JOINING or _is_participle(head) or head in VERBS or head in BASE_FORMS:
        return None
    owned = any(_BELONGS.search(word) for word in span.of(sentence).split()[:4])
    office = next((at for at, word in enumerate(words) if is_somebody(word)), None)
    if office is not None and _JOINING.isdisjoint(words[:office]):
        return Description(span, 3.8, joined=True)
    return Description(span, 3.0, joined=True) if owned else None


def _tells(word: str) -> bool:
    """Whether a word of a description is more than a name or a small word."""
    return word.lower() in ROLES or (word.islower() and word not in FUNCTION_WORDS)


def _phrase(sentence: str, start: int) -> Span | None:
    """From a place to where the clause ends, which is looked for no farther than it may be."""
    farthest = start + _LONGEST + _END_LENGTH
    end = _END.search(sentence, start, farthest)
    while end and _is_quoted(sentence, start, end.start()):
        end = _END.search(sentence, end.end(), farthest)
    stop = end.start() if end else len(sentence)
    return Span(start, stop) if start < stop <= start + _LONGEST else None


def _is_quoted(sentence: str, start: int, place: int) -> bool:
    """Whether straight quotation marks that open behind a start are still open at a place."""
    return sentence.count('"', start, place) % 2 == 1
