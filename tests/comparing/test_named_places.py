from __future__ import annotations

import pytest

from qabot.comparing.named_places import only_in_part, places_in


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("German exports to Britain rose.", {"germany", "united kingdom"}),
        ("South Korean ships left South Africa.", {"south korea", "south africa"}),
        ("The Bank of England and Michael Jordan met.", set()),
        ("In Europe the French won.", {"europe", "france"}),
        ("They polish it for us.", set()),
    ],
)
def test_which_places_a_text_names(text: str, places: set[str]) -> None:
    assert places_in(text).keys() == places


def test_a_typed_question_may_lack_capitals() -> None:
    assert places_in("unemployment in germany", typed=True).keys() == {"germany"}
    assert places_in("what is polish for us", typed=True) == {}


def test_a_part_is_told_from_the_whole() -> None:
    text = "In eastern Germany it was 20%, in Peru 3%."
    part = only_in_part(text, "germany")
    assert part is not None and part.of(text) == "eastern Germany"
    assert only_in_part(text, "peru") is None
    part = only_in_part("It is felt in the eastern part of Germany.", "germany")
    assert part is not None
    assert only_in_part("East Germany joined Germany.", "germany") is None
