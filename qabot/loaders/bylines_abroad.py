"""Who wrote a text and when, as lines under a headline say in four languages other than English.

"Von Nadia Okafor, 3. Juni 2024", "Publié le 3 juin 2024", "Lisboa, 3 de junho de 2024".
"""

from __future__ import annotations

import re

from qabot.dates.foreign_dates import LONGEST, date_in_words
from qabot.loaders.metadata import iso_date

_GENRES = (
    r"(?:eine? )?(?:gast|erfahrungs|korrespondenten)?(?:bericht|beitrag|artikel|kommentar|analyse"
    r"|reportage|kolumne|glosse|essay) von"
    r"|(?:un[ae]? )?(?:reportage|analyse|enquête|reportaje|crónica|análisis) (?:de|par|por)"
)
"""What was written may be said before by whom: "Ein Bericht von Ann Lee"."""
BY = re.compile(
    rf"(?:{_GENRES}|(?:von|par|por|di|door|av|af):?"
    r"|(?:texto?|texte|testo|tekst)(?: (?:von|de|por|di|av))?:?"
    r"|(?:autor(?:in|en|a|es|ka|zy)?|auteure?s?|autrice|autori|författare|автор) ?:)"
    r" (?P<names>(?-i:[^\W\d_a-z]).+)",
    re.IGNORECASE,
)
AND = re.compile(r" (?:und|et|y|e|en|och|og|i|и|UND|ET|Y|E|EN|&) ")
_PUBLISHED = re.compile(
    r"(?:Veröffentlicht(?: am)?|Erschienen am|Publié le|Paru le|Mis en ligne le"
    r"|Publicado(?: e[lm])?|Pubblicato il|Gepubliceerd op|Publicerad|Publisert|Opublikowano"
    r"|Опубликовано|Published(?: on)?|Posted(?: on)?):? (?P<date>.+)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?P<place>[A-ZÀ-Þ][^\d,|]{2,40}), (?P<date>(?:den |le |a )?\d.+)")
_SIGNED_AND_DATED = re.compile(
    r"(?P<by>[A-ZÀ-Þ][^\d|·•]+?)(?: ?[,|·•–-] ?| )"
    r"(?:(?:(?:publié|paru|publicado|erschienen|veröffentlicht) )?(?:am|vom|le|el|em) )?"
    r"(?P<date>\d.+)"
)
_YEAR = re.compile(r"\d{4}")
_WITH_NUMBERS = re.compile(r"(?P<date>\d\d?[/-]\d\d?[/-]\d{4})(?:,? (?:à |at )?\d\d?[:.h]\d\d)?")


def parts_of(line: str) -> tuple[str, str] | None:
    """What stands for a byline in a line ("" for none), and its date; None if it has no date.

    Nothing else is in such a line but a place or that it was published then.
    """
    if len(line) > 2 * LONGEST or not _YEAR.search(line):
        return None
    if published := day_in(line):
        return "", published
    match = _SIGNED_AND_DATED.fullmatch(line)
    if match and BY.fullmatch(match["by"]):
        return (match["by"], published) if (published := day_in(match["date"])) else None
    for pattern in (_PUBLISHED, _PLACE):
        match = pattern.fullmatch(line)
        if match and (published := day_in(match["date"])):
            return "", published
    return None


def day_in(printed: str) -> str | None:
    """The date, if it is a day: a month alone heads a chapter as well.

    In numbers with slashes it is one where they cannot be read in two ways.
    """
    numbers = _WITH_NUMBERS.fullmatch(printed)
    found = iso_date(numbers["date"]) if numbers else date_in_words(printed)
    return found if found and len(found) == len("2024-06-03") else None
