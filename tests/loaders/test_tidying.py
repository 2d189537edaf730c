from __future__ import annotations

import pytest

from qabot.loaders.tidying import tidied
from qabot.types import Article


def test_control_characters_go_and_what_is_too_long_is_cut() -> None:
    untidy = Article(
        "a", "The\x00 tide.", "Ti\x00des " * 200_000, author="Ann\x1b[31m Lee", outlet="B" * 501,
        language="e\x85n", url="https://bay.example/\x07fog",
    )  # fmt: skip
    assert tidied(untidy) == Article(
        "a", "The tide.", ("Tides " * 84)[:499].rstrip() + "…", author="Ann[31m Lee",
        outlet="B" * 499 + "…", language="en", url="https://bay.example/fog",
    )  # fmt: skip


@pytest.mark.parametrize("length", [499, 500])
def test_what_fits_is_kept(length: int) -> None:
    tidy = Article("a", "The tide.", "T" * length, url="https://bay.example/" + "f" * 2_028)
    assert tidied(tidy) is tidy


def test_a_web_address_is_not_cut_but_left_out() -> None:
    assert tidied(Article("a", "T", url="https://bay.example/" + "f" * 2_029)).url is None


def test_a_text_has_no_nul_and_its_path_shows_one() -> None:
    article = tidied(Article("a.json#x\0y", "The moon\0 rose.\n\x07"))
    assert (article.path, article.text) == ("a.json#x\N{SYMBOL FOR NULL}y", "The moon rose.\n\x07")


def test_a_path_is_cut_and_stays_another_than_those_that_begin_alike() -> None:
    paths = [f"a.json#{'x' * 9_000}{end}" for end in "yz"]
    cut = [tidied(Article(path, "T")).path for path in paths]
    assert [len(path) for path in cut] == [8_192, 8_192]
    assert all(path.startswith("a.json#xxx") for path in cut)
    assert cut[0] != cut[1]
    assert tidied(Article(paths[0], "T")).path == cut[0]
