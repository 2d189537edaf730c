from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.text.quotes import quotations
from qabot.text.sentences import paragraphs
from tests.growth import grows_too_fast


def quoted(text: str) -> list[str]:
    return [span.of(text) for span in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The dam holds,” she said, “for now.”", ["“The dam holds,”", "“for now.”"]),
        ('"The dam holds," she said, "for now."', ['"The dam holds,"', '"for now."']),
        ("''The dam holds,'' she said, ``for now.''", ["''The dam holds,''", "``for now.''"]),
        ("« Le barrage tient », dit-elle.", ["« Le barrage tient »"]),
        ("„Der Damm hält“, sagte sie. »Noch.«", ["„Der Damm hält“", "»Noch.«"]),
        ("„Zapora trzyma”, mówi.", ["„Zapora trzyma”"]),
        ('“The dam holds," she said.', ['“The dam holds,"']),
        ('"It holds, " she said.', ['"It holds, "']),
        ("It is, she said, “quite safe”.", ["“quite safe”"]),
    ],
)
def test_marks_of_all_kinds(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘The dam holds,’ she said. ‘It’s sound.’", ["‘The dam holds,’", "‘It’s sound.’"]),
        ("'The dam holds,' she said. 'It's sound.'", ["'The dam holds,'", "'It's sound.'"]),
        ("The engineers' report of the '90s wasn't the Smiths' own.", []),
        ("O’Neill’s boat, ’twas said, was the sailors’ pride.", []),
        (
            "Of ‘rogue states’ and ‘hostile powers’ he spoke.",
            ["‘rogue states’", "‘hostile powers’"],
        ),
        ("The so-called 'rich list' is James' idea.", ["'rich list'"]),
        ('He is 6\'2" tall and the pipe 12" wide.', []),
    ],
)
def test_single_marks_only_where_they_are_no_apostrophes(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quote_in_a_quote_belongs_to_the_outer_one() -> None:
    assert quoted("“He told me ‘go’ and I went,” she said.") == ["“He told me ‘go’ and I went,”"]
    assert quoted("‘He told me “go” and I went,’ she said.") == ["‘He told me “go” and I went,’"]
    assert quoted('“He told me "go" and I went,” she said.') == ['“He told me "go" and I went,”']


def test_an_open_quote_ends_with_its_paragraph() -> None:
    text = "“The first part goes on.\n\n“The second ends it,” he said.\n\nNo more."
    assert quoted(text) == ["“The first part goes on.", "“The second ends it,”"]
    assert quoted("She said: “no end\n\nA new start.") == ["“no end"]


def test_a_mark_that_opens_again_ends_the_quote_that_was_not_closed() -> None:
    assert quoted('"The first is open. "The second is not," he said.') == [
        '"The first is open.',
        '"The second is not,"',
    ]


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„`", max_size=60))
def test_spans_are_ordered_disjoint_and_inside_paragraphs(text: str) -> None:
    spans = quotations(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(any(part.contains(span) for part in paragraphs(text)) for span in spans)


@pytest.mark.parametrize("unit", ["“a b c. ", "'a ", "‘s’ ", "''a", '"a '])
def test_time_is_linear(unit: str) -> None:
    assert not grows_too_fast(lambda count: quotations(unit * count), 2_500)
