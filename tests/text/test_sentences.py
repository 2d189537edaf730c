from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qabot.text.sentences import paragraphs, sentences

PROSE = st.text(alphabet=st.sampled_from("abcXYZé😀ﬁ北京 \n\r\t.!?\"'“”’,;-1"), max_size=200)


def texts(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert texts("Mr. Kim met Dr. Lee at 5 p.m. in the U.S. embassy. He left.") == [
        "Mr. Kim met Dr. Lee at 5 p.m. in the U.S. embassy.",
        "He left.",
    ]


def test_a_quote_stays_with_its_speaker() -> None:
    assert texts("“Stop!” he said. “I will go,” she answered.") == [
        "“Stop!” he said.",
        "“I will go,” she answered.",
    ]


def test_a_title_or_an_acronym_is_not_cut() -> None:
    assert texts("“Who?” asked Ms. Lee. The A.F.L.-C.I.O. did.") == [
        "“Who?” asked Ms. Lee.",
        "The A.F.L.-C.I.O. did.",
    ]


def test_one_paragraph_a_line_is_not_joined() -> None:
    assert texts("A headline without a stop\nThe first sentence.\nThe second one.") == [
        "A headline without a stop",
        "The first sentence.",
        "The second one.",
    ]


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The ship left the port\nof Southampton on a\nday and was never\nseen again. It sank.\n"
    )
    assert texts(wrapped) == [
        "The ship left the port\nof Southampton on a\nday and was never\nseen again.",
        "It sank.",
    ]


def test_crlf_blank_lines_end_paragraphs() -> None:
    text = "One two\r\n\r\nthree four\r\n"
    assert [span.of(text) for span in paragraphs(text)] == ["One two", "three four"]


def test_positions_are_code_points() -> None:
    text = "😀 Grin. Cafe\u0301 ﬁne."
    assert texts(text) == ["😀 Grin.", "Cafe\u0301 ﬁne."]


def test_nothing_comes_of_nothing() -> None:
    assert texts("") == []
    assert texts(" \n\r\n\t") == []


@given(PROSE)
def test_sentences_partition_the_text(text: str) -> None:
    spans = sentences(text)
    covered = 0
    for span in spans:
        assert text[covered : span.start].strip() == ""
        assert span.of(text) == span.of(text).strip() != ""
        covered = span.end
    assert text[covered:].strip() == ""
