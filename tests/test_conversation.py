"""One question after the other, with the readable encoder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qabot.asking import Asking
from qabot.bot import QABot
from qabot.config import FollowUpSettings
from qabot.conversation import _cited_in, _named_by, replayed
from qabot.errors import QuestionError
from qabot.index import Index
from qabot.questions.followups import Turn
from qabot.questions.understanding import understand
from qabot.retrieval.context import preferring, vector_in_context, weighted_terms
from qabot.types import Answer, Filters, Verdict
from tests.coefficient_files import write_coefficients
from tests.doubles import WordEncoder
from tests.searching import sharing_terms


@pytest.fixture
def bot(index: Index, folder: Path) -> QABot:
    index.sync([folder])
    return QABot(index)


def test_a_follow_up_is_read_with_what_came_before(bot: QABot) -> None:
    conversation = bot.conversation()
    first = conversation.ask("what reached the moon on Sunday")
    second = conversation.ask("and why?")
    assert first.interpreted == ""
    assert second.interpreted == "and why? (reached, moon, Sunday)"
    assert second.to_dict()["interpreted"] == second.interpreted
    assert second.considered[0].passage.article.path == "moon.txt"
    assert [turn.question for turn in conversation.turns] == [
        "what reached the moon on Sunday",
        "and why?",
    ]
    assert conversation.turns[1].answer is second


def test_an_answer_that_was_compared_again_keeps_its_place(bot: QABot) -> None:
    conversation = bot.conversation()
    first, second = conversation.ask("what reached the moon"), conversation.ask("and why?")
    compared = replace(first, citations=(replace(first.citations[0], outdated=True),))
    conversation.replace(first, compared)
    assert [turn.answer for turn in conversation.turns] == [compared, second]


def test_what_stands_alone_is_answered_as_if_first(bot: QABot) -> None:
    conversation = bot.conversation()
    conversation.ask("what reached the moon on Sunday")
    later, first = conversation.ask("who climbed the wall"), bot.ask("who climbed the wall")
    assert (later.interpreted, later.text) == ("", first.text)
    assert [one.score for one in later.considered] == [one.score for one in first.considered]


def test_what_cannot_be_asked_changes_nothing(bot: QABot) -> None:
    conversation = bot.conversation()
    conversation.ask("what reached the moon")
    with pytest.raises(QuestionError):
        conversation.ask("?!")
    assert len(conversation.turns) == 1


def test_an_answer_that_is_dropped_is_not_leaned_on(bot: QABot) -> None:
    conversation = bot.conversation()
    dropped = conversation.answer("what reached the moon on Sunday")
    assert conversation.turns == ()
    assert conversation.answer("and why?").interpreted == ""
    conversation.record("what reached the moon on Sunday", dropped)
    assert conversation.answer("and why?").interpreted == "and why? (reached, moon, Sunday)"


def test_each_question_may_be_put_to_other_articles(bot: QABot) -> None:
    conversation = bot.conversation(filters=Filters(path="moon*"))
    found = [
        {hit.passage.article.path for hit in conversation.answer("what about it", asked).considered}
        for asked in (None, Filters(path="wall*"), Filters())
    ]
    assert found == [{"moon.txt"}, {"wall.txt"}, {"moon.txt", "wall.txt", "old/mould.txt"}]


def test_articles_cited_before_come_a_little_higher(bot: QABot) -> None:
    passages = bot.search("wall moon")
    last = passages[-1]
    raised = preferring(passages, {last.passage.article.path: 0.5}, 4.0)
    assert raised[0].passage is last.passage
    assert raised[0].score == last.score + 2.0
    assert preferring(passages, {}, 2.0) == passages


def test_the_article_that_was_cited_first_and_last_counts_most(bot: QABot) -> None:
    conversation = bot.conversation()
    first = conversation.ask("what reached the moon on Sunday")
    assert _cited_in(conversation.turns, FollowUpSettings()) == {"moon.txt": 1.0}
    conversation.record(
        "who painted the wall",
        Answer("who painted the wall", Verdict.NOTHING, 0.1, "", None, (), {}),
    )
    assert _cited_in(conversation.turns, FollowUpSettings()) == {"moon.txt": 0.5}
    related = replace(first, verdict=Verdict.RELATED)
    conversation.record("who painted the wall", related)
    assert _cited_in(conversation.turns[1:], FollowUpSettings()) == {"moon.txt": 0.5}
    assert _cited_in(conversation.turns, FollowUpSettings(turns=0)) == {}


def test_questions_without_answers_find_what_a_conversation_finds(bot: QABot) -> None:
    earlier, asked = "what reached the moon on Sunday", "and why?"
    conversation = bot.conversation()
    conversation.ask(earlier)
    gone_on, alone = conversation.ask(asked), bot.ask(asked, history=[earlier])
    assert [one.score for one in alone.considered] == [one.score for one in gone_on.considered]
    assert alone.interpreted == gone_on.interpreted
    turns, cited = replayed(bot, ["?!", earlier], Filters(), dates=True, today=None)
    assert [turn.question for turn in turns] == ["?!", earlier]
    assert cited == {"moon.txt": 1.0}
    assert replayed(bot, [earlier, "?!"], Filters(), dates=True, today=None)[1] == {}


def test_a_follow_up_is_none_where_it_is_surer_so(bot: QABot, tmp_path: Path) -> None:
    """After a question about the wall, what its article does not tell is asked of all articles."""
    reading = replace(
        bot.index.settings.reading, coefficients=write_coefficients(tmp_path / "coefficients.json")
    )
    settings = replace(bot.index.settings, reading=reading)
    with bot.index.snapshot() as snapshot:
        asking = Asking(snapshot, bot.index.encoder, None, settings, cited={"wall.txt": 1.0})
        before = [Turn("who climbed the wall")]
        found = {
            asked: asking.attempt(understand(asked, before))
            for asked in ("which rocket reached the moon", "which crowds climbed something")
        }
    cited = {asked: made.outcome.citations[0].article.path for asked, made in found.items()}
    assert cited == {
        "which rocket reached the moon": "moon.txt",
        "which crowds climbed something": "wall.txt",
    }
    assert [made.question.leans for made in found.values()] == [False, True]


def test_picked_articles_are_all_that_a_follow_up_is_asked_of(bot: QABot) -> None:
    conversation = bot.conversation()
    conversation.ask("who climbed the wall")
    picked = conversation.answer("and the rocket?", Filters(paths=("moon.txt",)))
    assert {one.passage.article.path for one in picked.considered} == {"moon.txt"}


def test_earlier_questions_count_less_the_further_back(bot: QABot) -> None:
    settings = bot.index.settings
    assert weighted_terms(("b", "a"), settings) == [("b", 0.3), ("a", 0.15)]
    vector = vector_in_context(WordEncoder(), "moon", ("wall", "rocket"), settings)
    moon, rocket, wall = (vector[WordEncoder().words.index(w)] for w in ("moon", "rocket", "wall"))
    assert wall / moon == pytest.approx(0.5, abs=1e-6)
    assert rocket / moon == pytest.approx(0.25, abs=1e-6)


def test_terms_of_earlier_questions_weigh_less(bot: QABot) -> None:
    with bot.index.snapshot() as snapshot:
        ids, plain = sharing_terms(snapshot, "wall", 10)
        _, weighted = sharing_terms(snapshot, "nowhere", 10, [("wall", 0.5)])
        _, both = sharing_terms(snapshot, "wall", 10, [("wall", 0.5)])
    assert len(ids) == 1
    assert weighted == pytest.approx(plain * 0.5, rel=1e-5)
    assert both == pytest.approx(plain)


@pytest.mark.parametrize(
    ("question", "text", "handed_on"),
    [
        ("who got the job", "children's professor Al Aynsley-Green", ("Al Aynsley-Green",)),
        ("who got the job", "Al Aynsley-Green", ("Al Aynsley-Green",)),
        ("who called it off", "Mayor Carl Dee", ("Carl Dee",)),
        (
            "who called it a pile of bricks",
            'Meanwhile Labour member Stephen Dee called the new town hall "a pile of bricks".',
            ("Stephen Dee",),
        ),
        ("who did Stephen Dee meet", "Stephen Dee met Clara Lund on the pier", ("Clara Lund",)),
        ("who sang", "Stephen Dee and Clara Lund", ()),
        ("who banned her", "Rowing Kenya (RK)", ("Rowing Kenya",)),
        ("what is the park called", "St James Park", ("St James Park",)),
        ("what is he", "an aide of Clara Lund", ()),
        ("who rests when", "Monday", ()),
    ],
)
def test_what_an_answer_hands_on(question: str, text: str, handed_on: tuple[str, ...]) -> None:
    assert tuple(_named_by(text, question)) == handed_on


def test_the_next_question_is_about_the_person_an_answer_names(index: Index, folder: Path) -> None:
    (folder / "mast.txt").write_text("The mast\n\nYesterday Mayor Stephen Dee scaled the mast.")
    index.sync([folder])
    conversation = QABot(index).conversation()
    conversation.ask("who scaled the mast")
    assert conversation.ask("when did he leave").interpreted == "when did Stephen Dee leave"
