"""What a question is about in particular, and whether what is cited is about that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from qabot.comparing.named_places import only_in_part, places_in
from qabot.english.function_words import TIMES
from qabot.english.number_words import ORDINALS
from qabot.questions.kinds import Kind
from qabot.questions.question import Wanted
from qabot.questions.words import words
from qabot.reading.evidence import Evidence
from qabot.reading.life_events import untold_event
from qabot.reading.name_spellings import alike, is_near, is_printed
from qabot.reading.numbered_names import other_one
from qabot.reading.possibilities import only_possible
from qabot.reading.sentence_groups import Groups, led_by_fitting
from qabot.reading.short_answers import read_span, short_answer
from qabot.reading.task import ReadingTask
from qabot.text.terms import terms
from qabot.types import Span, Unmet
from qabot.types.explanations import ScoredSentence

_YEAR = re.compile(r"(?<!\bsince )\b(?:1[5-9]\d\d|20\d\d)\b")
"""A year in which something is; "the first since 1948" is of another one."""
_WON = re.compile(r"\b(?:win|wins|won|winner|winners|winning)\b", re.IGNORECASE)
_NOMINATED = re.compile(r"\b(?:nominat\w+|short-?list\w*|nominees?|contenders?)\b", re.IGNORECASE)
_AWARDED = re.compile(
    r"\b(?:w[io]n\w*|award\w*|t[oa]k\w*|took|beat\w*|named|voted|picked|scoop\w*|claim\w*|receiv\w*"
    r"|triumph\w*|victor\w*|crowned|prizes?|hono[u]?r\w*|gave|given|went)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"\b(?:(?P<word>{'|'.join(sorted(ORDINALS, reverse=True))})"
    r"|(?P<digits>\d{1,3})(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_LEAST_ORDINAL = 3
"""The first and the second of a row are told in other words, too: "debut", "again"."""
_LONGEST_NAME, _NEXT_WORDS = 4, 2
"""Words behind an ordinal among which is what it counts: "the sixth Harry Potter book"."""
_TIMES = frozenset(word.lower() for word in TIMES)
_NO_RARITY: Mapping[str, float] = MappingProxyType({})
_FEWEST_WORDS = 2
"""Words of a thing from which the last alone may be another thing."""


def meeting_qualifiers(
    task: ReadingTask, groups: Groups, near: Iterable[int], rarity: Mapping[str, float]
) -> tuple[Groups, Unmet | None]:
    """The groups, led by the first that is about what is asked, else what the first does not meet.

    Args:
        near: numbers of the groups that may come first as well.
        rarity: terms of the question with their idf.
    """
    unmet = _unmet(task, groups[0][0], rarity)
    if unmet is None:
        return groups, None
    groups, met = led_by_fitting(
        groups, near, lambda sentence: meets_qualifiers(task, sentence, rarity)
    )
    return groups, None if met else unmet


def meets_qualifiers(
    task: ReadingTask, sentence: ScoredSentence, rarity: Mapping[str, float]
) -> bool:
    """Whether a sentence is about what is asked in particular."""
    return _unmet(task, sentence, rarity) is None


def _unmet(
    task: ReadingTask, sentence: ScoredSentence, rarity: Mapping[str, float]
) -> Unmet | None:
    article = task.snapshot.article(sentence.stored.article_id)
    return unmet_qualifier(task.wanted, sentence, article.text, rarity, leans=task.leans)


def unmet_qualifier(
    wanted: Wanted,
    sentence: ScoredSentence,
    article: str,
    rarity: Mapping[str, float] = _NO_RARITY,
    *,
    leans: bool = False,
) -> Unmet | None:
    """What a question asks about in particular that a sentence's article is not about, if any.

    A name that the article prints nowhere; a country or a year in whose place the sentence and its
    neighbours have another one; another one of a row; a part of a country where the whole is asked
    for; who was nominated where it is asked who won; what only could be where it is asked what was;
    a birth, a marriage or a death that nothing tells of near. Of who leads what, and of what a
    thing is, it has to be told near the thing's name. What is not printed but may be meant is given
    the benefit of the doubt.

    Args:
        article: the whole text of the sentence's article.
        rarity: terms of the question with their idf; of a name, the rarest has to be printed.
        leans: whether names may have come from earlier questions; they are not looked for then.
    """
    evidence = Evidence(sentence, article, rarity)
    checks: tuple[Callable[[Wanted, Evidence], Unmet | None], ...]
    checks = (
        _other_name,
        _other_office,
        _other_thing,
        _other_place,
        _only_part,
        _other_year,
        _other_ordinal,
        _other_number,
        _other_people,
        _only_nominated,
        _only_possible,
        _other_event,
    )
    made = checks[3:] if leans else checks
    return next(filter(None, (check(wanted, evidence) for check in made)), None)


def _other_name(wanted: Wanted, evidence: Evidence) -> Unmet | None:
    for name in wanted.names:
        told = (
            bool(places_in(name)) or name.isupper() or not _TIMES.isdisjoint(name.lower().split())
        )
        if not told and not is_printed(name, evidence):
            return Unmet(name)
    return None


def _other_office(wanted: Wanted, evidence: Evidence) -> Unmet | None:
    """What is asked who leads, where no one beside the answer's sentence names it."""
    if not wanted.leads:
        return None
    names = (name for name in wanted.names if not places_in(name))
    return next((Unmet(name) for name in names if not is_near(name, evidence.around)), None)


