"""ProQuest: "Document 1 of 20" between lines of underscores; fields before and after the text."""

from __future__ import annotations

import re

from qabot.errors import LoadError
from qabot.loaders.exports.printed_lines import (
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
    tail_start,
)

_RULE = re.compile(r"_{10,}")
_COUNT = re.compile(r"Document \d{1,6} of \d{1,6}")
_FULL_TEXT = re.compile(r"(?:Full [Tt]ext|FULL TEXT)(?:: *| *\| *|$)(.*)", re.DOTALL)
_NAMES = (
    "Abstract|Accession number|Alternate title|Author|Author affiliation|Business indexing term"
    "|Classification|CODEN|Column|Company / organization|Contributor|Copyright"
    "|Correspondence author|Country of publication|Database|Dateline|Document feature"
    "|Document type|Document URL|DOI|Edition|e-?ISSN|First page|Identifier / keyword"
    "|Identifiers? / keywords?|ISBN|ISSN|Issue|Language|Language of publication|Last updated"
    "|Links|Location|Medium|Milestone dates|Notes|Number of pages|Number of references"
    "|Online publication date|Pages|People|Place of publication|Product name"
    "|ProQuest document ID|Publication date|Publication history|Publication info"
    "|Publication subject|Publication title|Publication year|Publisher|References|Section"
    "|Series|Source|Source attribution|Source type|Start page|Subject|Supplement|Title|Update"
    "|URL|Volume|Word count|Year"
).replace(" ", " ?")  # now and then one is lost
_FIELD = re.compile(rf"({_NAMES})(?:: ?| *\| *)\|? *(.*)", re.IGNORECASE | re.DOTALL)
_PUBLICATION = re.compile(r"Publication ?title(?::| *\|).*", re.IGNORECASE)
_NUMBER = re.compile(r"ProQuest ?document ?ID(?::| *\|).*", re.IGNORECASE)
_DETAILS = ("DETAILS", "Details")
"""The heading of the fields below a text."""
_CREDIT = re.compile(r"(?:CAPTION|CREDIT|Caption|Credit|Illustration)(?::.*|)", re.DOTALL)
"""What may stand at the end of a text, of its pictures and of who wrote it."""
_LINKS = ("Enlarge this image.", "ProQuest document link")
_NOTICE = re.compile(
    r"(?:Database c|C)opyright\b.*\bProQuest\b.*|Contact us at: .*|Terms and Conditions.*"
)
"""What stands below the last article."""
_LAST_LINES = 5
"""Lines at the end of a text in which a field would mean that it ended before."""


def _fits(lines: Lines) -> bool:
    publications = len(matching(_PUBLICATION, lines))
    texts = any(_FULL_TEXT.match(line) for line in lines)
    numbered = matching(_NUMBER, lines) or (matching(_COUNT, lines) and matching(_RULE, lines))
    in_other_words = len(matching(_COUNT, lines)) > 1 and bool(matching(_RULE, lines))
    return publications > 1 or bool((publications or texts) and numbered) or in_other_words


def _records(lines: Lines) -> list[Lines]:
    """What stands between rules and has a field; the cover and the notice at the end have none."""
    lines = [line for line in lines if not (is_short(line) and _NOTICE.fullmatch(line))]
    parts = split_after(lines, matching(_RULE, lines) or matching(_COUNT, lines))
    return [part for part in parts if any(map(_is_article_field, part))]


def _is_article_field(line: str) -> bool:
    return bool(_FULL_TEXT.match(line) or (is_short(line) and _PUBLICATION.fullmatch(line)))


def _read(lines: Lines, first: bool) -> ExportedStory:
    begins = [at for at, line in enumerate(lines) if _FULL_TEXT.match(line)]
    if len(begins) > 1 or len(matching(_PUBLICATION, lines)) > 1:
        raise LoadError("another one runs into it")
    if not begins:
        raise LoadError("its full text is not in it")
    text, closing = _text_and_tail(lines, begins[0])
    head = lines[: begins[0]]
    fields = _fields(head) | _fields(closing)
    outlet = fields.get("publicationtitle", "").split(";")[0].strip()
    title = fields.get("title") or _headline(head)
    if not outlet or not title:
        raise LoadError(f"its {'title' if outlet else 'publication'} is not stated")
    published = day(fields.get("publicationdate", "")) or day(fields.get("publicationyear", ""))
    author = author_of(_names_in_order(fields.get("author", "")), outlet)
    return ExportedStory(joined([title]), author, joined([outlet]), published, text)


def _text_and_tail(lines: Lines, begin: int) -> tuple[str, Lines]:
    """The text behind "Full text:", and the fields below it."""
    beside = _FULL_TEXT.match(lines[begin])
    rest = [beside[1] if beside else "", *lines[begin + 1 :]]
    end = _details(rest)
    if end is None:
        publication = matching(_PUBLICATION, rest)
        tight = bool(publication) and all(rest[max(publication[0] - 1, 0) : publication[0] + 2])
        end = tail_start(rest, _is_field, tight=tight)
    body = _without_credits([line for line in rest[:end] if line not in _LINKS])
    mixed = any(is_short(line) and _PUBLICATION.match(line) for line in body)
    if mixed or any(map(_is_field, body[-_LAST_LINES:])):
        raise LoadError("where its text ends cannot be told")
    return printed(body), rest[end:]


def _details(lines: Lines) -> int | None:
    """The last heading of fields, if it is one."""
    at = next((at for at in range(len(lines) - 1, -1, -1) if lines[at] in _DETAILS), None)
    below = None if at is None else next_line(lines, at)
    return at if below is not None and _is_field(lines[below]) else None


def _without_credits(lines: Lines) -> Lines:
    """The lines without those at their end that tell of pictures and of the writer."""
    end = len(lines)
    while end and (not lines[end - 1] or _CREDIT.fullmatch(lines[end - 1])):
        end -= 1
    return lines[:end]


def _is_field(line: str) -> bool:
    return _FIELD.fullmatch(line) is not None


def _fields(lines: Lines) -> dict[str, str]:
    """The fields, wrapped lines joined, by their names in lower case without spaces."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        match = _FIELD.fullmatch(line)
        if match:
            name = match[1].lower().replace(" ", "")
            found.setdefault(name, []).append(match[2].rstrip(" |"))
        elif line and name:
            found[name].append(line)
        else:
            name = ""
    return {name: joined(values) for name, values in found.items()}


def _headline(head: Lines) -> str:
    """The first line of a document, which is its title, if it is no field."""
    line = next((line for line in head if line and not _COUNT.fullmatch(line)), "")
    return "" if _is_field(line) or "://" in line else line


def _names_in_order(authors: str) -> str:
    """Names as they are spoken: "Okafor, Nadia; Ferrer, Luis" is "Nadia Okafor; Luis Ferrer"."""
    parts = [part.strip() for part in authors.split(";")]
    return "; ".join(_turned(part) for part in parts if part)


def _turned(name: str) -> str:
    family, comma, given = name.partition(", ")
    one_person = comma and "," not in given and (" " not in family or " " not in given)
    return f"{given} {family}" if one_person else name


FORM = ExportForm("ProQuest", _fits, _records, _read)
