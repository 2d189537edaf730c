"""Citations beyond those that were asked for."""

from __future__ import annotations

from qabot.reading.citation_limits import limited
from qabot.types import (
    Agreement,
    Answer,
    ArticleRef,
    Citation,
    CitedSpan,
    DifferingAnswer,
    Span,
    Verdict,
)

TEXTS = ("He went in May.", "Ada Moss is he.", "He went in June.", "He went in July.")


def answer() -> Answer:
    """One sentence, one for the name in it, and two that give something else."""
    citations = tuple(
        Citation(
            number, ArticleRef(f"{number}.txt", "", None, None, None), Span(0, len(text)), text, 1
        )
        for number, text in enumerate(TEXTS, start=1)
    )
    others = DifferingAnswer("June", citations[2]), DifferingAnswer("July", citations[3])
    return Answer(
        question="who went",
        verdict=Verdict.ANSWERED,
        confidence=0.9,
        text="Ada Moss",
        speaker=None,
        citations=citations,
        milliseconds={},
        agreement=Agreement(1, others),
        span=CitedSpan(2, Span(0, 8)),
        mention_span=CitedSpan(1, Span(0, 2)),
    )


def test_what_others_give_instead_goes_first_and_the_name_stays() -> None:
    numbers = {
        k: [one.number for one in limited(answer(), k).citations] for k in (None, 1, 2, 3, 9)
    }
    assert numbers == {None: [1, 2, 3, 4], 1: [1, 2], 2: [1, 2], 3: [1, 2, 3], 9: [1, 2, 3, 4]}


def test_what_is_not_cited_is_not_told() -> None:
    agreement = limited(answer(), 3).agreement
    assert agreement == Agreement(1, answer().agreement.differing[:1])  # type: ignore[union-attr]
