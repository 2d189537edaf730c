"""The short answer: what a reader points at in a sentence, as long as the question needs it."""

from __future__ import annotations

import re

from qabot.comparing.parts_of_wholes import part_meant
from qabot.comparing.whole_quantities import whole_quantity
from qabot.dates.resolving import date_phrases
from qabot.english.calendar import WEEKDAYS
from qabot.english.function_words import PREPOSITIONS, SUBORDINATORS, TIMES
from qabot.questions.kinds import Kind, has_kind
from qabot.questions.question import Wanted
from qabot.reading.accounts import account_answer
from qabot.reading.enumerations import whole_enumeration
from qabot.reading.quoted_answers import whole_speech, with_paired_brackets, with_paired_marks
from qabot.types import Span
from qabot.types.explanations import ScoredSentence

_WHAT = re.compile(r"\W*what\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[’'.:-][^\W_]+)*")
_INNER_END = re.compile(r"(?<=[a-z0-9]{2})([.!?])[\"'”’]?\s+(?=[A-Z“\"‘])")
"""Where a sentence ends inside the sentence that a quotation makes of several."""
_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
_MORE_TIMES = frozenset(
    "spring summer autumn winter christmas easter ramadan season weekend holiday dawn dusk noon"
    " midnight daily weekly monthly yearly annually soon immediately never always every once now"
    " current final start begin end".split()
)
"""Words that answer "when" and stand in no date."""
_TIMES = frozenset(word.lower() for word in TIMES)
_AT = frozenset("on in at".split())
"""What a date is as well without."""
_TELL_WHEN = frozenset(
    "until since before after by from to about around over just almost nearly more than early late"
    " mid middle beginning end midnight noon of the".split()
) | (TIMES - frozenset(WEEKDAYS))
"""Words beside a date phrase that belong to it: "the end of", "just over", "at 10 pm"."""


def read_span(sentence: ScoredSentence) -> Span:
    """What a reader points at in a sentence; nothing where none has read it."""
    return sentence.reading.span if sentence.reading else Span(0, 0)


def short_answer(sentence: str, read: Span, wanted: Wanted) -> Span:
    """The short answer to a question in a sentence; all of it where no part of it will do.

    Args:
        read: what a reader points at; empty where there is none.
    """
    if wanted.kind is Kind.YES_NO or not read.of(sentence).strip():
        return Span(0, len(sentence))
    read = with_paired_brackets(sentence, within_one_sentence(sentence, read))
    return with_paired_marks(sentence, _of_kind(sentence, read, wanted))


def within_one_sentence(sentence: str, read: Span) -> Span:
    """A span without what it has of a neighbour, where a quotation holds several sentences.

    "say no. It's" is "say no"; one that begins and ends with sentences is left as it is.
    """
    ends = [end for end in _INNER_END.finditer(sentence) if read.start < end.end() < read.end]
    if not ends:
        return read
    pieces = []
    start = read.start
    for end in ends:
        pieces.append(Span(start, end.start(1)))
        start = end.end()
    pieces.append(Span(start, read.end))
    closed = sentence[read.start : read.end + 1].rstrip("\"'”’ ")[-1:] in {".", "!", "?"}
    if closed and sentence[: read.start].rstrip("\"'“‘ ")[-1:] in {"", ".", "!", "?"}:
        return read
    return max(pieces, key=len)


def _of_kind(sentence: str, read: Span, wanted: Wanted) -> Span:
    """What a reader points at, as the kind of question needs it."""
    if wanted.kind is Kind.NUMBER:
        asked = part_meant(sentence, read, wanted.content)
        return whole_quantity(sentence, asked, wanted.counted)
    if wanted.kind is Kind.TIME:
        return date_answer(sentence, read)
    if wanted.words_wanted:
        read = whole_speech(sentence, read)
    answer = account_answer(sentence, read, wanted)
    if wanted.kind is Kind.OTHER and _WHAT.match(wanted.text):
        return whole_enumeration(sentence, answer)
    return answer


def date_answer(sentence: str, read: Span) -> Span:
    """The date phrase that a reader points at, or else the only one of the sentence.

    A span that tells when in other words ("after the war", "1230 GMT") is left as it is, and so is
    one with several dates ("1983 until 1992"). A number alone is an age as often as a day: then it
    is the whole sentence.
    """
    phrases = date_phrases(sentence)
    meant = [phrase for phrase in phrases if phrase.overlaps(read)]
    if not meant and _BARE_NUMBER.fullmatch(read.of(sentence)):
        return Span(0, len(sentence))
    if len(meant) == 1:
        return _with_neighbours(sentence, read, meant[0])
    if meant or len(phrases) != 1 or tells_when(read.of(sentence)):
        return read
    return phrases[0]


def tells_when(printed: str) -> bool:
    """Whether words tell when: a date, a season, a time of day, or what something came after."""
    words = [word.lower() for word in _WORD.findall(printed)]
    singular = {word.removesuffix("s") for word in words}  # "on Mondays", "at weekends"
    first = words[:1]
    return (
        any(character.isdigit() for character in printed)
        or has_kind(printed, Kind.TIME)
        or not (_TIMES | _MORE_TIMES).isdisjoint({*words, *singular})
        or any(word in PREPOSITIONS or word in SUBORDINATORS for word in first)
    )


def _with_neighbours(sentence: str, read: Span, phrase: Span) -> Span:
    """A date phrase with those words beside it, of what was read, that are a part of the date."""
    before = [
        match for match in _WORD.finditer(sentence, read.start) if match.end() <= phrase.start
    ]
    after = [match for match in _WORD.finditer(sentence, phrase.end) if match.end() <= read.end]
    start, end = phrase.start, phrase.end
    for match in reversed(before):
        if not _belongs(match):
            break
        start = match.start()
    for match in after:
        if not _belongs(match):
            break
        end = match.end()
    leading = _WORD.match(sentence, start)
    if leading and start < phrase.start and leading.group().lower() in _AT:
        start = next(match.start() for match in _WORD.finditer(sentence, leading.end()))
    return Span(start, end)


def _belongs(match: re.Match[str]) -> bool:
    word = match.group()
    return word in TIMES or word.lower() in _TELL_WHEN | _AT or word[0].isdigit()
