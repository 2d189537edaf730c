"""What an assistant gets from each tool."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.mcp_server.article_pages import PAGE_CHARACTERS
from qabot.mcp_server.reading_tools import TOOLS
from qabot.service.kept_bot import KeptBot
from qabot.types import Filters
from tests.conftest import write_articles
from tests.doubles import WordEncoder, WordReader
from tests.mcp_server.clients import (
    addresses,
    called,
    found,
    refusal_of_protocol,
    refused,
    with_client,
)

if TYPE_CHECKING:
    from mcp import Client

pytestmark = pytest.mark.xdist_group("mcp")

WALL = (
    "---\ntitle: The wall opens\noutlet: The Post\nauthor: A. Writer\npublished: 1989-11-10\n---\n"
    "The wall was opened on Thursday.\n\n"
    "“We shall keep the gates of the wall open,” said Hans Weber, the mayor.\n"
)
SAID = "“We shall keep the gates of the wall open,” said Hans Weber, the mayor."
LONG = "A rocket flies. " * 1000
INDEX_FILES = "articles.db"


@pytest.fixture
def bot(tmp_path: Path, encoder: WordEncoder, folder: Path) -> QABot:
    index = Index.create(tmp_path / "index", Settings.of(answered_from=0.2), encoder=encoder)
    write_articles(folder, {"news/the wall #1.md": WALL, "long.txt": LONG})
    (folder / "wall.txt").unlink()
    index.sync([folder])
    return QABot(index, WordReader())


@pytest.fixture
def kept(bot: QABot) -> KeptBot:
    return KeptBot(lambda: bot)


def without_times(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "milliseconds"}


def test_the_tools_that_are_offered(kept: KeptBot) -> None:
    tools = with_client(kept, lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == [
        "ask", "who_said", "search", "timeline", "mentions", "read_article", "list_articles",
        "status",
    ]  # fmt: skip
    for tool in tools:
        assert tool.annotations is not None and tool.annotations.read_only_hint
        assert tool.input_schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
        assert (tool.output_schema or {})["type"] == "object"
    quoting = [tool.name for tool in tools if "word for word" in (tool.description or "")]
    assert quoting == list(TOOLS)[:6]


def test_the_instructions_say_how_to_quote(kept: KeptBot) -> None:
    async def told(client: Client) -> str:
        return client.instructions or ""

    assert "word for word" in with_client(kept, told)


def test_ask_gives_what_the_command_line_gives(kept: KeptBot, bot: QABot) -> None:
    question = "who opened the wall on Thursday"
    answer = found(kept, "ask", question=question, outlet="post")
    expected = bot.ask(question, filters=Filters(outlet="post")).to_dict()
    assert without_times(answer) == without_times(expected)
    citation = answer["citations"][0]
    assert citation["text"] == "The wall was opened on Thursday."
    assert (citation["start"], citation["end"]) == (0, len(citation["text"]))
    assert citation["article"] == {
        "path": "news/the wall #1.md",
        "title": "The wall opens",
        "author": "A. Writer",
        "published": "1989-11-10",
        "outlet": "The Post",
    }


def test_a_result_names_its_articles_as_resources(kept: KeptBot) -> None:
    result = called(kept, "ask", question="who opened the wall", outlet="post")
    (address,) = addresses(result)
    assert address == "qabot://article/news/the%20wall%20%231.md"
    read = with_client(kept, lambda client: client.read_resource(address))
    assert [getattr(part, "text", None) for part in read.contents] == [
        f"The wall was opened on Thursday.\n\n{SAID}"
    ]


def test_a_question_after_another(kept: KeptBot) -> None:
    answer = found(kept, "ask", question="who opened it?", history=["when was the wall opened"])
    assert answer["interpreted"] == "who opened it? (wall opened)"


@pytest.mark.parametrize("asked", ["", "who said "])
def test_who_said(kept: KeptBot, asked: str) -> None:
    answer = found(kept, "who_said", statement=f"{asked}we shall keep the gates open")
    assert answer["question"] == "who said we shall keep the gates open"
    assert answer["speaker"] == {
        "name": "Hans Weber",
        "mention": "Hans Weber, the mayor",
        "role": "the mayor",
    }
    assert answer["citations"][0]["text"] == SAID


def test_search(kept: KeptBot, bot: QABot) -> None:
    values = found(kept, "search", query="penicillin", limit=1)
    assert values == {
        "query": "penicillin",
        "passages": [passage.to_dict() for passage in bot.search("penicillin", 1)],
    }
    assert values["passages"][0]["article"]["path"] == "old/mould.txt"
    assert len(found(kept, "search", query="penicillin")["passages"]) > 1


def test_timeline(kept: KeptBot, bot: QABot) -> None:
    values = found(kept, "timeline", phrase="wall", limit=1)
    assert values == bot.timeline("wall", limit=1).to_dict()
    assert [event["date"] for event in values["events"]] == ["1989-11-09"]


def test_mentions_come_with_the_sentence_and_in_parts(kept: KeptBot, bot: QABot) -> None:
    whole = bot.mentions("rocket").to_dict()
    values = found(kept, "mentions", phrase="rocket", limit=1, offset=1)
    assert {name: values[name] for name in ("total", "by_outlet", "by_month")} == {
        name: whole[name] for name in ("total", "by_outlet", "by_month")
    }
    assert values["total"]["articles"] == 2
    (only,) = values["articles"]
    citation = only.pop("citation")
    assert only == whole["articles"][1]
    assert citation["text"] == "Rocket reaches the moon"
    assert citation["article"]["path"] == "moon.txt"


def test_list_articles(kept: KeptBot) -> None:
    values = found(kept, "list_articles", limit=2, offset=1)
    assert values["total"] == 4
    assert [article["path"] for article in values["articles"]] == [
        "moon.txt",
        "news/the wall #1.md",
    ]
    dated = found(kept, "list_articles", since="1989", until="1989-12")
    assert [article["path"] for article in dated["articles"]] == ["news/the wall #1.md"]


def test_status(kept: KeptBot, bot: QABot, folder: Path) -> None:
    write_articles(folder, {f"new-{number:03}.txt": "New." for number in range(103)})
    values = found(kept, "status")
    whole = bot.index.status().to_dict()
    assert values["left_out"] == {"new": 3}
    assert values["changed_since"]["new"] == whole["changed_since"]["new"][:100]
    assert values["articles"] == 4


def test_an_article_in_pages(kept: KeptBot) -> None:
    pages = [found(kept, "read_article", path="long.txt", page=page) for page in (1, 2)]
    assert "".join(page["text"] for page in pages) == LONG
    assert [(page["page"], page["pages"], page["characters"]) for page in pages] == [
        (1, 2, len(LONG)),
        (2, 2, len(LONG)),
    ]
    assert pages[0]["end"] == pages[1]["start"] <= PAGE_CHARACTERS
    assert found(kept, "read_article", path="long.txt") == pages[0]
    assert "there is no page 3; the article has 2" in refused(
        kept, "read_article", path="long.txt", page=3
    )


def test_a_span_of_an_article(kept: KeptBot) -> None:
    values = found(kept, "read_article", path="news/the wall #1.md", start=4, end=8)
    assert (values["text"], values["start"], values["end"]) == ("wall", 4, 8)
    assert (values["page"], values["pages"]) == (None, 1)
    assert values["article"]["outlet"] == "The Post"


def test_nothing_is_written(kept: KeptBot, bot: QABot) -> None:
    found(kept, "ask", question="who opened the wall")
    before = {path: path.read_bytes() for path in bot.index.folder.rglob("*") if path.is_file()}
    assert bot.index.folder / INDEX_FILES in before
    for tool, arguments in {
        "ask": {"question": "who opened the wall"},
        "who_said": {"statement": "we shall keep the gates open"},
        "search": {"query": "rocket"},
        "timeline": {"phrase": "rocket"},
        "mentions": {"phrase": "rocket"},
        "read_article": {"path": "moon.txt"},
        "list_articles": {},
        "status": {},
    }.items():
        found(kept, tool, **arguments)
    after = {path: path.read_bytes() for path in bot.index.folder.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask", {"question": " ?"}, "the question is empty; ask something in plain words"),
        (
            "ask",
            {"question": "why " * 1000},
            "the question has 3,999 characters, more than the 2,000 that are read; shorten it",
        ),
        ("ask", {}, "this cannot be called so: Object missing required field `question`"),
        (
            "ask",
            {"question": "who?", "colour": "red"},
            "this cannot be called so: Object contains unknown field `colour`",
        ),
        (
            "ask",
            {"question": "who?", "since": "yesterday"},
            "since 'yesterday' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (
            "search",
            {"query": "wall", "limit": 51},
            "this cannot be called so: Expected `int` <= 50 - at `$.limit`",
        ),
        (
            "read_article",
            {"path": "long.txt", "page": 1, "end": 10},
            "give a page, or start and end, but not both",
        ),
        (
            "read_article",
            {"path": "long.txt", "start": 0, "end": 13000},
            "from 0 to 13,000 are 13,000 characters, more than the 12,000 that are given at once; "
            "ask for less, or for pages",
        ),
    ],
)
def test_what_cannot_be_asked(
    kept: KeptBot, tool: str, arguments: dict[str, Any], said: str
) -> None:
    assert refused(kept, tool, **arguments) == said


def test_an_article_that_is_not_there(kept: KeptBot, bot: QABot) -> None:
    said = f"no article 'mon.txt' in the index at {bot.index.folder}; did you mean moon.txt or "
    assert refused(kept, "read_article", path="mon.txt").startswith(said)
    with refusal_of_protocol(r"did you mean moon\.txt"):
        with_client(kept, lambda client: client.read_resource("qabot://article/mon.txt"))
    with refusal_of_protocol("an address is qabot://article/PATH"):
        with_client(kept, lambda client: client.read_resource("file:///etc/passwd"))


def test_an_article_too_long_for_a_resource(index: Index, folder: Path) -> None:
    write_articles(folder, {"huge.txt": "A rocket flies.\n" * 13_000})
    index.sync([folder])
    kept = KeptBot(lambda: QABot(index))
    with refusal_of_protocol(r"^huge\.txt has 208,000 characters, more than the 200,000"):
        with_client(kept, lambda client: client.read_resource("qabot://article/huge.txt"))


def test_articles_as_resources(kept: KeptBot) -> None:
    listed = with_client(kept, lambda client: client.list_resources())
    assert [(one.name, one.uri) for one in listed.resources[:1]] == [
        ("long.txt", "qabot://article/long.txt")
    ]
    assert (len(listed.resources), listed.next_cursor) == (4, None)
    wall = listed.resources[2]
    assert (wall.title, wall.description) == ("The wall opens", "A. Writer, The Post, 1989-11-10")
    templates = with_client(kept, lambda client: client.list_resource_templates())
    assert [one.uri_template for one in templates.resource_templates] == ["qabot://article/{+path}"]


@pytest.mark.parametrize("cursor", ["-1", "²", "next"])
def test_what_is_no_cursor(kept: KeptBot, cursor: str) -> None:
    with refusal_of_protocol("is not a cursor"):
        with_client(kept, lambda client: client.list_resources(cursor=cursor))


def test_a_tool_that_is_not_there(kept: KeptBot) -> None:
    with refusal_of_protocol("there is no tool 'delete_everything'"):
        with_client(kept, lambda client: client.call_tool("delete_everything", {}))
