from __future__ import annotations

from dataclasses import replace

import pytest

from qabot.evaluation.figures import Asked, Figure
from qabot.evaluation.gold_questions import Gold, GoldQuestion
from qabot.evaluation.judging import Fault, fault_of
from qabot.evaluation.report import EvaluationReport, summarise
from qabot.types import Answer, ArticleRef, Citation, Span, Speaker, Verdict

SENTENCE = "Ida Holm, the harbour master, said the ferry sank on Friday."
FRIDAY = Gold("ferry.txt", Span(53, 59), "Friday")
WHOLE = Gold("ferry.txt", Span(0, len(SENTENCE)), SENTENCE)
HOLM = Gold("ferry.txt", Span(0, 8), "Ida Holm")
ELSEWHERE = Span(100, 100 + len(SENTENCE))

WHEN = GoldQuestion("when", "When?", True, (FRIDAY,), sentences=(WHOLE,), kind="when")
WHY = GoldQuestion("why", "Why?", True, (FRIDAY,), sentences=(WHOLE,), kind="why")
WHO_SAID = GoldQuestion(
    "who", "Who said so?", True, (), sentences=(WHOLE,), kind="who_said", speaker="Ida Holm"
)
NOWHERE = GoldQuestion("none", "When did it rise?", False, kind="when")


def asked(
    question: GoldQuestion,
    text: str = "",
    confidence: float = 0.5,
    *,
    verdict: Verdict = Verdict.ANSWERED,
    spans: tuple[Span, ...] = (WHOLE.span,),
    speaker: Speaker | None = None,
) -> Asked:
    article = ArticleRef("ferry.txt", "", None, None, None)
    citations = tuple(
        Citation(number, article, span, SENTENCE, 1.0) for number, span in enumerate(spans, 1)
    )
    answer = Answer(
        question=question.text,
        verdict=verdict,
        confidence=confidence,
        text=text,
        speaker=speaker,
        citations=citations,
        milliseconds={"total": 1.0},
    )
    return Asked(question, answer, tuple(("ferry.txt", span) for span in spans), ("ferry.txt",))


def report(*questions: Asked) -> EvaluationReport:
    return summarise(questions, dataset="ferries", model="words", seed=0)


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        (asked(WHEN, "on Friday"), None),
        (asked(WHEN, "the ferry"), Fault.WRONG_SHORT_ANSWER),
        (asked(WHEN), Fault.WRONG_SHORT_ANSWER),
        (asked(WHEN, "Friday", spans=(ELSEWHERE, WHOLE.span)), Fault.WRONG_CITATION),
        (asked(WHEN, "Friday", verdict=Verdict.RELATED), Fault.REFUSED),
        (asked(WHY, "the ferry"), None),
        (asked(WHY, spans=(ELSEWHERE,)), Fault.WRONG_CITATION),
        (asked(NOWHERE, "Friday"), Fault.UNANSWERABLE),
        (asked(NOWHERE, verdict=Verdict.RELATED), None),
    ],
)
def test_an_answer_is_useful_if_it_claims_and_cites_and_says_what_is_right(
    one: Asked, fault: Fault | None
) -> None:
    assert fault_of(one) is fault


def test_a_marked_answer_is_as_right_to_cite_as_a_sentence() -> None:
    outside = replace(WHEN, sentences=(Gold("ferry.txt", ELSEWHERE, SENTENCE),))
    assert fault_of(asked(outside, "Friday")) is None
    assert fault_of(asked(outside, "Friday", spans=(ELSEWHERE,))) is None


def test_accepted_wordings_and_speakers_are_right_short_answers() -> None:
    later = replace(WHEN, answers=(), accept=("the day the ferry sank",))
    assert fault_of(asked(later, "the ferry sank")) is None
    named = asked(WHO_SAID, speaker=Speaker("Ida Holm", "Ida Holm", "harbour master"))
    assert fault_of(named) is None
    assert fault_of(asked(WHO_SAID, "the ferry")) is Fault.WRONG_SHORT_ANSWER


def test_a_kind_that_is_not_known_expects_a_short_answer() -> None:
    of_no_kind = replace(WHEN, kind=None)
    assert fault_of(asked(of_no_kind, "the ferry")) is Fault.WRONG_SHORT_ANSWER