def _other_thing(wanted: Wanted, evidence: Evidence) -> Unmet | None:
    """A thing of several words that is asked about, where its last word is nowhere near."""
    thing = [word.text for word in words(wanted.described) if word.is_content]
    if wanted.names or len(thing) < _FEWEST_WORDS:
        return None
    around = set(terms(evidence.around))
    if any(alike(part, word) for part in terms(thing[-1]) for word in around):
        return None
    return Unmet(" ".join(thing))


def _other_place(wanted: Wanted, evidence: Evidence) -> Unmet | None:
    if wanted.kind is Kind.PLACE:
        return None
    asked = places_in(wanted.text, typed=True)
    around = places_in(evidence.around)
    if not asked or not asked.keys().isdisjoint(places_in(evidence.article)):
        return None
    rivals = [span.of(evidence.around) for place, span in around.items() if place not in asked]
    return Unmet(next(iter(asked.values())).of(wanted.text), rivals[0]) if rivals else None


def _only_part(wanted: Wanted, evidence: Evidence) -> Unmet | None:
    text = evidence.sentence.text
    for place, span in places_in(wanted.text, typed=True).items():
        if only_in_part(wanted.text, place):
            continue
        if part := only_in_part(text, place):
            return Unmet(span.of(wanted.text), part.of(text))
    return None


def _other_year(wanted: Wanted, evidence: Evidence) -> Unmet | None:
    asked = _YEAR.findall(wanted.text)
    published = evidence.sentence.stored.article.published or ""
    if not asked or any(year in evidence.article or year in published for year in asked):
        return None
    rivals = _YEAR.findall(evidence.around)
    return Unmet(asked[0], rivals[0]) if rivals else None


def _other_ordinal(wanted: Wanted, evidence: Evidence) -> Unmet | None:
    """Which one of a row is asked about, where the sentence tells of another of the same."""
    asked = [place for place in _ordinals(wanted.text) if place[0] >= _LEAST_ORDINAL]
    text = evidence.sentence.text
    told = _ordinals(text)
    if not asked or any(number == asked[0][0] for number, _ in told):
        return None
    number, span = asked[0]
    meant = set(terms(" ".join(wanted.text[span.end :].split()[:_LONGEST_NAME])))
    printed = any(other == number for other, _ in _ordinals(evidence.article))
    for _, place in told:
        of_it = meant & set(terms(" ".join(text[place.end :].split()[:_NEXT_WORDS])))
        if of_it or not printed:
            return Unmet(span.of(wanted.text), place.of(text))
    return None


def _other_number(wanted: Wanted, evidence: Evidence) -> Unmet | None:
    found = other_one(wanted.text, evidence.sentence.text, evidence.around)
    return Unmet(found[0].of(wanted.text), found[1].of(found[2])) if found else None


def _other_people(wanted: Wanted, evidence: Evidence) -> Unmet | None:
    """Of which country those are who were counted: "137 Ukrainians" are no Russian soldiers."""
    if wanted.kind is not Kind.NUMBER:
        return None
    text = evidence.sentence.text
    short = short_answer(text, read_span(evidence.sentence), wanted)
    asked, told = places_in(wanted.text, typed=True), places_in(short.of(text))
    if len(short) == len(text) or not asked or not told or not asked.keys().isdisjoint(told):
        return None
    other = next(iter(told.values())).of(short.of(text))
    return Unmet(next(iter(asked.values())).of(wanted.text), other)


def _ordinals(text: str) -> list[tuple[int, Span]]:
    return [
        (int(match["digits"] or ORDINALS[match["word"].lower()]), Span(*match.span()))
        for match in _ORDINAL.finditer(text)
    ]


def _only_nominated(wanted: Wanted, evidence: Evidence) -> Unmet | None:
    won, nominated = _WON.search(wanted.text), _NOMINATED.search(evidence.sentence.text)
    if not won or not nominated or _NOMINATED.search(wanted.text):
        return None
    return None if _AWARDED.search(evidence.sentence.text) else Unmet(won[0], nominated[0])


def _only_possible(wanted: Wanted, evidence: Evidence) -> Unmet | None:
    if wanted.kind is Kind.ACCOUNT:
        return None  # its words tell of more than the one thing that is asked about
    text = evidence.sentence.text
    found = only_possible(wanted.text, wanted.content, text)
    return Unmet(found[0].of(wanted.text), found[1].of(text)) if found else None


def _other_event(wanted: Wanted, evidence: Evidence) -> Unmet | None:
    event = untold_event(wanted, evidence.around)
    return Unmet(event.of(wanted.text)) if event else None
