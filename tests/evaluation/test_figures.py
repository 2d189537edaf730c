from __future__ import annotations

from pathlib import Path

import pytest

from qabot.evaluation.figures import Asked, Figure, all_figures
from qabot.evaluation.gold_questions import Gold, GoldQuestion
from qabot.evaluation.report import EvaluationReport, summarise
from qabot.types import Answer, ArticleRef, Citation, Span, Speaker, Verdict

SENTENCE = "Kim said the wall opened on Thursday."
GOLD = Gold("wall.txt", Span(28, 36), "Thursday")


def answer(
    text: str = "",
    confidence: float = 0.0,
    *,
    verdict: Verdict | None = None,
    speaker: Speaker | None = None,
    milliseconds: float = 1.0,
) -> Answer:
    article = ArticleRef("wall.txt", "", None, None, None)
    citation = Citation(1, article, Span(0, len(SENTENCE)), SENTENCE, 1.0)
    decided = verdict or (Verdict.ANSWERED if text else Verdict.NOTHING)
    return Answer(
        question="?",
        verdict=decided,
        confidence=confidence,
        text=text,
        speaker=speaker,
        citations=() if decided is Verdict.NOTHING else (citation,),
        milliseconds={"total": milliseconds},
    )


def asked(
    question: GoldQuestion,
    given: Answer,
    *,
    cited: tuple[tuple[str, Span], ...] = (),
    first_article: tuple[str, ...] = (),
    verbatim: int | None = None,
    ranking: tuple[str, ...] = (),
    removed: Answer | None = None,
) -> Asked:
    return Asked(question, given, cited, first_article, verbatim, ranking, removed)


MARKED = GoldQuestion("1", "When?", True, answers=(GOLD,))
UNANSWERABLE = GoldQuestion("2", "Why?", False)
RIGHT, WRONG = ("wall.txt", Span(0, 37)), ("wall.txt", Span(40, 50))


def test_citations_and_short_answers_are_scored_over_answerable_questions() -> None:
    figures = all_figures(
        [
            asked(MARKED, answer("Thursday"), cited=(RIGHT,), first_article=("wall.txt",)),
            asked(MARKED, answer("on Thursday"), cited=(WRONG, RIGHT), first_article=("x",)),
            asked(MARKED, answer(), cited=()),
            asked(UNANSWERABLE, answer("Kim"), cited=(RIGHT,), first_article=("x",)),
        ]
    )
    assert figures["article@1"] == Figure(1 / 3, 3)
    assert figures["cited@1"] == Figure(1 / 3, 3)
    assert figures["cited@3"] == Figure(2 / 3, 3)
    assert figures["EM"] == Figure(1 / 3, 3)
    assert figures["F1"].value == pytest.approx((1 + 2 / 3 + 0) / 3)


def test_figures_that_do_not_apply_are_absent() -> None:
    unmarked = GoldQuestion("1", "When?", True)
    assert all_figures([asked(unmarked, answer("Kim"))]) == {}
    assert set(all_figures([asked(UNANSWERABLE, answer("Kim", 0.9))])) == {"refusal recall"}


def test_evidence_is_what_must_be_cited_and_the_speaker_is_scored() -> None:
    evidence = Gold("wall.txt", Span(0, 37), SENTENCE)
    spoken = GoldQuestion(
        "1", "Who?", True, (Gold("wall.txt", Span(0, 3), "Kim"),), evidence=evidence
    )
    inside_evidence = ("wall.txt", Span(10, 12))
    figures = all_figures(
        [
            asked(spoken, answer("Kim", speaker=Speaker("Kim", "Kim")), cited=(inside_evidence,)),
            asked(spoken, answer("wall", speaker=Speaker("wall", "wall"))),
            asked(spoken, answer("Kim")),
        ]
    )
    assert figures["speaker"] == Figure(1 / 3, 3)
    assert figures["cited@1"] == Figure(1 / 3, 3)


def test_refusals_are_scored_against_unanswerable_questions() -> None:
    related = answer("", 0.6, verdict=Verdict.RELATED)
    figures = all_figures(
        [
            asked(MARKED, answer("Thursday", 0.9)),
            asked(MARKED, related),
            asked(UNANSWERABLE, answer("", 0.1)),
            asked(UNANSWERABLE, answer("Kim", 0.7)),
        ]
    )
    assert figures["refusal precision"] == Figure(0.5, 4)
    assert figures["refusal recall"] == Figure(0.5, 4)
    assert figures["refusal AUROC"] == Figure(0.75, 4)  # .6 against .7 is the pair that is wrong


