from __future__ import annotations

from collections import Counter

import pytest

from qabot.english.given_names import FEMALE_NAMES, GIVEN_NAMES, MALE_NAMES
from qabot.english.name_sources import Sources


@pytest.mark.parametrize("name", "keir liam emmanuel rishi olaf mateusz lucas bill".split())
def test_names_of_men(name: str) -> None:
    assert name in MALE_NAMES
    assert name not in FEMALE_NAMES


@pytest.mark.parametrize("name", "jacinda georgia kamala ursula giorgia greta zoe zoë".split())
def test_names_of_women(name: str) -> None:
    assert name in FEMALE_NAMES
    assert name not in MALE_NAMES


@pytest.mark.parametrize("name", "jordan casey leslie jean".split())
def test_names_of_both_tell_no_gender(name: str) -> None:
    assert name in GIVEN_NAMES
    assert name not in MALE_NAMES | FEMALE_NAMES


@pytest.mark.parametrize("word", "will may june said judge paris texas long kim lee infant".split())
def test_words_places_and_family_names_are_no_given_names(word: str) -> None:
    assert word not in GIVEN_NAMES


def _counts(**names: tuple[int, int]) -> dict[str, Counter[str]]:
    return {name: Counter(m=men, f=women) for name, (men, women) in names.items()}


def test_a_name_needs_two_sources_or_many_births() -> None:
    births = _counts(ana=(0, 2_000), bo=(2_000, 0), cy=(20_000, 0), dax=(900, 0))
    sources = Sources(
        births, _counts(ana=(0, 1), dax=(1, 0)), {}, _counts(eero=(1, 0)), frozenset()
    )
    assert dict(sources.names()) == {"ana": "f", "cy": "m", "eero": "m"}


def test_a_common_word_is_a_name_only_where_it_is_everywhere() -> None:
    births = _counts(mark=(900_000, 0), chance=(50_000, 0))
    sources = Sources(births, {}, {}, {}, frozenset({"mark", "chance"}))
    assert dict(sources.names()) == {"mark": "m"}


def test_four_of_five_tell_the_gender_unless_other_languages_say_the_opposite() -> None:
    births = _counts(terry=(80_000, 20_000), jamie=(30_000, 70_000), jean=(1_000, 99_000))
    sources = Sources(births, {}, {}, _counts(jean=(2, 0)), frozenset())
    assert dict(sources.names()) == {"terry": "m", "jamie": "-", "jean": "-"}
