"""Stops that end no sentence, though a capital follows."""

from __future__ import annotations

import re

from qabot.text.language import is_english

_TITLE = re.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|Messrs|Sens?|Reps?|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Hon|Atty)\.$"
)
_HOUR = re.compile(r"\d ?[ap]\.m\.$", re.IGNORECASE)
_DAY_OR_ZONE = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\. \d"
    r"|(?:UTC|GMT|[ACEHMP][DS]?T|AKDT|AKST|[BI]ST|CES?T|Eastern|Central|Mountain|Pacific)\b"
    r"|(?!(?:The|This|That|Each|Every|Any|Some|No|One|Another|Last|Next|First|All)\b)"
    r"[A-Z]\w{1,20} (?:(?:Mean|Standard|Daylight|Summer) )?[Tt]ime\b"
)
"""What tells more of an hour: its day, or where the clock stands."""

_ORDINAL = re.compile(r"(?<![\w.,:])(?:[1-9]|[12]\d|3[01])\.$")
_GERMAN_MONTH = re.compile(r"(?:Januar|Jänner|Februar|Feber|März|Mai|Juni|Juli|Oktober|Dezember)\b")
"""Those that are no English words."""
_MONTH_SPELLED_ALIKE = re.compile(r"(?:August|September|November)\b")
_BEFORE_ORDINAL = re.compile(
    r"(?<!\w)(?:am|im|vom|zum|zur|beim|der|die|das|den|dem|des) \d{1,2}\.$", re.IGNORECASE
)
_LOOK_BACK = 16
"""Code points before a stop that any of these patterns needs."""


def goes_on(paragraph: str, cut: int, language: str | None) -> bool:
    """Whether the sentence that sentencex ends at ``cut`` goes on behind it.

    It cuts after a title ("asked Ms. | Lee"), in a word ("A.F.L.-C.|I.O."), in a time of the day
    ("10 p.m. | Friday"), and after the ordinals of German ("am 3. | Juni"), which it knows in
    dates of texts that say to be German.

    Args:
        paragraph: not only the sentence.
        cut: where white space ends, or inside a word; before the end of the paragraph.
        language: ISO 639-1, where the text states it.
    """
    before = paragraph[max(0, cut - _LOOK_BACK) : cut]
    stripped = before.rstrip()
    if not stripped.endswith("."):
        return False
    if stripped == before:
        return paragraph[cut].isalnum()
    if _TITLE.search(stripped):
        return True
    if stripped[-2:-1].isdigit():
        return _is_ordinal(paragraph, cut, stripped, language)
    return bool(_HOUR.search(stripped) and _DAY_OR_ZONE.match(paragraph, cut))


def _is_ordinal(paragraph: str, cut: int, before: str, language: str | None) -> bool:
    if not _ORDINAL.search(before):
        return False
    if _GERMAN_MONTH.match(paragraph, cut):
        return True
    named = _MONTH_SPELLED_ALIKE.match(paragraph, cut) or _BEFORE_ORDINAL.search(before)
    if not named or not paragraph[cut].isalpha():
        return False
    return language == "de" if language else not is_english(paragraph)
