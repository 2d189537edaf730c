"""Lines as HTML: roles are classes, and nothing is markup."""

from __future__ import annotations

import pytest

from qabot.wording.html_style import head_html, line_html, role_class, sentence_html
from qabot.wording.worded_line import Piece, Role, WordedLine, line


@pytest.mark.parametrize("role", [Role.SPEAKER, Role.SHORT_ANSWER])
def test_someone_who_is_the_answer(role: Role) -> None:
    said = line(
        role,
        "",
        (Role.ANSWER, "Ann <Lee>"),
        (Role.SPEAKER_ROLE, "the mayor"),
        (Role.CONFIDENCE, "likely"),
        (Role.FIGURE, "88%"),
    )
    assert head_html([said]) == (
        f"<div class='{role_class(role)}'><p class='answer'>Ann &lt;Lee&gt;</p> <p class='asides'>"
        "<span class='speaker-role'>the mayor</span> <span class='between'>·</span> "
        "<span class='confidence'>likely</span> <span class='between'>·</span> "
        "<span class='figure'>88%</span></p></div>"
    )


def test_where_the_sentence_is_the_answer_that_is_said() -> None:
    said = line(Role.WHOLE_SENTENCE, "", (Role.VERDICT, "Answered"), (Role.FIGURE, "88%"))
    assert head_html([said]) == (
        "<div class='whole-sentence'><p class='verdict'>Answered</p> "
        "<p class='asides'><span class='figure'>88%</span></p></div>"
    )


def test_verdicts_differ_in_class_and_words() -> None:
    related = line(
        Role.RELATED, "", (Role.VERDICT, "No direct answer found"), (Role.INSTEAD, "See")
    )
    nothing = line(Role.NOTHING, "", (Role.VERDICT, "Nothing about <b>"))
    assert head_html([related, nothing]) == (
        "<div class='related'><p class='verdict'>No direct answer found.</p> "
        "<p class='instead'>See:</p></div>\n"
        "<div class='nothing'><p class='verdict'>Nothing about &lt;b&gt;.</p></div>"
    )


def test_a_differing_answer_links_to_its_citation() -> None:
    said = line(
        Role.DIFFERING, "", (Role.DATE, "2024      "), (Role.TEXT, "3 & 4"), (Role.NUMBER, "2")
    )
    assert head_html([said], "q1-c") == (
        "<p class='differing'><span class='date'>2024</span> <span class='text'>3 &amp; 4</span> "
        "<a class='number' href='#q1-c2'>[2]</a></p>"
    )


def test_a_sentence_has_its_answer_marked() -> None:
    cited = line(
        Role.CITED,
        "",
        (Role.NUMBER, "1"),
        (Role.TEXT, "It is <"),
        (Role.ANSWER, '"3"'),
        (Role.TEXT, "."),
    )
    assert sentence_html(cited) == "It is &lt;<mark class='answer'>&#34;3&#34;</mark>."


def test_any_other_line_is_a_paragraph_of_its_pieces() -> None:
    said = WordedLine(
        Role.REASON, (Piece(Role.TEXT, "a "), Piece(Role.AGAINST, "<-")), Piece(Role.NUMBER, "[1]")
    )
    assert line_html(said) == (
        "<p class='reason'><span class='number'>[1]</span><span class='text'>a </span>"
        "<span class='against'>&lt;-</span></p>"
    )
