"""Factiva: articles that end in "Document TIMES00020240603ek63000ab", plain or in coded fields.

Plain, the head is the title, the byline, "61 words", the date, the outlet, its code, the language
and the rights, each on a line without a name. Coded, each is named by two letters: HD, BY, WC, PD,
SN; LP and TD are the text.
"""

from __future__ import annotations

import re
from itertools import takewhile

from qabot.errors import LoadError
from qabot.loaders.exports.printed_lines import (
    COPYRIGHT,
    ExportedStory,
    ExportForm,
    Lines,
    author_of,
    day,
    is_short,
    joined,
    matching,
    next_line,
    printed,
    split_after,
)

_END = re.compile(
    r"(?:AN(?: *\| *|\s+))?(?:Document|Dokument|Documento)"
    r" [A-Z][A-Z0-9]{2,12}\d{8}[A-Za-z0-9]{4,14}(?: *\|)?"
)
_LISTED_END = re.compile(rf"\({_END.pattern}\)")
"""What ends each of the headlines in a list without texts."""
_WORDS = re.compile(r"\d[\d.,’' ]{0,15} (?:words|Wörter|mots|palabras|parole|palavras|woorden)")
_SUMMARY = ("Search Summary", "Suchzusammenfassung", "Résumé de la recherche")
_LANGUAGES = frozenset(
    "Arabic Bulgarian Catalan Chinese Croatian Czech Danish Dutch English Estonian Finnish French"
    " German Greek Hebrew Hungarian Indonesian Italian Japanese Korean Latvian Lithuanian Malay"
    " Norwegian Polish Portuguese Romanian Russian Serbian Slovak Slovenian Spanish Swedish Thai"
    " Turkish Ukrainian Vietnamese Anglais Englisch Deutsch Français Español Italiano Inglés"
    " Português".split()
)
_CHINESE = re.compile(r"Chinese ?(?:-|–) ?(?:Simplified|Traditional)")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
"""What Factiva calls an outlet by, "LONTIM"."""
_COVER = re.compile(r"(?:Factiva|Dow Jones)(?: \| (?:Factiva|Dow Jones))?")
_LISTED = re.compile(r"^(?:[^.…\t]++|\.(?!\.))++(?:\.{2,}+|…|\t)[ .…\t]*+\d{1,4}")
"""A title in the table of contents before the first article, with its page."""
_CONTENTS = ("Table of Contents", "Inhaltsverzeichnis", "Table des matières", "Índice")
_CLOCK = re.compile(r"\d\d?:\d\d(?: ?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4})?")
_MOST_TRIED = 100
"""Lengths up to which a date is looked for below."""
_MOST_BELOW_OUTLET = 6
"""Lines between the outlet and the language: its code, an edition, pages."""
_FEW_WORDS = 4
"""Words up to which a line may be a section or an odd byline, such as "Staff Reporter"."""
_SECTION_WORDS = 2
"""Words up to which the line above a name may be a section, and the name the title."""

_HEAD = "CLM SE HD BY CR WC PD ET SN SC NGC GC ED PG VOL LA CY".split()
_TEXT = ["LP", "TD"]
_TAIL = "ART CT RF CO IN NS RE IPC IPD PUB AN".split()
_ORDER = {code: place for place, code in enumerate([*_HEAD, *_TEXT, *_TAIL])}
"""Codes as they follow each other; a line that begins with one out of turn is text."""
_CODED = re.compile(
    rf"(?P<code>{'|'.join(_ORDER)})(?P<between> *\| *|\s+|$)(?P<value>.*)", re.DOTALL
)
_WITH_VALUES = ("CO", "IN", "NS", "RE")
_CODE_VALUE = re.compile(r"\S{1,12} ?: ?\S.*", re.DOTALL)
"""What these hold: "gpol : Domestic Politics | ..."."""
_CODE_LIST = re.compile(r"[a-z0-9]{2,10} : \S.*")


def _fits(lines: Lines) -> bool:
    words = matching(_WORDS, lines)
    codes = {match["code"] for line in lines if (match := _CODED.match(line))}
    coded = "HD" in codes and not codes.isdisjoint(("PD", "SN")) and not codes.isdisjoint(_TEXT)
    dated = sum(_date_below(lines, at) is not None for at in words[:_MOST_TRIED])
    listed = len(matching(_LISTED_END, lines)) > 1
    return bool(matching(_END, lines) and (dated or coded)) or dated > 1 or coded or listed


def _records(lines: Lines) -> list[Lines]:
    """What ends in a document's number, and what follows the last of it if it has a head."""
    ends = matching(_END, lines)
    if not ends:
        return []
    *records, rest = split_after(lines, ends)
    rest = list(takewhile(lambda line: line not in _SUMMARY, rest))
    return [*records, rest] if matching(_WORDS, rest) or _heads(rest) else records


def _heads(lines: Lines) -> list[int]:
    """The lines that begin a title in a coded article."""
    return [at for at, line in enumerate(lines) if (m := _CODED.match(line)) and m["code"] == "HD"]


def _read(lines: Lines, first: bool) -> ExportedStory:
    heads = _heads(lines)
    if heads and any(line[:2] in _TEXT for line in lines[heads[0] :]):
        return _coded(lines, heads)
    words = [at for at in matching(_WORDS, lines)[:_MOST_TRIED] if _date_below(lines, at)]
    if len(words) != 1:
        raise LoadError("another one runs into it" if words else "its head is not complete")
    return _plain(lines, words[0], first)


