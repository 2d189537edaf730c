from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.text.sentences import paragraphs, sentences
from tests.growth import grows_too_fast

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


REOPENED = '"I saw it. "It was new," he said. "We all ran. "And she fell."'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'He added: "He is good. "He will stay." The club agreed. "Yes," it said.',
            ['He added: "He is good.', '"He will stay."', "The club agreed.", '"Yes," it said.'],
        ),
        (
            REOPENED,
            ['"I saw it.', '"It was new," he said.', '"We all ran.', '"And she fell."'],
        ),
        (
            "She said: “I go. “You stay. “They ran.” He left.",
            ["She said: “I go.", "“You stay.", "“They ran.”", "He left."],
        ),
        ("He said. “I go. You stay.", ["He said.", "“I go.", "You stay."]),
        (
            'We go," she said. He left." They ran. "Stop!"',
            ['We go," she said.', 'He left."', "They ran.", '"Stop!"'],
        ),
        ('He said:"I go. You stay." She ran.', ['He said:"I go. You stay."', "She ran."]),
        ('He said: " I go. You stay. " She ran.', ['He said: " I go. You stay. "', "She ran."]),
        ('" I go . You stay . " She ran .', ['" I go . You stay . "', "She ran ."]),
        ("It is `` a film . '' She ran . ''", ["It is `` a film . ''", "She ran . ''"]),
        ('So he said. "', ['So he said. "']),
        ("“You see that. “", ["“You see that. “"]),
        ("So she said. “", ["So she said. “"]),
        (
            "She left. ``I go. You stay.'' ''Yes. No.'' He ran.",
            ["She left.", "``I go. You stay.''", "''Yes. No.''", "He ran."],
        ),
        ("„Ich gehe. Du nicht.“ Er lief. „Ja.“", ["„Ich gehe. Du nicht.“", "Er lief.", "„Ja.“"]),
        (
            "”Jag går. Du inte.” Han sprang. ”Ja.”",
            ["”Jag går. Du inte.”", "Han sprang.", "”Ja.”"],
        ),
    ],
)
def test_a_mark_stays_on_its_side_of_a_cut(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'The 12" pipe broke. A 6\'2" man came. "I saw it. He ran." So did I.',
            ['The 12" pipe broke.', "A 6'2\" man came.", '"I saw it. He ran."', "So did I."],
        ),
        (
            "It was the '80s. The dogs' tails wagged. Rock 'n' roll. James' idea.",
            ["It was the '80s.", "The dogs' tails wagged.", "Rock 'n' roll.", "James' idea."],
        ),
        ("He left. 'Is it?' she said. It was.", ["He left.", "'Is it?' she said.", "It was."]),
        (
            "“He told me 'go. Now.' I went,” she said. “So “there”.” They left.",
            ["“He told me 'go. Now.' I went,” she said.", "“So “there”.”", "They left."],
        ),
        (
            '“He told me "go. Now." I went,” she said. They left.',
            ['“He told me "go. Now." I went,” she said.', "They left."],
        ),
    ],
)
def test_inches_apostrophes_and_inner_quotes_move_no_cut(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It happened about 10 p.m. Friday in Dallas.",
        "Polls open at 7 a.m. Tuesday and close at 8 p.m. Eastern time.",
        "It ends at 5 P.M. July 4, or at 6 p.m. Sept. 5.",
        "It starts at 7:30 p.m. ET and at 8 a.m. Beijing time.",
    ],
)
def test_a_time_of_the_day_goes_on_with_its_day_or_zone(text: str) -> None:
    assert texts(text) == [text]


def test_a_sentence_may_end_with_a_time_of_the_day() -> None:
    assert texts("He left at 5 p.m. The dog ran. By 6 p.m. This time was over.") == [
        "He left at 5 p.m.",
        "The dog ran.",
        "By 6 p.m.",
        "This time was over.",
    ]


@pytest.mark.parametrize("language", [None, "de", "de-DE", "de_AT"])
@pytest.mark.parametrize(
    "text",
    [
        "Die Brücke wurde am 3. Juni gesperrt.",
        "Er wurde am 12. August gewählt und ist nicht da.",
        "Es war im 19. Jahrhundert und ist nicht mehr.",
    ],
)
def test_a_german_ordinal_ends_no_sentence(text: str, language: str | None) -> None:
    assert [span.of(text) for span in sentences(text, language)] == [text]


def test_a_language_tag_is_a_language() -> None:
    text = "Es kostet 3 Mio. Euro."
    assert [span.of(text) for span in sentences(text, "de-DE")] == [text]


def test_an_english_sentence_may_end_with_a_number() -> None:
    expected = ["I am 25.", "August was hot, and the first of the 3.", "They came in 2004."]
    assert texts(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "note",
    ["[3]", "[3][14]", "[a]", "[note 1]", "[1–3]", "[12]:5", "[citation needed]", "¹²", "†", "*"],
)
@pytest.mark.parametrize("end", [".", '."', ".”"])
def test_a_footnote_stays_with_the_sentence_before(end: str, note: str) -> None:
    first = {".": "A word", '."': 'He said "a word', ".”": "He said “a word"}[end] + end + note
    assert texts(f"{first} Next one. Last one.") == [first, "Next one.", "Last one."]


@pytest.mark.parametrize(
    "unit", ['"a. ', "A. “b. ", "''a. B", "3. Juni am ", "5 p.m. A ", ".[a", ".[1]", ".¹*", "'. \""]
)
def test_time_grows_with_the_text(unit: str) -> None:
    assert not grows_too_fast(lambda count: sentences(unit * count), 1_000)


@given(PROSE)
def test_sentences_partition_the_text(text: str) -> None:
    spans = sentences(text)
    covered = 0
    for span in spans:
        assert text[covered : span.start].strip() == ""
        assert span.of(text) == span.of(text).strip() != ""
        covered = span.end
    assert text[covered:].strip() == ""
