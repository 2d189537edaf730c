"""Front matter that repeats itself."""

from __future__ import annotations

from qabot.loaders.frontmatter import split


def test_lists_of_lists_by_alias_are_not_unfolded() -> None:
    levels = (f"b{n}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(30))
    block = "b: &a0 [x]\n" + "".join(levels) + "title: The bell\n"
    values, text = split(f"---\n{block}---\nThe bell rang.\n")
    assert (values["title"], values["b1"], text) == (
        "The bell",
        "&a2 [*a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1",
        "The bell rang.\n",
    )


def test_an_alias_of_a_name_stands_for_it() -> None:
    head = "---\nauthor: &who Ada Byrne\noutlet: *who\ntags: [a & b, c*]\n---\n"
    assert split(f"{head}It rang.\n") == (
        {"author": "Ada Byrne", "outlet": "Ada Byrne", "tags": ["a & b", "c*"]},
        "It rang.\n",
    )
