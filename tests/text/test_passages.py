from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qabot.text.passages import windows
from qabot.text.sentences import sentences
from qabot.types import Passage
from tests.doubles import WordTokenizer


def cut(
    text: str,
    *,
    passage_tokens: int,
    longest: int = 50,
    overlap: int = 1,
    headline: int = 0,
    headline_room: int = 0,
) -> list[Passage]:
    return windows(
        sentences(text),
        WordTokenizer().offsets(text),
        passage_tokens=passage_tokens,
        longest=longest,
        overlap=overlap,
        headline=headline,
        headline_room=headline_room,
    )


def texts(text: str, passages: list[Passage]) -> list[str]:
    return [passage.span.of(text) for passage in passages]


def test_windows_are_filled_and_overlap_by_a_sentence() -> None:
    text = "Aaa bbb ccc. Ddd eee fff. Ggg hhh iii. Jjj kkk lll."  # four tokens each
    assert texts(text, cut(text, passage_tokens=8)) == [
        "Aaa bbb ccc. Ddd eee fff.",
        "Ddd eee fff. Ggg hhh iii.",
        "Ggg hhh iii. Jjj kkk lll.",
    ]


def test_without_overlap_each_sentence_stands_once() -> None:
    text = "Aaa bbb ccc. Ddd eee fff. Ggg hhh iii."
    assert texts(text, cut(text, passage_tokens=8, overlap=0)) == [
        "Aaa bbb ccc. Ddd eee fff.",
        "Ggg hhh iii.",
    ]


def test_overlap_gives_way_to_a_long_sentence() -> None:
    text = "Aaa bbb ccc. Ddd eee fff ggg hhh iii jjj."  # 4 and 8 tokens
    assert texts(text, cut(text, passage_tokens=8)) == [
        "Aaa bbb ccc.",
        "Ddd eee fff ggg hhh iii jjj.",
    ]


def test_a_sentence_over_the_aim_but_within_the_model_stays_whole() -> None:
    text = "Aa bb cc dd ee ff gg."
    assert texts(text, cut(text, passage_tokens=4, longest=8)) == [text]


def test_only_a_sentence_too_long_for_the_model_is_cut() -> None:
    text = "aa bb cc dd ee ff gg"
    assert texts(text, cut(text, passage_tokens=3, longest=3)) == ["aa bb cc ", "dd ee ff ", "gg"]


HEADED = "Head line one\n\nAaa bbb ccc ddd eee. Fff ggg."  # three, six and three tokens


def test_a_headline_is_no_passage_without_what_follows() -> None:
    assert texts(HEADED, cut(HEADED, passage_tokens=7, overlap=0, headline=1)) == [
        "Head line one\n\nAaa bbb ccc ddd eee.",
        "Fff ggg.",
    ]


def test_a_headline_has_the_room_of_the_title_that_it_makes_needless() -> None:
    passages = cut(HEADED, passage_tokens=6, longest=6, headline=1, headline_room=3, overlap=0)
    assert texts(HEADED, passages)[0] == "Head line one\n\nAaa bbb ccc ddd eee."


def test_a_headline_that_the_encoder_cannot_take_with_what_follows_is_in_no_passage() -> None:
    passages = cut(HEADED, passage_tokens=6, longest=6, headline=1, headline_room=2, overlap=0)
    assert texts(HEADED, passages) == ["Aaa bbb ccc ddd eee.", "Fff ggg."]


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=12),
    st.integers(3, 20),
    st.integers(0, 3),
)
def test_every_sentence_is_in_a_passage_and_none_is_too_long(
    lengths: list[int], passage_tokens: int, overlap: int
) -> None:
    text = " ".join("Ab " * (length - 1) + "cd." for length in lengths)
    passages = cut(text, passage_tokens=passage_tokens, longest=50, overlap=overlap)
    placed = [span for passage in passages for span in passage.sentences]
    assert list(dict.fromkeys(placed)) == sentences(text)
    tokens = WordTokenizer()
    for passage in passages:
        size = len(tokens.offsets(passage.span.of(text)))
        assert size <= passage_tokens or len(passage.sentences) == 1
