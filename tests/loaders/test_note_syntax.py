"""Notes of Obsidian and Logseq: what their reader sees is the text, and no more."""

from __future__ import annotations

import pytest

from qabot.loaders import markdown


def text_of(body: str) -> str:
    return markdown.parse(body.encode(), "a.md").text


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("The [[Bay Ferry|old ferry]] left [[Port Ellis]].", "The old ferry left Port Ellis."),
        ("See [[Port Ellis#Quay]].", "See Port Ellis > Quay."),
        ("It was ==badly worn== and ==**torn**==.", "It was badly worn and torn."),
        ("Before.\n\n![[quay.png|400]]\n\nAfter.", "Before.\n\nAfter."),
        ("She left.[^1]\n\n[^1]: Letter of May.", "She left.\n\nLetter of May."),
        ("She left. ^a1b2c3", "She left."),
        ("- [ ] call\n- [x] write", "call\n\nwrite"),
        ("> [!warning]- High water\n> Stay away.", "High water\n\nStay away."),
        ("> [!note]\n> Stay away.", "Stay away."),
        ("One.\n\n```dataview\nLIST FROM #sea\n```\n\nTwo.", "One.\n\nTwo."),
        ("- Ships stop.\n  id:: 1f\n  collapsed:: true\n- They wait.", "Ships stop.\n\nThey wait."),
        ("- {{embed [[Tides]]}}\n- They wait.", "They wait."),
        ("- ((64a1b2c3-1111-2222-3333-444455556666))\n- They wait.", "They wait."),
        ("Use `[[x]] == ==y==` here.", "Use [[x]] == ==y== here."),
        ("```\n[[x]] %% y %%\n```", "[[x]] %% y %%"),
        ("Power is 2 ^10", "Power is 2 ^10"),
        ("a == b and c == d", "a == b and c == d"),
    ],
)  # fmt: skip
def test_what_a_reader_of_a_note_sees(note: str, text: str) -> None:
    assert text_of(note) == text


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("Seen. %% secret %% Heard.", "Seen. Heard."),
        ("Seen.\n\n%% secret %%\n\nHeard.", "Seen.\n\nHeard."),
        ("Seen.\n\n%%\nsecret one\n\nsecret two\n%%\n\nHeard.", "Seen.\n\nHeard."),
        ("Seen. %% secret\n\nsecret two %% Heard.", "Seen.\n\nHeard."),
        ("%% a %% Seen. %% b %%", "Seen."),
        ("Seen.\n\n%% secret to the end\n\nsecret two", "Seen."),
        ("Seen. %%\n```\nsecret\n```\n%% Heard.", "Seen.\n\nHeard."),
        ("It rose by 5 %% of all.", "It rose by 5 %% of all."),
    ],
)
def test_a_comment_is_private(note: str, text: str) -> None:
    found = text_of(note)
    assert (" ".join(found.split()), "secret" in found) == (" ".join(text.split()), False)


@pytest.mark.parametrize(
    "author", ['"[[Ann Lee]]"', "[[Ann Lee]]", '\n  - "[[people/Ann Lee]]"', '"[[p/al|Ann Lee]]"']
)
def test_links_in_properties_are_names(author: str) -> None:
    found = markdown.parse(f"---\nauthor: {author}\n---\nThe tide turned.".encode(), "a.md")
    assert found.author == "Ann Lee"


def test_the_properties_of_a_logseq_page() -> None:
    page = "title:: Tides turn\nauthor:: [[Ann Lee]]\ndate:: 2024-06-03\n\n- The tide turned.\n"
    found = markdown.parse(page.encode(), "a.md")
    assert (found.title, found.author, found.published) == ("Tides turn", "Ann Lee", "2024-06-03")
    assert (found.text, found.origins.author) == ("The tide turned.", "page properties")


def test_code_at_the_top_is_no_property() -> None:
    assert text_of("std:: vector\n\nThe tide turned.") == "std:: vector\n\nThe tide turned."
