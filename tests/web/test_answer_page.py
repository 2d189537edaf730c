"""The page of a question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from qabot.bot import QABot
from qabot.sessions.session_store import SessionStore
from qabot.types import Agreement, Answer, DifferingAnswer, Filters, Verdict
from qabot.web.web_context import WebContext
from tests.conftest import write_articles
from tests.web.page_reader import PageReader

QUESTION = "who said we shall keep the gates of the wall open"
SENTENCE = "“We shall keep the gates of the wall open,” said Hans Weber, the mayor."
ADDRESS = "/ask?q=who+said+we+shall+keep+the+gates+of+the+wall+open&session=1"
QUOTES = "//ol[@class='citations']//blockquote"


@pytest.fixture
def page(client: TestClient) -> PageReader:
    return PageReader(client)


def save(context: WebContext, answer: Answer) -> None:
    """An answer as the first of a session."""
    place = context.sessions.asked(answer.question, answer.filters, "/elsewhere", None)
    context.sessions.answered(place.exchange, answer)


def test_a_question_is_answered_and_gets_an_address(page: PageReader) -> None:
    page.get("/ask", q=QUESTION, since="", outlet=" ")
    assert (page.status, page.address) == (200, ADDRESS)
    assert page.found("//title") == [f"{QUESTION} – qabot"]
    assert page.found("//h1") == [QUESTION]
    assert page.of_class("answer", "p") == ["Hans Weber"]
    assert page.of_class("asides") == ["the mayor · very likely · 96%"]
    assert page.found(QUOTES) == [SENTENCE]
    assert page.found(f"{QUOTES}//mark") == ["Hans Weber"]
    (source,) = page.found("//li//p[@class='source']")
    assert source.startswith("[1] The wall opens · The Post · A. Writer · 10 Nov 1989, ")


def test_the_article_stands_beside_with_the_sentence_marked(page: PageReader) -> None:
    page.get("/ask", q=QUESTION)
    assert page.found("//aside//h2") == ["The wall opens"]
    assert page.found("//aside//mark") == [
        "“We shall keep the gates of the wall open,” said",
        "Hans Weber",
        ", the mayor.",
    ]
    assert page.found("//mark[@id='cited']") == ["“We shall keep the gates of the wall open,” said"]
    assert page.found("//aside//p[@class='path']") == ["news/the wall #1.md"]


def test_another_load_shows_the_same_answer(page: PageReader, context: WebContext) -> None:
    page.get("/ask", q=QUESTION)
    first = page.source
    assert page.get(ADDRESS).source == first
    page.get("/ask", q=QUESTION)  # as from a bookmark
    assert page.address == ADDRESS
    (session,) = context.sessions.sessions()
    assert (session.title, session.exchanges) == (QUESTION, 1)
    assert session.index == str(Path(context.service.bot.index.folder).resolve())  # type: ignore[union-attr]


def test_asked_again(page: PageReader, context: WebContext) -> None:
    page.get("/ask", q=QUESTION)
    page.get(f"{ADDRESS}&again=1")
    assert page.address == ADDRESS
    (session,) = context.sessions.sessions()
    assert session.exchanges == 2
    assert page.found("//nav[@class='earlier']") == []  # one question, asked twice


def test_a_follow_up_leans_on_what_was_asked(page: PageReader, context: WebContext) -> None:
    page.get("/ask", q="when was the wall opened")
    assert page.found("//input[@name='session']/@value") == ["1"]
    page.get("/ask", q="and who said it would stay open", session="1")
    (saved,) = [one.answer for one in context.sessions.exchanges(1)[1:]]
    assert saved is not None
    assert saved.interpreted
    assert page.of_class("interpreted") == [f"read as: {saved.interpreted}"]
    assert page.found("//nav[@class='earlier']//a") == [
        "when was the wall opened",
        "and who said it would stay open",
    ]
    assert page.found("//nav[@class='earlier']//a[@aria-current]") == [
        "and who said it would stay open"
    ]


def test_filters_are_chips_that_come_off(page: PageReader) -> None:
    page.get("/ask", q="when was the wall opened", outlet="post", since="1989")
    assert page.of_class("chip") == ["since 1989 ×, take off", "outlet post ×, take off"]
    assert page.found("//a[@class='chip']/@href") == [
        "/ask?q=when+was+the+wall+opened&session=1&outlet=post",
        "/ask?q=when+was+the+wall+opened&session=1&since=1989",
    ]
    assert page.found("//input[@name='since']/@value") == ["1989"]
    assert page.found("//datalist[@id='outlet-choices']/option/@value") == ["The Post"]
    assert page.found("//datalist[@id='path-choices']/option/@value") == ["news/*", "old/*"]
    assert page.of_class("filters", "p") == [
        "only articles published in or after 1989, with “post” as outlet"
    ]


def test_no_article_is_left(page: PageReader) -> None:
    page.get("/ask", q=QUESTION, outlet="Nobody")
    assert page.of_class("nothing", "div") == ["There is no article with “Nobody” as outlet."]
    assert page.found("//aside") == []
    assert page.found("//div[@class='hints']//a[1]/@href")[0] == f"{ADDRESS}"
    assert page.found("//div[@class='hints']//li")[1] == "The passages nearest to it"
    nearest = page.found("//div[@class='hints']//li[2]/a/@href")[0]
    assert nearest.startswith("/search?q=") and nearest.endswith("&outlet=Nobody")
    page.get("/?outlet=Nobody")
    assert page.of_class("lead") == ["Take a filter off to ask some."]


def test_related_looks_different(page: PageReader, context: WebContext, bot: QABot) -> None:
    save(
        context,
        replace(
            bot.ask(QUESTION),
            verdict=Verdict.RELATED,
            text="",
            speaker=None,
            span=None,
            mention_span=None,
            confidence=0.2,
        ),
    )
    page.get(ADDRESS)
    assert page.of_class("related", "div") == [
        "No direct answer in 3 articles. The closest sentences:"
    ]
    assert page.found("//article[contains(@class, 'related')]//blockquote") == [SENTENCE]
    assert page.of_class("answer", "p") == []


def test_articles_that_differ_lead_to_their_citations(
    page: PageReader, context: WebContext, bot: QABot
) -> None:
    answer = bot.ask("mould")
    first, second = answer.citations
    save(context, replace(answer, agreement=Agreement(2, (DifferingAnswer("Penicillin", second),))))
    page.get("/ask", q="mould", session="1")
    assert page.of_class("agreement") == ["2 articles say so"]
    assert page.of_class("differing") == ["undated Fleming [1]", "undated Penicillin [2]"]
    assert page.found("//p[@class='differing']/a/@href") == ["#c1", "#c2"]
    assert page.found("//li[@id='c2']//blockquote") == [second.text]
    assert first.article == second.article
    assert page.found("//li[@id='c2']//cite") == ["the same article"]


def test_a_citation_has_an_address(page: PageReader) -> None:
    page.get("/ask", q="mould")
    assert page.found("//aside//p[@class='position']") == ["[1] of 2"]
    (link,) = page.found("//li[@id='c2']//cite/a/@href")
    assert link == "/ask?q=mould&session=1&cite=2#cited"
    page.get(link)
    assert page.found("//aside//p[@class='position']") == ["[2] of 2"]
    assert page.found("//mark[@id='cited']") == ["Penicillin came from the mould."]
    assert page.of_class("current", "li")[0].startswith("Penicillin came from the mould.")


def test_why(page: PageReader) -> None:
    page.get("/ask", q=QUESTION)
    (link,) = page.found("//a[@data-why='1']/@href")
    page.get(link)
    assert page.found("//section[@id='why-1']/blockquote") == [SENTENCE]
    assert page.of_class("title", "div")[0].startswith("rank 1 of 6 sentences, in passage 1 of ")
    assert page.of_class("reason", "div")[0].startswith("sentence embedding +8.93 ")
    assert page.found("//a[text()='← Back to the answer']/@href") == [ADDRESS]


def test_what_is_printed_has_footnotes(page: PageReader) -> None:
    page.get("/ask", q=QUESTION)
    (note,) = page.found("//ol[@class='footnotes']/li")
    assert note.startswith("[1] The wall opens, The Post, A. Writer, 10 Nov 1989, ")
    assert note.endswith(", news/the wall #1.md, characters 34–105")
    (copied,) = page.found("//button/@data-copy")
    assert copied.startswith(f"{SENTENCE}\n[1] The Post, “The wall opens”, A. Writer, 1989-11-10")


def test_a_deleted_session_takes_nothing_more(page: PageReader, context: WebContext) -> None:
    page.get("/ask", q=QUESTION)
    context.sessions.delete(1)
    page.get(ADDRESS)
    assert page.of_class("answer", "p") == ["Hans Weber"]
    assert page.of_class("warning") == ["Not saved: This session was deleted."]
    assert context.sessions.sessions() == []


def test_where_nothing_can_be_saved_it_is_answered(page: PageReader, context: WebContext) -> None:
    context.sessions.path.write_bytes(b"no database" * 100)
    page.get("/ask", q=QUESTION)
    assert page.of_class("answer", "p") == ["Hans Weber"]
    (warning,) = page.of_class("warning")
    assert "is damaged" in warning


def test_a_sentence_that_is_gone_is_marked(
    page: PageReader, context: WebContext, bot: QABot, folder: Path
) -> None:
    page.get("/ask", q=QUESTION)
    write_articles(folder, {"news/the wall #1.md": "The wall\n\nNothing is said here.\n"})
    bot.index.sync([folder])
    page.get(ADDRESS)
    assert page.of_class("outdated", "p") == [
        "as it was saved: not found in the index as it is now"
    ]
    assert page.found("//aside//p[@class='warning']") == [
        "The article has changed: this sentence is not in it any more."
    ]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        (
            "/ask?q=wall&since=yesterday",
            400,
            "since 'yesterday' is not a date; write YYYY",
        ),
        ("/ask?q=wall&since=2024&until=2023", 400, "since 2024 lies after until 2023"),
        ("/ask?q=" + "a" * 3000, 400, "more than the 2,000 that are read"),
        ("/article?path=nowhere", 404, "no article 'nowhere'"),
    ],
)
def test_what_cannot_be_asked(page: PageReader, address: str, status: int, words: str) -> None:
    page.get(address)
    assert page.status == status
    assert words in page.of_class("lead")[0]
    assert page.found("//nav[@aria-label='Pages']/a")[0] == "Ask"


def test_without_a_question_there_is_the_field(page: PageReader) -> None:
    assert page.get("/ask?q=+").address == "/"


def test_numbers_that_are_none(page: PageReader, context: WebContext) -> None:
    page.get("/ask", q=QUESTION, session="9" * 40, cite="x")
    assert page.address == ADDRESS
    assert SessionStore(context.sessions.path).exchanges(1)[0].filters == Filters()


def test_dates_in_a_question_can_be_words(page: PageReader, context: WebContext) -> None:
    page.get("/ask", q="what was opened in November 1989")
    assert page.of_class("dates", "p") == [
        "(articles published in 1989-11 first · from “in November 1989”)"
    ]
    (link,) = page.found("//a[text()='Take its dates as words']/@href")
    assert link == "/ask?q=what+was+opened+in+November+1989&session=1&dates=words&again=1"
    page.get(link)
    assert page.address == "/ask?q=what+was+opened+in+November+1989&session=1&dates=words"
    assert page.of_class("dates", "p") == []
    page.get(page.address)
    assert [one.answer.dates != () for one in context.sessions.exchanges(1) if one.answer] == [
        True,
        False,
    ]