def test_confidence_is_calibrated_against_the_first_citation() -> None:
    known = [
        asked(MARKED, answer("Thursday", 0.95), cited=(RIGHT,)),
        asked(MARKED, answer("Kim", 0.95), cited=(WRONG, RIGHT)),
        asked(UNANSWERABLE, answer("Kim", 0.05), cited=(RIGHT,)),
    ]
    figures = all_figures(known)
    assert figures["calibration error"].value == pytest.approx((0.9 + 0.05) / 3)
    assert figures["calibration error"].of == 3
    report = summarise(known, dataset="d", model="m", seed=0)
    assert report.risk_coverage == ((2 / 3, 0.5), (1.0, 2 / 3))


def test_rankings_are_scored_where_an_article_is_relevant() -> None:
    judged = GoldQuestion("1", "?", True, relevant={"a": 1, "b": 0})
    figures = all_figures(
        [
            asked(judged, answer(), ranking=("b", "a"), first_article=("b",)),
            asked(UNANSWERABLE, answer()),
        ]
    )
    assert figures["MRR"] == Figure(0.5, 1)
    assert figures["recall@10"] == Figure(1.0, 1)
    assert figures["article@1"] == Figure(0.0, 1)


def test_removed_articles_are_scored_by_what_is_still_answered() -> None:
    figures = all_figures(
        [
            asked(MARKED, answer("Thursday", 0.9), removed=answer("", 0.1)),
            asked(MARKED, answer("Thursday", 0.4), removed=answer("Kim", 0.6)),
        ]
    )
    assert figures["removed: refused"] == Figure(0.5, 2)
    assert figures["removed: AUROC"] == Figure(0.75, 2)


def test_verbatim_counts_citations() -> None:
    figures = all_figures(
        [
            asked(MARKED, answer("Kim"), cited=(RIGHT, WRONG, WRONG), verbatim=2),
            asked(MARKED, answer("Kim"), cited=(RIGHT,), verbatim=1),
            asked(MARKED, answer(), verbatim=0),
        ]
    )
    assert figures["verbatim"] == Figure(0.75, 4)


@pytest.fixture
def report() -> EvaluationReport:
    return summarise(
        [
            asked(MARKED, answer("Thursday", 1.0, milliseconds=10.0), cited=(RIGHT,)),
            asked(MARKED, answer("", 0.0, milliseconds=20.0)),
        ],
        dataset="walls",
        model="words",
        seed=3,
    )


def test_the_report_as_json(report: EvaluationReport) -> None:
    assert report.to_dict() == {
        "dataset": "walls",
        "model": "words",
        "seed": 3,
        "questions": 2,
        "answerable": 2,
        "figures": {
            "article@1": 0.0,
            "cited@1": 0.5,
            "cited@3": 0.5,
            "EM": 0.5,
            "F1": 0.5,
            "calibration error": 0.0,
        },
        "of": {
            "article@1": 2,
            "cited@1": 2,
            "cited@3": 2,
            "EM": 2,
            "F1": 2,
            "calibration error": 2,
        },
        "verdicts": {"answered": 1, "related": 0, "nothing": 1},
        "risk_coverage": [
            {"coverage": 0.5, "risk": 0.0},
            {"coverage": 1.0, "risk": 0.5},
        ],
        "reliability": [
            {"confidence": 0.0, "accuracy": 0.0, "of": 1},
            {"confidence": 1.0, "accuracy": 1.0, "of": 1},
        ],
        "milliseconds": {"total": {"p50": 15.0, "p95": 19.5}},
    }


def test_the_report_as_rows(report: EvaluationReport) -> None:
    rows = report.rows()
    assert rows[:3] == [
        ("data set", "walls"),
        ("model", "words"),
        ("questions", "2, 2 of them answerable"),
    ]
    assert ("cited@1", "0.500  of 2") in rows
    assert rows[-4:] == [
        ("verdicts", "1 answered, 0 related, 1 nothing"),
        ("risk at coverage", "0.00 at 50%, 0.50 at 100%"),
        ("accuracy at confidence", "0.00 at 0.00, 1.00 at 1.00"),
        ("total ms", "p50 15.0  p95 19.5"),
    ]


def test_the_report_as_a_plot(report: EvaluationReport, tmp_path: Path) -> None:
    from qabot.evaluation.plot import draw  # matplotlib: half a second of every run

    draw(report, tmp_path / "plot.svg")
    printed = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    assert printed.startswith("<?xml")
    assert "<!-- walls: 2 questions -->" in printed
    assert "<!-- Risk by coverage -->" in printed
