"""Whom "he" and "she" mean, told by the gender of given names."""

from __future__ import annotations

from itertools import product

import pytest

from qabot.speech.attribution import attribute
from qabot.text.sentences import sentences

MEN = ("Keir Marlow", "Liam Okafor", "Rishi Patel", "Mateusz Nowak")
WOMEN = ("Jacinda Moss", "Georgia Blake", "Kamala Reyes", "Giorgia Conti")
STRANGERS = ("Volodymyr Hrytsenko", "Xanthor Quill")
"""Given names that are in no list."""


def speaker(text: str, part: str = "We agreed") -> str:
    spans = sentences(text)
    target = next(i for i, span in enumerate(spans) if part in span.of(text))
    found = attribute(text, spans, target)
    assert found is not None
    return found.name.of(text)


def meeting(first: str, second: str, pronoun: str) -> str:
    return (
        f"{first} met {second} in London. The talks were short. "
        f"“We agreed on trade,” {pronoun} said."
    )


@pytest.mark.parametrize(("man", "woman"), list(product(MEN, WOMEN)))
def test_of_a_man_and_a_woman_the_one_whom_the_pronoun_fits(man: str, woman: str) -> None:
    assert speaker(meeting(man, woman, "she")) == woman
    assert speaker(meeting(woman, man, "he")) == man
    assert speaker(meeting(man, woman, "he")) == man
    assert speaker(meeting(woman, man, "she")) == woman


@pytest.mark.parametrize(("man", "woman"), list(zip(MEN, WOMEN, strict=True)))
def test_a_surname_alone_in_between_is_still_him_or_her(man: str, woman: str) -> None:
    his, hers = man.split()[1], woman.split()[1]
    for subject in (his, hers):
        text = (
            f"{man} met {woman} in London. {subject} arrived late. “We agreed on trade,” {{}} said."
        )
        assert speaker(text.format("she")) == woman
        assert speaker(text.format("he")) == man


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_name_in_no_list_is_not_guessed_at(stranger: str) -> None:
    assert speaker(meeting("Jacinda Moss", stranger, "he")) == "he"
    assert speaker(meeting("Jacinda Moss", stranger, "she")) == "Jacinda Moss"


def test_a_title_in_the_article_tells_what_a_list_does_not() -> None:
    text = "Ms Quill was early. " + meeting("Keir Marlow", "Xanthor Quill", "she")
    assert speaker(text) == "Xanthor Quill"


def test_a_name_of_both_fits_either() -> None:
    for pronoun in ("he", "she"):
        assert speaker(meeting("Berlin", "Jordan Ames", pronoun)) == "Jordan Ames"


def test_a_country_is_nobody() -> None:
    assert speaker(meeting("Keir Marlow", "Georgia", "she")) == "she"
