"""Numbers with their unit, and what they may stand for."""

from __future__ import annotations

import pytest

from qabot.comparing.quantities import Quantity, quantity, unit_of
from qabot.types import Span


def found(sentence: str, printed: str, asked: str = "") -> Quantity | None:
    start = sentence.index(printed)
    return quantity(sentence, Span(start, start + len(printed)), asked)


@pytest.mark.parametrize(
    ("sentence", "printed", "amount", "unit"),
    [
        ("It killed 1,308 people.", "1,308", 1308, "person"),
        ("It killed 45 persons.", "45 persons", 45, "person"),
        ("Bids of 80 dlrs a share.", "80 dlrs a share", 80, "$"),
        ("It cost $2.5 million then.", "$2.5 million", 2.5e6, "$"),
        ("It cost £4m.", "£4m", 4e6, "£"),
        ("A 100m race was run.", "100m", 100, "m"),
        ("It was 5.93 mln bags.", "5.93 mln", 5.93e6, "bag"),
        ("It fed 3 lakh people.", "3 lakh", 3e5, "person"),
        ("Some 14bn euros are gone.", "14bn", 14e9, "€"),
        ("The unit fetched $9.3bn (£5bn) in all.", "$9.3bn (£5bn", 9.3e9, "$"),
        ("Rates rose 4 per cent.", "4 per cent", 4, "%"),
        ("Rates rose 4% then.", "4%", 4, "%"),
        ("It pays 92.50 per share.", "92.50", 92.5, ""),
        ("Seventeen miners are missing.", "Seventeen", 17, "miner"),
        ("The 23-year-old won.", "23", 23, "year"),
        ("It was six million iPods.", "six million iPods", 6e6, "ipod"),
    ],
)
def test_amount_and_unit(sentence: str, printed: str, amount: float, unit: str) -> None:
    number = found(sentence, printed)
    assert number is not None
    assert number.amount == pytest.approx(amount)
    assert number.unit == unit


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("It costs between 145 and 150 mln dlrs.", "150 mln dlrs"),
        ("It costs 145 to 150 mln dlrs.", "145"),
        ("They won 13-6 on Friday.", "13-6"),
        ("From seven to 12 men came.", "seven to 12"),
        ("It rose from 80 to 95 dlrs.", "95 dlrs"),
        ("Nobody came.", "Nobody"),
    ],
)
def test_a_range_is_no_number(sentence: str, printed: str) -> None:
    assert found(sentence, printed) is None


@pytest.mark.parametrize(
    ("one", "other", "contradicts"),
    [
        ("It killed 34 people.", "It killed 41 people.", True),
        ("It killed 34 people.", "It killed more than 30 people.", False),
        ("It killed 34 people.", "It killed at least 26 people.", False),
        ("It killed about 200 people.", "It killed at least 26 people.", True),
        ("It killed at least 300 people.", "It killed up to 1,000 people.", True),
        ("It killed almost 200 people.", "It killed 192 people.", False),
        ("It cost $27bn.", "It cost $27.6bn.", True),
        ("It cost $27bn.", "It cost $27.4bn.", False),
        ("It cost $9.3bn.", "It cost $9.4bn.", True),
        ("It cost $6.75bn.", "It cost $6.8bn.", False),
        ("They own 99% of it.", "They own 99.3% of it.", False),
        ("They own 5.4% of it.", "They own 5.5% of it.", True),
        ("It killed 1,300 people.", "It killed 1,308 people.", False),
        ("It killed 12 people.", "It killed 15 sheep.", False),
        ("It cost $12.", "It cost £15.", False),
    ],
)
def test_what_cannot_be_one_number(one: str, other: str, contradicts: bool) -> None:
    numbers = [quantity(sentence, Span(0, len(sentence))) for sentence in (one, other)]
    assert numbers[0]
    assert numbers[1]
    assert numbers[0].contradicts(numbers[1]) is contradicts
    assert numbers[1].contradicts(numbers[0]) is contradicts


def test_a_number_without_a_unit_counts_what_is_asked_for() -> None:
    asked = unit_of("people")
    rose = found("The number of people killed rose to 41.", "41", asked)
    died = found("34 people died.", "34", asked)
    assert rose
    assert died
    assert (rose.unit, rose.contradicts(died)) == ("person", True)
    assert (unit_of("miners"), unit_of("")) == ("miner", "")


def test_digits_without_end_are_no_number() -> None:
    """Python refuses to count with so many, and nothing else comes to that."""
    sentence = f"It has {'9' * 10_000} parts."
    assert quantity(sentence, Span(7, 10_007)) is None
