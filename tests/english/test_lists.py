from __future__ import annotations

import re

import pytest

from qabot.english.calendar import MONTH_STARTS, MONTHS, WEEKDAYS, title_case
from qabot.english.function_words import TIMES
from qabot.english.number_words import DECADES, NUMBER_WORDS, ORDINALS, TEENS
from qabot.english.people import NOT_PEOPLE
from qabot.english.saying import VERBS
from qabot.english.titles import ABBREVIATED_TITLES
from tests.parsed_package import parsed_modules


def test_numbers_mean_what_they_say() -> None:
    assert NUMBER_WORDS["nine"] == 9
    assert NUMBER_WORDS["thirteen"] == 13
    assert NUMBER_WORDS["ninety"] == 90
    assert DECADES["nineties"] == 90
    assert ORDINALS["twenty-first"] == 21


def test_months_and_their_starts() -> None:
    assert MONTHS.index("september") == 8
    assert MONTH_STARTS[8] == "sep"
    assert title_case(("may", "june")) == ("May", "June")


def test_months_that_are_family_names_can_be_in_a_persons_name() -> None:
    assert {"may", "march"} <= TIMES
    assert not {"may", "march"} & NOT_PEOPLE
    assert {"april", "friday"} <= NOT_PEOPLE


def test_titles_with_a_full_stop() -> None:
    assert {"Mr", "Sens", "Lt", "Atty"} <= set(ABBREVIATED_TITLES)
    assert "Sir" not in ABBREVIATED_TITLES


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("said", ("say", "past", 3)),
        ("quipping", ("quip", "participle", 3)),
        ("denies", ("deny", "present", 3)),
        ("agreeing", ("agree", "participle", 3)),
        ("hushes", None),
        ("praised", ("praise", "past", 2)),
        ("believe", ("believe", "base", 1)),
        ("sworn", ("swear", "past", 1)),
        ("wishes", None),
        ("blaming", ("blame", "participle", 2)),
        ("dismisses", ("dismiss", "present", 2)),
    ],
)
def test_forms_of_verbs_of_saying(form: str, expected: tuple[str, str, int] | None) -> None:
    assert VERBS.get(form) == expected


@pytest.mark.xdist_group("package")
@pytest.mark.parametrize("words", [MONTHS, WEEKDAYS, tuple(TEENS)], ids=["months", "days", "teens"])
def test_each_list_is_kept_once(words: tuple[str, ...]) -> None:
    """No module outside the room of English writes down more than three of a list in a string."""
    told = re.compile("|".join(word.removesuffix("day") for word in words))
    others = [
        str(module.path)
        for module in parsed_modules()
        if "english" not in module.path.parts
        and any(len(set(told.findall(text.lower()))) > 3 for text in module.strings)
    ]
    assert others == []
