"""What is printed, to the letter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.text import Text

from qabot.types import (
    Answer,
    ArticleRef,
    Citation,
    CitedSpan,
    DateUse,
    Filters,
    Source,
    Span,
    Speaker,
    UnderstoodDates,
    Verdict,
)
from qabot.wording.answer_lines import answer_lines
from qabot.wording.common_words import confidence_words, understood_dates_words, visible
from qabot.wording.terminal_style import plain_lines, rich_lines
from qabot.wording.worded_line import Role

REF = ArticleRef("a.txt", "Talks", "A. Writer", "2024-11-30", "The Post")
BARE = ArticleRef("b.txt", "", None, None, None)


def cited(text: str, ref: ArticleRef = REF, also: tuple[Source, ...] = ()) -> Citation:
    return Citation(1, ref, Span(0, len(text)), text, 0.9, also)


def printed(answer: Answer) -> list[str]:
    return plain_lines(answer_lines(answer))


def answer(verdict: Verdict, citations: tuple[Citation, ...], **values: object) -> Answer:
    parts: dict[str, object] = {"text": "", "speaker": None, "filters": Filters()} | values
    return Answer(
        question="who?",
        verdict=verdict,
        confidence=0.72,
        citations=citations,
        milliseconds={},
        **parts,  # type: ignore[arg-type]
    )


def test_a_speaker_and_how_he_is_printed() -> None:
    citation = cited("“No,”\nMr Kim Lee said.", also=(Source(BARE, Span(0, 20)),))
    spoken = answer(
        Verdict.ANSWERED, (citation,), text="Kim Lee", speaker=Speaker("Kim Lee", "Mr Kim Lee")
    )
    assert printed(spoken) == [
        "Kim Lee (printed as “Mr Kim Lee”)  (likely, 72%)",
        "",
        "[1] “No,” Mr Kim Lee said.",
        "    Talks · A. Writer, The Post, 2024-11-30 · a.txt",
        "    also: b.txt",
    ]


@pytest.mark.parametrize("mention", ["Kim Lee", "the leader", "Kim Lee, the leader"])
def test_a_mention_that_says_no_more_is_not_told(mention: str) -> None:
    citation = cited("“No,” said Kim Lee, the leader.")
    speaker = Speaker("Kim Lee", mention, "the leader")
    spoken = answer(Verdict.ANSWERED, (citation,), text="Kim Lee", speaker=speaker)
    assert printed(spoken)[0] == "Kim Lee, the leader  (likely, 72%)"


@pytest.mark.parametrize(
    ("name", "role", "said"),
    [("Kim Lee", "the leader", "Kim Lee, the leader"), ("The report", None, "the report")],
)
def test_a_statement_is_answered_by_its_words(name: str, role: str | None, said: str) -> None:
    citation = cited(f"“No,” {role or ''} {name} said.")
    speaker = Speaker(name, name, role)
    stated = answer(Verdict.ANSWERED, (citation,), text=citation.text, speaker=speaker)
    assert printed(stated)[0] == f"Said by {said}  (likely, 72%)"


def test_a_brief_says_how_many_sentences_it_is_made_of() -> None:
    citations = (cited("It fell."), replace(cited("It rained.", BARE), number=2))
    brief = answer(Verdict.ANSWERED, citations, text="It fell.", brief=True)
    assert printed(brief)[:3] == [
        "In brief, 2 sentences from 2 articles  (likely, 72%)",
        "",
        "[1] It fell.",
    ]


def test_every_word_of_an_answer_has_a_role() -> None:
    copied = replace(cited("It fell on Friday."), copies=(BARE,), outdated=True)
    found = answer(
        Verdict.ANSWERED,
        (copied,),
        text="Friday",
        span=CitedSpan(1, Span(11, 17)),
        filters=Filters(outlet="Post"),
        partial=True,
    )
    lines = list(answer_lines(found))
    assert [line.role for line in lines] == [
        Role.PARTIAL,
        Role.SHORT_ANSWER,
        Role.FILTERS,
        Role.CITED,
        Role.SOURCE,
        Role.OUTDATED,
        Role.COPIES,
    ]
    assert [(piece.role, piece.words) for piece in lines[1].pieces] == [
        (Role.ANSWER, "Friday"),
        (Role.CONFIDENCE, "likely"),
        (Role.FIGURE, "72%"),
    ]
    assert [(piece.role, piece.words) for piece in lines[3].pieces] == [
        (Role.NUMBER, "1"),
        (Role.TEXT, "It fell on "),
        (Role.ANSWER, "Friday"),
        (Role.TEXT, "."),
    ]
    assert lines[4].said(Role.PLACE) == "characters 0–18"


def test_a_sentence() -> None:
    found = answer(Verdict.ANSWERED, (cited("Yes."),), text="Yes.")
    assert printed(found)[0] == "Answered  (likely, 72%)"


def test_a_short_answer() -> None:
    found = answer(Verdict.ANSWERED, (cited("It fell on Friday."),), text="Friday")
    assert printed(found)[0] == "Friday  (likely, 72%)"


def test_the_answer_is_marked_where_it_stands_and_in_no_other_word() -> None:
    sentence = cited("The chief\nsaid he would.")
    found = answer(Verdict.ANSWERED, (sentence,), text="he", span=CitedSpan(1, Span(15, 17)))
    line = list(rich_lines(answer_lines(found)))[2]
    assert isinstance(line, Text)
    assert line.plain == "[1] The chief said he would."
    assert [line.plain[s.start : s.end] for s in line.spans if s.style == "bold green"] == ["he"]
    assert [s.start for s in line.spans if s.style == "bold green"] == [4 + 15]


def test_how_a_follow_up_was_read() -> None:
    found = answer(Verdict.ANSWERED, (cited("Yes."),), text="Yes.", interpreted="why? (Rome\x1b)")
    assert printed(found)[:2] == ["read as: why? (Rome\\x1b)", "Answered  (likely, 72%)"]


def test_what_is_not_an_answer_says_so() -> None:
    filters = Filters(since="2024", outlet="The Post")
    assert printed(answer(Verdict.RELATED, (cited("Yes."),), filters=filters))[:2] == [
        "(only articles published in or after 2024, with “The Post” as outlet)",
        "No direct answer found. The closest sentences:",
    ]
    assert printed(answer(Verdict.NOTHING, ())) == ["These articles say nothing about that."]


def test_a_filter_that_no_article_meets_is_told_from_silence() -> None:
    unmet = answer(Verdict.NOTHING, (), filters=Filters(outlet="Nope"))
    assert printed(unmet) == ["There is no article with “Nope” as outlet."]


def test_confidence_in_words() -> None:
    assert [confidence_words(value) for value in (0.95, 0.7, 0.5, 0.3, 0.1)] == [
        "very likely",
        "likely",
        "probably",
        "uncertain",
        "unlikely",
    ]


def test_articles_cannot_steer_the_terminal() -> None:
    assert visible("a\x1b[31mb\r\nc\x07\u202ed\te") == "a\\x1b[31mb\nc\\x07d\te"
    shown = printed(answer(Verdict.RELATED, (cited("[red]\x1b[2J is text[/red]"),)))
    assert shown[2] == "[1] [red]\\x1b[2J is text[/red]"


@pytest.mark.parametrize(
    ("since", "until", "use", "words"),
    [
        ("2024-06", None, DateUse.ONLY, "(only articles published since 2024-06 · from “x”)"),
        ("2019", "2019", DateUse.ONLY, "(only articles published in 2019 · from “x”)"),
        (None, "2019", DateUse.PREFERRED, "(articles published until 2019 first · from “x”)"),
        (None, None, DateUse.PREFERRED, "(newer articles first · from “x”)"),
        (
            "2024-11-29",
            "2024-11-29",
            DateUse.EMPTY,
            "(no article published on 2024-11-29: all were asked · from “x”)",
        ),
        (
            "2019",
            "2021",
            DateUse.UNANSWERED,
            "(no article published 2019 to 2021 answers: all were asked · from “x”)",
        ),
        ("2019", "2019", DateUse.UNUSED, ""),
    ],
)
def test_how_dates_were_understood(
    since: str | None, until: str | None, use: DateUse, words: str
) -> None:
    assert understood_dates_words(UnderstoodDates("x", Span(0, 1), since, until, use)) == words


def test_the_article_that_dates_an_event_is_named() -> None:
    event = Source(ArticleRef("war.md", "", None, "2022-02-25", None), Span(0, 9))
    dates = UnderstoodDates(
        "after the \x1bwar", Span(0, 14), "2022-02-24", None, DateUse.ONLY, event
    )
    assert understood_dates_words(dates) == (
        "(only articles published since 2022-02-24 · from “after the \\x1bwar”, dated by war.md)"
    )


def test_a_date_is_told_with_how_it_is_printed() -> None:
    citation = cited("The wall was opened last\nnight.")
    dated = answer(Verdict.ANSWERED, (citation,), text="last\nnight", resolved="1989-11-09")
    assert printed(dated)[0] == "9 November 1989 (printed “last night”)  (likely, 72%)"
    alone = answer(Verdict.ANSWERED, (cited("On Friday."),), text="On Friday.", resolved="1989-11")
    assert printed(alone)[0] == "November 1989 (printed “On Friday.”)  (likely, 72%)"