def test_the_figures_of_usefulness() -> None:
    figures = report(
        asked(WHEN, "Friday", 0.9),
        asked(WHEN, "the ferry", 0.6),
        asked(WHEN, "Friday", 0.5, spans=(ELSEWHERE, WHOLE.span)),
        asked(WHY, "", 0.9, verdict=Verdict.RELATED),
        asked(WHEN, "Friday", 0.9, verdict=Verdict.RELATED),
        asked(WHO_SAID, "Ida Holm", 0.9),
        asked(WHO_SAID, "the ferry", 0.5),
        asked(NOWHERE, "Friday", 0.8),
        asked(NOWHERE, "", 0.8, verdict=Verdict.RELATED),
    ).figures
    assert figures["useful"] == Figure(2 / 7, 7)
    assert figures["misleading"] == Figure(4 / 9, 9)
    assert figures["wrong with .6 and more"] == Figure(2 / 9, 9)
    assert figures["refused"] == Figure(2 / 7, 7)
    assert figures["left unanswered"] == Figure(1 / 2, 2)
    assert figures["short answer"] == Figure(3 / 6, 6)
    assert figures["speaker named"] == Figure(1 / 2, 2)
    assert figures["cited@1"] == Figure(6 / 7, 7)
    assert figures["cited@3"] == Figure(1.0, 7)


def test_figures_by_kind_and_of_follow_ups() -> None:
    follow_up = replace(WHEN, history=("What sank?",))
    kinds = report(
        asked(WHEN, "Friday"), asked(follow_up, "the ferry", 0.7), asked(NOWHERE, "Friday")
    ).kinds
    assert list(kinds) == ["follow_up", "when"]
    assert kinds["when"]["useful"] == Figure(1 / 2, 2)
    assert kinds["when"]["misleading"] == Figure(2 / 3, 3)
    assert kinds["when"]["left unanswered"] == Figure(0.0, 1)
    assert kinds["when"]["cited@1"] == Figure(1.0, 2)
    assert kinds["follow_up"]["wrong with .6 and more"] == Figure(1.0, 1)
    assert kinds["follow_up"]["calibration error"].value == pytest.approx(0.3)


def test_data_sets_that_tell_less_report_what_they_did() -> None:
    statement = GoldQuestion("1", "Who?", True, (HOLM,), evidence=WHOLE, kind="direct")
    found = report(asked(statement, "Ida Holm"))
    assert set(found.figures) == {
        "article@1", "cited@1", "cited@3", "EM", "F1", "speaker", "calibration error"
    }  # fmt: skip
    assert found.kinds == {}
    assert "kinds" not in found.to_dict()
    assert found.figures["speaker"].value == 0.0  # the short answer names nobody


@pytest.mark.parametrize(
    "more", [{"sentences": (WHOLE,)}, {"accept": ("Fri",)}, {"speaker": "Kim"}, {"kind": "why"}]
)
def test_one_line_that_tells_more_is_enough(more: dict[str, object]) -> None:
    plain = GoldQuestion("1", "When?", True, (FRIDAY,))
    assert "useful" not in report(asked(plain, "Friday")).figures
    telling = replace(plain, **more)  # type: ignore[arg-type]
    assert report(asked(plain, "Friday"), asked(telling, "Friday")).figures["useful"].of == 2


def test_the_report_prints_kinds_and_writes_them_as_json() -> None:
    found = report(asked(WHEN, "Friday"), asked(WHY, spans=(ELSEWHERE,)))
    rows = dict(found.rows())
    assert rows["useful"] == "0.500  of 2"
    assert rows["  when"] == "useful 1.000 of 1, misleading 0.000 of 1, cited@1 1.000 of 1"
    assert rows["  why"] == "useful 0.000 of 1, misleading 1.000 of 1, cited@1 0.000 of 1"
    kinds = found.to_dict()["kinds"]
    assert set(kinds) == {"when", "why"}
    assert kinds["when"]["figures"]["useful"] == 1.0
    assert kinds["when"]["of"]["useful"] == 1


def test_misses_say_what_was_expected_and_what_came() -> None:
    late = replace(WHEN, accept=("late last week",), history=("What sank?",))
    found = report(asked(WHEN, "Friday"), asked(late, "the ferry", 0.7), asked(NOWHERE, "Friday"))
    assert [miss.why for miss in found.misses] == [Fault.WRONG_SHORT_ANSWER, Fault.UNANSWERABLE]
    sentence = {"path": "ferry.txt", "start": 0, "end": len(SENTENCE), "text": SENTENCE}
    assert found.misses[0].to_dict() == {
        "id": "when",
        "kind": "when",
        "question": "When?",
        "history": ["What sank?"],
        "why": "wrong short answer",
        "expected": ["Friday", "late last week"],
        "got": "the ferry",
        "speaker": None,
        "verdict": "answered",
        "confidence": 0.7,
        "right": [sentence, {"path": "ferry.txt", "start": 53, "end": 59, "text": "Friday"}],
        "cited": [sentence],
    }


def test_nothing_is_missed_where_nobody_knows_what_is_right() -> None:
    assert report(asked(GoldQuestion("1", "When?", True), "Friday")).misses == ()
