"""Nexis (Lexis, LexisNexis): "1 of 20 DOCUMENTS" before each article, or "End of Document" after.

The older form has the outlet, the date and the title in the middle of the page, fields in capitals
above and below the text; the newer one has the title first, and "Body" above the text.
"""

from __future__ import annotations

import re
from functools import partial

from qabot.errors import LoadError
from qabot.loaders.exports.printed_lines import (
    COPYRIGHT,
    ExportedStory,
    ExportForm,
    Lines,
    author_of,
    blocks,
    day,
    is_short,
    joined,
    matching,
    next_line,
    printed,
    split_after,
    tail_start,
)

_COUNT = re.compile(
    r"(?:FOCUS - )?\d{1,6} (?:of|von|de|di|van|sur) \d{1,6} (?:DO[CK]UMENT(?:S|E|EN|OS|I)?)"
)
_END = re.compile(r"End of Document")
_BODY = "Body"
_LENGTH = re.compile(
    r"(?P<name>LENGTH|Length|LÄNGE|Länge|LONGUEUR|Longueur): *\d[\d.,’' ]*[^\W\d_]{2,10}"
)
_LOADED = re.compile(r"(?:LOAD|Load|UPLOAD)-(?:DATE|Date): .*")
_FIELD = re.compile(r"(?P<name>[^\W\d_][\w/ -]{1,30}):(?: +(?P<value>.*)|)", re.DOTALL)
_HEAD = frozenset(
    "anchors autor auteur body byline column correction-date dateline guests headline highlight"
    " host kicker length longueur länge reporters rubrik rubrique section series show type".split()
)
_TAIL = frozenset(
    "acc-no category chart charts city company correction country distribution document-type"
    " drawing geographic grafik graphic industry journal-code journal\u00a0code langue language"
    " load-date map name notes organization person photo photos publication-type sprache state"
    " subject terms ticker type-publication update url date-chargement sujet".split()
)
_CAPTIONS = re.compile(r"Graphic|(?:GRAPHIC|GRAFIK):.*")
_CLASSIFICATION = "Classification"
_LINKS = re.compile(
    r"Link to (?:Image|PDF|the original story).*|PDF-Datei dieses Dokuments|PDF of this document",
    re.IGNORECASE,
)
_NOTES = "Notes"
"""Stands above such links."""
_EDITION = re.compile(r".*\b(?:Edition|EDITION|edition|Ausgabe)\b.*")
_COVER_END = re.compile(r"Privacy Policy|Copyright © \d{4} LexisNexis")
_MOST_TITLE_LINES = 4
_MOST_CAPTION_LINES = 15
_MOST_HEAD_LINES = 40


def _fits(lines: Lines) -> bool:
    counts, ends = len(matching(_COUNT, lines)), len(matching(_END, lines))
    lengths = len(matching(_LENGTH, lines))
    loaded = bool(matching(_LOADED, lines))
    return counts > 1 or bool((counts or ends) and lengths) or (lengths > 1 and loaded)


def _records(lines: Lines) -> list[Lines]:
    counts, ends = matching(_COUNT, lines), matching(_END, lines)
    if counts:
        parts = split_after(lines, counts)
    elif ends:
        parts = split_after(lines, ends)
    else:
        return []
    if not matching(_LENGTH, parts[0]):  # a cover
        parts = parts[1:] if counts else parts
    if ends and not counts and not matching(_LENGTH, parts[-1]):  # what follows the last one
        parts = parts[:-1]
    return parts


def _read(lines: Lines, first: bool) -> ExportedStory:
    lengths = matching(_LENGTH, lines)
    if len(lengths) != 1:
        raise LoadError("another one runs into it" if lengths else "its head is not complete")
    if lines[lengths[0]].split(":")[0].isupper():
        return _older(lines, lengths[0])
    return _newer(lines, lengths[0], first)


def _older(lines: Lines, length: int) -> ExportedStory:
    """The article of which the fields are in capitals."""
    date = _date_above(lines, length)
    is_head = partial(_is_field, names=_HEAD, capitals=True)
    field = next(at for at in range(date, length + 1) if is_head(lines[at]))
    tight = _is_tight(lines, length)
    begin = _head_end(lines, field, tight=tight)
    if begin <= length:
        raise LoadError("where its head ends cannot be told")
    fields = _fields(lines[field:begin], _HEAD)
    outlet = _outlet_above(lines[:date])
    title = fields.get("headline") or _title_below(lines[date + 1 : field])
    author = author_of(_byline(fields), outlet)
    text = _text([fields.get("body", ""), *lines[begin:]], capitals=True, tight=tight)
    return ExportedStory(title, author, outlet, day(lines[date]), text)


def _newer(lines: Lines, length: int, first: bool) -> ExportedStory:
    """The article of which "Body" stands above the text."""
    body = next((at for at in range(length, len(lines)) if lines[at] == _BODY), None)
    if body is None:
        raise LoadError("no line says where its text begins")
    date = _date_above(lines, length)
    outlet_at = next((at for at in range(date - 1, -1, -1) if lines[at]), None)
    if outlet_at is None or not is_short(lines[outlet_at]):
        raise LoadError("its outlet is not stated")
    outlet = joined([lines[outlet_at]])
    above = lines[:outlet_at]
    title = _title_below_cover(above) if first else _title_of(above)
    author = author_of(_byline(_fields(lines[date + 1 : body], _HEAD)), outlet)
    tight = _is_tight(lines, length)
    return ExportedStory(
        title, author, outlet, day(lines[date]), _text(lines[body + 1 :], False, tight)
    )


