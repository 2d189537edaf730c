"""Two outcomes as one."""

from __future__ import annotations

from dataclasses import replace

from qabot.reading.joining import joined
from qabot.reading.outcome import Outcome
from qabot.types import ArticleRef, Citation, CitedSpan, Span, Verdict

ARTICLE = ArticleRef("a.txt", "News", None, None, None)


def outcome(confidence: float, place: CitedSpan | None, *citations: tuple[int, str]) -> Outcome:
    cited = [
        Citation(number, ARTICLE, Span(start, start + len(text)), text, 1.0)
        for number, (start, text) in enumerate(citations, start=1)
    ]
    return Outcome(Verdict.ANSWERED, confidence, "", None, tuple(cited), span=place)


FIRST = outcome(0.9, CitedSpan(1, Span(0, 3)), (0, "Dee dug it."), (50, "It was deep."))
SECOND = outcome(0.6, CitedSpan(2, Span(3, 7)), (0, "Dee dug it."), (20, "In 1903."))


def test_the_second_answer_is_a_further_item_with_its_citation() -> None:
    both = joined(FIRST, SECOND)
    assert [(one.number, one.text) for one in both.citations] == [
        (1, "Dee dug it."),
        (2, "It was deep."),
        (3, "In 1903."),
    ]
    assert both.items == (CitedSpan(1, Span(0, 3)), CitedSpan(3, Span(3, 7)))
    assert (both.confidence, both.span) == (0.6, FIRST.span)
    same = joined(FIRST, replace(SECOND, span=CitedSpan(1, Span(4, 7))))
    assert same.items[1] == CitedSpan(1, Span(4, 7))


def test_what_points_at_no_place_is_not_joined() -> None:
    assert joined(FIRST, replace(SECOND, span=None)) is FIRST
