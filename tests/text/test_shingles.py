"""When two texts are one story."""

from __future__ import annotations

import pytest

from qabot.text.shingles import Story, alike, names, numbers, shingles

STORY = (
    "A rocket reached the moon on Sunday after a journey of three days. The crew of two slept "
    "before they opened the hatch, and the first of them climbed down the ladder while the world "
    "looked on. Engineers at the centre in Houston said that fuel was low when the lander touched "
    "the ground near the edge of a crater. They will stay for a day, collect stones and "
    "plant a flag."
)
MORE = " The president spoke with them by radio from his office and said the heavens were now ours."


def same(first: str, second: str) -> bool:
    return alike(Story.of(first), Story.of(second))


def test_shingles_are_runs_of_three_words() -> None:
    assert shingles("“The moon rose,” she said.") == {
        "the moon rose",
        "moon rose she",
        "rose she said",
    }
    assert shingles("The moon") == {"the moon"}


def test_numbers_are_told_from_words() -> None:
    assert numbers("BBC2 showed 1,500 films at 12:30 on 3.5 screens") == {"1500", "12:30", "3.5"}


@pytest.mark.parametrize(
    "other",
    [
        STORY,
        STORY.upper().replace(".", " –"),
        "WIRE - " + STORY.replace("Engineers at the centre", "Engineers"),
        STORY + MORE,
        STORY.replace("slept before they opened the hatch", "had slept before they opened a hatch"),
    ],
)
def test_small_edits_and_cuts_leave_one_story(other: str) -> None:
    assert same(STORY, other)
    assert same(other, STORY)


@pytest.mark.parametrize(
    "other",
    [
        "Another rocket failed. " + MORE,
        STORY.replace("a journey of three days", "a journey of 3 days").replace(
            "for a day", "for 2 days"
        ),
        STORY[: len(STORY) // 2] + MORE * 3,
    ],
)
def test_other_numbers_and_other_sentences_make_another_story(other: str) -> None:
    assert not same(STORY, other)
    assert not same(other, STORY)


def test_a_template_with_other_figures_is_other_news() -> None:
    def deposits(day: str, rate: str) -> str:
        return (
            f"London deposits on {day}. One week {rate}, one month {rate}, three months and six "
            "months unchanged in quiet trading. Dealers said there was little interest before the "
            "figures that the Treasury is to publish next week, and most expected that the bank "
            "would leave its own rate where it has been since the beginning of the year."
        )

    assert same(deposits("Monday", "4.5"), deposits("Monday", "4.5"))
    assert not same(deposits("Monday", "4.5"), deposits("Tuesday", "4.75"))


def test_a_template_with_other_names_is_another_page() -> None:
    def branch(town: str) -> str:
        return f"{town} Library. Opening hours. {STORY} Ask at the desk of {town} Library." + MORE

    assert not same(branch("Oakham"), branch("Melton"))
    assert same(branch("Oakham"), branch("oakham"))
    assert same(branch("Oakham"), STORY.replace("Houston", "Texas") + MORE)


def test_a_text_is_alike_itself_whatever_its_letters() -> None:
    turkish = f"{STORY} İstanbul, İstanbul ve İzmir. Weiß und WEISS in der Straße."
    assert same(turkish, turkish)


def test_names_are_words_with_a_capital_printed_twice() -> None:
    printed = "Kim met Kim. KIM and Belousov talked; the talks ended. The end. The rest."
    assert names(printed) == {"kim", "the"}


def test_short_texts_are_alike_only_word_for_word() -> None:
    assert same("Franklin sets a payout of 7 cents.", "FRANKLIN sets a payout of 7 cents")
    assert not same("Franklin sets a payout of 7 cents.", "Franklyn sets a payout of 7 cents.")
