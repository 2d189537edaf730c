"""Months, weekdays and seasons, in lower case."""

from __future__ import annotations

MONTHS = tuple(
    "january february march april may june july august september october november december".split()
)
MONTH_STARTS = tuple(name[:3] for name in MONTHS)
"""The first three letters of each, which tell it."""
MONTH_ABBREVIATIONS = tuple("jan feb mar apr jun jul aug sept sep oct nov dec".split())
MONTHS_ALSO_NAMES = frozenset("march april may june august".split())
"""Months that people bear as names."""
WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
WEEKDAY_ABBREVIATIONS = tuple("mon tues tue wed thurs thu fri sat sun".split())
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of each, as in the northern half of the world."""


def title_case(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as they are printed in the middle of a sentence."""
    return tuple(word.title() for word in words)


MONTH_FIRST_REGIONS = frozenset({"us", "ph"})
"""Countries where 6/3 is June 3."""
DAY_FIRST_REGIONS = frozenset("gb uk ie au nz in za sg my hk ng ke pk bd gh zw".split())
"""Countries where 6/3 is 6 March in English, too; Canada has both."""
DAY_FIRST_LANGUAGES = frozenset(
    "de fr es it pt nl da nb no nn fi pl cs sk ro bg hr sr sl el tr ru uk id vi th ar he et is ca"
    " gl cy ga".split()
)
"""Languages in which the day comes before the month wherever they are written."""
