"""The date of an article that does not state it in so many words, from where it surely shows.

A dateline, the address of the page, the file's name, in this order. The time of the file is never
looked at: it is when someone copied it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.english.calendar import MONTH_STARTS, title_case
from qabot.loaders.metadata import iso_date
from qabot.types import Article

MONTH = rf"(?:{'|'.join(title_case(MONTH_STARTS))})[a-z]{{0,6}}\.?"
DAY = r"\d\d?(?:st|nd|rd|th)?"
_DATELINE = re.compile(
    r"[ \t]*[A-Z][A-Z.'’ -]+[A-Z](?:[ ,/]+[A-Z][A-Za-z.'’ -]+)?,? "
    rf"(?P<date>{MONTH} {DAY}|{DAY} {MONTH})(?:,? (?P<year>[12]\d{{3}}))?,?"
    r"(?: ?[(/][^()/\n]{2,40}[)/])? ?(?:--?|[–—])"
)
"""LONDON, June 3, 2024 (Reuters) -; NEW YORK, 3 June 2024 —; PARIS, Texas, June 3 /PR Wire/ --"""
_DATELINE_WITHIN = 600
"""Characters at the top of a text in which a dateline stands: behind headline and standfirst."""
_URL_DATE = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d\d?|[a-z]{3})(?:[/-](?P<day>\d\d?))?(?=[/?#]|$)",
    re.ASCII,
)
_FILE_NAME_DATE = re.compile(
    r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"
    r"|(?<![^\W_])(?P<other_year>(?:1[89]|20)\d\d)(?P<joint>[_. ]?)"
    r"(?P<other_month>\d\d)(?P=joint)(?P<other_day>\d\d)(?![^\W_])",
    re.ASCII,
)
"""2024-06-03; 2024_06_03, 2024.06.03, 2024 06 03 and 20240603 beside no letter or digit."""
_DAY_FIRST = re.compile(
    rf"(?<![\d.])(?P<dotted>\d\d?\.\d\d?\.(?:19|20)\d\d)(?![\d.]*\d)"
    rf"|(?<![^\W_])(?P<words>{DAY} {MONTH},? [12]\d{{3}}|{MONTH} {DAY},? [12]\d{{3}})(?![^\W_])"
)
"""03.06.2024, 3 June 2024 and June 3, 2024."""


def dated(article: Article, *, file_name: bool = True) -> Article:
    """The article, with a date if it had none and one shows.

    Args:
        file_name: whether the name of its file is about this article alone.
    """
    if article.published:
        return article
    by_url = date_in_url(article.url or "")
    by_name = _file_name_date(article.path) if file_name else None
    dateline = _dateline_date(article.text, by_url or by_name)
    for published, place in ((dateline, "dateline"), (by_url, "url"), (by_name, "file name")):
        if published:
            return replace(article, published=published, published_from=place)
    return article


def _dateline_date(text: str, surely: str | None) -> str | None:
    """The date in the dateline; one without a year takes it from ``surely``, if that agrees.

    It does in the same month; else the story was filed before the new year or is another's.
    """
    lines = text[:_DATELINE_WITHIN].split("\n")
    match = next(filter(None, map(_DATELINE.match, lines)), None)
    if not match:
        return None
    if match["year"]:
        return iso_date(f"{match['date']} {match['year']}")
    found = iso_date(f"{match['date']} {surely[:4]}") if surely else None
    return found if found and surely and found.startswith(surely[:7]) else None


def date_in_url(url: str) -> str | None:
    """The date in the path of a web address, as far as it goes: /2024/06/03/, /2024/jun/03/."""
    for match in _URL_DATE.finditer(url):
        month = match["month"]
        if month.isalpha():
            month = str(MONTH_STARTS.index(month) + 1) if month in MONTH_STARTS else "0"
        parts = (part for part in (match["year"], month, match["day"]) if part is not None)
        if published := iso_date("-".join(parts)):
            return published
    return None


def _file_name_date(path: str) -> str | None:
    """The first date in the name of a file, year first; else one that is printed whole."""
    name = path.rpartition("/")[2]
    for match in _FILE_NAME_DATE.finditer(name):
        parts = [part for key, part in match.groupdict().items() if part and key != "joint"]
        if published := iso_date("-".join(parts)):
            return published
    printed = _DAY_FIRST.search(name.replace("_", " "))
    return iso_date(printed["dotted"] or printed["words"]) if printed else None
