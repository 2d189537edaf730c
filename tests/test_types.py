from __future__ import annotations

from dataclasses import replace

import pytest

import qabot
from qabot.errors import CitationError, SettingsError
from qabot.types import Answer, Article, ArticleRef, Citation, CitedSpan, Span, Speaker, Verdict

REF = ArticleRef("a.txt", "Title", None, "2024-06", "Outlet")


def citation(text: str, start: int = 0) -> Citation:
    return Citation(1, REF, Span(start, start + len(text)), text, 0.5)


def answer(**values: object) -> Answer:
    parts: dict[str, object] = {
        "question": "who?",
        "verdict": Verdict.ANSWERED,
        "confidence": 0.75,
        "text": "Kim",
        "speaker": None,
        "citations": (citation("“Yes,” Mr Kim said."),),
        "milliseconds": {"total": 1.234},
    }
    return Answer(**(parts | values))  # type: ignore[arg-type]


def test_span() -> None:
    assert Span(2, 5).of("abcdefg") == "cde"
    assert len(Span(2, 5)) == 3
    assert Span(2, 5).shifted(3) == Span(5, 8)
    assert Span(0, 5).contains(Span(2, 5))
    assert not Span(0, 5).contains(Span(2, 6))
    assert Span(0, 3).overlaps(Span(2, 4))
    assert not Span(0, 3).overlaps(Span(3, 4))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_no_span_runs_backwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_citation_is_as_long_as_its_span() -> None:
    with pytest.raises(CitationError):
        Citation(1, REF, Span(0, 3), "four", 0.5)
    with pytest.raises(CitationError):
        Citation(1, REF, Span(0, 0), "", 0.5)


def test_an_uncited_answer_cannot_be_made() -> None:
    with pytest.raises(CitationError, match="without a citation"):
        answer(citations=(), text="")
    with pytest.raises(CitationError, match="not in any citation: 'Lee'"):
        answer(text="Lee")
    with pytest.raises(CitationError, match="not in any citation: 'Kim Jong Un'"):
        answer(speaker=Speaker("Kim Jong Un", "Mr Kim"))


def test_an_answer_as_json() -> None:
    made = answer(id="q1", speaker=Speaker("Kim", "Mr Kim"))
    assert made.to_dict() == {
        "id": "q1",
        "question": "who?",
        "interpreted": "",
        "verdict": "answered",
        "confidence": 0.75,
        "partial": False,
        "text": "Kim",
        "span": None,
        "speaker": {"name": "Kim", "mention": "Mr Kim", "role": None},
        "citations": [
            {
                "number": 1,
                "article": {
                    "path": "a.txt",
                    "title": "Title",
                    "author": None,
                    "published": "2024-06",
                    "outlet": "Outlet",
                },
                "start": 0,
                "end": 19,
                "text": "“Yes,” Mr Kim said.",
                "score": 0.5,
                "also": [],
                "copies": [],
            }
        ],
        "filters": {},
        "dates": [],
        "agreement": None,
        "milliseconds": {"total": 1.23},
    }
    assert "id" not in answer().to_dict()


def test_an_answer_says_where_it_stands() -> None:
    place = CitedSpan(1, Span(10, 13))
    made = answer(span=place)
    assert made.to_dict()["span"] == {"citation": 1, "start": 10, "end": 13}
    assert made.span_in(made.citations[0]) == Span(10, 13)
    whole = answer(text="“Yes,” Mr Kim said.", span=CitedSpan(1, Span(0, 19)))
    assert whole.span_in(whole.citations[0]) is None
    with pytest.raises(CitationError, match="neither the answer nor its speaker stands at"):
        answer(span=CitedSpan(1, Span(9, 12)))
    with pytest.raises(CitationError, match="neither the answer nor its speaker stands at"):
        answer(span=CitedSpan(2, Span(10, 13)))


def test_a_mention_is_marked_where_the_name_stands_elsewhere() -> None:
    named = Citation(2, REF, Span(50, 62), "Kim Lee left", 0.4)
    mention = CitedSpan(1, Span(7, 13))
    made = answer(
        text="Kim Lee",
        speaker=Speaker("Kim Lee", "Mr Kim"),
        citations=(citation("“Yes,” Mr Kim said."), named),
        span=CitedSpan(2, Span(0, 7)),
        mention_span=mention,
    )
    assert [made.span_in(one) for one in made.citations] == [Span(7, 13), Span(0, 7)]
    assert made.to_dict()["mention_span"] == {"citation": 1, "start": 7, "end": 13}
    with pytest.raises(CitationError, match="mention does not stand at"):
        replace(made, mention_span=CitedSpan(1, Span(0, 6)))


def test_settings_reject_what_they_do_not_know() -> None:
    assert qabot.Settings.from_mapping({"citations": 2}).reading.citations == 2
    with pytest.raises(SettingsError, match="no such setting: citation"):
        qabot.Settings.from_mapping({"citation": 2})
    assert qabot.Settings.from_mapping({"retrieval.dense_weight": 1}).retrieval.dense_weight == 1
    with pytest.raises(SettingsError, match="citations is '2'; it must be of type int"):
        qabot.Settings.from_mapping({"citations": "2"})
    with pytest.raises(SettingsError, match="dense_weight"):
        qabot.Settings.of(dense_weight=1.5)


def test_only_what_is_stored_changes_the_fingerprint() -> None:
    same = qabot.Settings.of(citations=1, dense_weight=0.2, batch_passages=7)
    assert same.fingerprint == qabot.Settings().fingerprint
    assert qabot.Settings.of(passage_tokens=100).fingerprint != same.fingerprint


def test_public_names() -> None:
    assert qabot.__all__ == sorted(qabot.__all__)
    for name in qabot.__all__:
        assert getattr(qabot, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        qabot.Nothing  # noqa: B018


def test_an_address_and_a_change_are_told_where_there_is_one() -> None:
    assert "url" not in REF.to_dict()
    article = Article("a.txt", "Text.", "Title", url="https://bay.example/1", updated="2024-08-01")
    assert article.reference.to_dict() == {
        "path": "a.txt",
        "title": "Title",
        "author": None,
        "published": None,
        "outlet": None,
        "url": "https://bay.example/1",
        "updated": "2024-08-01",
    }
