"""Two outcomes as one, where two things were asked at once."""

from __future__ import annotations

from dataclasses import replace

from qabot.reading.outcome import Outcome
from qabot.types import CitedSpan


def joined(first: Outcome, second: Outcome) -> Outcome:
    """The first outcome with the second's answer as a further item, no surer than either.

    Outcomes that point at no place of a citation are not joined.
    """
    if first.span is None or second.span is None:
        return first
    places = {(one.article, one.span): one.number for one in first.citations}
    citations, numbers = list(first.citations), {}
    for one in second.citations:
        place = (one.article, one.span)
        if place not in places:
            places[place] = len(citations) + 1
            citations.append(replace(one, number=places[place]))
        numbers[one.number] = places[place]
    item = CitedSpan(numbers[second.span.citation], second.span.span)
    return replace(
        first,
        confidence=min(first.confidence, second.confidence),
        citations=tuple(citations),
        items=(*(first.items or (first.span,)), item),
    )
