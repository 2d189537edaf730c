"""What an answer looks like."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual.content import Content
from textual.pilot import Pilot

from qabot.types import (
    Agreement,
    Citation,
    DateUse,
    DifferingAnswer,
    Filters,
    Span,
    Speaker,
    UnderstoodDates,
    Verdict,
)
from qabot.ui.conversation.entry import Entry
from qabot.ui.conversation.headline import Headline
from qabot.ui.conversation.place_card import CitationCard
from tests.test_types import REF, answer
from tests.ui.conftest import MakeApp
from tests.ui.driving import Scripted, ScriptedBot, ask, drive, words_of
from tests.ui.steps import settled

KIM = Scripted(
    [
        ("pact.md", "“We stand by our neighbour,” Mr Kim said."),
        ("pact.md", "The leader, Kim Jong Un, then left."),
    ],
    "Kim Jong Un",
    Speaker("Kim Jong Un", "Mr Kim", "leader"),
)
MOON = Scripted([("moon.txt", "A rocket reached the moon on Sunday.")], "Sunday")


def lines(app_entry: Entry) -> list[str]:
    return words_of(app_entry).split("\n")


def test_a_speaker_stands_above_the_sentences_with_their_sources(chat: MakeApp) -> None:
    app = chat({"who stands by": KIM})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who stands by")
        question, name, aside, *rest = lines(app.panes.view.entries[0])
        assert question == "who stands by"
        assert name.split() == ["Kim", "Jong", "Un", "leader"]
        assert aside == "printed as “Mr Kim” · likely"
        assert rest[0] == "[1] “We stand by our neighbour,” Mr Kim said."
        source = "Two countries sign a pact · A. Reporter, Sample World · 30 Nov 2014, "
        assert rest[1].startswith(source)
        assert rest[1].endswith(" years ago")
        assert rest[2] == "[2] The leader, Kim Jong Un, then left."

    drive(app, steps)


def test_the_short_answer_is_bold_inside_its_sentence(chat: MakeApp) -> None:
    app = chat({"when": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when")
        content = app.query_one(CitationCard).content
        assert isinstance(content, Content)
        bold = [(start, end) for start, end, style in content.spans if style == "bold"]
        assert [content.plain[start:end] for start, end in bold] == ["Sunday"]

    drive(app, steps)


def test_the_answer_is_not_marked_inside_another_word(chat: MakeApp, folder: Path) -> None:
    (folder / "chief.txt").write_text("Chief\n\nThe chief said he would.\n", encoding="utf-8")
    app = chat({"who": Scripted([("chief.txt", "The chief said he would.")], "he")})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who")
        content = app.query_one(CitationCard).content
        assert isinstance(content, Content)
        bold = [content.plain[:start] for start, _, style in content.spans if style == "bold"]
        assert bold == ["[1] The chief said "]

    drive(app, steps)


def test_other_places_of_the_same_sentence_are_listed(chat: MakeApp) -> None:
    also = [("wall.txt", "The wall was opened on Thursday.")] * 5
    app = chat({"when": Scripted(MOON.sentences, "Sunday", also=also)})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when")
        words = words_of(app.panes.view.entries[0])
        assert words.count("also: The wall opens") == 3
        assert "and 2 more" in words

    drive(app, steps)


def test_verdicts_differ_in_mark_and_words_and_say_what_was_searched(chat: MakeApp) -> None:
    related = Scripted(MOON.sentences, verdict=Verdict.RELATED, confidence=0.3)
    app = chat({"when": MOON, "why": related})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when", "why", "where is Peru")
        app.choice.choose(Filters(outlet="Sample"))
        await ask(pilot, "where is Chile")
        app.choice.choose(Filters(outlet="Gazette"))
        await ask(pilot, "where is Cuba")
        heads = [str(headline.render()) for headline in app.query(Headline)]
        assert heads == [
            "Sunday\nlikely",
            "≈ No direct answer in 4 articles.\nThe closest sentences:",
            "∅ Nothing about that in 4 articles.",
            "∅ Nothing about that in 1 article with “Sample” as outlet.",
            "∅ There is no article with “Gazette” as outlet.",
        ]

    drive(app, steps)


def test_a_sentence_that_is_the_answer_is_not_said_twice(chat: MakeApp) -> None:
    sentence = "Penicillin came from the mould."
    app = chat({"whence": Scripted([("old/mould.txt", sentence)], sentence, confidence=0.95)})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "whence")
        assert words_of(app.panes.view.entries[0]).count(sentence) == 1
        assert "answered by this sentence · very likely" in words_of(app.panes.view.entries[0])

    drive(app, steps)


def test_the_figure_behind_the_confidence_comes_and_goes(chat: MakeApp) -> None:
    app = chat({"when": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when")
        await pilot.press("tab", "d")
        assert "likely (80%)" in words_of(app.panes.view.entries[0])
        await pilot.press("d")
        assert "%" not in words_of(app.panes.view.entries[0])

    drive(app, steps)


def test_a_question_that_leans_on_another_says_how_it_was_read(chat: MakeApp) -> None:
    app = chat({"and when": Scripted(MOON.sentences, "Sunday", interpreted="when the moon")})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "and when")
        assert "read as: when the moon" in words_of(app.panes.view.entries[0])

    drive(app, steps)


def test_dates_and_agreement_stand_with_the_answer() -> None:
    newer = Citation(2, replace(REF, published="2025-01-02"), Span(0, 12), "34 had died.", 0.4)
    found = answer(
        text="Kim",
        dates=(UnderstoodDates("in June", Span(4, 11), "2024-06", "2024-06", DateUse.ONLY),),
        agreement=Agreement(3, (DifferingAnswer("34", newer),)),
    )
    content = Headline(found, 5).content
    assert isinstance(content, Content)
    assert content.plain.split("\n") == [
        "Kim",
        "likely · 3 articles say so",
        "Articles differ, newest first:",
        "  2025-01-02  34  [2]",
        "  2024-06     Kim  [1]",
        "(only articles published in 2024-06 · from “in June”)",
    ]


def test_dates_in_questions_can_be_taken_as_words(chat: MakeApp) -> None:
    app = chat({"when": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when", "/dates", "when", "/dates", "when")
        assert isinstance(app.service.bot, ScriptedBot)
        assert app.service.bot.dates == [True, False, True]

    drive(app, steps)
