"""A table of citations, to the letter, and that a reader of CSV gets one row for each."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from qabot.types import Answer, ArticleRef, Citation, Span, Verdict
from qabot.wording.citation_table import COLUMNS, to_csv
from tests.any_text import any_text

TALKS = ArticleRef("talks.md", "Kim, or “Mr Kim”", "A. Writer", "2024-11-30", "The Post")
BARE = ArticleRef("old/b.txt", "", None, None, None)


def cited(number: int, text: str, ref: ArticleRef = TALKS, start: int = 0) -> Citation:
    return Citation(number, ref, Span(start, start + len(text)), text, 0.9)


def answer(*citations: Citation) -> Answer:
    return Answer("why?", Verdict.RELATED, 0.4, "", None, citations, {})


def test_a_line_for_each_citation() -> None:
    table = to_csv(answer(cited(1, 'He said "no",\n  and left.', start=7), cited(2, "No.", BARE)))
    assert table == (
        "number,path,title,outlet,published,start,end,text\n"
        '1,talks.md,"Kim, or “Mr Kim”",The Post,2024-11-30,7,32,"He said ""no"", and left."\n'
        "2,old/b.txt,,,,0,3,No.\n"
    )


def test_no_citations_are_the_names_alone() -> None:
    assert to_csv(answer()) == ",".join(COLUMNS) + "\n"


def test_formulas_are_shown_and_not_computed() -> None:
    ref = ArticleRef("-a.txt", "@SUM(A1)", None, None, "=HYPERLINK(1)")
    (_, row) = csv.reader(io.StringIO(to_csv(answer(cited(1, "+1 or =2", ref)))))
    assert row == ["1", "'-a.txt", "'@SUM(A1)", "'=HYPERLINK(1)", "", "0", "8", "'+1 or =2"]


@given(st.lists(any_text(min_size=1), max_size=3), any_text())
def test_no_text_breaks_the_table(texts: list[str], title: str) -> None:
    ref = ArticleRef("a.txt", title, None, None, None)
    table = to_csv(answer(*(cited(number, text, ref) for number, text in enumerate(texts, 1))))
    assert len(table.splitlines()) == 1 + len(texts)
    assert all(len(row) == len(COLUMNS) for row in csv.reader(io.StringIO(table)))
