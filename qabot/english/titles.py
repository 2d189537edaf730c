"""Titles of address and rank, as they stand before a name, in lower case."""

from __future__ import annotations

MALE_TITLES = frozenset(
    "mr mr. sir lord king prince pope father brother congressman chairman".split()
)
FEMALE_TITLES = frozenset(
    "mrs mrs. ms ms. miss dame lady queen princess sister mother congresswoman chairwoman".split()
)
COURTESY_TITLES = frozenset("mr mr. mrs mrs. ms ms. miss messrs. sir dame lord lady".split())
"""Titles that say nothing of what someone does."""
SHORT_RANKS = frozenset(
    "sen sen. sens. rep rep. reps. gov gov. gen gen. col col. lt lt. sgt sgt. capt capt. maj maj."
    " adm adm. rev rev. dr dr. prof prof.".split()
)
"""What someone is, shortened."""
HONORIFICS = (
    MALE_TITLES
    | FEMALE_TITLES
    | COURTESY_TITLES
    | SHORT_RANKS
    | frozenset(
        "professor reverend hon. st. atty. baroness baron sheikh ayatollah imam rabbi cardinal"
        " bishop archbishop captain colonel lieutenant sergeant admiral marshal commander"
        " sheriff".split()
    )
)
ABBREVIATED_TITLES = tuple(
    sorted(title.removesuffix(".").title() for title in HONORIFICS if title.endswith("."))
)
"""Titles that are printed with a full stop, without it: "Mr", "Sens"."""