def _coded(lines: Lines, heads: list[int]) -> ExportedStory:
    """The article in fields that have codes."""
    kinds = [_kind_of(match) for at in heads if (match := _CODED.match(lines[at]))]
    if kinds.count(kinds[0]) > 1:
        raise LoadError("another one runs into it")
    fields = _coded_fields(lines, kinds[0])
    title, outlets = joined(fields.get("HD", [])), [*filter(None, fields.get("SN", []))]
    if not title or len(outlets) != 1:
        raise LoadError(f"its {'outlet' if title else 'title'} is not stated")
    outlet = joined(outlets)
    author = author_of(joined(fields.get("BY", [])), outlet)
    published = day(joined(fields.get("PD", [])))
    body = [*fields.get("LP", []), "", *fields.get("TD", [])]
    if matching(_CODE_LIST, body):
        raise LoadError("where its text ends cannot be told")
    return ExportedStory(title, author, outlet, published, printed(body))


def _kind_of(match: re.Match[str]) -> str:
    """How a code is set apart: by a bar, by a line break, by wide space or by one space."""
    between = match["between"]
    if "|" in between:
        return "|"
    return "\n" if not match["value"] else "  " if len(between) > 1 or "\t" in between else " "


def _coded_fields(lines: Lines, between: str) -> dict[str, list[str]]:
    """The lines of each field by its code."""
    found: dict[str, list[str]] = {}
    place, current = -1, ""
    for at, line in enumerate(lines):
        match = _CODED.match(line)
        in_turn = match is not None and _ORDER[match["code"]] > place
        if match and in_turn and _is_code(match, lines[at + 1 : at + 2 + len(_TAIL)], between):
            current, place = match["code"], _ORDER[match["code"]]
            found[current] = [match["value"].rstrip(" |")]
        elif current:
            found[current].append(line.rstrip(" |") if between == "|" else line)
    return found


def _is_code(match: re.Match[str], below: Lines, between: str) -> bool:
    """Whether a line that begins with the letters of a code begins a field.

    With one space behind it, "IN London" may be text: below the text the value has to look like one
    of a code, or nothing but fields to follow.
    """
    code, value = match["code"], match["value"]
    kind = _kind_of(match)
    if value and kind != between and (kind, between) != ("  ", " "):
        return False
    if between != " " or code not in _TAIL or _CODE_VALUE.fullmatch(value):
        return True
    following = [line for line in below if line]
    only_fields = all(m and m["code"] in _TAIL for m in map(_CODED.match, following))
    if only_fields and code in _WITH_VALUES:
        raise LoadError("where its text ends cannot be told")
    return only_fields


def _date_below(lines: Lines, words: int) -> int | None:
    """The line of the date below that of the length."""
    at = next_line(lines, words)
    return at if at is not None and day(lines[at]) else None


def _plain(lines: Lines, words: int, first: bool) -> ExportedStory:
    """The article of which the head has no names."""
    date = _date_below(lines, words) or words
    below = [at for at in range(date + 1, len(lines)) if lines[at]]
    if below and _CLOCK.fullmatch(lines[below[0]]):
        below = below[1:]
    if len(below) < 2 or not is_short(lines[below[0]]) or not _CODE.fullmatch(lines[below[1]]):
        raise LoadError("its outlet is not stated, with its code below it")
    outlet = joined([lines[below[0]]])
    begin = _text_start(lines, below[1 : _MOST_BELOW_OUTLET + 2])
    above: Lines = [line for line in lines[:words] if line]
    if first:
        above = _below_cover(above)
    title, author = _title_and_author(above, outlet)
    text = printed(lines[begin:])
    return ExportedStory(title, author, outlet, day(lines[date]), text)


def _below_cover(above: Lines) -> Lines:
    """The lines above the length of the first article alone.

    Before them stand the names of who exports, and a table of contents.
    """
    listed = matching(_LISTED, above)
    if listed and any(line in _CONTENTS for line in above[: listed[0]]):
        above = above[listed[-1] + 1 :]
    return [line for line in above if not _COVER.fullmatch(line)]


def _text_start(lines: Lines, below: list[int]) -> int:
    """Where the text begins: behind the language, and the rights if they stand there."""
    language = next((at for at in below if _is_language(lines[at])), None)
    if language is None:
        raise LoadError("where its text begins cannot be told")
    at = language + 1
    while at < len(lines) and (not lines[at] or COPYRIGHT.fullmatch(lines[at])):
        at += 1
    return at


def _is_language(line: str) -> bool:
    return line in _LANGUAGES or _CHINESE.fullmatch(line) is not None


def _title_and_author(lines: Lines, outlet: str) -> tuple[str, str | None]:
    """Title and author in the lines above the length: a section, the title, the byline.

    Only the title is always there.
    """
    if len(lines) == 1:
        return joined(lines), None
    author = author_of(lines[-1], outlet) if lines else None
    few = [len(line.split()) <= _FEW_WORDS for line in lines]
    if len(lines) == 2 and author:
        is_byline = lines[-1][:3].lower() == "by " or len(lines[0].split()) > _SECTION_WORDS
        if is_byline:
            return joined(lines[:1]), author
    elif len(lines) == 2 and few[0] != few[1]:
        return joined([lines[few.index(False)]]), None
    elif len(lines) == 3 and few[0] and (author or (few[2] and not few[1])):
        return joined(lines[1:2]), author
    raise LoadError("its title cannot be told from the lines beside it")


FORM = ExportForm("Factiva", _fits, _records, _read)
