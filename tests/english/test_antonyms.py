from __future__ import annotations

from qabot.english.antonym_sources import antonyms as antonyms_in
from qabot.english.antonyms import antonyms
from qabot.english.past_forms import BASE_FORMS, IRREGULAR_PASTS

DATA = """\
  1 The licence.
00000001 30 v 02 fall 0 drop 0 002 ! 00000002 v 0101 @ 00000003 v 0000 | go down
00000002 30 v 01 rise 0 001 ! 00000001 v 0101 | go up
00000003 30 v 01 seldom_used 0 001 ! 00000001 v 0101 | rare
"""


def test_the_opposites_are_read_out_of_wordnet() -> None:
    senses = "fall%2:38:00:: 00000001 1 9\nrise%2:38:00:: 00000002 1 9\n"
    files = {"index.sense": senses, "data.verb": DATA, "data.adj": "", "data.adv": ""}
    assert antonyms_in(files) == [("fall", "rise")]


def test_each_pair_is_kept_in_both_orders() -> None:
    pairs = antonyms()
    assert {("accept", "reject"), ("reject", "accept"), ("open", "close")} <= pairs
    assert all((second, first) in pairs for first, second in pairs)


def test_pasts_are_told_from_participles() -> None:
    assert (BASE_FORMS["won"], BASE_FORMS["seen"]) == ("win", "see")
    assert "saw" in IRREGULAR_PASTS
    assert "seen" not in IRREGULAR_PASTS
