"""Briefs: which sentences tell of a topic together, and when there is nothing to tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.types import Filters, Verdict
from qabot.types.explanations import ChosenBy
from tests.conftest import write_articles
from tests.doubles import WordEncoder

WORDS = "bridge mayor engineers rust repair traffic ferry election vote harbour cranes whales"


def article(title: str, published: str, *sentences: str) -> str:
    return f"---\ntitle: {title}\npublished: {published}\n---\n{' '.join(sentences)}\n"


FELL = "The Aro bridge fell into the river on Monday night after a lorry hit a pillar."
RUST = "Rust had weakened the Aro bridge for 12 years because nobody paid for a repair."
SAID = "“The bridge was never safe for heavy traffic,” said Ann Lee, the city’s chief engineer."
HE = "He heard of the Aro bridge on the ferry, where he was with friends from work that day."
REPAIR = "A repair of the Aro bridge will cost 40 million euros, the mayor said on Friday."
HARBOUR = "The harbour got two new cranes on Monday, and the whales in the bay kept away from them."
ARTICLES = {
    "b-repair.md": article("Repair of Aro bridge", "2024-03-08", REPAIR, FELL),
    "a-fall.md": article("Aro bridge falls", "2024-03-05", FELL, RUST, SAID, "Nobody slept.", HE),
    "harbour.md": article("New cranes in the harbour", "2024-03-06", HARBOUR),
}


@pytest.fixture
def bot(tmp_path: Path) -> QABot:
    return bot_over(tmp_path, ARTICLES)


def bot_over(path: Path, articles: dict[str, str], settings: Settings | None = None) -> QABot:
    index = Index.create(path / "index", settings or Settings(), encoder=WordEncoder(WORDS))
    write_articles(path / "articles", articles)
    index.sync([path / "articles"])
    return QABot(index)


def told(bot: QABot, question: str, filters: Filters | None = None) -> list[str]:
    answer = bot.ask(question, filters=filters or Filters())
    return [citation.text for citation in answer.citations] if answer.brief else []


def test_a_brief_has_the_main_fact_and_what_adds_to_it_by_date(bot: QABot) -> None:
    answer = bot.ask("summarise the Aro bridge affair")
    assert answer.verdict is Verdict.ANSWERED and answer.brief
    assert [citation.text for citation in answer.citations] == [FELL, RUST, SAID, REPAIR]
    assert answer.text in {FELL, REPAIR}
    assert answer.span is not None
    assert answer.citations[answer.span.citation - 1].text == answer.text


def test_no_sentence_twice_and_none_that_leans_on_one_left_out(bot: QABot) -> None:
    sentences = told(bot, "tell me about the Aro bridge")
    assert sentences.count(FELL) == 1
    assert HE not in sentences


@pytest.mark.parametrize(
    "question",
    ["tell me about the Aro whales", "brief me on Lake Aro", "summary of the story"],
)
def test_nothing_else_is_told_where_no_article_is_about_the_topic(
    bot: QABot, question: str
) -> None:
    answer = bot.ask(question)
    assert answer.verdict is not Verdict.ANSWERED
    assert not answer.brief


def test_the_words_of_a_name_have_to_stand_together(tmp_path: Path) -> None:
    other = "Paul Roth met Ann Weber, who runs the ferry to the islands and back, on Monday."
    articles = {"x.md": article("Ferry", "2024-01-01", other, "Lee Park was there to see it go.")}
    bot = bot_over(tmp_path, articles)
    assert told(bot, "tell me about Ann Lee") == []
    assert told(bot, "tell me about Ann Weber")[0] == other


def test_confidence_is_as_good_as_the_topic_is_covered(bot: QABot) -> None:
    whole = bot.ask("summarise the Aro bridge")
    part = bot.ask("summarise the Aro bridge repair by lorry")
    assert whole.confidence == 0.95
    assert part.brief and part.confidence < 0.9


def test_an_article_that_was_picked(bot: QABot) -> None:
    picked = Filters(paths=("harbour.md",))
    answer = bot.ask("what is this article about?", filters=picked)
    assert (answer.brief, answer.text, answer.confidence) == (True, HARBOUR, 0.95)


def test_of_several_picked_each_is_told_of(bot: QABot) -> None:
    picked = Filters(paths=("harbour.md", "b-repair.md"))
    sentences = told(bot, "what are these articles about?", picked)
    assert sentences == [HARBOUR, REPAIR, FELL]


def test_without_a_pick_this_article_is_none(bot: QABot) -> None:
    assert not bot.ask("what is this article about?").brief


def test_this_article_is_the_one_that_was_cited_before(bot: QABot) -> None:
    talk = bot.conversation()
    assert talk.ask("Tell me about the cranes in the harbour").text == HARBOUR
    answer = talk.ask("summarise this article")
    assert (answer.brief, answer.text) == (True, HARBOUR)


def test_filters_choose_what_is_told(bot: QABot) -> None:
    assert told(bot, "summary of the Aro bridge", Filters(since="2024-03-07")) == [REPAIR, FELL]


def test_the_setting_limits_the_sentences(tmp_path: Path) -> None:
    bot = bot_over(tmp_path, ARTICLES, Settings.of(brief_sentences=2))
    answer = bot.ask("summarise the Aro bridge affair")
    assert len(answer.citations) == 2
    assert answer.text in {citation.text for citation in answer.citations}


def test_why_tells_what_speaks_for_a_sentence(bot: QABot) -> None:
    answer = bot.ask("summarise the Aro bridge affair")
    explanation = bot.explain(answer)
    assert explanation.chosen_by is ChosenBy.BRIEF
    parts = {reason.sentence.text: reason.parts for reason in explanation.sentences}
    assert parts[HE]["leaning"] < 0.0 == parts[RUST]["leaning"]


def test_a_year_is_understood_where_no_article_prints_it(tmp_path: Path) -> None:
    vote = "Paula Roth won the vote in the election for mayor of Aro with 52 percent on Sunday."
    articles = {"vote.md": article("Roth wins Aro election", "2024-05-05", vote)}
    bot = bot_over(tmp_path, articles)
    assert told(bot, "summary of the Aro election of 2024") == [vote]
    assert told(bot, "summary of the Aro election of 1998") == []


def test_a_year_is_understood_by_undated_articles_unless_one_prints_it(tmp_path: Path) -> None:
    vote = "Paula Roth won the vote in the election for mayor of Aro with 52 percent on Sunday."
    undated = article("Roth wins Aro election", "", vote).replace("published: \n", "")
    bot = bot_over(tmp_path / "one", {"vote.md": undated})
    assert told(bot, "summary of the Aro election of 1998") == [vote]
    old = "In the Aro election of 1998, a vote for the old mayor was a vote against the ferry."
    other = article("Aro election of 1998", "", old).replace("published: \n", "")
    bot = bot_over(tmp_path / "two", {"vote.md": undated, "old.md": other})
    assert told(bot, "summary of the Aro election of 1998") == [old]


CRANES = "The dispute about slow cranes of the harbour ended in court on Monday, it was said."
PAID = "A judge took a vote and gave Ann Lee forty thousand euros for what she had lost."
ASKED = "In spring she had asked for a sum of ninety thousand euros and a new ferry."


def test_a_brief_has_three_sentences_if_its_article_has(tmp_path: Path) -> None:
    articles = {"a.md": article("Slow cranes dispute ends", "2024-03-05", CRANES, PAID, ASKED)}
    bot = bot_over(tmp_path, articles)
    assert told(bot, "summarise the slow cranes dispute") == [CRANES, PAID, ASKED]


def test_a_word_of_the_asker_need_not_be_printed_beside_a_name(tmp_path: Path) -> None:
    others = {
        f"{town}.md": article(f"Cranes in {town}", "2024-03-06", f"{town} has two new cranes now.")
        for town in ("Ada", "Boa", "Cea", "Dia", "Eda", "Foa", "Gea", "Hia", "Ila", "Joa")
    }
    bot = bot_over(tmp_path, ARTICLES | others)
    assert RUST in told(bot, "summarise the tumble of the Aro bridge after rust and repair")
    assert told(bot, "summarise the tumble of the bridge after rust and repair") == []


def test_a_part_of_what_someone_says_is_not_told_alone(tmp_path: Path) -> None:
    spoken = (
        "Ann Lee said: “The Aro bridge was old. The rust of the Aro bridge was worse than that.”"
    )
    articles = {"a.md": article("Aro bridge falls", "2024-03-05", FELL, RUST, REPAIR, spoken)}
    sentences = told(bot_over(tmp_path, articles), "summarise the Aro bridge affair")
    assert not any(sentence.startswith("The rust of") for sentence in sentences)


def test_a_name_that_is_a_common_word_is_printed_as_a_name(tmp_path: Path) -> None:
    lower = article(
        "Ferry repair", "2024-03-05", "The rust of the ferry takes its power to repair."
    )
    upper = article("Ferry vote", "2024-03-06", "The Power ferry is in for a repair, they all say.")
    bot = bot_over(tmp_path, {"a.md": lower, "b.md": upper})
    assert told(bot, "tell me about the Power ferry") == [
        "The Power ferry is in for a repair, they all say."
    ]
