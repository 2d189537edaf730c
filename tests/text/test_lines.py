from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qabot.text.lines import lines, runs_without
from qabot.text.sentences import sentences
from qabot.types import Span

PAGE = "Home | News | Sport\n\nThe wall fell. Crowds came.\nSUBSCRIBE  now!\nBricks were sold.\n"


def hashes(*printed: str) -> set[int]:
    return {digest for text in printed for _, digest in lines(text)}


def kept(text: str, *left_out: str) -> list[list[str]]:
    runs = runs_without(text, sentences(text, "en"), hashes(*left_out))
    return [[span.of(text) for span in run] for run in runs]


def test_lines_are_what_is_printed() -> None:
    assert [span.of(PAGE) for span, _ in lines(PAGE)] == [
        "Home | News | Sport",
        "The wall fell. Crowds came.",
        "SUBSCRIBE  now!",
        "Bricks were sold.",
    ]
    assert hashes("  Subscribe now! \r\n") == hashes("SUBSCRIBE  now!")


def test_no_run_holds_or_crosses_a_line_that_is_left_out() -> None:
    assert kept(PAGE, "home | news | sport", "subscribe now!") == [
        ["The wall fell.", "Crowds came."],
        ["Bricks were sold."],
    ]


def test_a_sentence_that_a_line_only_begins_stays() -> None:
    text = "It was old,\nand so the wall\nfell in May. It rose."
    spans = [Span(0, 40), Span(41, 49)]
    assert runs_without(text, spans, hashes("and so the wall")) == [spans]


def test_where_nothing_would_be_left_nothing_is_left_out() -> None:
    assert kept("Subscribe now!", "Subscribe now!") == [["Subscribe now!"]]


@given(st.lists(st.sampled_from(["A wall.", "It fell. ", "Menu", "\n", "  \n"])), st.booleans())
def test_what_is_kept_is_sentences_in_order(parts: list[str], menu: bool) -> None:
    text = "\n".join(parts)
    spans = sentences(text, "en")
    runs = runs_without(text, spans, hashes("Menu") if menu else set())
    flat: list[Span] = [span for run in runs for span in run]
    assert flat == [span for span in spans if span in set(flat)]
    assert menu or flat == list(spans)