def _date_above(lines: Lines, length: int) -> int:
    """The line of the date, the nearest above that of the length."""
    for at in range(length - 1, max(length - _MOST_HEAD_LINES, 0) - 1, -1):
        if lines[at] and day(lines[at]):
            return at
    raise LoadError("its date is not stated as its form has it")


def _outlet_above(lines: Lines) -> str:
    """The outlet in the lines above the date, where otherwise only rights and a show stand."""
    kept = [
        line for line in lines
        if line and not COPYRIGHT.fullmatch(line) and not _is_field(line, _HEAD, capitals=True)
    ]  # fmt: skip
    if len(kept) != 1 or not is_short(kept[0]):
        raise LoadError("its outlet cannot be told from the lines beside it")
    return joined(kept)


def _title_below(lines: Lines) -> str:
    """The title in the lines between the date and the first field, where an edition stands, too."""
    found = blocks(lines)
    if len(found) > 1 and lines[0]:  # in the same block as the date
        found = found[1:]
    if len(found) > 1:
        found = [block for block in found if not _EDITION.fullmatch(joined(block))]
    if len(found) == 1 and len(found[0]) > 1 and lines[0]:
        found = [[line for line in found[0] if not _EDITION.fullmatch(line)]]
    if len(found) > 1:
        raise LoadError("its title cannot be told from the lines beside it")
    return joined(found[0]) if found else ""


def _title_of(lines: Lines) -> str:
    """The title that lines are, wrapped or not."""
    found = blocks(lines)
    if len(found) != 1 or len(found[0]) > _MOST_TITLE_LINES:
        raise LoadError("its title cannot be told from the lines beside it")
    return joined(found[0])


def _title_below_cover(lines: Lines) -> str:
    """The title of the first article, which the cover above it lists as "1. ..."."""
    covers = [at for at, line in enumerate(lines) if _COVER_END.search(line)]
    below = lines[covers[-1] + 1 :] if covers else lines
    listed = joined_all(lines)
    kept = [line for line in below if line]
    for count in range(1, min(len(kept), _MOST_TITLE_LINES) + 1):
        title = joined(kept[-count:])
        if f" 1. {title} " in listed:
            return title
    return _title_of(below)


def joined_all(lines: Lines) -> str:
    """All that lines say, on one line, with a space at both ends."""
    return f" {' '.join(' '.join(lines).split())} "


def _is_tight(lines: Lines, length: int) -> bool:
    """Whether fields follow each other without blank lines."""
    return all(lines[max(length - 1, 0) : length + 2])


def _is_field(line: str, names: frozenset[str], capitals: bool) -> bool:
    match = _FIELD.fullmatch(line)
    if not match or match["name"].isupper() != capitals or match["name"].islower():
        return False
    return match["name"].lower() in names


def _head_end(lines: Lines, field: int, *, tight: bool) -> int:
    """Where the fields above the text end, of which ``field`` is the first line."""
    at = field
    while at < len(lines):
        line = lines[at]
        if line and not _is_field(line, _HEAD, capitals=True):
            break
        at += 1
        if line.startswith("BODY:"):
            break
        if line and not tight and not _LENGTH.fullmatch(line):
            while at < len(lines) and lines[at] and not _is_field(lines[at], _HEAD, True):
                at += 1
    return at


def _fields(lines: Lines, names: frozenset[str]) -> dict[str, str]:
    """The fields by their names in lower case, each with the lines that it is wrapped to."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        match = _FIELD.fullmatch(line)
        if match and match["name"].lower() in names:
            name = match["name"].lower()
            found[name] = [match["value"] or ""]
        elif line and name:
            found[name].append(line)
        else:
            name = ""
    return {name: values[0] if name == "body" else joined(values) for name, values in found.items()}


def _byline(fields: dict[str, str]) -> str:
    """The field that names who wrote, in the languages of the forms."""
    return next((fields[name] for name in ("byline", "autor", "auteur") if fields.get(name)), "")


def _text(lines: Lines, capitals: bool, tight: bool) -> str:
    """The text in the lines below the head, without the fields below it.

    Raises:
        LoadError: one of them is still in it.
    """
    is_tail = partial(_is_tail, capitals=capitals)
    body = lines[: _closing(lines)]
    body = body[: tail_start(body, is_tail, tight=tight)]
    unmistakable = is_tail if capitals else _LOADED.fullmatch
    if any(is_short(line) and unmistakable(line) for line in body):
        raise LoadError("where its text ends cannot be told")
    kept = [line for line in body if not _LINKS.fullmatch(line)]
    text = printed(kept)
    return text if len(kept) == len(body) else text.removesuffix(f"\n{_NOTES}").rstrip()


def _is_tail(line: str, capitals: bool) -> bool:
    return bool(COPYRIGHT.fullmatch(line)) or _is_field(line, _TAIL, capitals)


def _closing(lines: Lines) -> int:
    """The first line that surely stands below the text; the lines above it may be fields, too."""
    closing = min([*matching(_LOADED, lines)[:1], *_classifications(lines)[-1:], len(lines)])
    captions = [at for at in matching(_CAPTIONS, lines) if at < closing]
    if not captions:
        return closing
    if sum(map(bool, lines[captions[-1] : closing])) > _MOST_CAPTION_LINES:
        raise LoadError("where its text ends cannot be told")
    return captions[-1]


def _classifications(lines: Lines) -> list[int]:
    """The headings "Classification" of fields."""
    found = ((at, next_line(lines, at)) for at, line in enumerate(lines) if line == _CLASSIFICATION)
    return [at for at, below in found if below is not None and _FIELD.fullmatch(lines[below])]


FORM = ExportForm("Nexis", _fits, _records, _read)
