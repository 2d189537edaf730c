"""Arabic and Hebrew in reading order, from where the letters stand."""

from __future__ import annotations

import pytest

from qabot.config import Settings
from qabot.loaders import pdf
from qabot.loaders.right_to_left import Glyph, reading_order
from tests.loaders.pdf_files import Drawn, typeset_pdf


def as_seen(line: str) -> list[Glyph]:
    """Glyphs of a line as it is seen, from left to right, one unit wide."""
    return [Glyph(character, place, place + 1) for place, character in enumerate(line)]


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("הבכ רואה", "האור כבה"),
        ("2021 יאמב 3-ב הבכ רואה", "האור כבה ב-3 במאי 2021"),
        ("לקש $50 איה 12.5% לש התחפה", "הפחתה של 12.5% היא $50 שקל"),
        ("Acme Lamps 40 הלודגה הרבחה", "החברה הגדולה Acme Lamps 40"),
        ("(שדח) רואה", "האור (חדש)"),
        ("\ufead\ufeee\ufee8\ufedf\ufe8d", "النور"),
    ],
)
def test_a_line_as_it_is_seen_and_as_it_is_read(seen: str, read: str) -> None:
    assert reading_order(as_seen(seen)) == read


def test_per_cent_stands_behind_the_number_in_arabic() -> None:
    assert reading_order(as_seen("ةئاملا يف %12.5 ةبسن")) == "نسبة 12.5% في المائة"


def test_a_hebrew_word_in_an_english_line() -> None:
    assert reading_order(as_seen("The word רוא means light")) == "The word אור means light"


def test_the_order_of_drawing_is_of_no_account() -> None:
    glyphs = as_seen("הבכ רואה")
    assert reading_order(sorted(glyphs, key=lambda glyph: glyph.character)) == "האור כבה"


def test_vowel_signs_stand_behind_their_letters() -> None:
    shalom = [Glyph("ם", 0, 2), Glyph("ו", 2, 3), Glyph("\u05b9", 2.2, 2.6), Glyph("ל", 3, 5)]
    assert reading_order([Glyph("\u05b8", 5.5, 6.5), Glyph("ש", 5, 7), *shalom]) == "שָלוֹם"


def test_a_page_of_hebrew_drawn_word_by_word() -> None:
    letters = {
        code: letter
        for code, letter in zip(range(0x61, 0x7B), "אבגדהוזחטיכלמנסעפצקרשת", strict=False)
    }
    codes = {letter: chr(code) for code, letter in letters.items()}
    characters = {code: f"{ord(letter):04X}" for code, letter in letters.items()}
    characters |= {code: f"{code:04X}" for code in b"0123456789. "}
    words = "המנורה על הסלע כבתה בשנת 2021 לאחר סערה".split()
    drawn, right = [], 540.0
    for word in words:
        seen = word if word.isdigit() else "".join(codes[letter] for letter in reversed(word))
        right -= 7 * len(word)
        drawn.append(Drawn(seen, 700, left=right))
        right -= 8
    found = pdf.parse(typeset_pdf([drawn], "", characters), "a.pdf", Settings())
    assert found.text == " ".join(words)


def test_a_long_line_of_signs_takes_no_time() -> None:
    glyphs = [Glyph("א" if n % 2 else "\u05b8", n % 7, n % 7 + 1) for n in range(20_000)]
    assert len(reading_order(glyphs)) == 20_000
    assert len(reading_order(as_seen("א " + "a. " * 10_000))) > 20_000
