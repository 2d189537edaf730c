"""What a file says about its article besides the text: dates, names, a headline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

from qabot.dates.foreign_dates import date_in_words
from qabot.english.calendar import MONTHS
from qabot.loaders.field_names import KEYS, NamedValue, by_name
from qabot.loaders.printed_names import is_name
from qabot.types import Article, Origins

_DATES = ("published", "updated")
_NAMES_IN_OBJECTS = ("name", "main", "original", "rendered", "title")
"""Under which of them an object says in words what it is: in JSON-LD and NewsAPI, headline and
byline of the New York Times, WordPress, Event Registry."""
_PLACES = {"json": "field", "table": "column"}
"""What a record's key is called, by what its articles' dates are said to be from."""
_WHERE = re.compile(r"(?<=[^\W\d_]) in [A-ZÀ-Þ][\w.'’ -]{1,40}?(?= and |,|;|$)")
"""Where someone wrote: "Ann Lee in Lagos"."""
_SIGNED = re.compile(r"by:? (?=[^\W\d_])", re.IGNORECASE)
_PRINTED_LIST = re.compile(r"'([^']+)'|\"([^\"]+)\"")
_YEAR_FIRST = re.compile(
    r"(?P<year>[1-9]\d{3})"
    r"(?:(?P<separator>[-/.])(?P<month>\d\d?)(?:(?P=separator)(?P<day>\d\d?))?"
    r"|(?P<basic_month>\d\d)(?P<basic_day>\d\d))?"
    r"(?:[T ]\d\d:?\d\d.*)?",
    re.ASCII | re.DOTALL,
)
_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
_DAY_IN_WORDS = re.compile(
    rf"(?:(?P<day>\d\d?) (?P<month>{'|'.join(MONTHS)})"
    rf"|(?P<first_month>{'|'.join(MONTHS)}) (?P<second_day>\d\d?),?) (?P<year>[12]\d{{3}})",
    re.ASCII | re.IGNORECASE,
)
"""How most dates are printed, 3 June 2024 and June 3, 2024: dateutil takes ten times as long."""
_UNIX_TIME = re.compile(r"(1[0-8]\d{8})(?:\d{3})?(?:\.\d*)?", re.ASCII)
"""Seconds or milliseconds since 1970, from 2001 to 2030: no date is printed so."""
_FOUR_DIGIT_YEAR = re.compile(r"(?<![\d+])[12]\d{3}(?!\d)", re.ASCII)
_LONGEST_DATE = 80
"""Characters: "Wednesday, 19 September 2024 at 10:30:00 PM +0200" is 49."""


def article(
    path: str, text: str, values: Mapping[str, Any], published_from: str, text_from: str = ""
) -> Article:
    """An article with what ``values`` (a front matter, a JSON record) says of it by ``KEYS``.

    Args:
        text_from: the key that the text is from, if it is from one.
    """
    return named_article(path, text, by_name(values.items()), published_from, text_from)


def named_article(
    path: str, text: str, values: Mapping[str, NamedValue], published_from: str, text_from: str
) -> Article:
    """The same of values that are by name already."""
    found = {field: _first(values, field) for field in KEYS if field not in _DATES}
    found |= {field: _first_date(values, field) for field in _DATES}
    value = {field: one.value if one else None for field, one in found.items()}
    origin = {field: _origin(one, published_from) for field, one in found.items()}
    return Article(
        path=path,
        text=text,
        title=value["title"] or "",
        author=value["author"],
        published=value["published"],
        published_from=published_from if value["published"] else None,
        outlet=value["outlet"],
        language=value["language"],
        url=value["url"],
        updated=value["updated"],
        origins=Origins(
            text=_origin(NamedValue(text_from, text) if text_from else None, published_from),
            title=origin["title"],
            author=origin["author"],
            published=origin["published"],
            outlet=origin["outlet"],
        ),
    )


def _origin(one: NamedValue | None, published_from: str) -> str | None:
    """Where a value was found: a field or column by its name, else the place alone."""
    if one is None:
        return None
    place = _PLACES.get(published_from)
    return f'{place} "{one.name}"' if place else published_from


def _first(values: Mapping[str, NamedValue], field: str) -> NamedValue | None:
    """The value of the first key that has one; a web address is a ``url`` and nothing else."""
    for key in KEYS[field]:
        one = values.get(key)
        printed = plain(one.value) if one else None
        if field == "author" and printed:
            printed = None if printed.isdecimal() else _names(printed)  # the number of an account
        if field == "url" and printed:
            printed = printed.removeprefix("<").removesuffix(">")
        if one and printed and is_url(printed) == (field == "url"):
            return NamedValue(one.name, printed)
    return None


def _names(printed: str) -> str:
    """The authors alone, without "By", and out of a list as Python prints it: "['Ann Lee']"."""
    if printed.startswith("[") and printed.endswith("]"):
        return ", ".join(one or other for one, other in _PRINTED_LIST.findall(printed))
    named = _SIGNED.sub("", printed, count=1) if _SIGNED.match(printed) else printed
    if turned := _family_last(named):
        return turned
    people = re.split(r", | and | & ", named := _WHERE.sub("", named))
    return ", ".join(people) if all(map(is_name, people)) else named


def _family_last(names: str) -> str:
    """Names that catalogues put family first, "Lee, Ann; Ek, Bo", as they are spoken; else ""."""
    # Deferred: 5 ms, and few names have a comma.
    from qabot.english.given_names import GIVEN_NAMES

    turned = []
    for name in names.split(";") if ", " in names else ():
        family, comma, given = name.strip().partition(", ")
        folded = given.casefold().split()
        is_turned = comma and " " not in family and "," not in given
        if not is_turned or not folded or folded[0] not in GIVEN_NAMES:
            return ""
        turned.append(f"{given} {family}")
    return ", ".join(turned) if all(map(is_name, turned)) else ""


def is_url(value: str) -> bool:
    """Whether a text is a web address and nothing else."""
    return re.fullmatch(r"https?://\S+", value) is not None


def _first_date(values: Mapping[str, NamedValue], field: str) -> NamedValue | None:
    known = (values[key] for key in KEYS[field] if key in values)
    dates = (NamedValue(one.name, iso_date(one.value)) for one in known)
    return next((one for one in dates if one.value), None)


def plain(value: object) -> str | None:
    """A metadata value as one line; a list is joined by ", ", ``{"name": ...}`` is its name."""
    if isinstance(value, list):
        return ", ".join(part for item in value if (part := plain_one(item))) or None
    return plain_one(value)


def plain_one(value: object) -> str | None:
    """A single metadata value as one line; ``None`` for what has no text."""
    if isinstance(value, Mapping):
        key = next((key for key in _NAMES_IN_OBJECTS if value.get(key)), "")
        value = value.get(key)
        if key == "rendered" and isinstance(value, str):  # HTML
            value = unescape(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float, date)):
        return None
    return " ".join(well_formed(str(value)).split()) or None


def well_formed(text: str) -> str:
    """The text with each half of a surrogate pair replaced by U+FFFD, length unchanged.

    JSON and YAML can spell such halves (an escape cut off inside an emoji); they are not Unicode
    text, and neither SQLite nor a tokenizer accepts them.
    """
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def iso_date(value: object) -> str | None:
    """The date as "YYYY[-MM[-DD]]", or ``None`` if it is no date or could be two.

    Nothing is guessed: "June 2024" is "2024-06", "06/07/2024" (6 July or June 7) and "19 June 24"
    are ``None``; where there are dots, the day comes first. A time of day and its zone are dropped:
    the day is the one that was printed, or in UTC that of Unix time (in seconds or milliseconds).
    """
    if isinstance(value, date):  # a datetime is one, too
        return value.strftime("%Y-%m-%d") if value.year >= 1000 else None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    printed = str(value).strip()
    if match := _YEAR_FIRST.fullmatch(printed):
        return _year_first(match)
    if match := _UNIX_TIME.fullmatch(printed):
        return datetime.fromtimestamp(int(match[1]), UTC).date().isoformat()
    if match := _DAY_IN_WORDS.fullmatch(printed):
        return _day_in_words(match)
    return _english_date(printed) or date_in_words(printed)


def _day_in_words(match: re.Match[str]) -> str | None:
    """The date printed as a day, a month in full and a year, in either order."""
    month = _MONTH_NUMBERS[(match["month"] or match["first_month"]).lower()]
    try:
        day = date(int(match["year"]), month, int(match["day"] or match["second_day"]))
    except ValueError:
        return None
    return day.isoformat()


def _year_first(match: re.Match[str]) -> str | None:
    """The date in ISO 8601, extended or basic, or the same with slashes or dots."""
    month = match["month"] or match["basic_month"]
    day = match["day"] or match["basic_day"]
    if month and not day and match["separator"] == ".":
        return None  # 2024.06 may be a number
    try:
        datetime(int(match["year"]), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part.zfill(2) for part in (match["year"], month, day) if part)


def _english_date(printed: str) -> str | None:
    """A date in words or RFC 2822, by dateutil, kept to the parts that are really there.

    dateutil fills what is missing from a default and reads 06/07 as June 7. So it is asked four
    times, with two defaults and both orders: only what all four agree on stands in the text.
    """
    years = _FOUR_DIGIT_YEAR.findall(printed)
    if not years or len(printed) > _LONGEST_DATE:
        return None
    # Deferred: dateutil takes 0.08 s to import, and most dates are ISO.
    from dateutil.parser import parse

    try:
        readings: list[datetime] = [
            parse(printed, default=default, dayfirst=dayfirst, ignoretz=True)
            for default in (datetime(1904, 1, 1), datetime(2032, 12, 28))
            for dayfirst in (False, True)
        ]
    except (ValueError, OverflowError, TypeError):
        return None
    day_given = len({reading.day for reading in readings[::2]}) == 1
    for form, given in (("%Y-%m-%d", day_given), ("%Y-%m", not day_given), ("%Y", not day_given)):
        agreed = {reading.strftime(form) for reading in readings}
        if given and len(agreed) == 1 and (result := agreed.pop())[:4] in years:
            return result
    return None


def titled_alone(found: Article) -> Article:
    """The article, its title without the outlet that NewsAPI and others put behind it."""
    title = found.title
    for joint in (" - ", " | ", " – ", " — "):
        title = title.removesuffix(f"{joint}{found.outlet}")
    return found if title == found.title else replace(found, title=title)
