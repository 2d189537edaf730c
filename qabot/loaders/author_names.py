"""A line of a web page -> the authors named in it, never outlets, newsrooms or dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from itertools import islice, takewhile

from qabot.english.given_names import GIVEN_NAMES
from qabot.english.people import NO_AUTHORS, ORGANISATION_WORDS, PLACE_FIRST, ROLES
from qabot.loaders.html_bylines import LONGEST_BYLINE
from qabot.loaders.html_outlets import OutletNames
from qabot.loaders.metadata import is_url
from qabot.loaders.printed_names import is_name

_GIVEN_NAMES = GIVEN_NAMES | {"christian", "guy", "jan", "will"}
"""With those that are other words in a sentence, but nothing else where authors are named."""
_NOBODY = NO_AUTHORS | ORGANISATION_WORDS

_FIRST_WORDS = (
    # English
    r"(?:view |see |read |more )*(?:all )?(?:posts?|articles?|stories|archives?) (?:by|from)",
    r"(?:(?:written|posted|published|reported|words|story|text|article|review|report)"
    r"(?: and \w+)?,? )?by",
    r"more (?:by|from)|about(?= )|authors?",
    # German
    r"(?:(?:alle )?(?:beiträge|artikel|posts)"
    r"|(?:ein )?(?:(?:blog|gast)[ -]?)?(?:beitrag|text|artikel|bericht)"
    r"|geschrieben|verfasst|eingestellt|veröffentlicht|erstellt)?,? ?vo[nm](?: autor)?",
    r"(?:eine? )?(?:[\w-]{1,30} )?"
    r"(?:kolumne|kommentar|gastbeitrag|analyse|reportage|interview|essay) von",
    r"(?:alles|mehr) von|über(?= )|autor(?:in|en)?|(?:redaktion|protokoll)(?= ?:)",
    # French, Spanish, Dutch, Italian
    r"(?:écrit|publié|posté|rédigé|texte)?,? ?par|(?:escrito|publicado|texto|redactado)?,? ?por",
    r"autora?|auteure?s?|(?:geschreven|geplaatst)?,? ?door|(?:scritto|pubblicato)?,? ?da|di",
    # Labels of most languages
    r"interview(?= | ?:)|(?:texte?|words)(?: (?:&|und|and|et) \w+)?(?= ?:)",
)
_BEFORE = re.compile(rf"\W*+(?:{'|'.join(_FIRST_WORDS)})\b[:, ]*", re.IGNORECASE)
_LABEL_WITHIN = re.compile(
    r"(?:^|[\s|•·–—-])(?:autor(?:in|en)?|authors?|auteure?s?|text|words|redaktion|written by) ?: ?"
    r"(?P<names>.+)",
    re.IGNORECASE,
)
"""A label in a line of facts: "Date: 3 June Author: Ann Lee"."""
_DATED = re.compile(
    r"(?:(?:posted|published|veröffentlicht|erstellt|publié|publicado)(?: \w+)? )?(?:\w+,? )?"
    r"(?:[^\W\d]+\.? )?\d[\d.,:/ ]*(?:[^\W\d]+\.?,? \d[\d., :]*)?(?:(?:[|,–—-] )?\d\d?[:.]\d\d )?"
    r"(?:uhr |am |pm )?(?:[|•·–—-]|by|von|par|por|door|da) (?P<names>.+)",
    re.IGNORECASE,
)
"""A day, and who wrote on it: "3.6.2024 - Ann Lee"."""
_POSTED_BY = re.compile(
    r"(?:(?:posted|published|written|veröffentlicht|geschrieben|verfasst|publié|publicado) .{0,40}?"
    r"\b(?:by|von|par|por) ?:?|auth?(?:o|eu)r(?:in)? ?:) (?P<name>\S+)(?: (?:am|on|le|el|um|at))?"
    r" (?:[|·•–—-] )?[^\W\d_]{0,12}[ ,.]{0,2}\d.{0,40}"
    r"|(?:filed under|posted).{1,100}(?: by| [–—-]) (?P<other>\S+) @.{0,40}",
    re.IGNORECASE,
)
"""Who posted and when: "Posted in Bridges by gull42 on June 3, 2024", "Author: gull42 3.6.24",
"Filed under: Bridges — gull42 @ 10:12"."""
_ENDS = re.compile(
    r"\.?$| ?,| ?[|•·–—(/]| - | \d| (?:am|on|in|at|of|for|für|vom|with|mit|published|updated"
    r"|fotos?|photos|illustration|quelle)\b",
    re.IGNORECASE,
)
"""What may follow the names in such a line."""
_CASELESS_LABEL = re.compile(
    r"(?:.{0,20}[\s】\]|])?[\[(【（]?(?:作者|记者|記者|责任编辑|責任編輯|编辑|編輯|文|著者|筆者|기자|글)"
    r" ?[:：]\s?(?P<name>[^\W\d_]{2,8})[\])】）]?"
)
"""A line of a page in Chinese, Japanese or Korean that says who wrote: "作者：王小明"."""
_SAYS_AUTHOR = re.compile(r"\W*.{0,40}\bauth?(?:o|eu)r", re.IGNORECASE)
"""Behind that word any full name is one, whether its given name is known or not."""
_LONGEST_PEN_NAME = 25
_PEN_NAME = re.compile(r"[^\W\d_][\w.'’-]+")
_INITIALS = re.compile(r"[b-df-hj-np-tv-xz]{1,3}")
"""Letters that cannot be spoken, by which an editor is known at work, and to no reader: "kj"."""
_BEHIND = re.compile(
    r" ?[|•·—–<>()\[\]@…].*| - .*| (?:hace|vor|há|il y a) \d.*|(?<![^\W_])\d.*"
    r"| (?:fotos?|photos?|bild(?:er)?|illustration(?:en)?|quelle|source|datum|date)\b.*"
    r"| (?:published|updated|posted|last updated|is an? |contact|follow|email)\b.*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r" (?:in|of|for|at|from|via|on|with|mit) .*", re.IGNORECASE)
_BETWEEN = re.compile(
    r", (?:and )?| and | & | und | im gespräch mit | et | y | e |;|,| ?/ ?", re.IGNORECASE
)
_CASELESS_NAME = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,8}|\w{2,}(?: \w{2,}){1,3}"
)
_OFFICE = re.compile(
    r"\w*(?:leiter|redakteur|sprecher|direktor|korrespondent|journalist|autor)(?:in)?",
    re.IGNORECASE,
)
"""What someone is whom a line names by it, in German."""
_MARKS = ' \t.,;:*’‘“”"-'


def people_in(lines: list[str], outlets: OutletNames) -> list[str]:
    """The people in lines that may name firms, too: after "by" any name, else with a given name."""
    return [name for line in lines for name in _people_in(line, outlets)]


def _people_in(line: str, outlets: OutletNames) -> list[str]:
    """All names of a line, if it begins with "by" or more than half of them have a given name."""
    names = names_in(line, outlets)
    sure = [name for name in names if is_caseless(name) or _has_given_name(name)]
    return names if _BEFORE.match(line) or 2 * len(sure) > len(names) else sure


def _has_given_name(name: str) -> bool:
    """Whether there is a given name or an initial in it."""
    folded = name.casefold()
    parts = re.split(r"[\s-]+", f"{folded} {_without_accents(folded)}")
    return not _GIVEN_NAMES.isdisjoint(parts) or any(
        re.fullmatch(r"(?:\w\.)+", one) for one in parts
    )


def _without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def names_in(line: str, outlets: OutletNames) -> list[str]:
    """The people in a byline: "By Ann Lee and Bo Ek, Staff Writers | 3 June" -> Ann Lee, Bo Ek."""
    line = " ".join(line.split())[:LONGEST_BYLINE]
    if is_url(line):
        return []
    if match := _BEFORE.match(line):
        line = line[match.end() :]
    outlet, dash, rest = line.partition(" - ")
    if dash and outlet in outlets:
        line = rest
    names: list[str] = []
    for part in _BETWEEN.split(_BEHIND.sub("", line, count=1)):
        name = _stripped(_ELSEWHERE.sub("", part))
        if match := _BEFORE.match(name):
            name = name[match.end() :]
        if names and _is_office_or_place(name):
            break
        if _is_person(name, outlets):
            names.append(name)
    return names


def _stripped(name: str) -> str:
    """The name without marks around it, but for the point of an initial or "Jr." at its end."""
    stripped = name.strip(_MARKS)
    is_short = stripped[-2:-1] == " " or stripped.endswith((" Jr", " Sr"))
    return f"{stripped}." if is_short and f"{stripped}." in name else stripped


def _is_person(name: str, outlets: OutletNames) -> bool:
    words = re.findall(r"[^\W_]+", name.casefold())
    if not _NOBODY.isdisjoint(words):
        return False
    if name in outlets and not (is_name(name) and _has_given_name(name)):
        return False
    if len(words) == 1 and name.istitle() and words[0] in GIVEN_NAMES:
        return True
    return is_name(name) or is_caseless(name)


def _is_office_or_place(name: str) -> bool:
    words = name.casefold().split()
    return (
        not words
        or _OFFICE.fullmatch(words[0]) is not None
        or not ROLES.isdisjoint(words)
        or words[0] in PLACE_FIRST
    )


def is_caseless(name: str) -> bool:
    """Whether it is printed as a name is in a script without capitals: in East Asia in one word."""
    return _CASELESS_NAME.fullmatch(name) is not None and name.lower() == name.upper()


def stated_in(line: str, outlets: OutletNames) -> list[str]:
    """The people in a line that says by itself that they are the authors, and nothing else.

    It says so by its first words, by a label within it, or by a day before the names.
    """
    line = " ".join(line.split())
    if match := _CASELESS_LABEL.fullmatch(line):
        return [match["name"]] if is_caseless(match["name"]) else []
    labelled, dated = _LABEL_WITHIN.search(line), _DATED.fullmatch(line)
    if match := labelled or dated:
        rest = match["names"]
    elif match := _BEFORE.match(line):
        rest = line[match.end() :]
    else:
        return []
    known = is_name if _SAYS_AUTHOR.match(match[0]) else _is_sure
    if dated:
        known = _is_given_or_sure
    names = list(takewhile(known, names_in(rest, outlets)))
    if not names or not rest.startswith(names[0]):
        return []
    behind = rest[rest.rindex(names[-1]) + len(names[-1]) :]
    return names if _ENDS.match(behind) and not (dated and behind) else []


def pen_names_in(lines: list[str], outlets: OutletNames) -> list[str]:
    """The names in lines that are names and nothing else, whatever they look like.

    Many write under one word, which is no one's given name; firms and newsrooms do not count.
    """
    return [name for line in lines if (name := _pen_name(line, outlets))]


def names_alone_in(line: str, outlets: OutletNames, *, sure: bool = False) -> list[str]:
    """The people in a line that is their names, maybe behind "by", and nothing else."""
    line = without_label(line)
    names = names_in(line, outlets)
    alone = names and _folded_line(", ".join(names)) == _folded_line(_BETWEEN.sub(", ", line))
    return names if alone and all(map(_is_sure if sure else is_name, names)) else []


def _folded_line(line: str) -> str:
    return " ".join(line.split()).strip(_MARKS)


def _pen_name(line: str, outlets: OutletNames) -> str:
    name = without_label(line).strip(_MARKS)
    words = re.findall(r"[^\W_]+", name.casefold())
    if name in outlets or not _NOBODY.isdisjoint(words) or len(name) > _LONGEST_PEN_NAME:
        return ""
    if _INITIALS.fullmatch(name):
        return ""
    is_one = _PEN_NAME.fullmatch(name) or is_name(name) or _is_name_in_small_letters(name)
    return name if is_one else ""


def accounts_in(
    links: Iterable[tuple[str, bool]], told: Container[str], outlets: OutletNames
) -> list[str]:
    """The first account that a page links to as its author's, which many write under.

    Args:
        links: names, and whether they stand among the facts about the article.
        told: names, folded, that the page's metadata gives for its author; else a link counts only
            among those facts.
    """
    names = (
        name
        for line, among_facts in links
        if (name := _pen_name(line, outlets)) and (among_facts or name.casefold() in told)
    )
    return list(islice(names, 1))


def _is_name_in_small_letters(name: str) -> bool:
    """Whether it is a given name, and another that its bearer writes without a capital."""
    words = name.split()
    return len(words) == 2 and words[0].istitle() and words[1].islower() and _has_given_name(name)


def posted_by(line: str, outlets: OutletNames) -> str:
    """The pen name in a line that says by itself who posted on which day, "" for any other."""
    match = _POSTED_BY.fullmatch(" ".join(line.split()))
    return _pen_name(match["name"] or match["other"], outlets) if match else ""


def without_label(line: str) -> str:
    """The line without "by" or the like before its names."""
    line = " ".join(line.split())
    match = _BEFORE.match(line)
    return line[match.end() :] if match else line


def _is_given_or_sure(name: str) -> bool:
    return name.casefold() in GIVEN_NAMES or _is_sure(name)


def _is_sure(name: str) -> bool:
    return is_name(name) and _has_given_name(name)
