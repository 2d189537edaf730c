"""What is exported, to the letter, and that Markdown shows the text of the articles."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from qabot.types import (
    Agreement,
    Answer,
    ArticleRef,
    Citation,
    DifferingAnswer,
    Filters,
    Source,
    Span,
    Speaker,
    Verdict,
)
from qabot.wording.answer_lines import citation_lines
from qabot.wording.common_words import visible
from qabot.wording.export import (
    FORMATS,
    file_name,
    to_json,
    to_markdown,
    to_text,
    with_footnote,
)
from qabot.wording.markdown_style import escaped, footnote

TALKS = ArticleRef("talks.md", "Kim_Jong_Un *pledges* ties", "A. Writer", "2024-11-30", "The Post")
BARE = ArticleRef("old/b.txt", "", None, None, None)


def cited(number: int, text: str, ref: ArticleRef = TALKS, start: int = 0) -> Citation:
    return Citation(number, ref, Span(start, start + len(text)), text, 0.9)


def answer(question: str, verdict: Verdict, *citations: Citation, **values: object) -> Answer:
    parts: dict[str, object] = {"text": "", "speaker": None} | values
    return Answer(
        question=question,
        verdict=verdict,
        confidence=0.72,
        citations=citations,
        milliseconds={"total": 9.0},
        **parts,  # type: ignore[arg-type]
    )


SPOKEN = answer(
    "who said “no”?",
    Verdict.ANSWERED,
    cited(1, "“No,” Mr Kim\nsaid.", start=120),
    cited(2, "Kim Jong Un, the leader, came.", BARE),
    text="Kim Jong Un",
    speaker=Speaker("Kim Jong Un", "Mr Kim", "the leader"),
)
RELATED = answer(
    "why? [1]",
    Verdict.RELATED,
    cited(1, "1. It cost £5 * 3!"),
    filters=Filters(outlet="The Post"),
    interpreted="why did Kim go? [1]",
)
NOTHING = answer("and the weather", Verdict.NOTHING)


def test_a_date_in_markdown_stands_with_how_it_is_printed() -> None:
    dated = answer(
        "when?",
        Verdict.ANSWERED,
        cited(1, "It fell last *night*."),
        text="last *night*",
        resolved="1989",
    )
    assert "**1989** (printed “last \\*night\\*”) (likely, 72%)\n" in to_markdown([dated])


def test_a_session_as_markdown() -> None:
    assert to_markdown([SPOKEN, RELATED, NOTHING], "Kim & talks") == (
        "# Kim \\& talks\n\n"
        "## who said “no”?\n\n"
        "**Kim Jong Un**, the leader (likely, 72%)\n\n"
        "> “No,” Mr Kim said.[^1]\n\n"
        "> Kim Jong Un, the leader, came.[^2]\n\n"
        "## why? \\[1\\]\n\n"
        "*read as: why did Kim go? \\[1\\]*\n\n"
        "*only articles with “The Post” as outlet*\n\n"
        "No direct answer found. The closest sentences:\n\n"
        "> 1\\. It cost £5 \\* 3\\![^3]\n\n"
        "## and the weather\n\n"
        "These articles say nothing about that.\n\n"
        "[^1]: The Post, “Kim\\_Jong\\_Un \\*pledges\\* ties”, A. Writer, 2024-11-30, talks.md, "
        "characters 120–138\n\n"
        "[^2]: old/b.txt, characters 0–30\n\n"
        "[^3]: The Post, “Kim\\_Jong\\_Un \\*pledges\\* ties”, A. Writer, 2024-11-30, talks.md, "
        "characters 0–18\n"
    )


def test_a_session_renders_with_the_footnotes_where_they_belong() -> None:
    tokens = parsed(to_markdown([SPOKEN, RELATED, NOTHING], "Kim & talks"))
    assert list(headings(tokens)) == [
        "Kim & talks", "who said “no”?", "why? [1]", "and the weather",
    ]  # fmt: skip
    assert list(quotes(tokens)) == [
        "“No,” Mr Kim said.[1]",
        "Kim Jong Un, the leader, came.[2]",
        "1. It cost £5 * 3![3]",
    ]
    assert list(notes(tokens)) == [
        "The Post, “Kim_Jong_Un *pledges* ties”, A. Writer, 2024-11-30, talks.md, "
        "characters 120–138",
        "old/b.txt, characters 0–30",
        "The Post, “Kim_Jong_Un *pledges* ties”, A. Writer, 2024-11-30, talks.md, characters 0–18",
    ]


def test_a_short_answer_and_a_whole_sentence_as_markdown() -> None:
    sentence = cited(1, "It fell on Friday.")
    short = answer("when", Verdict.ANSWERED, sentence, text="Friday")
    whole = answer("what fell", Verdict.ANSWERED, sentence, text=sentence.text)
    assert to_markdown([short]).split("\n\n")[1] == "**Friday** (likely, 72%)"
    assert to_markdown([whole]).split("\n\n")[1] == "Answered (likely, 72%)"


def test_no_article_to_ask_and_articles_that_differ_as_markdown() -> None:
    unmet = answer("when", Verdict.NOTHING, filters=Filters(outlet="A*"))
    assert to_markdown([unmet]).split("\n\n")[1:] == [
        "There is no article with “A\\*” as outlet.\n"
    ]
    first, other = cited(1, "It fell on Friday."), cited(2, "It fell on Monday.", BARE)
    differing = Agreement(1, (DifferingAnswer("Monday", other),))
    found = answer(
        "when", Verdict.ANSWERED, first, other, text="Friday", agreement=differing, partial=True
    )
    assert to_markdown([found]).split("\n\n")[1:4] == [
        "*Found by words alone: the articles are still being embedded.*",
        "**Friday** (likely, 72%)",
        "Articles differ, newest first:  \n2024-11-30 Friday \\[1\\]  \nundated Monday \\[2\\]",
    ]


@given(st.text(st.sampled_from("a \\`*_[]<>&~|$#^!-+=.:1)(“\"'\n\t\x1b\u202e{}/@;"), max_size=40))
@example("# not a heading #")
@example("12) not a list")
@example("&amp; <b>no tag</b> ![no](image) [^1] ~~no~~ `no` https://a.example/b_c_d")
@example("- - -")
@example("a | b\n--- | ---")
@example("x\\")
@example("1 \u202e")
def test_markdown_shows_the_text(text: str) -> None:
    shown = " ".join(visible(text).split())
    if not shown:
        return
    document = f"# {escaped(text)}\n\n> {escaped(text)}[^1]\n\n[^1]: {escaped(text)}\n"
    tokens = parsed(document)
    assert list(headings(tokens)) == [shown]
    assert list(quotes(tokens)) == [f"{shown}[1]"]
    assert list(notes(tokens)) == [shown]


def test_a_session_as_json() -> None:
    exported = json.loads(to_json([SPOKEN, NOTHING], "Kim & talks"))
    assert exported == {"title": "Kim & talks", "answers": [SPOKEN.to_dict(), NOTHING.to_dict()]}
    assert exported["answers"][0]["citations"][0]["text"] == "“No,” Mr Kim\nsaid."


def test_a_session_as_text() -> None:
    assert to_text([SPOKEN, NOTHING], "Kim & talks") == (
        "Kim & talks\n\n\n"
        "who said “no”?\n\n"
        "Kim Jong Un, the leader (printed as “Mr Kim”)  (likely, 72%)\n\n"
        "[1] “No,” Mr Kim said.\n"
        "    Kim_Jong_Un *pledges* ties · A. Writer, The Post, 2024-11-30 · talks.md\n\n"
        "[2] Kim Jong Un, the leader, came.\n"
        "    old/b.txt\n\n\n"
        "and the weather\n\n"
        "These articles say nothing about that.\n"
    )


def test_a_sentence_with_its_footnote() -> None:
    also = Citation(4, BARE, Span(2, 5), "No.", 0.5, (Source(TALKS, Span(7, 10)),))
    assert footnote(citation_lines(also)) == (
        "old/b.txt, characters 2–5; also The Post, “Kim_Jong_Un *pledges* ties”, A. Writer, "
        "2024-11-30, talks.md, characters 7–10"
    )
    assert with_footnote(cited(4, "No.", BARE, 2)) == "No.\n[4] old/b.txt, characters 2–5"


@pytest.mark.parametrize(
    ("title", "form", "name"),
    [
        ("Kim: talks / ties?", "markdown", "qabot-kim-talks-ties.md"),
        ("Müller’s Straße", "json", "qabot-müller-s-straße.json"),
        ("../..", "text", "qabot.txt"),
        ("x" * 300, "text", f"qabot-{'x' * 60}.txt"),
    ],
)
def test_file_names(title: str, form: str, name: str) -> None:
    assert file_name(title, form) == name
    assert form in FORMATS


def parsed(markdown: str) -> list[Token]:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return reader.use(footnote_plugin).parse(markdown)


def headings(tokens: list[Token]) -> Iterator[str]:
    return inline(tokens, "heading_open")


def quotes(tokens: list[Token]) -> Iterator[str]:
    return inline(tokens, "blockquote_open")


def notes(tokens: list[Token]) -> Iterator[str]:
    return inline(tokens, "footnote_open")


def inline(tokens: list[Token], opening: str) -> Iterator[str]:
    """The text of the first inline token after each opening one."""
    for position, token in enumerate(tokens):
        if token.type == opening:
            body = next(after for after in tokens[position:] if after.type == "inline")
            yield "".join(shown(child) for child in body.children or ())


def shown(token: Token) -> str:
    if token.type == "footnote_ref":
        return f"[{token.meta['id'] + 1}]"
    plain = token.type in ("text", "text_special", "strong_open", "strong_close")
    assert plain or token.type == "footnote_anchor", token
    return token.content
