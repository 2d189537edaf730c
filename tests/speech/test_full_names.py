from __future__ import annotations

import pytest

from qabot.speech.full_names import full_name_in
from qabot.text.sentences import sentences
from qabot.types import Span

TEXT = (
    "Keir Marlow and Jacinda Moss met Betty Stone on Friday. Mr Marlow left. Then Moss stayed. "
    "And Stone is no material. She was told that he had gone. Now Jordan lost to the hosts. "
    "Jordan Blake wept."
)


def full(mention: str, text: str = TEXT) -> str | None:
    start = text.rindex(f" {mention} ") + 1
    name = full_name_in(text, sentences(text), Span(start, start + len(mention)))
    return name.of(text) if name else None


@pytest.mark.parametrize(
    ("mention", "name"),
    [("Mr Marlow", "Keir Marlow"), ("Moss", "Jacinda Moss"), ("he", "Keir Marlow")],
)
def test_who_is_meant_in_full(mention: str, name: str) -> None:
    assert full(mention) == name


def test_she_is_the_nearest_woman() -> None:
    text = "Keir Marlow met Jacinda Moss. They spoke. And She won the race."
    assert full("She", text) == "Jacinda Moss"


@pytest.mark.parametrize("mention", ["Jordan", "Jacinda Moss", "Stone is", "told"])
def test_what_is_no_short_mention_is_nobody(mention: str) -> None:
    assert full(mention, TEXT.replace("Jordan Blake wept.", "")) is None


def test_a_first_name_alone_may_be_a_place() -> None:
    text = "Jordan lost to the hosts. Later Jordan Blake wept."
    name = full_name_in(text, sentences(text), Span(0, len("Jordan")))
    assert name is None
