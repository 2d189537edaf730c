"""Who wrote a text and when, as lines under a headline say in four languages other than English.

"Von Nadia Okafor, 3. Juni 2024", "Publié le 3 juin 2024", "Lisboa, 3 de junho de 2024".
"""

from __future__ import annotations

import re

from qabot.dates.foreign_dates import LONGEST, date_in_words

BY = re.compile(r"(?:Von|VON|Par|PAR|Por|POR|Texto? (?:von|de|por)):? (?P<names>[A-ZÀ-ÞŁŚŽ].+)")
AND = re.compile(r" (?:und|et|y|e|UND|ET|Y|E|&) ")
_PUBLISHED = re.compile(
    r"(?:Veröffentlicht(?: am)?|Erschienen am|Publié le|Paru le|Mis en ligne le"
    r"|Publicado(?: e[lm])?):? (?P<date>.+)"
)
_PLACE = re.compile(r"(?P<place>[A-ZÀ-Þ][^\d,|]{2,40}), (?P<date>(?:den |le |a )?\d.+)")
_SIGNED_AND_DATED = re.compile(
    r"(?P<by>[A-ZÀ-Þ][^\d|·•]+?)(?: ?[,|·•–-] ?| )"
    r"(?:(?:(?:publié|paru|publicado|erschienen|veröffentlicht) )?(?:am|vom|le|el|em) )?"
    r"(?P<date>\d.+)"
)
_YEAR = re.compile(r"\d{4}")


def parts_of(line: str) -> tuple[str, str] | None:
    """What stands for a byline in a line ("" for none), and its date; None if it has no date.

    Nothing else is in such a line but a place or that it was published then.
    """
    if len(line) > 2 * LONGEST or not _YEAR.search(line):
        return None
    if published := _day(line):
        return "", published
    match = _SIGNED_AND_DATED.fullmatch(line)
    if match and BY.fullmatch(match["by"]):
        return (match["by"], published) if (published := _day(match["date"])) else None
    for pattern in (_PUBLISHED, _PLACE):
        match = pattern.fullmatch(line)
        if match and (published := _day(match["date"])):
            return "", published
    return None


def _day(printed: str) -> str | None:
    """The date, if it is a day: a month alone heads a chapter as well."""
    found = date_in_words(printed)
    return found if found and len(found) == len("2024-06-03") else None
